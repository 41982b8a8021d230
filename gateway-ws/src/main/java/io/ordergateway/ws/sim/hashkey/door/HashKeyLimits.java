package io.ordergateway.ws.sim.hashkey.door;

import java.time.Duration;

/**
 * How often requests are taken, for the one access key (section 8). A window is any one second.
 *
 * @param enforced whether anything is done about a violation; counted they are anyway
 * @param orders placements and cancels in a window
 * @param queries queries in a window
 * @param weight the weights of a window's requests together; no document says how much, so by default any
 * @param penalty how long orders are refused after too many of them, and how long an address is banned
 * @param patience so many requests may be refused in a row before the address is banned
 */
public record HashKeyLimits(boolean enforced, int orders, int queries, int weight, Duration penalty, int patience) {
    private static final int ORDERS = 10;
    private static final int QUERIES = 2;
    private static final int PATIENCE = 20;
    private static final Duration PENALTY = Duration.ofMinutes(1);

    public HashKeyLimits {
        if (orders < 0 || queries < 0 || weight < 0 || patience < 0 || penalty.isNegative()) {
            throw new IllegalArgumentException("limits must be zero or more, are " + orders + " orders, " + queries
                    + " queries, weight " + weight + ", patience " + patience + ", penalty " + penalty);
        }
    }

    /** Section 13.3, the lower numbers, and nobody to enforce them: what tests that send in bursts need. */
    public static HashKeyLimits notEnforced() {
        return new HashKeyLimits(false, ORDERS, QUERIES, Integer.MAX_VALUE, PENALTY, PATIENCE);
    }

    /** The same, enforced: 10 orders and 2 queries a second, a minute of penalty. */
    public static HashKeyLimits documented() {
        return new HashKeyLimits(true, ORDERS, QUERIES, Integer.MAX_VALUE, PENALTY, PATIENCE);
    }

    public HashKeyLimits of(int newOrders, int newQueries) {
        return new HashKeyLimits(enforced, newOrders, newQueries, weight, penalty, patience);
    }

    public HashKeyLimits withWeight(int newWeight) {
        return new HashKeyLimits(enforced, orders, queries, newWeight, penalty, patience);
    }

    public HashKeyLimits withPenalty(Duration newPenalty) {
        return new HashKeyLimits(enforced, orders, queries, weight, newPenalty, patience);
    }

    public HashKeyLimits withPatience(int newPatience) {
        return new HashKeyLimits(enforced, orders, queries, weight, penalty, newPatience);
    }
}
