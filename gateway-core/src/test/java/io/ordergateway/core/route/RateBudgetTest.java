package io.ordergateway.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Never more than the venue allows, and cancels first. */
class RateBudgetTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final RateLimit TEN_A_MINUTE = new RateLimit("orders", 10, MINUTE, 4);
    private static final long SLICE = MINUTE.toNanos() / 60;
    private static final long START = -5 * SLICE; // readings of a forward clock may be negative, and may pass zero

    private final RateBudget budget = new RateBudget(TEN_A_MINUTE, START);

    @Test
    void cancelsMaySpendAllOfItAndNoMore() {
        for (int sent = 0; sent < 10; sent++) {
            assertThat(budget.allowsCancels(1, START)).isTrue();
            budget.spend(1, START);
        }

        assertThat(budget.allowsCancels(1, START)).isFalse();
        assertThat(budget.seen().remaining()).isZero();
    }

    @Test
    void aBurstIsAllowedOnlyAsAWhole() {
        budget.spend(4, START);

        assertThat(budget.allowsCancels(6, START)).isTrue();
        assertThat(budget.allowsCancels(7, START)).isFalse();
    }

    @Test
    void theReserveIsForCancelsOnly() {
        budget.spend(5, START);
        assertThat(budget.allowsOthers(START)).isTrue();
        assertThat(budget.seen().remainingForOthers()).isEqualTo(1);

        budget.spend(1, START);

        assertThat(budget.allowsOthers(START)).isFalse();
        assertThat(budget.seen().remainingForOthers()).isZero();
        assertThat(budget.allowsCancels(4, START)).isTrue();
        assertThat(budget.seen().remaining()).isEqualTo(4);
    }

    @Test
    void whatWasSpentComesBackNeverSoonerThanTheWindowAndAtMostASliceLater() {
        budget.spend(10, START);

        assertThat(budget.allowsCancels(1, START + MINUTE.toNanos())).isFalse();
        assertThat(budget.allowsCancels(1, START + MINUTE.toNanos() + SLICE - 1))
                .isFalse();
        assertThat(budget.allowsCancels(10, START + MINUTE.toNanos() + SLICE)).isTrue();
    }

    @Test
    void whatWasSpentAtTheVeryEndOfASliceIsNotForgottenTooSoonEither() {
        long lastMoment = START + SLICE - 1;
        budget.spend(10, lastMoment);

        assertThat(budget.allowsCancels(1, lastMoment + MINUTE.toNanos())).isFalse();
        assertThat(budget.allowsCancels(10, lastMoment + MINUTE.toNanos() + 1)).isTrue();
    }

    @Test
    void aLongSilenceBringsAllOfItBack() {
        budget.spend(10, START);

        assertThat(budget.allowsCancels(10, START + Duration.ofDays(3).toNanos()))
                .isTrue();
    }

    @Test
    void othersSeeWhatComesBackOnceItIsSwept() {
        budget.spend(10, START);
        long back = START + MINUTE.toNanos() + SLICE;

        budget.sweep(back - 1);
        assertThat(budget.seen().remaining()).isZero();
        budget.sweep(back);

        assertThat(budget.seen()).isEqualTo(new RateBudget.Seen(TEN_A_MINUTE, 10));
    }

    @Test
    void moreThanWasAllowedIsShownAsNothingLeftAndStillCounted() {
        budget.spend(13, START);

        assertThat(budget.seen().remaining()).isZero();
        assertThat(budget.seen().remainingForOthers()).isZero();
        assertThat(budget.allowsCancels(1, START)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 59, 60, 61, 1_000, 1_000_000_000L, 60_000_000_000L, 60_000_000_059L})
    void theBudgetIsNotExceededInAnyWindowWhateverHappens(long window) {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int most = 1 + random.nextInt(20);
            RateLimit limit = new RateLimit("orders", most, Duration.ofNanos(window), random.nextInt(most));
            assertThatNoWindowHoldsMoreThanTheLimit(limit, random, "seed " + seed + ", window " + window);
        }
    }

    private record Spent(long at, int count) {}

    private static void assertThatNoWindowHoldsMoreThanTheLimit(RateLimit limit, Random random, String where) {
        long window = limit.window().toNanos();
        long now = -random.nextInt(1_000_000_000);
        RateBudget tested = new RateBudget(limit, now);
        List<Spent> spent = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            now += pause(random, window);
            int count = 1 + random.nextInt(3);
            boolean others = random.nextInt(3) == 0;
            if (others ? tested.allowsOthers(now) : tested.allowsCancels(count, now)) {
                int really = others ? 1 : count;
                tested.spend(really, now);
                spent.add(new Spent(now, really));
                int within = within(spent, now - window, now);
                assertThat(within).as(where).isLessThanOrEqualTo(limit.most());
                if (others) {
                    assertThat(within).as(where).isLessThanOrEqualTo(limit.most() - limit.reserve());
                }
            } else {
                // Cautious by less than a slice: it would not fit into the slices that the window touches either.
                long longer = 61 * ((window + 59) / 60);
                int room = others ? limit.most() - limit.reserve() - 1 : limit.most() - count;
                assertThat(within(spent, now - longer, now)).as(where).isGreaterThan(room);
            }
        }
    }

    /** Most pauses are tiny, some end on the very edge of the window, some are longer than it. */
    private static long pause(Random random, long window) {
        return switch (random.nextInt(8)) {
            case 0 -> window;
            case 1 -> window - 1;
            case 2 -> window / 60 + random.nextInt(2);
            case 3 -> (long) (window * 2.5 * random.nextDouble());
            default -> (long) (window / 30.0 * random.nextDouble());
        };
    }

    /** Brute force: what was spent from {@code from} to {@code to}, both included. */
    private static int within(List<Spent> spent, long from, long to) {
        return spent.stream()
                .filter(one -> one.at >= from && one.at <= to)
                .mapToInt(Spent::count)
                .sum();
    }

    @Nested
    class Limits {
        @Test
        void aShareOfALimitLeavesTheRestToOthers() {
            RateLimit limit = new RateLimit("orders", 8_000, MINUTE, 1_000);

            assertThat(limit.share(25)).isEqualTo(new RateLimit("orders", 2_000, MINUTE, 250));
            assertThat(limit.share(100)).isEqualTo(limit);
        }

        @Test
        void allSharesTogetherStayWithinTheLimit() {
            RateLimit limit = new RateLimit("orders", 999, MINUTE, 100);
            for (int percent = 1; percent <= 100; percent++) {
                int holders = 100 / percent;
                assertThat(limit.share(percent).most() * holders).isLessThanOrEqualTo(limit.most());
            }
        }

        @Test
        void theSmallestShareIsStillOneAndHoldsNothingBack() {
            assertThat(new RateLimit("orders", 10, MINUTE, 9).share(1))
                    .isEqualTo(new RateLimit("orders", 1, MINUTE, 0));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, -1, 101})
        void aShareThatIsNoneSaysWhatToWrite(int percent) {
            assertThatThrownBy(() -> TEN_A_MINUTE.share(percent))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("share of orders must be from 1 to 100 percent, is " + percent);
        }

        @Test
        void aLimitThatCannotBeKeptSaysWhatToWrite() {
            assertThatThrownBy(() -> new RateLimit("orders", 0, MINUTE, 0))
                    .hasMessage("most of orders must be at least 1, is 0");
            assertThatThrownBy(() -> new RateLimit("orders", 5, MINUTE, 5))
                    .hasMessage("reserve of orders must be from 0 up to 4, is 5");
            assertThatThrownBy(() -> new RateLimit("orders", 5, MINUTE, -1))
                    .hasMessage("reserve of orders must be from 0 up to 4, is -1");
            assertThatThrownBy(() -> new RateLimit("orders", 5, Duration.ZERO, 0))
                    .hasMessage("window of orders must be more than zero, is PT0S");
        }
    }
}
