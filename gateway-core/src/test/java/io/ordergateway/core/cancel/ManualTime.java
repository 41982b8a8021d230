package io.ordergateway.core.cancel;

import io.ordergateway.core.timing.Now;
import java.time.Duration;
import java.time.Instant;

/** A clock that goes when it is told to. */
public final class ManualTime {
    /** The time of day at which it begins. */
    public static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    // A forward clock may read less than zero, and may pass zero: nothing may depend on where it stands.
    private static final long ORIGIN = -700_000_000L;

    private Duration passed = Duration.ZERO;

    public Now now() {
        return new Now(ORIGIN + passed.toNanos(), START.plus(passed));
    }

    public Now pass(Duration time) {
        passed = passed.plus(time);
        return now();
    }
}
