package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.CONFIRM_AFTER;
import static io.ordergateway.core.cancel.Desk.LIMITS;
import static io.ordergateway.core.cancel.Desk.WITHIN;
import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Unknown;
import io.ordergateway.core.outcome.UnfinishedCancel;
import io.ordergateway.core.route.PathHealth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An order that must not stand: its cancel outlives its deadline. */
class CancelUntilGoneTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Desk desk = new Desk();

    private void paths(PathHealth health) {
        desk.socket.health = health;
        desk.standby.health = health;
        desk.rest.health = health;
    }

    /** The venue takes what is sent, and the order rests all the same, however often it is asked. */
    private void takesAndDoesNothing(Duration until) {
        Instant end = desk.time.now().wall().plus(until);
        while (desk.time.now().wall().isBefore(end)) {
            desk.pass(CONFIRM_AFTER);
            for (ScriptedPath path : List.of(desk.socket, desk.standby, desk.rest)) {
                while (path.waits()) {
                    path.replies(VenueSays.taken());
                }
            }
            while (desk.query.open() > 0) {
                desk.query.answers(VenueSays.resting());
            }
        }
    }

    @Test
    void isAnsweredAtTheDeadlineAndSentOnWhileTheOrderRests() {
        List<CancelResult> told = desk.cancel(wish("c1").untilGone());
        takesAndDoesNothing(WITHIN);
        assertTold(told, Unknown.class);
        int handed = desk.handed();

        takesAndDoesNothing(LONG.multipliedBy(3));
        assertThat(desk.handed()).isGreaterThan(handed).isGreaterThan(LIMITS.maxAttempts());
        desk.pushes(VenueSays.canceled());

        assertThat(told).hasSize(1);
        desk.assertEndedLater("c1", Canceled.class);
    }

    @Test
    void anyOtherIsNotSentAfterItsDeadline() {
        desk.cancel(wish("c1").awaitFinal());
        takesAndDoesNothing(WITHIN);
        int handed = desk.handed();

        takesAndDoesNothing(LONG);

        assertThat(desk.handed()).isEqualTo(handed);
    }

    @Test
    void isSentAsSoonAsThereIsAPathAgainIfThereWasNoneByTheDeadline() {
        paths(PathHealth.DOWN);
        List<CancelResult> told = desk.cancel(wish("c1").untilGone());
        desk.pass(WITHIN);
        assertTold(told, Unknown.class);

        paths(PathHealth.READY);
        desk.pass(LONG);
        assertThat(desk.handed()).isEqualTo(1);
        desk.socket.replies(VenueSays.canceled());

        desk.assertEndedLater("c1", Canceled.class);
    }

    @Test
    void isNotSentForEver() {
        desk.cancel(wish("c1").untilGone());
        desk.socket.replies(VenueSays.silence());
        desk.pass(WITHIN.plus(CancelOrder.GOES_ON));
        int handed = desk.handed();

        takesAndDoesNothing(LONG);

        assertThat(desk.handed()).isEqualTo(handed);
    }

    @Test
    void goesOnAfterARestartWhoseDeadlineHasPassed() {
        Instant acceptedAt = desk.time.now().wall().minus(WITHIN.multipliedBy(2));
        UnfinishedCancel left = new UnfinishedCancel(wish("c1").untilGone(), acceptedAt, null);
        desk.service.resume(List.of(left), List.of(), desk.time.now());

        desk.isAsked(VenueSays.resting());

        assertThat(desk.handed()).isEqualTo(1);
    }
}
