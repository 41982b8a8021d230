package io.ordergateway.core.order;

/** What a venue says of an order, in one vocabulary for all venues. */
public enum OrderStatus {
    /** It rests, wholly or in part. */
    OPEN,
    FILLED,
    CANCELED,
    REJECTED,
    EXPIRED,
    /** The venue used a word that this build does not know. Evidence of nothing. */
    UNKNOWN;

    /** Whether an order in this status can still change. */
    public boolean isFinal() {
        return this != OPEN && this != UNKNOWN;
    }
}
