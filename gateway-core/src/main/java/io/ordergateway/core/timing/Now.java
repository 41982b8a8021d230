package io.ordergateway.core.timing;

import java.time.Duration;
import java.time.Instant;

/**
 * The moment at which something is decided: two readings of one moment, because deadlines must not jump when an operator
 * sets the clock, and records must carry the time of day.
 *
 * @param nanos of a clock that only goes forward; means nothing outside this process
 * @param wall the time of day
 */
public record Now(long nanos, Instant wall) {
    /** Whether a moment of the forward clock has come. */
    public boolean reached(long moment) {
        return nanos - moment >= 0;
    }

    /** The forward clock's reading after this much more time. */
    public long in(Duration time) {
        return nanos + time.toNanos();
    }
}
