package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static io.ordergateway.core.cancel.ScopeRig.everything;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelAll.OpenOrder;
import io.ordergateway.core.order.CancelAll.Side;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Rejected;
import io.ordergateway.core.order.CancelResult.TooLate;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import io.ordergateway.core.route.PathHealth;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A wish that nothing of a scope rests: done when the venue, asked, names nothing any more. */
class CancelScopeTest {
    private ScopeRig scope = ScopeRig.handedIn(everything());
    private Desk desk = scope.desk;

    private void handIn(CancelAll wish) {
        scope = ScopeRig.handedIn(wish);
        desk = scope.desk;
    }

    @Test
    void aScopeWithoutOrdersEndsWithoutASoundAndWithoutAFrame() {
        scope.lists();

        scope.assertEndedAfter(0);
        assertThat(scope.frames()).isZero();
        assertThat(desk.log.records()).isEmpty();
    }

    @Test
    void oneFrameServesAllOrdersAndEachHasAResultOfItsOwn() {
        scope.lists("o1", "o2", "o3");
        assertThat(desk.socket.scopes()).hasSize(1);
        assertThat(desk.handed()).isZero();

        desk.socket.replies(VenueSays.taken());
        scope.pushes("o1", VenueSays.canceled());
        scope.pushes("o2", VenueSays.filled());
        scope.pushes("o3", VenueSays.canceled());
        scope.lists();

        assertTold(scope.toldOf("o1"), Canceled.class);
        assertTold(scope.toldOf("o2"), TooLate.class);
        assertTold(scope.toldOf("o3"), Canceled.class);
        scope.assertEndedAfter(3);
        assertThat(scope.frames()).isEqualTo(1);
        assertThat(desk.handed()).isZero();
    }

    @Test
    void eachOrdersResultHasAnIdOfItsOwnAndRecordsOfItsOwn() {
        scope.lists("o1", "o2");
        desk.socket.replies(VenueSays.taken());
        scope.pushes("o1", VenueSays.canceled());
        scope.pushes("o2", VenueSays.canceled());

        assertThat(new HashSet<>(scope.told.stream().map(CancelResult::cancelId).toList()))
                .hasSize(2)
                .allSatisfy(id -> assertThat(desk.log.phases(id.value()))
                        .containsExactly(Phase.ACCEPTED, Phase.SENT, Phase.SETTLED));
        assertThat(scope.told).extracting(result -> result.cancelId().value()).doesNotContain(ScopeRig.ID);
    }

    @Test
    void aFrameThatWasTakenProvesNothingAndTheListIsAskedOnlyAfterEachOrderHasItsResult() {
        scope.lists("o1", "o2");
        desk.socket.replies(VenueSays.taken());
        scope.pushes("o1", VenueSays.canceled());

        scope.assertGoesOn();
        assertThat(desk.query.lists()).isZero();

        scope.pushes("o2", VenueSays.canceled());
        desk.sweep();
        assertThat(desk.query.lists()).isEqualTo(1);
        scope.assertGoesOn();
    }

    @Test
    void whatIsFoundOpenNextTimeIsAnotherRoundWithAFrameOfItsOwn() {
        scope.lists("o1");
        desk.socket.replies(VenueSays.taken());
        scope.pushes("o1", VenueSays.canceled());

        scope.lists("o2");
        assertThat(desk.socket.scopes()).hasSize(2);
        desk.socket.replies(VenueSays.taken());
        scope.pushes("o2", VenueSays.canceled());
        scope.lists();

        scope.assertEndedAfter(2);
    }

    @Test
    void aListThatIsBehindIsAskedAgainEverMoreSlowlyAndNoOrderIsTakenUpTwice() {
        scope.lists("o1");
        desk.socket.replies(VenueSays.canceled());
        scope.lists("o1");
        assertThat(desk.query.lists()).isZero();

        desk.pass(Duration.ofMillis(200).minusNanos(1));
        assertThat(desk.query.lists()).isZero();
        desk.pass(Duration.ofNanos(1));
        scope.lists("o1");
        desk.pass(Duration.ofMillis(400).minusNanos(1));
        assertThat(desk.query.lists()).isZero();
        desk.pass(Duration.ofNanos(1));
        scope.lists();

        scope.assertEndedAfter(1);
        assertThat(scope.frames()).isEqualTo(1);
    }

    @Test
    void aListThatNamesAnOrderTwiceNamesOneOrder() {
        scope.lists("o1", "o1", "o1");
        desk.socket.replies(VenueSays.canceled());
        scope.lists();

        scope.assertEndedAfter(1);
    }

    @Test
    void anOrderOfWhichTheVenueSaysThatItStandsDoesNotKeepTheScopeOpen() {
        handIn(everything().side(Side.BUY));
        scope.lists("o1", "o2");
        desk.socket.replies(VenueSays.denied());
        desk.socket.replies(VenueSays.canceled());

        scope.lists("o1");

        assertTold(scope.toldOf("o1"), Rejected.class);
        scope.assertEndedAfter(2);
    }

    @Test
    void anOrderThatIsBeingCanceledAlreadyIsSharedAndNotSentAgain() {
        List<CancelResult> own = desk.cancel(wish("c1").awaitFinal());
        scope.lists("o1");
        assertThat(scope.frames()).as("its own cancel is under way").isZero();
        assertThat(desk.handed()).isEqualTo(1);

        desk.socket.replies(VenueSays.canceled());
        scope.lists();

        assertTold(own, Canceled.class);
        scope.assertEndedAfter(1);
    }

    @Test
    void aCancelOfAnOrderThatTheFrameSpeaksForIsNotSentByItself() {
        scope.lists("o1");

        List<CancelResult> own = desk.cancel(wish("c1"));
        assertThat(desk.handed()).isZero();
        desk.socket.replies(VenueSays.taken());

        assertThat(own).hasSize(1);
        assertThat(desk.handed()).isZero();
    }

    /** Our frame, not a stranger, ended the order before its own cancel came to it. */
    @Test
    void anOrderThatTheFrameMayHaveCanceledBeforeItsOwnCancelCameIsCanceledByUs() {
        List<CancelResult> own = desk.cancel(wish("c1").awaitFinal());
        scope.lists("o1", "o2");
        assertThat(scope.frames()).isEqualTo(1);

        desk.socket.replies(VenueSays.gone());
        desk.isAsked(VenueSays.canceled());

        assertTold(own, Canceled.class);
    }

    @Test
    void anOrderOfAnotherSymbolIsNotTheFramesWork() {
        handIn(everything().symbol("ETH-PERP"));
        List<CancelResult> own = desk.cancel(wish("c1").awaitFinal());
        desk.query.lists(List.of(new OpenOrder(new OrderRef("o2", "ETH-PERP"), Side.BUY)));
        assertThat(desk.socket.scopes()).extracting(ScopeAttempt::symbol).containsExactly("ETH-PERP");

        desk.socket.replies(VenueSays.gone());
        desk.isAsked(VenueSays.canceled());

        assertThat(own)
                .singleElement()
                .isInstanceOfSatisfying(
                        TooLate.class, late -> assertThat(late.how()).isEqualTo(OrderStatus.CANCELED));
    }

    @Test
    void onlyTheSymbolMeantIsAskedForAndTakenUp() {
        handIn(everything().symbol("ETH-PERP"));
        assertThat(desk.query.listed()).containsExactly("ETH-PERP");

        desk.query.lists(ScopeRig.open(Side.BUY, "o1"));

        scope.assertEndedAfter(0);
        assertThat(desk.service.pending()).isZero();
    }

    @Test
    void ofOneSideEachOrderIsSentByItselfSinceAFrameKnowsNoSides() {
        handIn(everything().side(Side.SELL));
        desk.sweep();
        desk.query.lists(List.of(
                new OpenOrder(new OrderRef("buy", "BTC-PERP"), Side.BUY),
                new OpenOrder(new OrderRef("sell", "BTC-PERP"), Side.SELL),
                new OpenOrder(new OrderRef("unsaid", "BTC-PERP"), Side.UNKNOWN)));
        assertThat(desk.socket.handed()).isEqualTo(2);

        desk.socket.replies(VenueSays.canceled());
        desk.socket.replies(VenueSays.canceled());
        scope.lists("buy");

        assertTold(scope.toldOf("sell"), Canceled.class);
        assertTold(scope.toldOf("unsaid"), Canceled.class);
        scope.assertEndedAfter(2);
        assertThat(scope.frames()).isZero();
    }

    @Test
    void moreOrdersThanThereIsRoomForAreTakenUpInTurnsWithoutAFrameThatWouldMeetThemAll() {
        String[] orders = IntStream.range(0, 11).mapToObj(i -> "m" + i).toArray(String[]::new);
        scope.lists(orders);
        assertThat(desk.service.pending()).isEqualTo(Desk.LIMITS.maxPending());
        assertThat(desk.socket.handed()).isEqualTo(Desk.LIMITS.maxPending());
        assertThat(scope.frames()).isZero();

        for (int i = 0; i < 8; i++) {
            desk.socket.replies(VenueSays.canceled());
        }
        scope.lists("m8", "m9", "m10");
        assertThat(scope.frames()).as("these have room").isEqualTo(1);
        desk.socket.replies(VenueSays.canceled());
        scope.lists();

        scope.assertEndedAfter(11);
    }

    @Test
    void whereThereIsNoRoomAtAllTheScopeWaitsForSomeAndTellsNoRefusal() {
        for (int i = 0; i < Desk.LIMITS.maxPending(); i++) {
            desk.cancel(wish("c" + i, "other" + i));
        }
        scope.lists("o1");
        desk.sweep();
        assertThat(desk.query.lists()).as("not asked again at once").isZero();
        desk.socket.replies(VenueSays.canceled());

        desk.pass(Duration.ofMillis(200));
        scope.lists("o1");
        while (desk.socket.waits()) {
            desk.socket.replies(VenueSays.canceled());
        }
        scope.lists();

        assertTold(scope.toldOf("o1"), Canceled.class);
        scope.assertEndedAfter(1);
    }

    @Test
    void whereEveryPathIsFullNothingIsAcceptedOnlyToBeRefused() {
        desk.socket.health = PathHealth.FULL;
        desk.standby.health = PathHealth.FULL;
        desk.rest.health = PathHealth.FULL;

        for (int millis = 0; millis < 1_000; millis++) {
            desk.pass(Duration.ofMillis(1));
            if (desk.query.lists() > 0) {
                desk.query.lists(ScopeRig.open(Side.BUY, "o1", "o2"));
            }
        }

        assertThat(desk.log.records()).isEmpty();
        assertThat(desk.query.listed()).as("asked ever more slowly").hasSizeLessThan(6);
        desk.socket.health = PathHealth.READY;
        desk.pass(Duration.ofMillis(800));
        scope.lists("o1", "o2");
        desk.socket.replies(VenueSays.canceled());
        scope.lists();
        scope.assertEndedAfter(2);
    }

    @Test
    void questionsForTheListWaitUntilTheVenuesLimitsAllowThem() {
        Desk other = new Desk();
        other.query.allowed = false;
        ScopeRig second = new ScopeRig(other).handIn(everything());
        other.pass(Duration.ofSeconds(1));
        assertThat(other.query.listed()).isEmpty();

        other.query.allowed = true;
        second.lists();

        second.assertEndedAfter(0);
    }

    @Test
    void twoScopesAtOnceBothEndAndEachIsToldOfEachOrderOnce() {
        ScopeRig second = new ScopeRig(desk).handIn(everything().id("all-2"));
        assertThat(desk.query.lists()).isEqualTo(2);
        desk.query.lists(ScopeRig.open(Side.BUY, "o1", "o2"));
        desk.query.lists(ScopeRig.open(Side.BUY, "o1", "o2"));

        while (desk.socket.waits()) {
            desk.socket.replies(VenueSays.taken());
        }
        scope.pushes("o1", VenueSays.canceled());
        scope.pushes("o2", VenueSays.filled());
        desk.sweep();
        desk.query.lists(List.of());
        desk.query.lists(List.of());

        for (ScopeRig each : List.of(scope, second)) {
            assertTold(each.toldOf("o1"), Canceled.class);
            assertTold(each.toldOf("o2"), TooLate.class);
            each.assertEndedAfter(2);
        }
    }
}
