package io.ordergateway.core.timing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Counts times in buckets that grow with what they hold: sixteen for each doubling, so that the middle of a bucket is never
 * further than a thirty-second from what was recorded. One thread writes. Its writes are opaque: no cheaper ones keep a
 * reader from seeing half a number, and they cost no more than plain ones.
 */
final class Histogram {
    /** The longest time told apart from longer ones. */
    static final long MAX_NANOS = Duration.ofHours(1).toNanos();

    /** Where it is cut when it is shown: powers of two, at which its own buckets begin, so that nothing is guessed. */
    static final List<Long> BOUNDS =
            LongStream.rangeClosed(12, 36).map(power -> 1L << power).boxed().toList();

    private static final int PRECISION_BITS = 4;
    private static final int PER_DOUBLING = 1 << PRECISION_BITS;
    private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);

    private static final int MAX = 0;
    private static final int TOTAL = 1;
    private static final int FIRST_BUCKET = 2;

    // The longest time, the sum of all, and the buckets.
    private final long[] numbers = new long[FIRST_BUCKET + bucket(MAX_NANOS) + 1];

    void record(long nanos, int times) {
        long counted = Math.max(0, Math.min(nanos, MAX_NANOS));
        int at = FIRST_BUCKET + bucket(counted);
        write(at, read(at) + times);
        write(TOTAL, read(TOTAL) + counted * times);
        if (counted > read(MAX)) {
            write(MAX, counted);
        }
    }

    private long read(int at) {
        return (long) COUNTS.getOpaque(numbers, at);
    }

    private void write(int at, long number) {
        COUNTS.setOpaque(numbers, at, number);
    }

    /** Each time below {@link #PER_DOUBLING} has a bucket of its own; above, its highest bits say which is its. */
    private static int bucket(long nanos) {
        if (nanos < PER_DOUBLING) {
            return (int) nanos;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - PRECISION_BITS;
        return (shift << PRECISION_BITS) + (int) (nanos >>> shift);
    }

    /** The time in the middle of a bucket. */
    private static long middle(int bucket) {
        if (bucket < PER_DOUBLING) {
            return bucket;
        }
        int shift = (bucket >>> PRECISION_BITS) - 1;
        long lowest = (long) (PER_DOUBLING + bucket % PER_DOUBLING) << shift;
        return lowest + (1L << shift) / 2;
    }

    StageTimes.Seen seen(Stage stage) {
        long[] counts = new long[numbers.length - FIRST_BUCKET];
        long count = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            counts[bucket] = read(FIRST_BUCKET + bucket);
            count += counts[bucket];
        }
        long max = read(MAX);
        return new StageTimes.Seen(
                stage,
                count,
                read(TOTAL),
                new StageTimes.Percentiles(
                        Math.min(max, percentile(counts, count, 0.5)),
                        Math.min(max, percentile(counts, count, 0.99)),
                        Math.min(max, percentile(counts, count, 0.999))),
                max,
                cut(counts));
    }

    private static List<Long> cut(long[] counts) {
        List<Long> cut = new ArrayList<>();
        int from = 0;
        for (long bound : BOUNDS) {
            cut.add(sum(counts, from, bucket(bound)));
            from = bucket(bound);
        }
        cut.add(sum(counts, from, counts.length));
        return List.copyOf(cut);
    }

    private static long sum(long[] counts, int from, int to) {
        long sum = 0;
        for (int bucket = from; bucket < to; bucket++) {
            sum += counts[bucket];
        }
        return sum;
    }

    /** The time that so large a part of all did not exceed. */
    private static long percentile(long[] counts, long count, double part) {
        long left = (long) Math.ceil(count * part);
        for (int bucket = 0; bucket < counts.length && count > 0; bucket++) {
            left -= counts[bucket];
            if (left <= 0) {
                return middle(bucket);
            }
        }
        return 0;
    }
}
