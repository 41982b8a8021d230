package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.WITHIN;
import static io.ordergateway.core.cancel.Desk.assertNothingTold;
import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelOrder.Placement;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Acknowledged;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.CancelResult.Rejected;
import io.ordergateway.core.order.CancelResult.TooLate;
import io.ordergateway.core.order.CancelResult.Unknown;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.outcome.AnsweredCancel;
import io.ordergateway.core.outcome.UnfinishedCancel;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An order may be named by its client order id, where the venue cancels by it. */
class CancelClientIdTest {
    private static final OrderRef BY_ID = new OrderRef("o1", "BTC-PERP");
    private static final OrderRef BY_CLIENT_ID = OrderRef.byClientId("gw-0001-A", "BTC-PERP");
    private static final Admission.Ids IDS = new Admission.Ids(Desk.RULES.clientOrderIds(16, ".:-"), placement -> null);

    private final Desk desk = new Desk(Desk.LIMITS, IDS);

    private static CancelOrder byClientId(String cancelId) {
        return byClientId(cancelId, "gw-0001-A");
    }

    private static CancelOrder byClientId(String cancelId, String clientOrderId) {
        return CancelOrder.ofClientId("main", "BTC-PERP", clientOrderId)
                .id(cancelId)
                .within(WITHIN);
    }

    private void pushes(OrderRef order, Verdict verdict) {
        desk.service.orderUpdate(order, verdict, desk.time.now());
    }

    private static void assertInvalid(List<CancelResult> told, String field, String... words) {
        assertThat(told).singleElement().isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID);
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused.text()).contains(words).hasSizeLessThan(300);
        });
    }

    @Test
    void itIsSentAskedAboutAndAnsweredUnderThatName() {
        List<CancelResult> told = desk.cancel(byClientId("c1"));
        assertThat(desk.socket.last().order()).isEqualTo(BY_CLIENT_ID);

        desk.socket.replies(VenueSays.gone());
        desk.sweep();
        assertThat(desk.query.next()).isEqualTo(BY_CLIENT_ID);
        desk.query.answers(VenueSays.filled());

        assertTold(told, TooLate.class);
        assertThat(told.get(0).order()).isEqualTo(BY_CLIENT_ID);
        assertThat(desk.log.records())
                .isNotEmpty()
                .allSatisfy(record -> assertThat(record.order()).isEqualTo(BY_CLIENT_ID));
    }

    @Test
    void twoCancelsOfOneClientIdShareAFrame() {
        List<CancelResult> first = desk.cancel(byClientId("c1"));
        List<CancelResult> second = desk.cancel(byClientId("c2"));

        desk.socket.replies(VenueSays.canceled());

        assertThat(desk.handed()).isEqualTo(1);
        assertTold(first, Canceled.class);
        assertTold(second, Canceled.class);
    }

    @Test
    void oneTextAsAnOrderIdAndAsAClientIdNamesTwoOrders() {
        List<CancelResult> byId = desk.cancel(wish("c1", "o1"));
        List<CancelResult> byClientId = desk.cancel(byClientId("c2", "o1"));
        assertThat(desk.handed()).isEqualTo(2);

        desk.pushes(VenueSays.filled());
        assertTold(byId, TooLate.class);
        assertNothingTold(byClientId);

        pushes(OrderRef.byClientId("o1", "BTC-PERP"), VenueSays.canceled());
        assertTold(byClientId, Canceled.class);
        assertThat(desk.service.pending()).isZero();
    }

    @Test
    void aCancelIdThatWasUsedForTheSameTextAsAnOrderIdIsRefused() {
        desk.cancel(wish("c1", "o1"));

        List<CancelResult> told = desk.cancel(byClientId("c1", "o1"));

        assertInvalid(told, "cancelId", "used for order o1@BTC-PERP", "another one for clientOrderId=o1@BTC-PERP");
    }

    @Test
    void anotherSymbolThanTheFirstCancelsIsRefused() {
        desk.cancel(byClientId("c1"));

        List<CancelResult> told = desk.cancel(CancelOrder.ofClientId("main", "ETH-PERP", "gw-0001-A"));

        assertInvalid(told, "symbol", "ETH-PERP", "order gw-0001-A is being canceled as one of BTC-PERP");
    }

    @Test
    void byTheDeadlineItIsUnknownAndStillPursued() {
        List<CancelResult> told = desk.cancel(byClientId("c1"));

        desk.pass(WITHIN);
        assertTold(told, Unknown.class);

        pushes(BY_CLIENT_ID, VenueSays.canceled());
        desk.assertEndedLater("c1", Canceled.class);
    }

    @Test
    void thatWaitedForItsRecordIsSentOnceItIsWritten() {
        Desk careful = new Desk(Desk.LIMITS.recordBeforeSend(true), IDS);
        careful.service.whenRecorded(cancel -> careful.service.recorded(cancel, careful.time.now()));
        careful.log.holds = true;
        careful.cancel(byClientId("c1"));
        assertThat(careful.handed()).isZero();

        careful.log.catchUp();

        assertThat(careful.socket.last().order()).isEqualTo(BY_CLIENT_ID);
    }

    @Test
    void aFrameForAWholeScopeMayHaveBeenItsEnd() {
        desk.socket.holds = true;
        List<CancelResult> told = desk.cancel(byClientId("c1"));

        desk.service.frameLeft("BTC-PERP", desk.time.now());
        pushes(BY_CLIENT_ID, VenueSays.canceled());

        assertTold(told, Canceled.class);
    }

    @Test
    void whatIsPendingWhenTheGatewayIsClosedEndsUnderEitherName() {
        List<CancelResult> byId = desk.cancel(wish("c1", "o1"));
        List<CancelResult> byClientId = desk.cancel(byClientId("c2"));

        desk.service.close(desk.time.now());

        assertTold(byId, Unknown.class);
        assertTold(byClientId, Unknown.class);
        assertThat(desk.service.pending()).isZero();
    }

    @Nested
    class OneOrderUnderItsTwoNames {
        private final List<CancelResult> byId = desk.cancel(wish("c1", "o1").awaitFinal());
        private final List<CancelResult> byClientId =
                desk.cancel(byClientId("c2").awaitFinal());

        private void assertTooLateForAnother(List<CancelResult> told) {
            assertThat(told)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            TooLate.class, late -> assertThat(late.how()).isEqualTo(OrderStatus.CANCELED));
        }

        @Test
        void isPursuedTwiceAndAPushUnderBothEndsBoth() {
            assertThat(desk.handed()).isEqualTo(2);

            pushes(BY_ID, VenueSays.canceled());
            pushes(BY_CLIENT_ID, VenueSays.canceled());

            assertTold(byId, Canceled.class);
            assertTold(byClientId, Canceled.class);
            desk.assertEnded("c1", Canceled.class);
            desk.assertEnded("c2", Canceled.class);
        }

        @Test
        void whoFindsItGoneAsksAndLearnsThatItWasAnothersDoing() {
            desk.socket.replies(VenueSays.taken());
            desk.socket.replies(VenueSays.gone());
            desk.sweep();
            assertThat(desk.query.next()).isEqualTo(BY_CLIENT_ID);

            desk.query.answers(VenueSays.canceled());
            assertTooLateForAnother(byClientId);
            assertNothingTold(byId);

            desk.pushes(VenueSays.canceled());
            assertTold(byId, Canceled.class);
            assertThat(desk.service.pending()).isZero();
        }

        @Test
        void andTheOtherWayRound() {
            desk.socket.replies(VenueSays.gone());
            desk.socket.replies(VenueSays.taken());

            desk.isAsked(VenueSays.canceled());
            pushes(BY_CLIENT_ID, VenueSays.canceled());

            assertTooLateForAnother(byId);
            assertTold(byClientId, Canceled.class);
        }

        @Test
        void needsOneQuestionIfTheAnswerHasBoth() {
            desk.socket.replies(VenueSays.taken());
            desk.socket.replies(VenueSays.gone());
            desk.sweep();

            desk.query.answers(VenueSays.canceled(), BY_ID);

            assertTooLateForAnother(byClientId);
            assertTold(byId, Canceled.class);
            desk.pass(Desk.CONFIRM_AFTER);
            assertThat(desk.query.asked()).isEqualTo(1);
        }

        @Test
        void staysPursuedUnderTheNameThatAnAnswerDoesNotHave() {
            desk.socket.replies(VenueSays.taken());
            desk.socket.replies(VenueSays.gone());

            desk.isAsked(VenueSays.canceled());

            assertNothingTold(byId);
            desk.pass(Desk.CONFIRM_AFTER);
            assertThat(desk.query.next()).isEqualTo(BY_ID);
        }
    }

    @Nested
    class AfterARestart {
        @Test
        void whatHadNotEndedIsAskedAboutByTheSameName() {
            UnfinishedCancel left =
                    new UnfinishedCancel(byClientId("c1"), desk.time.now().wall(), null);

            desk.service.resume(List.of(left), List.of(), desk.time.now());
            desk.sweep();

            assertThat(desk.query.next()).isEqualTo(BY_CLIENT_ID);
            desk.query.answers(VenueSays.canceled());
            desk.assertEnded("c1", Canceled.class);
        }

        @Test
        void twoCancelsOfItAreAskedAboutOnce() {
            UnfinishedCancel first =
                    new UnfinishedCancel(byClientId("c1"), desk.time.now().wall(), null);
            UnfinishedCancel second =
                    new UnfinishedCancel(byClientId("c2"), desk.time.now().wall(), null);

            desk.service.resume(List.of(first, second), List.of(), desk.time.now());
            desk.isAsked(VenueSays.canceled());

            desk.assertEnded("c1", Canceled.class);
            desk.assertEnded("c2", Canceled.class);
        }

        @Test
        void aRepeatedIdGetsTheSameAnswer() {
            Canceled earlier = new Canceled(
                    new CancelId("c1"), BY_CLIENT_ID, null, VenueSays.canceled().evidence(), List.of());
            desk.service.resume(
                    List.of(), List.of(new AnsweredCancel(new CancelId("c1"), BY_CLIENT_ID, earlier)), desk.time.now());

            assertThat(desk.cancel(byClientId("c1"))).containsExactly(earlier);
            assertThat(desk.handed()).isZero();
        }
    }

    static Stream<Arguments> badClientIds() {
        String rule = "write 1 to 16 characters out of A-Z a-z 0-9 . : -";
        return Stream.of(
                arguments(null, "is null", rule),
                arguments("", "is empty", rule),
                arguments("g".repeat(17), "\"ggggggggggggggggg\" has 17 characters", rule),
                arguments("gw_1", "\"gw_1\" has a character that is not allowed at position 3", rule),
                arguments("gw\n", "\"gw?\" has a character that is not allowed at position 3", rule));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("badClientIds")
    void aBadOneIsRefusedByFieldValueAndRemedy(String clientOrderId, String value, String remedy) {
        assertInvalid(desk.cancel(byClientId("c1", clientOrderId)), "clientOrderId", value, remedy);
        assertThat(desk.log.records()).isEmpty();
        assertThat(desk.handed()).isZero();
    }

    @Test
    void theLongestIsLetIn() {
        desk.cancel(byClientId("c1", "A.b:".repeat(4)));

        assertThat(desk.handed()).isEqualTo(1);
    }

    @Test
    void aVenueThatDoesNotCancelByThemRefusesThemAndSaysWhatToWrite() {
        Desk byIdOnly = new Desk();

        List<CancelResult> told = byIdOnly.cancel(byClientId("c1"));

        assertInvalid(
                told,
                "clientOrderId",
                "clientOrderId is \"gw-0001-A\"",
                "does not cancel by client order ids",
                "write the venue's own order id");
        assertThat(byIdOnly.handed()).isZero();
        assertThat(byIdOnly.log.records()).isEmpty();
    }

    @Nested
    class OfAPlacementThatWasNeverAcknowledged {
        private CancelOrder placed(String clientId) {
            Placement placement = new Placement(PathKind.REST, ManualTime.START, clientId);
            return CancelOrder.placed("main", "BTC-PERP", placement).id("c1").within(Duration.ofMinutes(5));
        }

        @Test
        void itNamesTheOrder() {
            desk.cancel(placed("gw-0001-A"));

            assertThat(desk.socket.last().order()).isEqualTo(BY_CLIENT_ID);
        }

        @Test
        void missingIsNotBelievedWhileTheOrderMayYetBePlaced() {
            List<CancelResult> told = desk.cancel(placed("gw-0001-A"));
            desk.socket.replies(VenueSays.gone());
            desk.isAsked(VenueSays.missing());
            assertNothingTold(told);

            desk.pass(Desk.WINDOW);
            desk.query.answers(VenueSays.missing());

            assertTold(told, Rejected.class);
        }

        @Test
        void itMustBeSoundToo() {
            assertInvalid(desk.cancel(placed("gw_1")), "clientOrderId", "\"gw_1\"", "write 1 to 16 characters");
        }

        @Test
        void anotherNameBesideItIsRefused() {
            CancelOrder twice = placed("gw-0001-A").order(OrderRef.byClientId("gw-0002-A", "BTC-PERP"));

            assertInvalid(
                    desk.cancel(twice),
                    "clientOrderId",
                    "\"gw-0002-A\"",
                    "that of order clientOrderId=gw-0001-A@BTC-PERP",
                    "leave one of them out");
        }

        @Test
        void theSameNameBesideItIsLetIn() {
            desk.cancel(placed("gw-0001-A").order(BY_CLIENT_ID));

            assertThat(desk.socket.last().order()).isEqualTo(BY_CLIENT_ID);
        }

        @Test
        void aFormulaOfTheVenuesComesFirst() {
            Desk both = new Desk(Desk.LIMITS, new Admission.Ids(IDS.rules(), Desk.IDS.formula()));

            both.cancel(placed("bethuhuuu"));

            assertThat(both.socket.last().order()).isEqualTo(new OrderRef("predicted-bethuhuuu", "BTC-PERP"));
        }
    }

    @Test
    void anAckIsTheAnswerToWhoAwaitsIt() {
        List<CancelResult> told = desk.cancel(byClientId("c1"));

        pushes(BY_CLIENT_ID, VenueSays.taken());

        assertTold(told, Acknowledged.class);
    }
}
