package io.ordergateway.ws.sim.hashkey.book;

/** Sections 3.3 and 5. */
public enum OrderType {
    LIMIT,
    LIMIT_MAKER,
    MARKET,
    /** A trigger order of futures. */
    STOP
}
