package io.ordergateway.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who waits for the venue's limit, in which order, and who had better not. The limit is 10 a minute, CoinSwitch's. */
class DeadlineQueueTest {
    private static final RateLimit TEN_A_MINUTE = new RateLimit("rest-cancel", 10, Duration.ofMinutes(1), 0);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long START = -5 * SECOND; // readings of a forward clock may be negative, and may pass zero

    /** When what is spent at the start is allowed again: a slice, one second, after the window, by the end of that slice. */
    private static final long AGAIN = START + 61 * SECOND;

    private static final long AGAIN_AT_THE_LATEST = AGAIN + SECOND - 1;

    private final RateBudget budget = new RateBudget(TEN_A_MINUTE, START);
    private final DeadlineQueue<String> queue = new DeadlineQueue<>(budget);

    /** Lets one in if it fits, as a path does. */
    private boolean comes(String request, long deadline) {
        return comes(request, 1, deadline);
    }

    private boolean comes(String request, int weight, long deadline) {
        boolean fits = queue.fit(weight, deadline, START).inTime();
        if (fits) {
            queue.add(request, weight, deadline);
        }
        return fits;
    }

    /** Sends all whose turn it is. */
    private List<String> leaving(long now) {
        Stream.Builder<String> left = Stream.builder();
        DeadlineQueue.Waiting<String> first = queue.first();
        while (first != null && queue.isDue(first, now)) {
            queue.remove(first);
            budget.spend(first.weight(), now);
            left.add(first.request());
            first = queue.first();
        }
        return left.build().toList();
    }

    private static long in(long seconds) {
        return START + seconds * SECOND;
    }

    @Test
    void whatTheLimitAllowsLeavesAtOnceHoweverSoonItsDeadline() {
        for (int i = 0; i < 10; i++) {
            assertThat(queue.isOpen(1, START)).isTrue();
            assertThat(comes("c" + i, START + 1)).isTrue();
        }

        assertThat(queue.isOpen(1, START)).isFalse();
        assertThat(leaving(START)).hasSize(10);
        assertThat(queue.isOpen(1, START)).isFalse();
    }

    @Test
    void whatDoesNotFitIsToldTheEarliestDeadlineThatDoesAndThatOneIsKept() {
        budget.spend(10, START);

        Fit refused = queue.fit(1, in(5), START);

        assertThat(refused).isEqualTo(new Fit(false, AGAIN_AT_THE_LATEST, TEN_A_MINUTE));
        assertThat(queue.fit(1, AGAIN_AT_THE_LATEST - 1, START).inTime()).isFalse();
        assertThat(comes("c1", AGAIN_AT_THE_LATEST)).isTrue();
        assertThat(leaving(AGAIN - 1)).isEmpty();
        assertThat(leaving(AGAIN)).containsExactly("c1");
    }

    @Test
    void theEarliestDeadlineGoesFirstAndOfEqualsTheOneThatCameFirst() {
        budget.spend(10, START);
        comes("late", in(300));
        comes("b", in(200));
        comes("early", in(100));
        comes("c", in(200));

        assertThat(leaving(AGAIN)).containsExactly("early", "b", "c", "late");
    }

    @Test
    void anUrgentOneGoesBeforeThoseThatHaveTime() {
        budget.spend(10, START);
        for (int i = 0; i < 10; i++) {
            assertThat(comes("patient" + i, in(600))).isTrue();
        }

        assertThat(comes("urgent", AGAIN_AT_THE_LATEST)).isTrue();

        assertThat(leaving(AGAIN)).hasSize(10).startsWith("urgent").doesNotContain("patient9");
    }

    @Test
    void anUrgentOneIsRefusedWhereItWouldMakeAnotherLateAndToldWhenItWouldNot() {
        budget.spend(10, START);
        for (int i = 0; i < 10; i++) {
            assertThat(comes("c" + i, in(70))).isTrue();
        }

        Fit refused = queue.fit(1, in(65), START);

        long nextTurn = AGAIN + 61 * SECOND + SECOND - 1;
        assertThat(refused).isEqualTo(new Fit(false, nextTurn, TEN_A_MINUTE));
        assertThat(leaving(AGAIN)).hasSize(10);
        assertThat(queue.size()).isZero();
    }

    @Test
    void thoseThatHaveTimeDoNotPutOffTheMomentThatIsNamed() {
        budget.spend(10, START);
        for (int i = 0; i < 100; i++) {
            assertThat(comes("patient" + i, in(3_000))).isTrue();
        }

        assertThat(queue.fit(1, in(5), START).at()).isEqualTo(AGAIN_AT_THE_LATEST);
    }

    @Test
    void whatHasNoTimeStandsBeforeTheMomentThatIsNamed() {
        budget.spend(9, START);
        comes("now", in(5));
        comes("then", AGAIN_AT_THE_LATEST);

        Fit refused = queue.fit(1, in(30), START);

        assertThat(refused.at()).isEqualTo(AGAIN_AT_THE_LATEST);
        for (int i = 0; i < 9; i++) {
            comes("also" + i, AGAIN_AT_THE_LATEST);
        }
        assertThat(queue.fit(1, in(30), START).at()).isGreaterThan(in(120));
    }

    @Test
    void aRefusalIsNotRememberedOnceSomethingChanged() {
        budget.spend(10, START);
        assertThat(queue.fit(1, in(5), START).inTime()).isFalse();

        budget.notLeft(1, START, START);

        assertThat(queue.fit(1, in(5), START).inTime()).isTrue();
    }

    @Test
    void aHeavyOneWaitsUntilAllOfItFitsAndNobodyPassesIt() {
        budget.spend(3, START);
        budget.spend(3, in(10));
        assertThat(queue.fit(5, in(60), in(10)).at()).isEqualTo(AGAIN_AT_THE_LATEST);
        queue.add("heavy", 5, AGAIN_AT_THE_LATEST);

        assertThat(queue.fit(3, in(100), in(10)).at()).isEqualTo(in(100));
        queue.add("light", 3, in(100));

        assertThat(leaving(in(60))).isEmpty();
        assertThat(leaving(AGAIN)).containsExactly("heavy");
        assertThat(leaving(in(71))).containsExactly("light");
    }

    @Test
    void whileACancelWaitsNothingElseIsSent() {
        budget.spend(9, START);
        assertThat(budget.allowsOthers(START)).isTrue();

        comes("c1", in(5));

        assertThat(budget.allowsOthers(START)).isFalse();
        assertThat(budget.roomForOthers(in(120), START)).isEqualTo(9);
        queue.remove(queue.first());
        assertThat(budget.allowsOthers(START)).isTrue();
    }

    @Test
    void whoIsNotWantedAnyMoreTakesNoPlace() {
        budget.spend(10, START);
        for (int i = 0; i < 10; i++) {
            comes("c" + i, in(70));
        }

        assertThat(queue.removeIf(request -> request.compareTo("c4") < 0)).containsExactly("c0", "c1", "c2", "c3");

        assertThat(queue.size()).isEqualTo(6);
        assertThat(queue.fit(1, in(65), START).inTime()).isTrue();
        assertThat(budget.roomForOthers(AGAIN, START))
                .as("six are promised a turn")
                .isEqualTo(4);
    }

    @Test
    void whoIsWantedSoonerHasAnEarlierPlaceIfThereIsOne() {
        budget.spend(10, START);
        for (int i = 0; i < 10; i++) {
            comes("c" + i, in(70));
        }
        comes("patient", in(600));
        comes("other", in(600));

        assertThat(queue.sooner("patient"::equals, in(65), START).inTime())
                .as("it would make another late")
                .isFalse();
        assertThat(queue.sooner("other"::equals, in(200), START).inTime()).isTrue();
        assertThat(queue.sooner("other"::equals, in(300), START).inTime())
                .as("sooner than that already")
                .isTrue();

        assertThat(queue.sooner("stranger"::equals, in(300), START)).isNull();
        assertThat(leaving(AGAIN)).hasSize(10);
        assertThat(leaving(AGAIN + 61 * SECOND)).containsExactly("other", "patient");
    }

    @Test
    void whoIsPutBackHasItsOldPlace() {
        budget.spend(10, START);
        comes("first", in(70));
        comes("second", in(70));
        DeadlineQueue.Waiting<String> first = queue.first();
        queue.remove(first);

        queue.putBack(first, "first again");

        assertThat(budget.roomForOthers(AGAIN, START))
                .as("two are promised a turn")
                .isEqualTo(8);
        assertThat(queue.first(5, request -> true))
                .extracting(DeadlineQueue.Waiting::request)
                .containsExactly("first again", "second");
        assertThat(queue.first(1, request -> true)).hasSize(1);
        assertThat(queue.first(5, request -> request.startsWith("first"))).hasSize(1);
    }

    @Test
    void aBurstOfTwoHundredIsAnsweredAtOnceAndEachThatWasLetInLeavesInTime() {
        long deadline = in(190);
        int taken = 0;
        for (int i = 0; i < 200; i++) {
            taken += comes("c" + i, deadline) ? 1 : 0;
        }
        Fit refused = queue.fit(1, deadline, START);

        int left = 0;
        for (long now = START; now <= deadline; now += SECOND / 10) {
            left += leaving(now).size();
        }

        assertThat(taken).isEqualTo(40);
        assertThat(left).isEqualTo(40);
        assertThat(refused.at()).isBetween(in(240), in(246));
    }
}
