package io.ordergateway.ws.sim.coinswitch.book;

/** How a cancel that was raised ends, once its time has come (section 6). */
public enum CancelEnd {
    CANCELLED,
    /** The order was filled while the cancel was on its way. */
    EXECUTED,
    /** Half of what was left was filled meanwhile, the rest canceled: on futures that is PARTIALLY_EXECUTED. */
    PARTLY_EXECUTED,
    /** It stays in CANCELLATION_RAISED, until it is filled. */
    NEVER
}
