package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.assertNothingTold;
import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Acknowledged;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Rejected;
import io.ordergateway.core.order.CancelResult.TooLate;
import io.ordergateway.core.order.CancelResult.Unknown;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.PathHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Nobody knows what became of a cancel: the venue is asked, and nothing is made up. */
class CancelDoubtTest {
    private final Desk desk = new Desk();
    private List<CancelResult> told = new ArrayList<>();

    private void assertTooLate(OrderStatus how) {
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        TooLate.class, late -> assertThat(late.how()).isEqualTo(how));
        desk.assertEnded("c1", TooLate.class);
    }

    private static void assertRejected(CancelResult result, RejectReason reason) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }

    @Nested
    class NotFound {
        @BeforeEach
        void theOnlyAttemptIsToldThatTheOrderIsNotThere() {
            told = desk.cancel(wish("c1"));
            desk.socket.replies(VenueSays.gone());
        }

        @Test
        void isEvidenceOfNothingByItself() {
            assertNothingTold(told);
            assertThat(desk.handed()).isEqualTo(1);
            assertThat(desk.service.inDoubt()).isEqualTo(1);

            desk.sweep();
            assertThat(desk.query.asked()).isEqualTo(1);
        }

        @Test
        void andCanceledMeansThatSomethingElseCanceledItEarlier() {
            desk.isAsked(VenueSays.canceled());

            assertTooLate(OrderStatus.CANCELED);
        }

        @Test
        void andFilledMeansTooLate() {
            desk.isAsked(VenueSays.filled());

            assertTooLate(OrderStatus.FILLED);
        }

        @Test
        void andMissingMeansThatThereNeverWasSuchAnOrder() {
            desk.isAsked(VenueSays.missing());

            assertRejected(told.get(0), RejectReason.ORDER_UNKNOWN);
            desk.assertEnded("c1", Rejected.class);
        }

        @Test
        void andRestingMeansThatItIsSentAgain() {
            desk.isAsked(VenueSays.resting());

            assertNothingTold(told);
            assertThat(desk.handed()).isEqualTo(2);
            desk.socket.replies(VenueSays.canceled());
            assertTold(told, Canceled.class);
        }

        @Test
        void andAPushMayBeFasterThanTheAnswer() {
            desk.sweep();
            desk.pushes(VenueSays.canceled());
            desk.query.answers(VenueSays.missing());

            assertTooLate(OrderStatus.CANCELED);
        }

        @Test
        void andAQuestionThatFailsIsAskedAgain() {
            desk.isAsked(VenueSays.silence());
            assertNothingTold(told);

            desk.pass(Duration.ofMillis(200));
            desk.query.answers(VenueSays.filled());
            assertTooLate(OrderStatus.FILLED);
        }
    }

    @Nested
    class NotFoundAfterAnUnclearAttempt {
        @BeforeEach
        void theSecondAttemptIsToldThatTheOrderIsNotThere() {
            told = desk.cancel(wish("c1"));
            desk.socket.replies(VenueSays.silence());
            desk.standby.replies(VenueSays.gone());
        }

        @Test
        void andCanceledMeansThatTheFirstAttemptWorked() {
            desk.isAsked(VenueSays.canceled());

            assertTold(told, Canceled.class);
            desk.assertEnded("c1", Canceled.class);
        }

        @Test
        void andFilledIsStillTooLate() {
            desk.isAsked(VenueSays.filled());

            assertTooLate(OrderStatus.FILLED);
        }

        @Test
        void andAQuestionThatFailsDoesNotForgetTheFirstAttempt() {
            desk.sweep();
            desk.query.answers(VenueSays.silence());
            assertNothingTold(told);

            desk.pass(Duration.ofSeconds(1));
            desk.query.answers(VenueSays.canceled());
            assertTold(told, Canceled.class);
        }
    }

    @Test
    void aLateNotFoundForEveryAttemptMeansThatItWasNotUs() {
        told = desk.cancel(wish("c1"));
        PathAttempt first = desk.socket.last();
        desk.socket.replies(VenueSays.silence());
        desk.standby.replies(VenueSays.gone());
        first.settle(VenueSays.gone(), desk.time.now());

        desk.isAsked(VenueSays.canceled());

        assertTooLate(OrderStatus.CANCELED);
    }

    @Nested
    class DeniedAfterAnUnclearAttempt {
        @BeforeEach
        void theSecondAttemptIsDenied() {
            told = desk.cancel(wish("c1"));
            desk.socket.replies(VenueSays.silence());
            desk.standby.replies(VenueSays.denied());
        }

        @Test
        void theNoSaysNothingAboutTheFirstSoTheVenueIsAsked() {
            assertNothingTold(told);

            desk.isAsked(VenueSays.canceled());
            assertTold(told, Canceled.class);
        }

        @Test
        void anOrderThatRestsUntilTheWindowClosesIsRejectedInTheVenuesWords() {
            desk.isAsked(VenueSays.resting());
            assertThat(desk.handed()).as("a no is not argued with").isEqualTo(2);
            assertNothingTold(told);

            desk.pass(Desk.WITHIN);
            assertTold(told, Unknown.class);
            desk.query.answers(VenueSays.resting());

            desk.pass(Desk.WINDOW);
            desk.query.answers(VenueSays.resting());
            desk.assertEndedLater("c1", Rejected.class);
            assertRejected(
                    desk.log.records().get(desk.log.records().size() - 1).result(), RejectReason.INVALID_REQUEST);
        }

        @Test
        void anOrderThatTheVenueDoesNotKnowIsRejectedOnceTheFirstAttemptCannotWorkAnyMore() {
            desk.isAsked(VenueSays.missing());
            assertNothingTold(told);

            desk.pass(Desk.WITHIN);
            assertTold(told, Unknown.class);
            desk.query.answers(VenueSays.missing());

            desk.pass(Desk.WINDOW);
            desk.query.answers(VenueSays.missing());
            desk.assertEndedLater("c1", Rejected.class);
            assertRejected(desk.log.records().get(desk.log.records().size() - 1).result(), RejectReason.ORDER_UNKNOWN);
        }
    }

    @Nested
    class SilenceOnEveryPath {
        @BeforeEach
        void nobodyReplies() {
            told = desk.cancel(wish("c1"));
            desk.socket.replies(VenueSays.silence());
            desk.standby.replies(VenueSays.silence());
            desk.rest.replies(VenueSays.silence());
        }

        @Test
        void leavesNothingButToAsk() {
            assertNothingTold(told);

            desk.isAsked(VenueSays.canceled());
            assertTold(told, Canceled.class);
        }

        @Test
        void isNotResolvedByAnOldPushThatTheOrderRests() {
            desk.pushes(VenueSays.resting());

            assertThat(desk.handed())
                    .as("only a question proves that it still rests")
                    .isEqualTo(3);
            assertNothingTold(told);
        }

        @Test
        void isUnknownAtTheDeadlineAndPursuedUntilTheEndIsKnown() {
            desk.isAsked(VenueSays.silence());

            desk.pass(Desk.WITHIN);
            assertTold(told, Unknown.class);
            assertThat(told.get(0).attempts()).hasSize(3);
            assertThat(desk.service.pending()).isEqualTo(1);

            desk.query.answers(VenueSays.filled());
            assertThat(told).hasSize(1);
            desk.assertEndedLater("c1", TooLate.class);
        }

        @Test
        void isNotTakenForMissingBeforeTheWindowCloses() {
            desk.isAsked(VenueSays.missing());
            assertNothingTold(told);

            desk.pass(Desk.WINDOW);
            desk.query.answers(VenueSays.missing());
            desk.assertEndedLater("c1", Rejected.class);
        }

        @Test
        void isAskedAboutEverMoreSlowly() {
            List<Duration> waits = new ArrayList<>();
            desk.isAsked(VenueSays.silence());

            for (int ask = 0; ask < 9; ask++) {
                waits.add(untilAsked());
                desk.query.answers(VenueSays.silence());
            }

            assertThat(waits)
                    .extracting(Duration::toMillis)
                    .containsExactly(200L, 400L, 800L, 1_600L, 3_200L, 6_400L, 10_000L, 10_000L, 10_000L);
        }

        private Duration untilAsked() {
            Duration step = Duration.ofMillis(100);
            Duration waited = Duration.ZERO;
            while (desk.query.open() == 0) {
                assertThat(waited).as("waited for a question").isLessThan(Duration.ofMinutes(1));
                desk.pass(step);
                waited = waited.plus(step);
            }
            return waited;
        }

        @Test
        void isAskedAboutAtOnceWhenTheVenueIsBack() {
            desk.isAsked(VenueSays.silence());

            desk.service.reconnected(desk.time.now());
            desk.sweep();

            assertThat(desk.query.open()).isEqualTo(1);
        }
    }

    @Test
    void anAckAwaitedToTheEndIsUnknownAtTheDeadline() {
        told = desk.cancel(wish("c1").awaitFinal());
        desk.socket.replies(VenueSays.taken());

        desk.pass(Desk.WITHIN);
        assertTold(told, Unknown.class);
        assertThat(told.get(0).evidence()).isNotNull();

        desk.pushes(VenueSays.canceled());
        desk.assertEndedLater("c1", Canceled.class);
    }

    @Test
    void anAckThatWasToldIsNotRetractedAtTheDeadline() {
        told = desk.cancel(wish("c1"));
        desk.socket.replies(VenueSays.taken());

        desk.pass(Desk.WITHIN);

        assertTold(told, Acknowledged.class);
    }

    @Test
    void anAttemptWithoutAnyReplyIsUnknownAtTheDeadlineAndAskedAbout() {
        told = desk.cancel(wish("c1"));

        desk.pass(Desk.WITHIN);
        assertTold(told, Unknown.class);

        desk.query.answers(VenueSays.canceled());
        desk.assertEndedLater("c1", Canceled.class);
    }

    @Test
    void anOrderThatStillRestsWhenTheWindowHasClosedWasNotProcessed() {
        desk.standby.health = PathHealth.DOWN;
        desk.rest.health = PathHealth.DOWN;
        told = desk.cancel(wish("c1"));
        desk.pass(Desk.WITHIN);
        desk.socket.replies(VenueSays.silence());

        desk.query.answers(VenueSays.resting());
        assertThat(desk.service.pending()).as("it may still be carried out").isEqualTo(1);
        desk.pass(Desk.WINDOW);
        desk.query.answers(VenueSays.resting());

        desk.assertEndedLater("c1", Rejected.class);
        assertRejected(desk.log.records().get(desk.log.records().size() - 1).result(), RejectReason.NOT_PROCESSED);
    }

    @Test
    void aRequestThatIsStillOutIsNeverCalledUnprocessed() {
        told = desk.cancel(wish("c1"));
        desk.pass(Desk.WITHIN);
        desk.query.answers(VenueSays.resting());

        desk.pass(Desk.WINDOW);
        desk.query.answers(VenueSays.resting());

        assertThat(desk.service.pending()).isEqualTo(1);
    }

    @Test
    void noMoreQuestionsAreUnderWayThanTheBound() {
        desk.socket.health = PathHealth.READY;
        for (int i = 1; i <= 8; i++) {
            desk.cancel(wish("c" + i, "o" + i));
            desk.socket.replies(VenueSays.gone());
        }

        desk.sweep();
        assertThat(desk.query.open()).isEqualTo(Desk.LIMITS.doubt().maxQueries());

        desk.query.answers(VenueSays.filled());
        desk.pass(Duration.ofMillis(100));
        assertThat(desk.query.open()).isEqualTo(Desk.LIMITS.doubt().maxQueries());
        assertThat(desk.query.asked()).isEqualTo(Desk.LIMITS.doubt().maxQueries() + 1);
    }

    @Test
    void howeverManyAreInDoubtTheVenueIsNotAskedFasterThanTheRate() {
        Desk crowd = new Desk(CancelLimits.DEFAULT);
        for (int i = 1; i <= 2_000; i++) {
            crowd.cancel(wish("c" + i, "o" + i));
            crowd.socket.replies(VenueSays.gone());
        }

        for (int millis = 0; millis < 1_000; millis += 5) {
            crowd.pass(Duration.ofMillis(5));
            while (crowd.query.open() > 0) {
                crowd.query.answers(VenueSays.silence());
            }
        }

        assertThat(crowd.query.asked())
                .isBetween(
                        InDoubt.QUERIES_PER_SECOND / 2,
                        InDoubt.QUERIES_PER_SECOND
                                + CancelLimits.DEFAULT.doubt().maxQueries());
    }

    @Test
    void anUnclearAnswerOnlyEverLeadsToUnknown() {
        told = desk.cancel(wish("c1"));
        for (Verdict unclear : List.of(VenueSays.silence(), VenueSays.silence(), VenueSays.silence())) {
            (desk.socket.waits() ? desk.socket : desk.standby.waits() ? desk.standby : desk.rest).replies(unclear);
        }

        for (int hour = 0; hour < 5; hour++) {
            desk.pass(Duration.ofHours(1));
            while (desk.query.open() > 0) {
                desk.query.answers(VenueSays.silence());
            }
        }

        assertTold(told, Unknown.class);
        assertThat(desk.service.pending()).isEqualTo(1);
    }
}
