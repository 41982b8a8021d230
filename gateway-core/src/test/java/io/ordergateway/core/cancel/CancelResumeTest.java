package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.WINDOW;
import static io.ordergateway.core.cancel.Desk.WITHIN;
import static io.ordergateway.core.cancel.Desk.assertNothingTold;
import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Acknowledged;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.CancelResult.Rejected;
import io.ordergateway.core.order.CancelResult.TooLate;
import io.ordergateway.core.order.CancelResult.Unknown;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.outcome.AnsweredCancel;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import io.ordergateway.core.outcome.StreamMark.Kind;
import io.ordergateway.core.outcome.UnfinishedCancel;
import io.ordergateway.core.route.PathHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The gateway was killed and started again: what it had accepted is not forgotten. */
class CancelResumeTest {
    private static final Duration ALREADY = Duration.ofSeconds(1);
    private static final OrderRef ORDER = new OrderRef("o1", "BTC-PERP");
    private static final Evidence TAKEN = new Evidence(PathKind.SOCKET, "ack", "{}", ManualTime.START);

    private final Desk desk = new Desk();

    private UnfinishedCancel acceptedAWhileAgo(CancelOrder wish, CancelResult told) {
        Instant acceptedAt = desk.time.now().wall().minus(ALREADY);
        return new UnfinishedCancel(wish, acceptedAt, told);
    }

    private void resumes(UnfinishedCancel... unfinished) {
        desk.service.resume(List.of(unfinished), List.of(), desk.time.now());
    }

    private static Acknowledged acknowledged() {
        return new Acknowledged(new CancelId("c1"), ORDER, TAKEN, List.of());
    }

    private static Canceled canceled() {
        return new Canceled(new CancelId("c1"), ORDER, null, TAKEN, List.of());
    }

    @Nested
    class ACancelThatNobodyWasAnsweredOn {
        @Test
        void isAskedAboutBeforeAnythingIsSent() {
            resumes(acceptedAWhileAgo(wish("c1"), null));
            desk.sweep();

            assertThat(desk.query.open()).isEqualTo(1);
            assertThat(desk.handed()).isZero();
            assertThat(desk.service.pending()).isEqualTo(1);
        }

        @Test
        void isSentAgainIfTheOrderStillRests() {
            resumes(acceptedAWhileAgo(wish("c1"), null));

            desk.isAsked(VenueSays.resting());
            assertThat(desk.socket.handed()).isEqualTo(1);
            desk.socket.replies(VenueSays.canceled());

            desk.assertEnded("c1", Canceled.class);
        }

        @Test
        void isNotSentAfterItsDeadlineWhichTheRestartDoesNotMove() {
            resumes(acceptedAWhileAgo(wish("c1"), null));

            desk.pass(WITHIN.minus(ALREADY));
            assertThat(desk.log.result("c1", Phase.SETTLED)).isInstanceOf(Unknown.class);
            desk.query.answers(VenueSays.resting());

            assertThat(desk.handed()).isZero();
            assertThat(desk.service.pending()).isEqualTo(1);
        }

        @Test
        void isUnknownAtOnceIfItsDeadlinePassedWhileNobodyWasThere() {
            Instant longAgo = desk.time.now().wall().minus(Duration.ofHours(3));
            resumes(new UnfinishedCancel(wish("c1"), longAgo, null));

            desk.sweep();

            assertThat(desk.log.result("c1", Phase.SETTLED)).isInstanceOf(Unknown.class);
            desk.query.answers(VenueSays.filled());
            desk.assertEndedLater("c1", TooLate.class);
        }

        @Test
        void isSettledByTheVenuesAnswerIfTheOrderEndedMeanwhile() {
            resumes(acceptedAWhileAgo(wish("c1"), null));

            desk.isAsked(VenueSays.canceled());

            desk.assertEnded("c1", Canceled.class);
            assertThat(desk.handed()).isZero();
        }

        @Test
        void isRefusedByNobodySinceAFrameOfItMayHaveLeft() {
            desk.socket.health = PathHealth.DOWN;
            desk.standby.health = PathHealth.DOWN;
            desk.rest.health = PathHealth.DOWN;
            desk.query.allowed = false;
            resumes(acceptedAWhileAgo(wish("c1"), null));

            desk.pass(WITHIN);

            assertThat(desk.log.result("c1", Phase.SETTLED)).isInstanceOf(Unknown.class);
        }

        @Test
        void isUnknownToTheVenueOnlyOnceNothingOfItCanArriveAnyMore() {
            resumes(acceptedAWhileAgo(wish("c1"), null));

            desk.isAsked(VenueSays.missing());
            assertThat(desk.service.pending()).isEqualTo(1);
            desk.pass(WINDOW);
            desk.query.answers(VenueSays.missing());

            assertThat(desk.log.result("c1", Phase.FINAL))
                    .isInstanceOfSatisfying(
                            Rejected.class, no -> assertThat(no.reason()).isEqualTo(RejectReason.ORDER_UNKNOWN));
        }
    }

    @Nested
    class ACancelThatWasAcknowledged {
        @Test
        void getsItsFinalAndNoSecondAnswer() {
            resumes(acceptedAWhileAgo(wish("c1"), acknowledged()));

            desk.isAsked(VenueSays.canceled());

            assertThat(desk.log.phases("c1")).containsExactly(Phase.FINAL);
            assertThat(desk.log.result("c1", Phase.FINAL)).isInstanceOf(Canceled.class);
        }

        @Test
        void isHeardOfOnTheOrderChannelToo() {
            resumes(acceptedAWhileAgo(wish("c1"), acknowledged()));

            desk.pushes(VenueSays.filled());

            assertThat(desk.log.result("c1", Phase.FINAL)).isInstanceOf(TooLate.class);
        }

        @Test
        void isNotSentAgainAsSoonAsItIsFoundResting() {
            resumes(acceptedAWhileAgo(wish("c1"), acknowledged()));

            desk.isAsked(VenueSays.resting());

            assertThat(desk.handed()).isZero();
        }
    }

    @Nested
    class TheSameIdAgain {
        @Test
        void sharesTheAnswerThatIsStillToCome() {
            resumes(acceptedAWhileAgo(wish("c1"), null));

            List<CancelResult> told = desk.cancel(wish("c1"));
            assertNothingTold(told);
            desk.isAsked(VenueSays.canceled());

            assertTold(told, Canceled.class);
            assertThat(desk.handed()).isZero();
        }

        @Test
        void isToldWhatWasToldBefore() {
            resumes(acceptedAWhileAgo(wish("c1"), acknowledged()));

            assertThat(desk.cancel(wish("c1"))).containsExactly(acknowledged());
            assertThat(desk.handed()).isZero();
        }

        @Test
        void isToldTheEndThatIsOnRecordAndSendsNothing() {
            desk.service.resume(
                    List.of(), List.of(new AnsweredCancel(new CancelId("c1"), ORDER, canceled())), desk.time.now());

            assertThat(desk.cancel(wish("c1"))).containsExactly(canceled());
            assertThat(desk.handed()).isZero();
            assertThat(desk.log.records()).isEmpty();
        }

        @Test
        void forAnotherOrderIsRefused() {
            desk.service.resume(
                    List.of(), List.of(new AnsweredCancel(new CancelId("c1"), ORDER, canceled())), desk.time.now());

            assertTold(desk.cancel(wish("c1", "o2")), Refused.class);
        }
    }

    @Test
    void anotherCancelOfTheSameOrderJoinsAndBothEnd() {
        resumes(acceptedAWhileAgo(wish("c1"), null));

        List<CancelResult> told = desk.cancel(wish("c2"));
        desk.pushes(VenueSays.canceled());

        assertTold(told, Canceled.class);
        desk.assertEnded("c1", Canceled.class);
        desk.assertEnded("c2", Canceled.class);
    }

    @Test
    void twoOfOneOrderShareOneQuestion() {
        resumes(acceptedAWhileAgo(wish("c1"), null), acceptedAWhileAgo(wish("c2"), null));

        desk.isAsked(VenueSays.canceled());

        desk.assertEnded("c1", Canceled.class);
        desk.assertEnded("c2", Canceled.class);
        assertThat(desk.query.asked()).isEqualTo(1);
    }

    @Nested
    class TheStream {
        @Test
        void isToldWhenReconcilingBeginsAndWhenTheLastHasEnded() {
            resumes(acceptedAWhileAgo(wish("c1", "o1"), null), acceptedAWhileAgo(wish("c2", "o2"), acknowledged()));
            assertThat(desk.log.marks()).containsExactly(Kind.RECONCILING);

            desk.service.orderUpdate("o1", VenueSays.canceled(), desk.time.now());
            assertThat(desk.log.marks()).containsExactly(Kind.RECONCILING);
            desk.service.orderUpdate("o2", VenueSays.canceled(), desk.time.now());

            assertThat(desk.log.marks()).containsExactly(Kind.RECONCILING, Kind.RECONCILED);
        }

        @Test
        void isToldNothingWhereNothingWasLeft() {
            desk.service.resume(List.of(), List.of(), desk.time.now());

            assertThat(desk.log.marks()).isEmpty();
        }

        @Test
        void isNotToldThatAllIsReconciledByClosing() {
            resumes(acceptedAWhileAgo(wish("c1"), null));

            desk.service.close(desk.time.now());

            assertThat(desk.log.marks()).containsExactly(Kind.RECONCILING);
        }
    }
}
