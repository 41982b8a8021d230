package io.ordergateway.ws.sim.coinswitch.door;

/** Section 2: which of the two schemes a signature must follow. Only ever one of them is taken. */
public enum Signing {
    /** METHOD, decoded path and query, epoch; the body is not signed. */
    EPOCH,
    /** METHOD, decoded path and query, the body with its keys sorted; no epoch. */
    LEGACY
}
