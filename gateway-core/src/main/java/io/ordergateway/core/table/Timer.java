package io.ordergateway.core.table;

import org.jspecify.annotations.Nullable;

/** Something that is due at a time of the forward clock. It is its own entry in the one {@link TimerWheel} it may stand in. */
public abstract class Timer {
    static final int NOT_SET = -1;
    static final int DUE = -2;

    // The wheel's: when, on which spoke, between whom.
    long at;
    int spoke = NOT_SET;

    @Nullable
    Timer before;

    @Nullable
    Timer after;

    protected Timer() {}

    /** When it is due, or was when it was set last. */
    public final long dueAt() {
        return at;
    }

    /** Whether it stands in a wheel. */
    public final boolean isSet() {
        return spoke != NOT_SET;
    }
}
