package io.ordergateway.core.session;

import java.time.Duration;

/**
 * How long to wait before the next try: from {@code floor} up to a ceiling that doubles with each failure, at a random
 * point between the two, so that many sessions cut at once do not come back at once.
 *
 * @param floor the shortest wait, more than zero
 * @param cap the longest wait, at least {@code floor}
 */
public record Backoff(Duration floor, Duration cap) {
    private static final int MAX_DOUBLINGS = 20;

    public Backoff {
        if (floor.isZero() || floor.isNegative()) {
            throw new IllegalArgumentException("floor must be more than zero, is " + floor);
        }
        if (cap.compareTo(floor) < 0) {
            throw new IllegalArgumentException("cap must be at least the floor of " + floor + ", is " + cap);
        }
    }

    /**
     * The wait after so many failures in a row.
     *
     * @param failures at least 1
     * @param random a number in [0, 1)
     * @return nanoseconds between floor and cap
     */
    public long nanos(int failures, double random) {
        long low = floor.toNanos();
        int doublings = Math.min(failures, MAX_DOUBLINGS);
        double ceiling = Math.min((double) cap.toNanos(), low * (double) (1L << doublings));
        return low + (long) ((ceiling - low) * random);
    }
}
