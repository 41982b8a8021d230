package io.ordergateway.ws.sim.coinswitch.book;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One order of the simulated venue as it stood at one moment.
 *
 * @param orderId a UUID
 * @param terms what was asked for; never changes
 * @param createdAt grows from order to order, by a millisecond at least
 * @param status where it stands (section 6)
 * @param executed the quantity filled so far, at the order's own price
 * @param changedAt the time of the last change
 */
public record Order(
        String orderId, Terms terms, Instant createdAt, Surface.Status status, BigDecimal executed, Instant changedAt) {

    /**
     * What an order asks for (section 5).
     *
     * @param clientOrderId the client's own id, empty if it gave none
     * @param exchange for example {@code coinswitchx}; on futures {@code EXCHANGE_2}
     * @param symbol in upper case, for example {@code BTC/INR} or {@code BTCUSDT}
     * @param side {@code BUY} or {@code SELL}
     * @param price the limit price
     * @param quantity the whole quantity
     * @param reduceOnly futures only
     */
    public record Terms(
            String clientOrderId,
            String exchange,
            String symbol,
            String side,
            BigDecimal price,
            BigDecimal quantity,
            boolean reduceOnly) {}

    /** What is left to fill. */
    public BigDecimal rest() {
        return terms.quantity().subtract(executed);
    }

    /** The book matches nothing, so an order trades at its own price. */
    public BigDecimal averagePrice() {
        return executed.signum() > 0 ? terms.price() : BigDecimal.ZERO;
    }

    Order become(Surface.Status newStatus, Instant now) {
        return new Order(orderId, terms, createdAt, newStatus, executed, now);
    }

    Order filledBy(BigDecimal more, Surface.Status newStatus, Instant now) {
        return new Order(orderId, terms, createdAt, newStatus, executed.add(more), now);
    }
}
