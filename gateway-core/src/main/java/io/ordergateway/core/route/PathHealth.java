package io.ordergateway.core.route;

/** What a path says of itself before it is given a cancel. */
public enum PathHealth {
    /** It can send now. */
    READY,
    /** It works, but the venue's limit for such a request is used up, or promised to those that wait: see {@link Fit}. */
    SPENT,
    /** It works, but a bound of ours is reached: requests that wait, or bytes that wait. */
    FULL,
    /** It cannot send, and comes back by itself. */
    DOWN,
    /** It cannot send, and will not before somebody looks. */
    CLOSED
}
