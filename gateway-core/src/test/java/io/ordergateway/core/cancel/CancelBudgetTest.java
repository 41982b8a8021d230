package io.ordergateway.core.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Acknowledged;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.CancelResult.Unknown;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import io.ordergateway.core.route.Fit;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.timing.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten cancels a minute and no more: who has time waits for a turn, and who has not is told at once. */
class CancelBudgetTest {
    private final TightDesk desk = new TightDesk();

    private static Refused refusedForBudget(CancelResult result) {
        assertThat(result).isInstanceOf(Refused.class);
        Refused refused = (Refused) result;
        assertThat(refused.reason()).isEqualTo(RefusalReason.BUDGET);
        assertThat(refused.field()).isNull();
        return refused;
    }

    @Test
    void whatCannotLeaveBeforeItsDeadlineIsRefusedAtOnceWithTheDeadlineThatWouldDo() {
        desk.spendCancels();

        desk.cancel(TightDesk.wish("o1"));

        Refused refused = refusedForBudget(desk.told("o1"));
        Instant fits = refused.wouldFitAt();
        assertThat(fits).isBetween(ManualTime.START.plusSeconds(62), ManualTime.START.plusSeconds(65));
        assertThat(refused.text())
                .isEqualTo("the venue's limit rest-cancel (10 in PT1M2S) has no room for it before its deadline;"
                        + " it has with a deadline of " + fits + " or later");
        assertThat(refused.attempts()).isEmpty();
        assertThat(desk.log.phases("c-o1")).containsExactly(Phase.ACCEPTED, Phase.SETTLED);
        assertThat(desk.cancel(TightDesk.wish("o1").by(fits))).isEmpty();
        desk.live(Duration.ofSeconds(65));
        assertThat(desk.rest.orders()).endsWith("o1");
    }

    @Test
    void whatHasTimeWaitsAndLeavesAsSoonAsItsTurnComes() {
        desk.spendCancels();
        desk.cancel(TightDesk.wish("late").within(Duration.ofMinutes(3)));
        desk.cancel(TightDesk.wish("early").within(Duration.ofMinutes(2)));

        desk.live(Duration.ofSeconds(61));
        assertThat(desk.rest.left).hasSize(TightDesk.MOST);
        desk.live(Duration.ofSeconds(3));

        assertThat(desk.rest.orders()).endsWith("early", "late");
        assertThat(desk.allTold()).isEmpty();
        desk.rest.answerAll(VenueSays.taken(), desk.time.now());
        assertThat(desk.told("late")).isInstanceOf(Acknowledged.class);
    }

    @Test
    void whoWaitsAndIsNotWantedAnyMoreGivesItsTurnAway() {
        desk.spendCancels();
        for (int i = 0; i < 10; i++) {
            desk.cancel(TightDesk.wish("o" + i).within(Duration.ofSeconds(70)));
        }
        desk.service.orderUpdate("o3", VenueSays.filled(), desk.time.now());
        desk.sweep();

        desk.cancel(TightDesk.wish("next").within(Duration.ofSeconds(70)));

        desk.live(Duration.ofSeconds(64));
        assertThat(desk.rest.orders()).endsWith("next").doesNotContain("o3");
    }

    @Test
    void whatMustNotStandWaitsBeyondItsDeadlineAndBeforeThoseWithMoreTime() {
        desk.spendCancels();
        CancelOrder stubborn =
                TightDesk.wish("stubborn").within(Duration.ofSeconds(5)).untilGone();
        desk.cancel(stubborn);
        assertThat(desk.allTold()).isEmpty();

        desk.live(Duration.ofSeconds(6));
        assertThat(desk.told("stubborn")).isInstanceOf(Unknown.class);
        desk.live(Duration.ofSeconds(60));

        assertThat(desk.rest.orders()).endsWith("stubborn");
    }

    @Test
    void anotherCancelOfTheSameOrderThatIsInAHurryBringsItsTurnForward() {
        desk.spendCancels();
        for (int i = 0; i < 10; i++) {
            desk.cancel(TightDesk.wish("o" + i).within(Duration.ofMinutes(5)));
        }
        desk.cancel(TightDesk.wish("last").within(Duration.ofMinutes(10)));
        List<CancelResult> second = new ArrayList<>();

        desk.service.cancel(
                TightDesk.wish("last").id("second").within(Duration.ofSeconds(70)), second::add, desk.time.now());
        desk.live(Duration.ofSeconds(65));

        assertThat(desk.rest.orders()).contains("last").doesNotContain("o9");
        desk.rest.answerAll(VenueSays.taken(), desk.time.now());
        assertThat(second).hasOnlyElementsOfType(Acknowledged.class);
    }

    @Test
    void anotherCancelOfTheSameOrderThatIsInTooMuchOfAHurryIsRefusedAtOnceAndTheFirstIsNot() {
        desk.spendCancels();
        desk.cancel(TightDesk.wish("o1").within(Duration.ofMinutes(5)));
        List<CancelResult> second = new ArrayList<>();

        desk.service.cancel(TightDesk.wish("o1").id("second"), second::add, desk.time.now());

        assertThat(refusedForBudget(second.get(0)).wouldFitAt()).isAfter(ManualTime.START.plusSeconds(62));
        desk.live(Duration.ofSeconds(65));
        assertThat(desk.rest.orders()).endsWith("o1");
        assertThat(desk.told.get("o1")).isEmpty();
    }

    @Test
    void aSecondTryForWhichThereIsNoRoomIsNoRefusalSinceTheFirstMayHaveWorked() {
        desk.cancel(TightDesk.wish("o1").awaitFinal().within(Duration.ofSeconds(30)));
        desk.rest.left.get(0).settle(VenueSays.silence(), desk.time.now());
        for (int i = 0; i < 9; i++) {
            desk.cancel(TightDesk.wish("other" + i));
        }
        desk.sweep();
        desk.query.answers(VenueSays.resting());

        assertThat(desk.told.get("o1")).isEmpty();
        desk.pass(Duration.ofSeconds(1));
        assertThat(desk.query.open()).as("it is asked about again").isPositive();
        assertThat(desk.rest.left).hasSize(TightDesk.MOST);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void ofABurstOfTwoHundredEachLeavesInTimeOrIsRefusedAtOnceAndTheVenueNeverCountsMoreThanTen(long seed) {
        Random random = new Random(seed);
        Map<String, Instant> deadlines = new HashMap<>();
        List<String> refused = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String order = "o" + i;
            Duration within = Duration.ofMillis(1 + random.nextInt(400_000));
            deadlines.put(order, desk.time.now().wall().plus(within));
            List<CancelResult> told = desk.cancel(TightDesk.wish(order).within(within));
            if (!told.isEmpty()) {
                assertThat(refusedForBudget(desk.told(order)).wouldFitAt()).isAfter(deadlines.get(order));
                refused.add(order);
            }
            desk.pass(Duration.ofMillis(random.nextInt(20)));
        }

        Map<String, Instant> left = livesUntilAllHaveLeft(random);

        assertThat(left.size() + refused.size()).isEqualTo(200);
        assertThat(left.keySet()).doesNotContainAnyElementsOf(refused).hasSizeBetween(50, 70);
        left.forEach((order, at) -> assertThat(at).as(order).isBeforeOrEqualTo(deadlines.get(order)));
        assertThat(mostInAWindow(desk.rest.leftAt)).isEqualTo(TightDesk.MOST);
    }

    /** When each left; and who has left is acknowledged, so that nothing but turns keeps the others. */
    private Map<String, Instant> livesUntilAllHaveLeft(Random random) {
        Map<String, Instant> left = new HashMap<>();
        for (int step = 0; step < 2_000; step++) {
            desk.rest.left.forEach(attempt -> left.putIfAbsent(
                    attempt.order().orderId(), attempt.snapshot().sentAt()));
            desk.rest.answerAll(VenueSays.canceled(), desk.time.now());
            desk.pass(Duration.ofMillis(random.nextInt(500)));
        }
        return left;
    }

    /** As the venue counts: in any of its windows, wherever it begins. */
    private static int mostInAWindow(List<Long> moments) {
        long window = TightDesk.VENUE_WINDOW.toNanos();
        return moments.stream()
                .mapToInt(from -> (int) moments.stream()
                        .filter(at -> at >= from && at - from <= window)
                        .count())
                .max()
                .orElse(0);
    }

    /** Where a path's limit is used up the others are tried first, and only then is it a refusal. */
    @Nested
    class Overflow {
        private static final RateLimit SOCKET = new RateLimit("socket-order", 10, Duration.ofMinutes(1), 0);
        private final Desk three = new Desk();

        private void limitsAre(PathHealth socket, PathHealth standby, PathHealth rest) {
            three.socket.health = socket;
            three.standby.health = standby;
            three.rest.health = rest;
        }

        @Test
        void aPathThatCanSendNowIsTakenBeforeOneWithATurnLater() {
            limitsAre(PathHealth.SPENT, PathHealth.SPENT, PathHealth.READY);

            three.cancel(Desk.wish("c1"));

            assertThat(three.rest.handed()).isEqualTo(1);
        }

        @Test
        void oneThatHasATurnInTimeIsGivenIt() {
            limitsAre(PathHealth.SPENT, PathHealth.FULL, PathHealth.SPENT);
            three.rest.fit = deadline -> new Fit(true, deadline, SOCKET);

            three.cancel(Desk.wish("c1"));

            assertThat(three.rest.handed()).isEqualTo(1);
        }

        @Test
        void theSoonestTurnOfAnyIsNamed() {
            limitsAre(PathHealth.SPENT, PathHealth.DOWN, PathHealth.SPENT);
            Now now = three.time.now();
            three.socket.fit = deadline -> new Fit(false, now.in(Duration.ofSeconds(40)), SOCKET);
            three.rest.fit = deadline -> new Fit(false, now.in(Duration.ofSeconds(50)), SOCKET);

            List<CancelResult> told = three.cancel(Desk.wish("c1"));

            Refused refused = refusedForBudget(told.get(0));
            assertThat(refused.wouldFitAt()).isEqualTo(now.wall().plusSeconds(40));
            assertThat(refused.text()).contains("the venue's limit socket-order (10 in PT1M)");
            assertThat(three.handed()).isZero();
        }

        @Test
        void aBoundOfOursIsStillNoMatterOfTheVenues() {
            limitsAre(PathHealth.FULL, PathHealth.FULL, PathHealth.FULL);

            List<CancelResult> told = three.cancel(Desk.wish("c1"));

            assertThat(told).singleElement().isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo(RefusalReason.OVERLOADED);
                assertThat(refused.wouldFitAt()).isNull();
            });
        }

        @Test
        void whoWaitedForAPathIsToldWhenItIsBackAndHasNoRoom() {
            limitsAre(PathHealth.DOWN, PathHealth.DOWN, PathHealth.DOWN);
            List<CancelResult> told = three.cancel(Desk.wish("c1"));
            limitsAre(PathHealth.DOWN, PathHealth.DOWN, PathHealth.SPENT);
            Now now = three.time.now();
            three.rest.fit = deadline -> new Fit(false, now.in(Duration.ofSeconds(50)), SOCKET);

            three.sweep();

            refusedForBudget(told.get(0));
        }
    }
}
