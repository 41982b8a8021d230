package io.ordergateway.core.timing;

import java.util.function.Supplier;

/**
 * A moment that neighbours share: in a burst, to read the clock for each would cost more than what is done for it. Owned by
 * one thread.
 */
public final class SharedMoment {
    /** How many share one, in a burst some 10 µs in all. */
    public static final int SHARERS = 32;

    private final Supplier<Now> clock;
    private Now now;
    private int left;

    /** Reads the clock once, now. */
    public SharedMoment(Supplier<Now> clock) {
        this.clock = clock;
        this.now = clock.get();
    }

    /** Reads the clock: those that follow share that. */
    public Now begin() {
        now = clock.get();
        left = SHARERS;
        return now;
    }

    /** The moment of the next one. */
    public Now next() {
        if (left == 0) {
            begin();
        }
        left--;
        return now;
    }
}
