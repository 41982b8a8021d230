package io.ordergateway.ws.sim.fault;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The script of AscendEX's faults: each request to cancel one order that is well-formed and authenticated draws the next one,
 * whichever path it comes by, and a batch draws one for all its orders.
 */
public final class SimFaults extends FaultScript<SimFault> {
    private final AtomicInteger emptyLists = new AtomicInteger();

    /** Behaves until told otherwise. */
    public SimFaults() {
        super(SimFault.NONE, List.of(SimFault.values()));
    }

    /** The next so many questions for the open orders are answered as if there were none, by whichever path they come. */
    public void listNothing(int answers) {
        emptyLists.set(answers);
    }

    /** Whether this question for the open orders is answered so. */
    public boolean listsNothing() {
        return emptyLists.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }
}
