package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.assertNothingTold;
import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelOrder.Placement;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.CancelResult.Rejected;
import io.ordergateway.core.order.CancelResult.TooLate;
import io.ordergateway.core.order.CancelResult.Unknown;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.RejectReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An order whose placement was never acknowledged is canceled by the id the venue must have given it. */
class CancelPlacementTest {
    private static final String PREDICTED = "predicted-bethuhuuu";
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Desk desk = new Desk();

    private static CancelOrder placed(Instant at) {
        return CancelOrder.placed("main", "BTC-PERP", new Placement(PathKind.REST, at, "bethuhuuu"))
                .id("c1")
                .within(LONG);
    }

    private static CancelOrder placed() {
        return placed(ManualTime.START);
    }

    private static void assertInvalid(List<CancelResult> told, String field, String... words) {
        assertThat(told).singleElement().isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(RefusalReason.INVALID);
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused.text()).contains(words);
        });
    }

    @Test
    void theIdIsPredictedAndTheResultNamesIt() {
        List<CancelResult> told = desk.cancel(placed());
        assertThat(desk.socket.last().order()).isEqualTo(new OrderRef(PREDICTED, "BTC-PERP"));

        desk.socket.replies(VenueSays.canceled());

        assertTold(told, Canceled.class);
        assertThat(told.get(0).order().orderId()).isEqualTo(PREDICTED);
    }

    @Test
    void theSameWishAgainGetsTheSameAnswerWithoutASecondFrame() {
        desk.cancel(placed());
        desk.socket.replies(VenueSays.canceled());

        assertTold(desk.cancel(placed()), Canceled.class);
        assertThat(desk.handed()).isEqualTo(1);
    }

    @Test
    void aClientIdThatIsTooShortTellsNoOrderId() {
        Placement shortId = new Placement(PathKind.REST, ManualTime.START, "12345678");

        List<CancelResult> told = desk.cancel(CancelOrder.placed("main", "BTC-PERP", shortId));

        assertInvalid(told, "placement", "\"12345678\"", "9 characters or more");
        assertThat(desk.log.records()).isEmpty();
    }

    @Test
    void anAccountWhoseUserIsNotKnownYetTellsNoneEither() {
        List<CancelResult> told = new ArrayList<>();
        CancelService unnamed = new CancelService(
                Desk.ACCOUNT,
                List.of(desk.socket),
                desk.query,
                desk.log,
                new Admission.Ids(Desk.RULES, placement -> null),
                Desk.LIMITS);

        unnamed.cancel(placed(), told::add, desk.time.now());

        assertInvalid(told, "placement", "wait until the account's user id is known");
    }

    @Test
    void aPlacementThatLacksSomethingIsRefused() {
        for (Placement broken : List.of(
                new Placement(null, ManualTime.START, "bethuhuuu"),
                new Placement(PathKind.REST, null, "bethuhuuu"),
                new Placement(PathKind.REST, ManualTime.START, null))) {
            assertInvalid(desk.cancel(CancelOrder.placed("main", "BTC-PERP", broken)), "placement", "write its path");
        }
    }

    @Test
    void aPlacementFromTheFutureIsAMistakeOfUnits() {
        assertInvalid(
                desk.cancel(placed(ManualTime.START.plus(Desk.WINDOW).plusNanos(1))), "placement", "but it is 2026");
        assertInvalid(desk.cancel(placed(Instant.MAX)), "placement", "write the time");

        assertNothingTold(desk.cancel(placed(ManualTime.START.plus(Desk.WINDOW))));
    }

    @Test
    void aPlacementOfLongAgoIsTakenInHoweverLongAgo() {
        List<CancelResult> told = desk.cancel(placed(Instant.MIN));

        desk.socket.replies(VenueSays.gone());
        desk.isAsked(VenueSays.missing());

        assertTold(told, Rejected.class);
    }

    @Test
    void anOrderIdBesideAPlacementMustBeTheSame() {
        assertInvalid(desk.cancel(placed().order("o1")), "orderId", "\"o1\"", PREDICTED, "leave one of them out");

        assertNothingTold(desk.cancel(placed().order(PREDICTED)));
    }

    @Test
    void missingIsNotBelievedUntilTheVenueCannotPlaceTheOrderAnyMore() {
        List<CancelResult> told = desk.cancel(placed());
        desk.socket.replies(VenueSays.gone());
        desk.isAsked(VenueSays.missing());
        assertNothingTold(told);

        desk.pass(Desk.WINDOW.minusNanos(1));
        desk.query.answers(VenueSays.missing());
        assertNothingTold(told);
        desk.time.pass(Duration.ofNanos(1));
        desk.pass(Duration.ofSeconds(10));
        desk.query.answers(VenueSays.missing());

        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Rejected.class, no -> assertThat(no.reason()).isEqualTo(RejectReason.ORDER_UNKNOWN));
        assertThat(desk.service.pending()).isZero();
    }

    @Test
    void missingIsBelievedInTheVeryMomentTheWindowCloses() {
        List<CancelResult> told = desk.cancel(placed());
        desk.socket.replies(VenueSays.gone());
        desk.sweep();
        desk.time.pass(Desk.WINDOW);

        desk.query.answers(VenueSays.missing());

        assertTold(told, Rejected.class);
    }

    @Test
    void theWindowCountsFromThePlacementAndNotFromTheCancel() {
        List<CancelResult> told = desk.cancel(placed(ManualTime.START.minus(Desk.WINDOW)));
        desk.socket.replies(VenueSays.gone());

        desk.isAsked(VenueSays.missing());

        assertTold(told, Rejected.class);
    }

    @Test
    void aPlacementThatJoinsAPlainCancelKeepsMissingFromBeingBelievedToo() {
        List<CancelResult> plain = desk.cancel(wish("c0", PREDICTED).within(LONG));
        List<CancelResult> told = desk.cancel(placed());
        desk.socket.replies(VenueSays.gone());

        desk.isAsked(VenueSays.missing());

        assertNothingTold(plain);
        assertNothingTold(told);
    }

    @Test
    void anOrderThatComesToRestAfterItWasGoneIsCanceledThen() {
        List<CancelResult> told = desk.cancel(placed());
        desk.socket.replies(VenueSays.gone());
        desk.isAsked(VenueSays.missing());
        desk.pass(Duration.ofSeconds(1));

        desk.query.answers(VenueSays.resting());
        assertThat(desk.socket.handed()).isEqualTo(2);
        desk.socket.replies(VenueSays.canceled());

        assertTold(told, Canceled.class);
    }

    @Test
    void anAckThatFoundNothingYetIsNotWaitedForOnceTheOrderRests() {
        List<CancelResult> told = desk.cancel(placed().awaitFinal());
        desk.socket.replies(VenueSays.taken());
        desk.service.orderUpdate(PREDICTED, VenueSays.gone(), desk.time.now());

        desk.isAsked(VenueSays.resting());

        assertThat(desk.handed()).isEqualTo(2);
        desk.socket.replies(VenueSays.filled());
        assertTold(told, TooLate.class);
    }

    @Test
    void byTheDeadlineItIsUnknownAndStillPursued() {
        List<CancelResult> told = desk.cancel(placed().within(Desk.WITHIN));
        desk.socket.replies(VenueSays.gone());
        desk.isAsked(VenueSays.missing());

        desk.pass(Desk.WITHIN);
        assertTold(told, Unknown.class);

        desk.query.answers(VenueSays.filled());
        desk.assertEndedLater("c1", TooLate.class);
    }
}
