package io.ordergateway.core.timing;

import java.util.Arrays;
import java.util.List;

/**
 * How long each stage of an account's cancels took, since the gateway was opened. One thread records, any thread looks. Takes
 * some 25 KiB, however much is recorded, and recording allocates nothing.
 */
public final class StageTimes {
    /** What the buckets of {@link Seen} end at, in nanoseconds, each twice the one before: from some 4 µs to some 69 s. */
    public static final List<Long> BOUNDS_NANOS = Histogram.BOUNDS;

    private final Histogram waited = new Histogram();
    private final Histogram written = new Histogram();
    private final Histogram replied = new Histogram();
    private final Histogram ended = new Histogram();
    private final Histogram certain = new Histogram();

    /**
     * A stage as it was a moment ago. While cancels go on, the numbers may be one or two apart from each other.
     *
     * @param count how many cancels passed it
     * @param totalNanos how long they took together; divided by {@code count}, the mean
     * @param percentiles what parts of them took no longer than
     * @param maxNanos the longest, exactly; what took longer than an hour counts as an hour
     * @param buckets how many took less than the first of {@link #BOUNDS_NANOS}, how many from there on and less than the
     *     second, and so on; at last how many took longer than all of them
     */
    public record Seen(
            Stage stage, long count, long totalNanos, Percentiles percentiles, long maxNanos, List<Long> buckets) {
        /** Half took no longer, give or take a thirty-second of it; 0 if there was none. */
        public long p50Nanos() {
            return percentiles.p50Nanos;
        }

        /** 99 of a hundred took no longer, as exact. */
        public long p99Nanos() {
            return percentiles.p99Nanos;
        }

        /** 999 of a thousand took no longer, as exact. */
        public long p999Nanos() {
            return percentiles.p999Nanos;
        }
    }

    /**
     * What half, 99 of a hundred and 999 of a thousand took no longer than, give or take a thirty-second of it; 0 if there was
     * none.
     */
    public record Percentiles(long p50Nanos, long p99Nanos, long p999Nanos) {}

    /** A cancel passed a stage. The recording thread only; what is negative counts as nothing. */
    public void record(Stage stage, long nanos) {
        record(stage, nanos, 1);
    }

    /** So many cancels passed a stage together, in one go. The recording thread only. */
    public void record(Stage stage, long nanos, int cancels) {
        of(stage).record(nanos, cancels);
    }

    private Histogram of(Stage stage) {
        return switch (stage) {
            case WAITED -> waited;
            case WRITTEN -> written;
            case REPLIED -> replied;
            case ENDED -> ended;
            case CERTAIN -> certain;
        };
    }

    /** All stages, in their order, as they were a moment ago. Any thread. */
    public List<Seen> seen() {
        return Arrays.stream(Stage.values()).map(stage -> of(stage).seen(stage)).toList();
    }
}
