package io.ordergateway.ws.sim.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Queue;

/**
 * The script of faults: each request to cancel one order that is well-formed and authenticated draws the next one,
 * whichever path it comes by. May be changed from any thread at any time.
 */
public final class SimFaults {
    private static final Duration LATE_BY = Duration.ofMillis(500);

    private final Queue<SimFault> script = new ArrayDeque<>();
    private SimFault otherwise = SimFault.NONE;
    private Duration lateBy = LATE_BY;

    public SimFaults() {}

    /** Adds to the script: one fault for each of the next requests. */
    public synchronized void next(SimFault... faults) {
        Collections.addAll(script, faults);
    }

    /** What every request draws for which the script has nothing. */
    public synchronized void always(SimFault fault) {
        otherwise = fault;
    }

    /** How late {@link SimFault#LATE} is from now on; half a second unless told. */
    public synchronized void lateBy(Duration delay) {
        lateBy = delay;
    }

    /** Behave from now on; replies already on their way, late, still come. */
    public synchronized void clear() {
        script.clear();
        otherwise = SimFault.NONE;
        lateBy = LATE_BY;
    }

    public synchronized SimFault draw() {
        SimFault scripted = script.poll();
        return scripted == null ? otherwise : scripted;
    }

    public synchronized Duration lateness() {
        return lateBy;
    }
}
