package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.assertNothingTold;
import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.ledger.PendingCancel;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Acknowledged;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.CancelResult.TooLate;
import io.ordergateway.core.order.CancelResult.Unknown;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The same wish twice, and two wishes for the same order. */
class CancelIdempotencyTest {
    private final Desk desk = new Desk();

    @Nested
    class TheSameId {
        @Test
        void whileItIsPendingSharesTheComingAnswer() {
            List<CancelResult> first = desk.cancel(wish("c1"));
            List<CancelResult> second = desk.cancel(wish("c1"));
            assertNothingTold(second);

            desk.socket.replies(VenueSays.canceled());

            assertTold(first, Canceled.class);
            assertThat(second).isEqualTo(first);
            assertThat(desk.handed()).isEqualTo(1);
            assertThat(desk.log.phases("c1")).containsExactly(Phase.ACCEPTED, Phase.SENT, Phase.SETTLED);
        }

        @Test
        void afterItsAckIsToldTheAckAgain() {
            List<CancelResult> first = desk.cancel(wish("c1"));
            desk.socket.replies(VenueSays.taken());

            assertThat(desk.cancel(wish("c1"))).isEqualTo(first);
            assertThat(desk.handed()).isEqualTo(1);
        }

        @Test
        void afterItsEndIsToldTheEndAgain() {
            List<CancelResult> first = desk.cancel(wish("c1"));
            desk.socket.replies(VenueSays.canceled());

            assertThat(desk.cancel(wish("c1"))).isEqualTo(first);
            assertThat(desk.handed()).isEqualTo(1);
            assertThat(desk.service.pending()).isZero();
        }

        @Test
        void afterTheStreamWasToldTheEndIsToldThatEnd() {
            desk.cancel(wish("c1"));
            desk.socket.replies(VenueSays.taken());
            desk.pushes(VenueSays.filled());

            assertTold(desk.cancel(wish("c1")), TooLate.class);
            assertThat(desk.handed()).isEqualTo(1);
        }

        @Test
        void afterTheDeadlineIsToldWhatIsKnownAndNotThatItWasNeverSent() {
            CancelOrder wish = wish("c1").by(ManualTime.START.plus(Desk.WITHIN));
            List<CancelResult> first = desk.cancel(wish);
            desk.pass(Desk.WITHIN);
            assertTold(first, Unknown.class);

            assertThat(desk.cancel(wish)).isEqualTo(first);
            desk.query.answers(VenueSays.canceled());
            assertTold(desk.cancel(wish), Canceled.class);
        }

        @Test
        void whileTheAnswersRecordIsBeingWrittenWaitsForItToo() {
            desk.log.holds = true;
            List<CancelResult> first = desk.cancel(wish("c1"));
            desk.socket.replies(VenueSays.taken());
            List<CancelResult> second = desk.cancel(wish("c1"));
            assertNothingTold(second);

            desk.log.catchUp();
            assertTold(first, Acknowledged.class);
            assertThat(second).isEqualTo(first);
        }

        @Test
        void whileTheEndsRecordIsBeingWrittenWaitsForItToo() {
            desk.log.holds = true;
            List<CancelResult> first = desk.cancel(wish("c1"));
            desk.socket.replies(VenueSays.canceled());
            List<CancelResult> second = desk.cancel(wish("c1"));
            assertNothingTold(second);

            desk.log.catchUp();
            assertTold(first, Canceled.class);
            assertThat(second).isEqualTo(first);
        }

        @Test
        void mayBeRepeatedFromTheAnswerItself() {
            List<CancelResult> again = new ArrayList<>();
            desk.service.cancel(
                    wish("c1"), told -> desk.service.cancel(wish("c1"), again::add, desk.time.now()), desk.time.now());

            desk.socket.replies(VenueSays.canceled());

            assertTold(again, Canceled.class);
            assertThat(desk.handed()).isEqualTo(1);
        }

        @Test
        void forAnotherOrderIsRefusedWhetherPendingOrEnded() {
            desk.cancel(wish("c1", "o1"));
            assertNamesTheCancelId(desk.cancel(wish("c1", "o2")));

            desk.socket.replies(VenueSays.canceled());
            assertNamesTheCancelId(desk.cancel(wish("c1", "o2")));
            assertThat(desk.handed()).isEqualTo(1);
        }

        private void assertNamesTheCancelId(List<CancelResult> told) {
            assertThat(told).singleElement().isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID);
                assertThat(refused.field()).isEqualTo("cancelId");
                assertThat(refused.text())
                        .contains("c1")
                        .contains("o1@BTC-PERP")
                        .contains("use another one for o2@BTC-PERP");
            });
        }

        @Test
        void isRememberedForAsManyEndedCancelsAsTheBoundSays() {
            int kept = Desk.LIMITS.answersKept();
            for (int i = 0; i <= kept; i++) {
                desk.cancel(wish("c" + i, "o" + i));
                desk.socket.replies(VenueSays.canceled());
            }

            desk.cancel(wish("c1", "o1"));
            assertThat(desk.handed()).as("the second is still remembered").isEqualTo(kept + 1);
            desk.cancel(wish("c0", "o0"));
            assertThat(desk.handed()).as("the first is forgotten").isEqualTo(kept + 2);
        }

        @Test
        void cannotGatherListenersWithoutBound() {
            List<List<CancelResult>> told = new ArrayList<>();
            for (int i = 0; i < PendingCancel.MAX_LISTENERS; i++) {
                told.add(desk.cancel(wish("c1")));
            }

            assertThat(desk.cancel(wish("c1")))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.OVERLOADED));
            desk.socket.replies(VenueSays.canceled());
            assertThat(told).allSatisfy(one -> assertTold(one, Canceled.class));
        }
    }

    @Nested
    class TheSameOrder {
        @Test
        void isServedByOneFrameAndBothCancelsSettle() {
            List<CancelResult> first = desk.cancel(wish("c1"));
            List<CancelResult> second = desk.cancel(wish("c2").awaitFinal());

            desk.socket.replies(VenueSays.taken());
            assertTold(first, Acknowledged.class);
            assertNothingTold(second);
            desk.pushes(VenueSays.canceled());

            assertTold(second, Canceled.class);
            assertThat(second.get(0).cancelId().value()).isEqualTo("c2");
            assertThat(desk.handed()).isEqualTo(1);
            desk.assertEndedLater("c1", Canceled.class);
            desk.assertEnded("c2", Canceled.class);
        }

        @Test
        void thatWasAcknowledgedAlreadyIsAcknowledgedToTheNewcomerAtOnce() {
            desk.cancel(wish("c1"));
            desk.socket.replies(VenueSays.taken());

            assertTold(desk.cancel(wish("c2")), Acknowledged.class);
            assertThat(desk.handed()).isEqualTo(1);
        }

        @Test
        void thatIsInDoubtIsSentAgainForTheNewcomer() {
            List<CancelResult> first = desk.cancel(wish("c1"));
            desk.socket.replies(VenueSays.silence());
            desk.standby.replies(VenueSays.silence());
            desk.rest.replies(VenueSays.silence());
            desk.pass(Desk.WITHIN);

            List<CancelResult> second = desk.cancel(wish("c2"));
            assertThat(desk.socket.handed()).isEqualTo(2);
            desk.socket.replies(VenueSays.canceled());

            assertTold(first, Unknown.class);
            assertTold(second, Canceled.class);
            desk.assertEndedLater("c1", Canceled.class);
        }

        @Test
        void keepsEachCancelsOwnDeadline() {
            List<CancelResult> hasty = desk.cancel(wish("c1").within(Duration.ofSeconds(1)));
            List<CancelResult> patient = desk.cancel(wish("c2").within(Duration.ofSeconds(3)));

            desk.pass(Duration.ofSeconds(1));
            assertTold(hasty, Unknown.class);
            assertNothingTold(patient);
            desk.pass(Duration.ofSeconds(2));
            assertTold(patient, Unknown.class);
        }

        @Test
        void isLeftToTheOtherCancelWhenOneWasNeverSent() {
            desk.socket.holds = true;
            List<CancelResult> patient = desk.cancel(wish("c1").within(Duration.ofSeconds(3)));
            List<CancelResult> hasty = desk.cancel(wish("c2").within(Duration.ofSeconds(1)));

            desk.pass(Duration.ofSeconds(1));
            assertTold(hasty, Refused.class);
            assertThat(desk.service.pending()).isEqualTo(1);
            desk.socket.last().sent(desk.time.now());
            desk.socket.replies(VenueSays.canceled());

            assertTold(patient, Canceled.class);
            assertThat(desk.log.phases("c2")).containsExactly(Phase.ACCEPTED, Phase.SETTLED);
        }

        @Test
        void underAnotherSymbolIsRefusedByName() {
            desk.cancel(wish("c1"));

            List<CancelResult> told =
                    desk.cancel(CancelOrder.of("main", "ETH-PERP", "o1").id("c2"));

            assertThat(told).singleElement().isInstanceOfSatisfying(Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID);
                assertThat(refused.field()).isEqualTo("symbol");
                assertThat(refused.text()).contains("ETH-PERP").contains("BTC-PERP");
            });
            assertThat(desk.service.pending()).isEqualTo(1);
        }

        @Test
        void mayBeCanceledAgainByAnybodyWhoIsToldOfTheAck() {
            List<CancelResult> again = new ArrayList<>();
            desk.service.cancel(
                    wish("c1"), told -> desk.service.cancel(wish("c2"), again::add, desk.time.now()), desk.time.now());
            List<CancelResult> other = desk.cancel(wish("c3"));

            desk.socket.replies(VenueSays.taken());

            assertTold(again, Acknowledged.class);
            assertTold(other, Acknowledged.class);
            assertThat(desk.service.inDoubt()).isEqualTo(1);
        }
    }
}
