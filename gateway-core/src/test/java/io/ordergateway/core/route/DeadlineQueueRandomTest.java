package io.ordergateway.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random days before a venue that counts for itself. Its limit is never exceeded, whoever was let in leaves in time however
 * late the turns come (by less than a slice), and who was refused is told the very deadline that would have done.
 */
class DeadlineQueueRandomTest {
    private static final int DAYS = Integer.getInteger("queue.days", 150);
    private static final long MILLI = 1_000_000L;

    /** A venue's own count: each moment at which something came. */
    private static final class VenueCount {
        private final int most;
        private final long window;
        private final Deque<Long> came = new ArrayDeque<>();

        VenueCount(int most, long window) {
            this.most = most;
            this.window = window;
        }

        void comes(int weight, long now) {
            while (!came.isEmpty() && came.peek() <= now - window) {
                came.remove();
            }
            for (int i = 0; i < weight; i++) {
                came.add(now);
            }
            assertThat(came).as("in the venue's window at " + now).hasSizeLessThanOrEqualTo(most);
        }
    }

    /** One day: what comes, what was let in and what left. */
    private static final class Day {
        private final Random random;
        private final boolean weighty;
        private final long slice;
        private final RateBudget budget;
        private final VenueCount venue;
        private final DeadlineQueue<Integer> queue;
        private final Map<Integer, Long> deadlines = new HashMap<>();
        private long now;
        private int letIn;
        private int left;
        private int refused;
        private int others;

        Day(long seed, int most, Duration window, boolean weighty) {
            this.random = new Random(seed);
            this.weighty = weighty;
            this.slice = (window.toNanos() + 59) / 60;
            this.now = -random.nextInt(1_000_000_000);
            this.budget = new RateBudget(new RateLimit("rest-cancel", most, window, most / 5), now);
            this.venue = new VenueCount(most, window.toNanos());
            this.queue = new DeadlineQueue<>(budget);
        }

        void passes(long window) {
            for (int step = 0; step < 400; step++) {
                int burst = random.nextInt(20) == 0 ? 1 + random.nextInt(60) : random.nextInt(3);
                for (int i = 0; i < burst; i++) {
                    comes(window);
                }
                leave();
                other();
                time(random.nextInt(10) == 0 ? (long) (window * random.nextDouble()) : slice / 3);
            }
            time(window * 60);
            assertThat(queue.size()).as("who wait at the end of the day").isZero();
            assertThat(left).isEqualTo(letIn);
        }

        private void comes(long window) {
            int weight = weighty && random.nextInt(6) == 0 ? 5 : 1;
            long deadline = now + 1 + (long) (window * 4 * random.nextDouble() * random.nextDouble());
            Fit fit = queue.fit(weight, deadline, now);
            if (fit.inTime()) {
                queue.add(letIn, weight, deadline);
                deadlines.put(letIn, deadline);
                letIn++;
                return;
            }
            refused++;
            assertThat(fit.at()).isGreaterThan(deadline);
            assertThat(queue.fit(weight, fit.at(), now).inTime())
                    .as("with the deadline that was named")
                    .isTrue();
            if (!weighty) {
                budget.promise(0); // something changed, as far as the queue can tell: it looks anew
                long sooner = deadline + (long) ((fit.at() - deadline) * random.nextDouble());
                assertThat(queue.fit(weight, sooner, now))
                        .as("with a sooner one")
                        .isEqualTo(fit);
            }
        }

        /** Turns are looked for every third of a slice, or so, and never a whole slice late. */
        private void time(long nanos) {
            long until = now + nanos;
            while (now < until) {
                now += 1 + (long) (slice * 0.6 * random.nextDouble());
                leave();
            }
        }

        private void leave() {
            DeadlineQueue.Waiting<Integer> first = queue.first();
            while (first != null && queue.isDue(first, now)) {
                queue.remove(first);
                budget.spend(first.weight(), now);
                venue.comes(first.weight(), now);
                assertThat(now).as("left " + first).isLessThanOrEqualTo(deadlines.get(first.request()));
                left++;
                first = queue.first();
            }
        }

        private void other() {
            if (random.nextInt(4) == 0 && budget.allowsOthers(now)) {
                budget.spend(1, now);
                venue.comes(1, now);
                others++;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"10, 62000", "8, 62000", "10, 1300", "1, 500", "100, 10000", "20, 62000"})
    void theVenuesCountIsKeptAndWhoeverWasLetInLeavesInTime(int most, long windowMillis) {
        int letIn = 0;
        int refused = 0;
        int others = 0;
        for (long seed = 0; seed < DAYS / 6; seed++) {
            Day day = new Day(seed, most, Duration.ofMillis(windowMillis), false);
            day.passes(windowMillis * MILLI);
            letIn += day.letIn;
            refused += day.refused;
            others += day.others;
        }

        assertThat(letIn).isGreaterThan(DAYS);
        assertThat(refused).isGreaterThan(DAYS);
        assertThat(others).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"10, 1300", "20, 62000"})
    void withHeavyOnesAmongThemAsWell(int most, long windowMillis) {
        int refused = 0;
        for (long seed = 0; seed < DAYS / 6; seed++) {
            Day day = new Day(seed, most, Duration.ofMillis(windowMillis), true);
            day.passes(windowMillis * MILLI);
            refused += day.refused;
        }

        assertThat(refused).isPositive();
    }

    @Test
    void aThousandThatComeAtOnceAreAnsweredWithoutLookingAtAllThatWaitForEach() {
        RateBudget budget = new RateBudget(new RateLimit("rest", 6_000, Duration.ofSeconds(62), 0), 0);
        DeadlineQueue<Integer> queue = new DeadlineQueue<>(budget);
        long deadline = Duration.ofSeconds(5).toNanos();
        List<Fit> refused = new ArrayList<>();

        for (int i = 0; i < 8_192; i++) {
            Fit fit = queue.fit(1, deadline, 0);
            if (fit.inTime()) {
                queue.add(i, 1, deadline);
            } else {
                refused.add(fit);
            }
        }

        assertThat(queue.size()).isEqualTo(6_000);
        assertThat(refused).hasSize(2_192).containsOnly(refused.get(0));
    }
}
