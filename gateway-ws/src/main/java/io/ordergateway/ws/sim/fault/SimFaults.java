package io.ordergateway.ws.sim.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The script of faults: each request to cancel one order that is well-formed and authenticated draws the next one,
 * whichever path it comes by, and a batch draws one for all its orders. After the script comes the mix from a seed, if there is one, and then what always holds.
 * May be changed from any thread at any time.
 */
public final class SimFaults {
    /** Faults that may wait in the script. */
    public static final int MAX_SCRIPT = 1_000_000;

    private static final Duration LATE_BY = Duration.ofMillis(500);
    private static final List<SimFault> ALL = List.of(SimFault.values());

    private final Queue<SimFault> script = new ArrayDeque<>();
    private SimFault otherwise = SimFault.NONE;
    private Duration lateBy = LATE_BY;
    private @Nullable Mix mix;

    /** Behaves until told otherwise. */
    public SimFaults() {}

    private record Mix(SplittableRandom random, double rate, List<SimFault> among) {}

    /** Adds to the script: one fault for each of the next requests. */
    public synchronized void next(SimFault... faults) {
        if (script.size() + faults.length > MAX_SCRIPT) {
            throw new IllegalStateException("the script holds at most " + MAX_SCRIPT + " faults");
        }
        Collections.addAll(script, faults);
    }

    /** What every request draws for which the script has nothing. */
    public synchronized void always(SimFault fault) {
        otherwise = fault;
    }

    /** How late {@link SimFault#LATE} and its like are from now on; half a second unless told. */
    public synchronized void lateBy(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("lateBy must be zero or more, is " + delay);
        }
        lateBy = delay;
    }

    /**
     * From now on each request draws, with this probability, one of these faults, or of all if none is named. The same
     * seed draws the same faults in the same order.
     *
     * @param rate 0 to 1; 0 ends the mix
     */
    public synchronized void seed(long seed, double rate, SimFault... among) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate must be 0 to 1, is " + rate);
        }
        List<SimFault> faults = among.length == 0 ? ALL : List.of(among);
        mix = rate == 0 ? null : new Mix(new SplittableRandom(seed), rate, faults);
    }

    /** Behave from now on; replies already on their way, late, still come. */
    public synchronized void clear() {
        script.clear();
        otherwise = SimFault.NONE;
        lateBy = LATE_BY;
        mix = null;
    }

    /** What the next request meets. */
    public synchronized SimFault draw() {
        SimFault scripted = script.poll();
        if (scripted != null) {
            return scripted;
        }
        if (mix != null && mix.random.nextDouble() < mix.rate) {
            return mix.among.get(mix.random.nextInt(mix.among.size()));
        }
        return otherwise;
    }

    public synchronized Duration lateness() {
        return lateBy;
    }
}
