package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.CancelResult.Rejected;
import io.ordergateway.core.order.CancelResult.TooLate;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import io.ordergateway.core.route.PathHealth;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose doing an order's end was, and what a newcomer to a pursuit gets of it. */
class CancelByWhomTest {
    private final Desk desk = new Desk();

    /** The push does not say whose cancel was turned down: ours may have worked, and another's been too late. */
    @Test
    void anAcknowledgedCancelOfAnOrderThatEndedCanceledIsCanceledWhateverAPushSaysOfSomeCancel() {
        List<CancelResult> told = desk.cancel(wish("c1").awaitFinal());
        desk.socket.replies(VenueSays.taken());
        desk.pushes(VenueSays.gone());

        desk.isAsked(VenueSays.canceled());

        assertTold(told, Canceled.class);
    }

    @Test
    void anOrderTheVenueNeverHadIsRejectedAlsoWhenOurCancelWasAcknowledgedFirst() {
        List<CancelResult> told = desk.cancel(wish("c1").awaitFinal());
        desk.socket.replies(VenueSays.taken());
        desk.pushes(VenueSays.gone());

        desk.isAsked(VenueSays.missing());

        assertTold(told, Rejected.class);
    }

    @Test
    void anOrderThatEndsCanceledBeforeAnythingOfOursLeftIsTooLate() {
        desk.socket.holds = true;
        List<CancelResult> told = desk.cancel(wish("c1"));

        desk.pushes(VenueSays.canceled());

        assertTold(told, TooLate.class);
    }

    @Test
    void anOrderThatAFrameForItsSymbolMayHaveCanceledIsNotTooLate() {
        List<CancelResult> told = desk.cancel(wish("c1").awaitFinal());
        CancelAll all = CancelAll.of("main").symbol("btc-perp").within(Desk.WITHIN);
        new ScopeRig(desk).handIn(all).lists("another");

        desk.socket.replies(VenueSays.gone());
        desk.isAsked(VenueSays.canceled());

        assertTold(told, Canceled.class);
    }

    @Test
    void withEverySessionDownTheStatusIsAskedAtOnceBecauseNoPushCanCome() {
        desk.socket.health = PathHealth.DOWN;
        desk.standby.health = PathHealth.DOWN;
        List<CancelResult> told = desk.cancel(wish("c1").awaitFinal());
        desk.rest.replies(VenueSays.taken());

        desk.isAsked(VenueSays.canceled());

        assertTold(told, Canceled.class);
    }

    @Test
    void aRefusedCancelMayBeTriedAgainUnderItsId() {
        desk.socket.health = PathHealth.CLOSED;
        desk.standby.health = PathHealth.CLOSED;
        desk.rest.health = PathHealth.CLOSED;
        assertTold(desk.cancel(wish("c1")), Refused.class);
        desk.socket.health = PathHealth.READY;

        List<CancelResult> told = desk.cancel(wish("c1"));
        desk.socket.replies(VenueSays.canceled());

        assertTold(told, Canceled.class);
    }

    @Test
    void aNewcomerServedByAFrameUnderWayCountsAsSent() {
        desk.cancel(wish("c1"));

        desk.cancel(wish("c2"));

        assertThat(desk.handed()).isEqualTo(1);
        assertThat(desk.log.phases("c2")).containsExactly(Phase.ACCEPTED, Phase.SENT);
    }

    @Test
    void aNewcomerDoesNotMakeASilentPathBeTriedTwice() {
        desk.cancel(wish("c1"));
        desk.cancel(wish("c2"));

        desk.socket.replies(VenueSays.silence());

        assertThat(desk.socket.handed()).isEqualTo(1);
        assertThat(desk.standby.handed()).isEqualTo(1);
    }

    @Test
    void aNewcomerIsNotTurnedDownWithANoThatAnotherGot() {
        desk.cancel(wish("c1"));
        desk.socket.replies(VenueSays.silence());
        desk.standby.replies(VenueSays.denied());

        desk.cancel(wish("c2"));

        assertThat(desk.handed()).isEqualTo(3);
        assertThat(desk.log.phases("c2")).containsExactly(Phase.ACCEPTED, Phase.SENT);
    }

    @Test
    void anOrderThatIsOpenHasNotEnded() {
        assertThatThrownBy(() -> VenueSays.ended(OrderStatus.OPEN)).hasMessageContaining("has not ended");
    }
}
