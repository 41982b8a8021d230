package io.ordergateway.ws.sim.hashkey.door;

/** What a request counts as (section 8). */
public enum RequestClass {
    /** Placements and cancels, of one order or several. */
    ORDER,
    /** Whatever is asked about the account and its orders. */
    QUERY,
    /** Listen keys, for which no limit is documented. */
    STREAM,
    /** What everybody may ask; only a ban concerns it. */
    PUBLIC
}
