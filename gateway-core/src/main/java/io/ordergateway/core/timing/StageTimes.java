package io.ordergateway.core.timing;

import java.util.Arrays;
import java.util.List;

/**
 * How long each stage of an account's cancels took, since the gateway was opened. One thread records, any thread looks. Takes
 * some 20 KiB, however much is recorded, and recording allocates nothing.
 */
public final class StageTimes {
    private final Histogram waited = new Histogram();
    private final Histogram written = new Histogram();
    private final Histogram replied = new Histogram();
    private final Histogram ended = new Histogram();

    /**
     * A stage as it was a moment ago. While cancels go on, the numbers may be one or two apart from each other.
     *
     * @param count how many cancels passed it
     * @param totalNanos how long they took together; divided by {@code count}, the mean
     * @param p50Nanos half took no longer, give or take a thirty-second of it; 0 if there was none
     * @param p99Nanos 99 of a hundred took no longer, as exact
     * @param p999Nanos 999 of a thousand took no longer, as exact
     * @param maxNanos the longest, exactly; what took longer than an hour counts as an hour
     */
    public record Seen(
            Stage stage, long count, long totalNanos, long p50Nanos, long p99Nanos, long p999Nanos, long maxNanos) {}

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
        };
    }

    /** All stages, in their order, as they were a moment ago. Any thread. */
    public List<Seen> seen() {
        return Arrays.stream(Stage.values()).map(stage -> of(stage).seen(stage)).toList();
    }
}
