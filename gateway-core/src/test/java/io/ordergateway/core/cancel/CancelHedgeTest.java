package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Rejected;
import io.ordergateway.core.order.CancelResult.TooLate;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import io.ordergateway.core.route.PathHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A reply that is later than almost all others: the cancel goes out once more, and the result stays true. */
class CancelHedgeTest {
    private static final Duration USUAL = Duration.ofMillis(10);
    private static final Duration MOMENT = Duration.ofNanos(1);

    private final Desk desk = measured(new Desk(Desk.LIMITS.hedged(true)), 128);

    /** A day on which so many cancels were answered in the usual time. */
    private static Desk measured(Desk day, int cancels) {
        for (int i = 0; i < cancels; i++) {
            day.cancel(wish("before" + i, "before" + i));
            day.pass(USUAL);
            day.socket.replies(VenueSays.canceled());
            day.sweep();
        }
        return day;
    }

    @Test
    void aReplyThatIsLateSendsTheCancelOnAnotherPathOnce() {
        List<CancelResult> told = desk.cancel(wish("c1"));
        desk.pass(USUAL.minus(MOMENT));
        assertThat(desk.standby.handed()).isZero();

        desk.pass(MOMENT);
        assertThat(desk.standby.handed()).isEqualTo(1);
        desk.pass(Duration.ofSeconds(1));
        assertThat(desk.standby.handed()).isEqualTo(1);
        assertThat(desk.rest.handed()).isZero();

        desk.standby.replies(VenueSays.canceled());
        assertTold(told, Canceled.class);
        assertThat(told.get(0).attempts()).hasSize(2);
        assertThat(desk.log.phases("c1")).containsExactly(Phase.ACCEPTED, Phase.SENT, Phase.SENT, Phase.SETTLED);
    }

    @Test
    void aDeskThatIsNotAskedToNeverDoes() {
        Desk plain = measured(new Desk(), 200);
        plain.cancel(wish("c1"));

        plain.pass(Duration.ofSeconds(1));

        assertThat(plain.standby.handed()).isZero();
    }

    @Test
    void nothingIsSentTwiceBeforeEnoughRepliesWereMeasured() {
        Desk early = measured(new Desk(Desk.LIMITS.hedged(true)), 127);
        early.cancel(wish("c1"));

        early.pass(Duration.ofSeconds(1));

        assertThat(early.standby.handed()).isZero();
    }

    @Test
    void aReplyInTimeSendsNothing() {
        desk.cancel(wish("c1"));
        desk.pass(USUAL.minus(MOMENT));
        desk.socket.replies(VenueSays.taken());

        desk.pass(Duration.ofMillis(100));

        assertThat(desk.handed()).isEqualTo(129);
    }

    @Test
    void withoutAnotherPathNothingIsSent() {
        desk.standby.health = PathHealth.FULL;
        desk.rest.health = PathHealth.DOWN;
        List<CancelResult> told = desk.cancel(wish("c1"));

        desk.pass(Duration.ofSeconds(1));
        desk.socket.replies(VenueSays.canceled());

        assertTold(told, Canceled.class);
        assertThat(told.get(0).attempts()).hasSize(1);
    }

    @Test
    void noByteLeavesAfterTheDeadlineForASecondTimeEither() {
        desk.cancel(wish("c1").within(USUAL));

        desk.pass(USUAL);

        assertThat(desk.standby.handed()).isZero();
    }

    @Test
    void atMostFiveInAHundredAreSentTwiceWhenTheVenueGrowsSlow() {
        Desk slow = measured(new Desk(Desk.LIMITS.hedged(true)), 128);
        for (int i = 0; i < 1_000; i++) {
            slow.cancel(wish("slow" + i, "slow" + i));
            slow.pass(USUAL.plus(USUAL));
            slow.socket.replies(VenueSays.canceled());
            while (slow.standby.waits()) {
                slow.standby.replies(VenueSays.gone());
            }
        }

        assertThat(slow.standby.handed()).isBetween(1, 1_128 * 5 / 100);
    }

    @Test
    void howFastAWholeScopeIsAnsweredSaysNothingAboutSingleCancels() {
        for (int i = 0; i < 600; i++) {
            ScopeRig scope = new ScopeRig(desk).handIn(ScopeRig.everything());
            scope.lists("s" + i);
            desk.pass(Duration.ofSeconds(1));
            assertThat(desk.standby.handed()).as("a frame is not hedged").isZero();
            desk.socket.replies(VenueSays.canceled());
            scope.lists();
        }
        desk.cancel(wish("c1"));

        desk.pass(USUAL);

        assertThat(desk.standby.handed()).isEqualTo(1);
    }

    /** Gone may have been said of an order that was only just being placed: what is asked decides. */
    @Test
    void anOrderThatRestsAfterOneAttemptWasDeniedAndTheOtherFoundItGoneIsRejected() {
        List<CancelResult> told = desk.cancel(wish("c1"));
        desk.pass(USUAL);
        desk.socket.replies(VenueSays.gone());
        desk.standby.replies(VenueSays.denied());
        assertThat(told).isEmpty();

        desk.isAsked(VenueSays.resting());

        assertTold(told, Rejected.class);
        assertThat(desk.handed()).as("a no is not argued with").isEqualTo(130);
    }

    /** What the venue does first to the order, it does not do again: the other attempt finds it gone. */
    @Test
    void whicheverAttemptIsAnsweredFirstAndHoweverTheCancelEndsOnceAndTruthfully() {
        List<Verdict> verdicts = List.of(
                VenueSays.taken(), VenueSays.gone(), VenueSays.silence(), VenueSays.denied(), VenueSays.canceled());
        int number = 0;
        for (Verdict one : verdicts) {
            for (Verdict other : verdicts) {
                for (boolean hedgeFirst : List.of(true, false)) {
                    number++;
                    assertThatItEndsOnceAndTruthfully("both" + number, one, other, hedgeFirst);
                }
            }
        }
    }

    private void assertThatItEndsOnceAndTruthfully(String id, Verdict one, Verdict other, boolean hedgeFirst) {
        Desk day = measured(new Desk(Desk.LIMITS.hedged(true)), 128);
        List<CancelResult> told = new ArrayList<>(day.cancel(wish(id).awaitFinal()));
        day.service.cancel(wish(id).awaitFinal(), told::add, day.time.now());
        day.pass(USUAL);
        String where = (hedgeFirst ? "the second attempt is told " : "the first attempt is told ") + one
                + ", then the other " + other;
        assertThat(day.standby.handed()).as(where).isEqualTo(1);

        (hedgeFirst ? day.standby : day.socket).replies(one);
        day.sweep();
        (hedgeFirst ? day.socket : day.standby).replies(other);
        boolean said = one instanceof Verdict.Ended || other instanceof Verdict.Ended;
        for (int ask = 0; ask < 40 && told.isEmpty(); ask++) {
            day.pass(Duration.ofMillis(50));
            while (day.query.open() > 0) {
                day.query.answers(VenueSays.canceled());
                said = true;
            }
            if (day.rest.waits()) {
                day.rest.replies(VenueSays.gone());
            }
        }

        boolean noneWorked = (one instanceof Verdict.Gone || one instanceof Verdict.Denied)
                && (other instanceof Verdict.Gone || other instanceof Verdict.Denied);
        assertThat(told).as(where).hasSize(1);
        if (told.get(0) instanceof TooLate late) {
            assertThat(late.how()).as(where).isEqualTo(OrderStatus.CANCELED);
            assertThat(noneWorked).as(where).isTrue();
        } else if (told.get(0) instanceof Canceled) {
            assertThat(said).as(where).isTrue();
        } else {
            assertThat(one instanceof Verdict.Denied && other instanceof Verdict.Denied)
                    .as(where + " and the result is " + told)
                    .isTrue();
        }
        assertThat(day.log.phases(id)).as(where).endsWith(Phase.SETTLED);
        assertThat(day.service.pending()).as(where).isZero();
    }
}
