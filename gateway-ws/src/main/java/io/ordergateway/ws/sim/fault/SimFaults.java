package io.ordergateway.ws.sim.fault;

import java.util.List;

/**
 * The script of AscendEX's faults: each request to cancel one order that is well-formed and authenticated draws the next one,
 * whichever path it comes by, and a batch draws one for all its orders.
 */
public final class SimFaults extends FaultScript<SimFault> {
    /** Behaves until told otherwise. */
    public SimFaults() {
        super(SimFault.NONE, List.of(SimFault.values()));
    }
}
