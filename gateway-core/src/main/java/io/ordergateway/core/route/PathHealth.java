package io.ordergateway.core.route;

/** What a path says of itself before it is given a cancel. */
public enum PathHealth {
    /** It can send now. */
    READY,
    /** It works, but its bound of waiting requests is reached. */
    FULL,
    /** It cannot send. */
    DOWN
}
