package io.ordergateway.ws.sim.hashkey.book;

/** Section 6, but for {@code PENDING_CANCEL}, which is an open order with a cancel on its way. */
public enum OrderStatus {
    /** Accepted, not yet in the book. */
    PENDING_NEW,
    NEW,
    PARTIALLY_FILLED,
    FILLED,
    /** Nothing was filled. */
    CANCELED,
    /** Part was filled, and the rest canceled. */
    PARTIALLY_CANCELED,
    REJECTED;

    /** Whether an order in this state can still change. */
    public boolean isOpen() {
        return this == PENDING_NEW || this == NEW || this == PARTIALLY_FILLED;
    }
}
