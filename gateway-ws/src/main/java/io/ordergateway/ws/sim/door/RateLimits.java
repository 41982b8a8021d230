package io.ordergateway.ws.sim.door;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * How many WebSocket messages are taken (section 9.1). They count for all sockets together, as if for one IP address.
 *
 * @param enforced whether anything is done about a violation
 * @param window how long messages are counted together
 * @param penalty how long a class is ignored, or the address banned
 * @param maxSockets sockets open at the same time; a further handshake is answered with 429
 * @param levels what each class may send
 */
public record RateLimits(
        boolean enforced, Duration window, Duration penalty, int maxSockets, Map<Kind, Levels> levels) {

    /** The classes of messages, counted together as section 9.1 says. */
    public enum Kind {
        /** auth, ping, pong. */
        ADMIN,
        /** sub, unsub. */
        STREAM,
        /** place_order, cancel_order, cancel_all. */
        ORDER,
        /** batch_place_order, batch_cancel_order. */
        BATCH,
        /** depth_snapshot, depth_snapshot_top100. */
        SNAPSHOT,
        /** market_trades, balance, open_order, margin_risk and the like of futures. */
        QUERY,
        /** Any other req. */
        REQUEST;

        /** The class of a message. */
        public static Kind of(String op, String action) {
            return switch (op) {
                case "sub", "unsub" -> STREAM;
                case "req" ->
                    switch (action.toLowerCase(Locale.ROOT)) {
                        case "place-order", "cancel-order", "cancel-all" -> ORDER;
                        case "batch-place-order", "batch-cancel-order" -> BATCH;
                        case "depth-snapshot", "depth-snapshot-top100" -> SNAPSHOT;
                        case "market-trades",
                                "balance",
                                "open-order",
                                "margin-risk",
                                "futures-account-snapshot",
                                "futures-open-orders" -> QUERY;
                        default -> REQUEST;
                    };
                default -> ADMIN;
            };
        }
    }

    /**
     * How many messages of a class a window may hold.
     *
     * @param first beyond it the class is ignored
     * @param second beyond it the session is killed and the address banned
     */
    public record Levels(int first, int second) {
        public Levels {
            if (first < 0 || second < first) {
                throw new IllegalArgumentException(
                        "levels must be 0 or more, the second no less than the first; are " + first + ", " + second);
            }
        }
    }

    public RateLimits {
        if (window.isNegative() || window.isZero() || penalty.isNegative()) {
            throw new IllegalArgumentException(
                    "window must be more than zero and penalty zero or more, are " + window + ", " + penalty);
        }
        levels = Map.copyOf(levels);
    }

    /** The documented numbers, and nobody to enforce them: what tests that send in bursts need. */
    public static RateLimits notEnforced() {
        return new RateLimits(false, Duration.ofMinutes(1), Duration.ofMinutes(15), 20, documentedLevels());
    }

    /** The documented numbers, enforced. */
    public static RateLimits documented() {
        return notEnforced().enforcedWithin(Duration.ofMinutes(1), Duration.ofMinutes(15));
    }

    public RateLimits enforcedWithin(Duration newWindow, Duration newPenalty) {
        return new RateLimits(true, newWindow, newPenalty, maxSockets, levels);
    }

    public RateLimits withMaxSockets(int max) {
        return new RateLimits(enforced, window, penalty, max, levels);
    }

    public RateLimits with(Kind kind, int first, int second) {
        Map<Kind, Levels> changed = new EnumMap<>(levels);
        changed.put(kind, new Levels(first, second));
        return new RateLimits(enforced, window, penalty, maxSockets, changed);
    }

    /** What a class may send. */
    public Levels of(Kind kind) {
        return levels.getOrDefault(kind, new Levels(Integer.MAX_VALUE, Integer.MAX_VALUE));
    }

    private static Map<Kind, Levels> documentedLevels() {
        Map<Kind, Levels> levels = new EnumMap<>(Kind.class);
        levels.put(Kind.ADMIN, new Levels(800, 1_000));
        levels.put(Kind.STREAM, new Levels(150, 200));
        levels.put(Kind.ORDER, new Levels(8_000, 10_000));
        levels.put(Kind.BATCH, new Levels(10_000, 10_000));
        levels.put(Kind.SNAPSHOT, new Levels(400, 500));
        levels.put(Kind.QUERY, new Levels(10_000, 10_000));
        levels.put(Kind.REQUEST, new Levels(10_000, 10_000));
        return levels;
    }
}
