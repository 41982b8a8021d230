package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.assertNothingTold;
import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Acknowledged;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Rejected;
import io.ordergateway.core.order.CancelResult.TooLate;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import io.ordergateway.core.route.PathHealth;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a caller is told when the venue speaks plainly. */
class CancelAnswersTest {
    private final Desk desk = new Desk();

    @Test
    void whoeverAwaitsTheAckIsToldAtTheAckAndTheStreamTellsTheEnd() {
        List<CancelResult> told = desk.cancel(wish("c1").awaitAck());
        assertNothingTold(told);

        desk.socket.replies(VenueSays.taken());
        assertTold(told, Acknowledged.class);
        assertThat(desk.service.pending()).isEqualTo(1);

        desk.pushes(VenueSays.canceled());
        assertThat(told).hasSize(1);
        desk.assertEndedLater("c1", Canceled.class);
        assertThat(desk.log.phases("c1")).containsExactly(Phase.ACCEPTED, Phase.SENT, Phase.SETTLED, Phase.FINAL);
    }

    @Test
    void whoeverAwaitsTheEndIsToldAtTheEndAndOnlyThen() {
        List<CancelResult> told = desk.cancel(wish("c1").awaitFinal());

        desk.socket.replies(VenueSays.taken());
        assertNothingTold(told);

        desk.pushes(VenueSays.canceled());
        assertTold(told, Canceled.class);
        desk.assertEnded("c1", Canceled.class);
        assertThat(desk.log.phases("c1")).containsExactly(Phase.ACCEPTED, Phase.SENT, Phase.SETTLED);
    }

    @Test
    void aPushThatOvertakesTheAckSettlesAndTheLateAckIsIgnored() {
        List<CancelResult> told = desk.cancel(wish("c1"));

        desk.pushes(VenueSays.canceled());
        desk.socket.replies(VenueSays.taken());

        assertTold(told, Canceled.class);
        desk.assertEnded("c1", Canceled.class);
        desk.pass(Duration.ofMinutes(5));
        assertThat(desk.query.asked()).isZero();
    }

    @Test
    void anOrderThatWasFilledFirstIsTooLateAndNeverCanceled() {
        List<CancelResult> told = desk.cancel(wish("c1"));

        desk.pushes(VenueSays.filled());
        desk.pushes(VenueSays.canceled());
        desk.socket.replies(VenueSays.canceled());

        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        TooLate.class, late -> assertThat(late.how()).isEqualTo(OrderStatus.FILLED));
        desk.assertEnded("c1", TooLate.class);
    }

    @Test
    void anOrderThatIsFilledAfterTheAckEndsTooLateOnTheStream() {
        List<CancelResult> told = desk.cancel(wish("c1"));

        desk.socket.replies(VenueSays.taken());
        desk.pushes(VenueSays.filled());

        assertTold(told, Acknowledged.class);
        desk.assertEndedLater("c1", TooLate.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"FILLED", "REJECTED", "EXPIRED"})
    void anyOtherEndThanCanceledIsTooLateAndSaysHow(OrderStatus status) {
        List<CancelResult> told = desk.cancel(wish("c1"));

        desk.socket.replies(VenueSays.ended(status));

        assertThat(told).singleElement().isInstanceOfSatisfying(TooLate.class, late -> {
            assertThat(late.how()).isEqualTo(status);
            assertThat(late.filled()).isEqualTo(VenueSays.FILLED_PART);
        });
    }

    @Test
    void anAnswerCarriesItsEvidenceAndItsAttempts() {
        List<CancelResult> told = desk.cancel(wish("c1"));

        desk.socket.replies(VenueSays.silence());
        desk.standby.replies(VenueSays.canceled());

        assertThat(told).singleElement().isInstanceOfSatisfying(Canceled.class, canceled -> {
            assertThat(canceled.filled()).isEqualTo(VenueSays.FILLED_PART);
            assertThat(canceled.evidence().rule()).isEqualTo("order-push");
            assertThat(canceled.attempts())
                    .containsExactly(
                            new Attempt(PathKind.SOCKET, ManualTime.START, VenueSays.silence()),
                            new Attempt(PathKind.SOCKET, ManualTime.START, VenueSays.canceled()));
        });
    }

    @Test
    void aDefiniteNoToTheOnlyAttemptIsARejectionInTheVenuesOwnWords() {
        List<CancelResult> told = desk.cancel(wish("c1"));

        desk.socket.replies(VenueSays.denied());

        assertThat(told).singleElement().isInstanceOfSatisfying(Rejected.class, no -> {
            assertThat(no.reason()).isEqualTo(RejectReason.INVALID_REQUEST);
            assertThat(no.code()).isEqualTo("300014");
            assertThat(no.text()).isEqualTo("a field is wrong");
        });
        desk.assertEnded("c1", Rejected.class);
        assertThat(desk.handed()).isEqualTo(1);
    }

    @Test
    void aCancelTurnedAwayForItsTimeIsSentAgainOnceTheVenueAnswersAgain() {
        List<CancelResult> told = desk.cancel(wish("c1"));
        desk.socket.replies(VenueSays.badTime());
        Desk.assertNothingTold(told);

        desk.isAsked(VenueSays.silence());
        desk.pass(Duration.ofSeconds(1));
        desk.query.answers(VenueSays.resting());
        desk.socket.replies(VenueSays.canceled());

        assertThat(told).singleElement().isInstanceOf(Canceled.class);
        assertThat(desk.handed()).isEqualTo(2);
    }

    @Test
    void aCancelTurnedAwayForItsTimeUntilItsDeadlineIsRejectedInTheVenuesWords() {
        List<CancelResult> told = desk.cancel(wish("c1"));
        desk.socket.replies(VenueSays.badTime());

        desk.pass(Desk.WITHIN);

        assertThat(told).singleElement().isInstanceOfSatisfying(Rejected.class, no -> {
            assertThat(no.reason()).isEqualTo(RejectReason.CLOCK_SKEW);
            assertThat(no.code()).isEqualTo("100011");
        });
        desk.assertEnded("c1", Rejected.class);
    }

    @Test
    void aPushThatTheOrderStillRestsSettlesNothingAndSendsNothing() {
        List<CancelResult> told = desk.cancel(wish("c1"));

        desk.pushes(VenueSays.resting());

        assertNothingTold(told);
        assertThat(desk.handed()).isEqualTo(1);
    }

    @Test
    void aPushOfAnOrderThatNobodyCancelsIsNobodysBusiness() {
        List<CancelResult> told = desk.cancel(wish("c1", "o2"));

        desk.pushes(VenueSays.canceled());

        assertNothingTold(told);
        assertThat(desk.log.records()).hasSize(2);
    }

    @Test
    void theAnswerWaitsUntilItsRecordIsWritten() {
        desk.log.holds = true;
        List<CancelResult> told = desk.cancel(wish("c1"));
        assertThat(desk.socket.handed()).as("no frame waits for a disk").isEqualTo(1);

        desk.socket.replies(VenueSays.canceled());
        assertNothingTold(told);

        desk.log.catchUp();
        assertTold(told, Canceled.class);
    }

    @Test
    void anAckThatIsToldLateDoesNotDelayThePursuit() {
        desk.log.holds = true;
        List<CancelResult> told = desk.cancel(wish("c1"));

        desk.socket.replies(VenueSays.taken());
        desk.pushes(VenueSays.filled());
        desk.log.catchUp();

        assertTold(told, Acknowledged.class);
        desk.assertEndedLater("c1", TooLate.class);
    }

    @Test
    void aSilentOrderChannelAfterAnAckIsAskedAboutTheOrder() {
        desk.cancel(wish("c1"));
        desk.socket.replies(VenueSays.taken());

        desk.pass(Desk.CONFIRM_AFTER.minusNanos(1));
        assertThat(desk.query.asked()).isZero();
        desk.pass(Duration.ofNanos(1));
        assertThat(desk.query.asked()).isEqualTo(1);

        desk.query.answers(VenueSays.canceled());
        desk.assertEndedLater("c1", Canceled.class);
    }

    /** A socket that will not be back shows no push, just as one that is down. */
    @Test
    void withEverySocketClosedTheStatusIsAskedAtOnce() {
        desk.socket.health = PathHealth.CLOSED;
        desk.standby.health = PathHealth.CLOSED;
        desk.cancel(wish("c1").awaitFinal());
        desk.rest.replies(VenueSays.taken());

        desk.sweep();

        assertThat(desk.query.open()).isEqualTo(1);
    }
}
