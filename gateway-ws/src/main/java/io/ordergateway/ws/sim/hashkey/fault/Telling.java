package io.ordergateway.ws.sim.hashkey.fault;

/** How the private stream tells of a canceled order's end. */
public enum Telling {
    ONCE,
    TWICE,
    /** First the end, then that a cancel is on its way. */
    REORDERED,
    NEVER,
    /** As late as the script of faults says. */
    LATE,
    /** The streams are cut instead. */
    CUT,
    /** The listen key runs out instead, which closes its streams. */
    KEY_EXPIRED
}
