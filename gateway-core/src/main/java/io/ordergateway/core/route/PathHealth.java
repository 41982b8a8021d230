package io.ordergateway.core.route;

/** What a path says of itself before it is given a cancel. */
public enum PathHealth {
    /** It can send now. */
    READY,
    /** It works, but a bound of it is reached: requests that wait, bytes that wait, or the rate the venue allows. */
    FULL,
    /** It cannot send, and comes back by itself. */
    DOWN,
    /** It cannot send, and will not before somebody looks. */
    CLOSED
}
