package io.ordergateway.core.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StageTimesTest {
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private static final List<Long> NOTHING = Collections.nCopies(StageTimes.BOUNDS_NANOS.size() + 1, 0L);

    private final StageTimes times = new StageTimes();

    @Test
    void beforeAnythingHappenedEveryStageIsThereAndEmpty() {
        List<StageTimes.Seen> seen = times.seen();

        assertThat(seen).extracting(StageTimes.Seen::stage).containsExactly(Stage.values());
        assertThat(seen)
                .allSatisfy(one -> assertThat(one)
                        .isEqualTo(new StageTimes.Seen(
                                one.stage(), 0, 0, new StageTimes.Percentiles(0, 0, 0), 0, NOTHING)));
    }

    @Test
    void aStageKeepsItsTimesToItself() {
        times.record(Stage.REPLIED, 1_000);

        assertThat(of(Stage.REPLIED).count()).isEqualTo(1);
        assertThat(times.seen())
                .filteredOn(one -> one.stage() != Stage.REPLIED)
                .extracting(StageTimes.Seen::count)
                .containsOnly(0L);
    }

    /** Around every border between buckets, and far from any. */
    @Test
    void aSingleTimeIsToldToWithinAThirtySecond() {
        for (long power = 1; power <= HOUR; power *= 2) {
            for (long nanos : new long[] {power - 1, power, power + 1, power + power / 3, power + power / 16}) {
                StageTimes one = new StageTimes();

                one.record(Stage.REPLIED, nanos);

                StageTimes.Seen seen = of(one, Stage.REPLIED);
                long exact = Math.min(nanos, HOUR);
                assertThat(seen.maxNanos()).isEqualTo(exact);
                assertThat(seen.totalNanos()).isEqualTo(exact);
                assertThat(seen.p50Nanos()).isCloseTo(exact, within(exact / 32));
                assertThat(seen.p999Nanos()).isLessThanOrEqualTo(seen.maxNanos());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "-9223372036854775808, 0", "3600000000000, 3600000000000", "9223372036854775807, 3600000000000"
    })
    void whatCannotBeCountsAsTheNearestThatCan(long nanos, long counted) {
        times.record(Stage.ENDED, nanos);

        assertThat(of(Stage.ENDED).maxNanos()).isEqualTo(counted);
        assertThat(of(Stage.ENDED).count()).isEqualTo(1);
    }

    /** Against the sorted times themselves: times as a network has them, from a few hundred nanoseconds to minutes. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void percentilesAgreeWithTheTimesThemselves(long seed) {
        Random random = new Random(seed);
        long[] exact = new long[100_003];
        for (int i = 0; i < exact.length; i++) {
            exact[i] = (long) (Math.exp(random.nextGaussian() * 3) * 50_000);
            times.record(Stage.WAITED, exact[i]);
        }
        Arrays.sort(exact);

        StageTimes.Seen seen = of(Stage.WAITED);

        assertThat(seen.count()).isEqualTo(exact.length);
        assertThat(seen.totalNanos()).isEqualTo(Arrays.stream(exact).sum());
        assertThat(seen.maxNanos()).isEqualTo(exact[exact.length - 1]);
        assertClose(seen.p50Nanos(), exact, 0.5);
        assertClose(seen.p99Nanos(), exact, 0.99);
        assertClose(seen.p999Nanos(), exact, 0.999);
    }

    private static void assertClose(long told, long[] sorted, double part) {
        long exact = sorted[(int) Math.ceil(sorted.length * part) - 1];
        assertThat(told).isCloseTo(exact, within(exact / 32 + 1));
    }

    /** Where one bucket ends the next begins, whatever the clock says to the nanosecond. */
    @Test
    void aTimeIsInTheBucketThatEndsAboveIt() {
        for (int bucket = 0; bucket < StageTimes.BOUNDS_NANOS.size(); bucket++) {
            long bound = StageTimes.BOUNDS_NANOS.get(bucket);
            StageTimes one = new StageTimes();

            one.record(Stage.REPLIED, bound - 1, 3);
            one.record(Stage.REPLIED, bound);

            List<Long> expected = new ArrayList<>(NOTHING);
            expected.set(bucket, 3L);
            expected.set(bucket + 1, 1L);
            assertThat(of(one, Stage.REPLIED).buckets()).isEqualTo(expected);
        }
    }

    @Test
    void theBucketsTogetherAreAllThatWasCounted() {
        long[] nanos = {0, 1, 5_000, 1_000_000, 70_000_000_000L, HOUR};
        for (long one : nanos) {
            times.record(Stage.CERTAIN, one);
        }

        List<Long> buckets = of(Stage.CERTAIN).buckets();

        assertThat(buckets.stream().mapToLong(Long::longValue).sum()).isEqualTo(nanos.length);
        assertThat(buckets.get(0)).isEqualTo(2);
        assertThat(buckets.get(buckets.size() - 1)).isEqualTo(2);
    }

    @Test
    void theSlowestAreSeenInTheTailAndNotInTheMiddle() {
        for (int i = 0; i < 990; i++) {
            times.record(Stage.REPLIED, 10_000);
        }
        for (int i = 0; i < 10; i++) {
            times.record(Stage.REPLIED, 50_000_000);
        }

        assertThat(of(Stage.REPLIED).p50Nanos()).isCloseTo(10_000, within(313L));
        assertThat(of(Stage.REPLIED).p99Nanos()).isCloseTo(10_000, within(313L));
        assertThat(of(Stage.REPLIED).p999Nanos()).isCloseTo(50_000_000, within(1_562_500L));
    }

    @Test
    void recordingAllocatesNothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] allocated = new long[2];
        for (int round = 0; round < 2; round++) { // the first one loads what is to be loaded
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100_000; i++) {
                times.record(Stage.REPLIED, i * 37L);
            }
            allocated[round] = threads.getCurrentThreadAllocatedBytes() - before;
        }

        assertThat(allocated[1]).as("bytes for 100,000 recordings").isLessThan(100_000);
    }

    @Test
    void whoLooksWhileItIsRecordedSeesWhatMayHaveBeen() throws InterruptedException {
        AtomicBoolean ends = new AtomicBoolean();
        long[] recorded = new long[1];
        Thread writer = new Thread(() -> {
            while (!ends.get()) {
                times.record(Stage.REPLIED, 1_000_000);
                recorded[0]++;
            }
        });
        writer.start();
        long before = 0;
        for (int i = 0; i < 1_000; i++) {
            StageTimes.Seen seen = of(Stage.REPLIED);
            assertThat(seen.count()).isGreaterThanOrEqualTo(before);
            assertThat(seen.maxNanos()).isIn(0L, 1_000_000L);
            assertThat(seen.p50Nanos()).isBetween(0L, seen.maxNanos());
            before = seen.count();
        }
        ends.set(true);
        writer.join();

        assertThat(of(Stage.REPLIED).count()).isEqualTo(recorded[0]);
        assertThat(of(Stage.REPLIED).totalNanos()).isEqualTo(recorded[0] * 1_000_000);
    }

    private StageTimes.Seen of(Stage stage) {
        return of(times, stage);
    }

    private static StageTimes.Seen of(StageTimes times, Stage stage) {
        return times.seen().stream()
                .filter(seen -> seen.stage() == stage)
                .findFirst()
                .orElseThrow();
    }
}
