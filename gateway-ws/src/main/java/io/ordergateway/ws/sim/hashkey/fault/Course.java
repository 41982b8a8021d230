package io.ordergateway.ws.sim.hashkey.fault;

/** What a cancel really does. */
public enum Course {
    /** It ends the order, after the time that takes. */
    CANCELS,
    /** It ends the order at once. */
    CANCELS_AT_ONCE,
    /** It ends the order, as late as the script of faults says. */
    CANCELS_LATE,
    /** The order is filled an instant before the cancel comes. */
    FILLED_FIRST,
    /** Half of what is left is filled an instant before the cancel comes, which then takes the rest. */
    PART_FILLED_FIRST,
    /** The venue throws the order out an instant before the cancel comes. */
    REJECTED_FIRST,
    /** The cancel is accepted, and the order is filled before it ends. */
    FILLED_MEANWHILE,
    /** The cancel is accepted, half of what is left is filled before it takes the rest. */
    PART_FILLED_MEANWHILE,
    /** The cancel is accepted, and the order rests on. */
    RESTS,
    /** Nothing is done. */
    NOTHING
}
