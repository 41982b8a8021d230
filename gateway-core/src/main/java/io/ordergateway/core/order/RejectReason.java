package io.ordergateway.core.order;

/** Why a venue did not cancel, in one vocabulary for all venues. The venue's own code and text travel beside it. */
public enum RejectReason {
    /** The venue has no such order, and said so when asked for its status. */
    ORDER_UNKNOWN,
    /** A field of the request is wrong in the venue's eyes. */
    INVALID_REQUEST,
    /** Key, signature or permission were refused. */
    NOT_AUTHORIZED,
    /** The request's time was outside the venue's window. */
    CLOCK_SKEW,
    /** The venue's window for the request has closed, and the order still rests. */
    NOT_PROCESSED
}
