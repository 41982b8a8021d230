package io.ordergateway.ws.sim.book;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One order of the simulated venue as it stood at one moment.
 *
 * @param terms what was asked for; never changes
 * @param status where the order stands
 * @param filled the quantity filled so far
 * @param lastFill the quantity of the last fill, zero when there was none
 * @param sn the sequence number of the last change: grows with every change in the book, with gaps (section 6)
 * @param changedAt the time of the last change
 */
public record SimOrder(Terms terms, Status status, BigDecimal filled, BigDecimal lastFill, long sn, Instant changedAt) {

    /**
     * What an order asks for.
     *
     * @param orderId the venue's id of the order
     * @param symbol for example {@code BTC-PERP}
     * @param side {@code Buy} or {@code Sell}
     * @param price the limit price
     * @param qty the whole quantity
     * @param placedAt when the book took it
     */
    public record Terms(
            String orderId, String symbol, String side, BigDecimal price, BigDecimal qty, Instant placedAt) {}

    /** Section 6: the states of an order, and how the venue writes them. */
    public enum Status {
        NEW("New"),
        PARTIALLY_FILLED("PartiallyFilled"),
        FILLED("Filled"),
        CANCELED("Canceled"),
        REJECTED("Rejected");

        private final String wireName;

        Status(String wireName) {
            this.wireName = wireName;
        }

        /** The venue's spelling. */
        public String wireName() {
            return wireName;
        }

        /** Whether an order in this state can still be filled or canceled. */
        public boolean isOpen() {
            return this == NEW || this == PARTIALLY_FILLED;
        }
    }

    public String orderId() {
        return terms.orderId();
    }

    public String symbol() {
        return terms.symbol();
    }

    public String side() {
        return terms.side();
    }

    public BigDecimal price() {
        return terms.price();
    }

    public BigDecimal qty() {
        return terms.qty();
    }

    public Instant placedAt() {
        return terms.placedAt();
    }

    public SimOrder ended(Status end, long newSn, Instant now) {
        return new SimOrder(terms, end, filled, lastFill, newSn, now);
    }

    public SimOrder filledBy(BigDecimal more, long newSn, Instant now) {
        BigDecimal total = filled.add(more);
        Status after = total.compareTo(qty()) == 0 ? Status.FILLED : Status.PARTIALLY_FILLED;
        return new SimOrder(terms, after, total, more, newSn, now);
    }
}
