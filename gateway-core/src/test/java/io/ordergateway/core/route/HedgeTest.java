package io.ordergateway.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which requests are late, and how many may be sent a second time. */
class HedgeTest {
    private static final int ENOUGH = 128;
    private static final long MILLI = 1_000_000;
    private static final long LATE = 1_000 * MILLI;
    private static final int FOR_ONE = 100 / Hedge.PERCENT;

    private final Hedge<Integer> hedge = new Hedge<>(1_000);

    private static boolean waits(Integer anyRequest) {
        return true;
    }

    /** So many requests were sent and answered: each gives credit, and each is measured. */
    private void answered(int requests, long latency) {
        for (int i = 0; i < requests; i++) {
            hedge.sent(-i, 0);
            hedge.answered(latency);
        }
        assertThat(hedge.late(request -> request > 0, 0)).isNull();
    }

    @Test
    void nothingIsLateBeforeEnoughWasMeasured() {
        answered(ENOUGH - 1, MILLI);
        hedge.sent(1, 0);

        assertThat(hedge.patience()).isEqualTo(Long.MAX_VALUE);
        assertThat(hedge.late(HedgeTest::waits, Long.MAX_VALUE - 1)).isNull();

        hedge.answered(MILLI);
        assertThat(hedge.patience()).isEqualTo(MILLI);
        assertThat(hedge.late(HedgeTest::waits, LATE)).isEqualTo(1);
    }

    @Test
    void lateIsWhatIsLaterThanNinetyNineOfAHundredToTheNanosecond() {
        for (int i = 1; i <= 512; i++) {
            hedge.answered(i * MILLI);
        }
        long p99 = 507 * MILLI; // 506 of 512 are smaller: 98.8 %

        assertThat(hedge.patience()).isEqualTo(p99);
        for (int i = 0; i < FOR_ONE; i++) {
            hedge.sent(i, 0);
        }
        assertThat(hedge.late(HedgeTest::waits, p99 - 1)).isNull();
        assertThat(hedge.late(HedgeTest::waits, p99)).isZero();
    }

    @Test
    void onlyRecentRepliesCount() {
        answered(512, 50 * MILLI);
        assertThat(hedge.patience()).isEqualTo(50 * MILLI);

        answered(512, MILLI);

        assertThat(hedge.patience()).isEqualTo(MILLI);
    }

    @Test
    void noRequestIsNamedTwiceAndTheOldestIsNamedFirst() {
        answered(200, MILLI);
        hedge.sent(1, 0);
        hedge.sent(2, 0);

        assertThat(hedge.late(HedgeTest::waits, LATE)).isEqualTo(1);
        assertThat(hedge.late(HedgeTest::waits, LATE)).isEqualTo(2);
        assertThat(hedge.late(HedgeTest::waits, LATE)).isNull();
    }

    @Test
    void whatWasAnsweredInTimeIsNotLate() {
        answered(200, MILLI);
        hedge.sent(1, 0);
        hedge.sent(2, 0);

        assertThat(hedge.late(request -> request == 2, LATE)).isEqualTo(2);
        assertThat(hedge.late(HedgeTest::waits, LATE)).isNull();
    }

    @Test
    void withoutCreditNothingIsNamedUntilEnoughOthersWereSent() {
        for (int i = 0; i < ENOUGH; i++) {
            hedge.answered(MILLI);
        }
        for (int i = 1; i < FOR_ONE; i++) {
            hedge.sent(i, 0);
        }
        assertThat(hedge.late(HedgeTest::waits, LATE)).isNull();

        hedge.sent(FOR_ONE, 0);

        assertThat(hedge.late(HedgeTest::waits, LATE)).isEqualTo(1);
        assertThat(hedge.late(HedgeTest::waits, LATE)).isNull();
    }

    @Test
    void aQuietDaySavesUpForTenAndNoMore() {
        answered(100 * FOR_ONE, MILLI);
        for (int i = 1; i <= 50; i++) {
            hedge.sent(i, 0);
        }

        int named = 0;
        while (hedge.late(HedgeTest::waits, LATE) != null) {
            named++;
        }

        assertThat(named).isEqualTo(10);
    }

    @Test
    void whateverHappensAtMostFiveInAHundredAreNamedAndEachOnce() {
        for (long seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            Hedge<Integer> tested = new Hedge<>(64);
            Set<Integer> answered = new HashSet<>();
            Set<Integer> named = new HashSet<>();
            int sent = 0;
            for (long now = 0; now < 5_000; now++) {
                if (random.nextInt(3) > 0) {
                    tested.sent(sent++, now);
                }
                if (sent > 0 && random.nextInt(3) > 0 && answered.add(random.nextInt(sent))) {
                    tested.answered(random.nextInt(20));
                }
                Integer late = tested.late(request -> !answered.contains(request), now);
                if (late != null) {
                    assertThat(named.add(late))
                            .as("seed %s: %s is named once", seed, late)
                            .isTrue();
                    assertThat(answered).as("seed %s", seed).doesNotContain(late);
                }
                assertThat(named.size() * FOR_ONE).as("seed %s", seed).isLessThanOrEqualTo(sent);
            }
            assertThat(named).as("seed %s: the test names some", seed).isNotEmpty();
        }
    }

    @Test
    void noMoreAreWatchedThanTheCapacity() {
        Hedge<Integer> small = new Hedge<>(2);
        for (int i = 0; i < ENOUGH; i++) {
            small.answered(MILLI);
        }
        for (int i = 0; i < 10 * FOR_ONE; i++) {
            small.sent(-1, 0);
            small.late(request -> request > 0, 0); // they were answered, and are let go of
        }

        small.sent(1, 0);
        small.sent(2, 0);
        small.sent(3, 0);

        assertThat(small.late(HedgeTest::waits, LATE)).isEqualTo(1);
        assertThat(small.late(HedgeTest::waits, LATE)).isEqualTo(2);
        assertThat(small.late(HedgeTest::waits, LATE)).isNull();
    }

    @Test
    void withoutCapacityNothingIsEverLate() {
        Hedge<Integer> none = new Hedge<>(0);
        for (int i = 0; i < 1_000; i++) {
            none.sent(i, 0);
            none.answered(MILLI);
        }

        assertThat(none.patience()).isEqualTo(Long.MAX_VALUE);
        assertThat(none.late(HedgeTest::waits, Long.MAX_VALUE - 1)).isNull();
    }
}
