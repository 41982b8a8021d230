package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.assertNothingTold;
import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Acknowledged;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.timing.Now;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One path fails: the cancel goes another way, within its deadline and its bound. */
class CancelRedriveTest {
    private final Desk desk = new Desk();

    private static void assertRefused(List<CancelResult> told, RefusalReason reason) {
        assertThat(told).singleElement().isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.field()).isNull();
        });
    }

    @Test
    void silenceOnOnePathSendsTheCancelOnTheNext() {
        List<CancelResult> told = desk.cancel(wish("c1"));

        desk.socket.replies(VenueSays.silence());
        assertThat(desk.standby.handed()).isEqualTo(1);
        desk.standby.replies(VenueSays.silence());
        assertThat(desk.rest.handed()).isEqualTo(1);
        desk.rest.replies(VenueSays.taken());

        assertTold(told, Acknowledged.class);
        assertThat(told.get(0).attempts())
                .extracting("path")
                .containsExactly(PathKind.SOCKET, PathKind.SOCKET, PathKind.REST);
    }

    @Test
    void restTakesOverWhenNoSocketIsReady() {
        desk.socket.health = PathHealth.DOWN;
        desk.standby.health = PathHealth.DOWN;

        desk.cancel(wish("c1"));

        assertThat(desk.rest.handed()).isEqualTo(1);
    }

    @Test
    void noPathThatWillBeBackByItselfIsARefusalAtOnce() {
        desk.socket.health = PathHealth.CLOSED;
        desk.standby.health = PathHealth.CLOSED;
        desk.rest.health = PathHealth.CLOSED;

        List<CancelResult> told = desk.cancel(wish("c1"));

        assertRefused(told, RefusalReason.NO_PATH);
        assertThat(told.get(0).attempts()).isEmpty();
        assertThat(desk.log.phases("c1")).containsExactly(Phase.ACCEPTED, Phase.SETTLED);
        assertThat(desk.service.pending()).isZero();
    }

    @Test
    void pathsThatAreOnlyFullAreARefusalThatSaysSo() {
        desk.socket.health = PathHealth.FULL;
        desk.standby.health = PathHealth.DOWN;
        desk.rest.health = PathHealth.DOWN;

        assertRefused(desk.cancel(wish("c1")), RefusalReason.OVERLOADED);
        assertThat(desk.service.pending()).isZero();
    }

    @Test
    void aCancelOfWhichNothingLeftWaitsForAPathAndTakesTheFirstThatIsBack() {
        everyPathIs(PathHealth.DOWN);
        List<CancelResult> told = desk.cancel(wish("c1"));
        desk.pass(Desk.WITHIN.minusSeconds(1));
        assertNothingTold(told);

        desk.rest.health = PathHealth.READY;
        desk.sweep();
        desk.rest.replies(VenueSays.taken());

        assertTold(told, Acknowledged.class);
        assertThat(desk.handed()).isEqualTo(1);
    }

    @Test
    void waitingForAPathEndsWithTheDeadlineAndSaysWhatWasMissing() {
        everyPathIs(PathHealth.DOWN);
        List<CancelResult> told = desk.cancel(wish("c1"));

        desk.pass(Desk.WITHIN);

        assertRefused(told, RefusalReason.NO_PATH);
        assertThat(desk.service.pending()).isZero();
        desk.socket.health = PathHealth.READY;
        desk.sweep();
        assertThat(desk.handed()).isZero();
    }

    @Test
    void aCancelThatWaitedAndWasSentByAnotherForItsOrderIsNotSentASecondTime() {
        everyPathIs(PathHealth.DOWN);
        List<CancelResult> first = desk.cancel(wish("c1"));
        everyPathIs(PathHealth.READY);

        List<CancelResult> second = desk.cancel(wish("c2"));
        desk.socket.replies(VenueSays.taken());
        desk.sweep();

        assertTold(first, Acknowledged.class);
        assertTold(second, Acknowledged.class);
        assertThat(desk.handed()).isEqualTo(1);
    }

    @Test
    void waitingIsOverWhenNoPathWillBeBackByItself() {
        everyPathIs(PathHealth.DOWN);
        List<CancelResult> told = desk.cancel(wish("c1"));
        everyPathIs(PathHealth.CLOSED);

        desk.sweep();

        assertRefused(told, RefusalReason.NO_PATH);
        assertThat(desk.service.pending()).isZero();
    }

    @Test
    void whoeverWaitsGoesOnWaitingWhileAPathIsFull() {
        everyPathIs(PathHealth.DOWN);
        List<CancelResult> told = desk.cancel(wish("c1"));
        desk.socket.health = PathHealth.FULL;
        desk.pass(Desk.WITHIN.minusNanos(1));
        assertNothingTold(told);

        desk.socket.health = PathHealth.READY;
        desk.sweep();

        assertThat(desk.socket.handed()).isEqualTo(1);
    }

    @Test
    void everyWaitingCancelLeavesWhenTheVenueIsBackAndEachByItsOwnDeadlineOrNotAtAll() {
        everyPathIs(PathHealth.DOWN);
        List<CancelResult> brief = desk.cancel(wish("c1", "o1").within(Duration.ofSeconds(1)));
        List<CancelResult> longer = desk.cancel(wish("c2", "o2"));
        desk.time.pass(Duration.ofSeconds(1));
        everyPathIs(PathHealth.READY);

        desk.service.reconnected(desk.time.now());
        assertThat(desk.socket.handed()).isEqualTo(1);
        assertThat(desk.socket.last().order().orderId()).isEqualTo("o2");

        desk.sweep();
        assertThat(brief).singleElement().isInstanceOf(Refused.class);
        assertNothingTold(longer);
    }

    private void everyPathIs(PathHealth health) {
        desk.socket.health = health;
        desk.standby.health = health;
        desk.rest.health = health;
    }

    @Test
    void whenNoByteLeftOnAnyPathTheCancelWaitsForOne() {
        desk.socket.holds = true;
        desk.standby.holds = true;
        desk.rest.holds = true;
        List<CancelResult> told = desk.cancel(wish("c1"));

        desk.socket.replies(VenueSays.notSent());
        desk.standby.replies(VenueSays.notSent());
        desk.rest.replies(VenueSays.notSent());
        assertNothingTold(told);
        everyPathIs(PathHealth.DOWN);
        desk.pass(Desk.WITHIN);

        assertRefused(told, RefusalReason.NO_PATH);
        assertThat(told.get(0).attempts())
                .hasSize(3)
                .allSatisfy(attempt -> assertThat(attempt.sentAt()).isNull());
        assertThat(desk.log.phases("c1")).containsExactly(Phase.ACCEPTED, Phase.SETTLED);
        assertThat(desk.query.asked()).isZero();
    }

    @Test
    void aPathThatBreaksWithACancelIsNotGivenItForEver() {
        desk.socket.breaksOn = "o1";
        desk.standby.breaksOn = "o1";
        desk.rest.breaksOn = "o1";
        List<CancelResult> told = desk.cancel(wish("c1"));

        for (int sweep = 0; sweep < 10; sweep++) {
            desk.sweep();
        }

        assertRefused(told, RefusalReason.NO_PATH);
        assertThat(told.get(0).attempts()).hasSize(Desk.LIMITS.maxAttempts());
    }

    @Test
    void anAttemptThatHeldBackPastTheDeadlineMayNotLeave() {
        desk.socket.holds = true;
        List<CancelResult> told = desk.cancel(wish("c1"));
        PathAttempt attempt = desk.socket.last();

        Now justBefore = desk.time.pass(Desk.WITHIN.minusNanos(1));
        assertThat(attempt.mayLeave(justBefore)).isTrue();
        Now deadline = desk.time.pass(Duration.ofNanos(1));
        assertThat(attempt.mayLeave(deadline)).isFalse();

        desk.sweep();
        assertRefused(told, RefusalReason.DEADLINE);
        assertThat(desk.log.phases("c1")).containsExactly(Phase.ACCEPTED, Phase.SETTLED);
    }

    @Test
    void anAttemptOfAnOrderThatHasEndedMayNotLeave() {
        desk.socket.holds = true;
        desk.cancel(wish("c1"));
        PathAttempt attempt = desk.socket.last();

        desk.pushes(VenueSays.filled());

        assertThat(attempt.mayLeave(desk.time.now())).isFalse();
    }

    @Test
    void nothingIsSentAgainAfterTheDeadline() {
        desk.cancel(wish("c1"));

        desk.time.pass(Desk.WITHIN);
        desk.socket.replies(VenueSays.silence());
        desk.sweep();
        desk.query.answers(VenueSays.resting());

        assertThat(desk.handed()).isEqualTo(1);
    }

    @Test
    void aFailureToSendThatTheDeadlineOvertookIsARefusalByDeadline() {
        desk.socket.holds = true;
        List<CancelResult> told = desk.cancel(wish("c1"));

        desk.time.pass(Desk.WITHIN);
        desk.socket.replies(VenueSays.notSent());

        assertRefused(told, RefusalReason.DEADLINE);
        assertThat(desk.handed()).isEqualTo(1);
    }

    @Test
    void anOrderThatStillRestsIsSentAgainUntilTheBoundOfAttempts() {
        desk.standby.health = PathHealth.DOWN;
        desk.rest.health = PathHealth.DOWN;
        desk.cancel(wish("c1").within(Duration.ofMinutes(2)));

        for (int round = 0; round < 10; round++) {
            if (desk.socket.waits()) {
                desk.socket.replies(VenueSays.silence());
            }
            desk.pass(Duration.ofSeconds(2));
            if (desk.query.open() > 0) {
                desk.query.answers(VenueSays.resting());
            }
        }

        assertThat(desk.handed()).isEqualTo(Desk.LIMITS.maxAttempts());
    }

    @Test
    void anAckForAnOrderThatIsFoundRestingThreeTimesIsNotBelievedAnyLonger() {
        List<CancelResult> told = desk.cancel(wish("c1"));
        desk.socket.replies(VenueSays.taken());

        for (int ask = 1; ask <= 3; ask++) {
            assertThat(desk.handed()).isEqualTo(1);
            desk.pass(Duration.ofSeconds(1));
            desk.query.answers(VenueSays.resting());
        }

        assertThat(desk.handed()).isEqualTo(2);
        assertTold(told, Acknowledged.class);
        desk.socket.replies(VenueSays.canceled());
        desk.assertEndedLater("c1", Canceled.class);
    }

    @Test
    void aLateReplyAfterSilenceIsEvidenceAndEndsTheSecondAttemptToo() {
        List<CancelResult> told = desk.cancel(wish("c1"));
        PathAttempt first = desk.socket.last();
        desk.socket.replies(VenueSays.silence());

        first.settle(VenueSays.canceled(), desk.time.now());

        assertTold(told, Canceled.class);
        assertThat(desk.standby.last().mayLeave(desk.time.now())).isFalse();
        desk.standby.replies(VenueSays.gone());
        desk.assertEnded("c1", Canceled.class);
        assertThat(desk.query.asked()).isZero();
    }

    @Test
    void onlySilenceMayBeFollowedByABetterReply() {
        desk.cancel(wish("c1"));
        PathAttempt attempt = desk.socket.last();
        desk.socket.replies(VenueSays.taken());

        attempt.settle(VenueSays.filled(), desk.time.now());

        assertThat(desk.service.pending()).isEqualTo(1);
    }

    @Test
    void aPathThatAnswersBeforeSendReturnsIsUnderstood() {
        List<CancelResult> told = new ArrayList<>();
        CancelPath eager = new InstantPath(attempt -> attempt.settle(VenueSays.notSent(), desk.time.now()));
        CancelService service =
                new CancelService(Desk.ACCOUNT, List.of(eager, desk.rest), desk.query, desk.log, Desk.IDS, Desk.LIMITS);

        service.cancel(wish("c1"), told::add, desk.time.now());
        desk.rest.replies(VenueSays.canceled());

        assertTold(told, Canceled.class);
        assertThat(service.pending()).isZero();
    }
}
