package io.ordergateway.ws.sim.fault;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The script of one venue's faults: each request that may meet a fault draws the next one. After the script comes the mix from
 * a seed, if there is one, and then what always holds. May be changed from any thread at any time.
 *
 * @param <F> the venue's faults
 */
public class FaultScript<F extends Enum<F>> {
    /** Faults that may wait in the script. */
    public static final int MAX_SCRIPT = 1_000_000;

    private static final Duration LATE_BY = Duration.ofMillis(500);

    private final F none;
    private final List<F> all;
    private final Queue<F> script = new ArrayDeque<>();
    private F otherwise;
    private Duration lateBy = LATE_BY;
    private @Nullable Mix<F> mix;

    /**
     * Behaves until told otherwise.
     *
     * @param none what stands for no fault
     * @param all what a mix draws from when it names none
     */
    public FaultScript(F none, List<F> all) {
        this.none = none;
        this.all = List.copyOf(all);
        this.otherwise = none;
    }

    private record Mix<F>(SplittableRandom random, double rate, List<F> among) {}

    /** Adds to the script: one fault for each of the next requests. */
    @SafeVarargs
    public final synchronized void next(F... faults) {
        if (script.size() + faults.length > MAX_SCRIPT) {
            throw new IllegalStateException("the script holds at most " + MAX_SCRIPT + " faults");
        }
        for (F fault : faults) {
            script.add(fault);
        }
    }

    /** What every request draws for which the script has nothing. */
    public final synchronized void always(F fault) {
        otherwise = fault;
    }

    /** How late the faults that are late are from now on; half a second unless told. */
    public final synchronized void lateBy(Duration delay) {
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
    @SafeVarargs
    public final synchronized void seed(long seed, double rate, F... among) {
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate must be 0 to 1, is " + rate);
        }
        List<F> faults = new ArrayList<>();
        for (F fault : among) {
            faults.add(fault);
        }
        mix = rate == 0 ? null : new Mix<>(new SplittableRandom(seed), rate, faults.isEmpty() ? all : faults);
    }

    /** Behave from now on; replies already on their way, late, still come. */
    public final synchronized void clear() {
        script.clear();
        otherwise = none;
        lateBy = LATE_BY;
        mix = null;
    }

    /** What the next request meets. */
    public final synchronized F draw() {
        F scripted = script.poll();
        if (scripted != null) {
            return scripted;
        }
        if (mix != null && mix.random().nextDouble() < mix.rate()) {
            return mix.among().get(mix.random().nextInt(mix.among().size()));
        }
        return otherwise;
    }

    public final synchronized Duration lateness() {
        return lateBy;
    }
}
