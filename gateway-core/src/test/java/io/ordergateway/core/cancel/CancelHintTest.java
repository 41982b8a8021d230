package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.assertNothingTold;
import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Acknowledged;
import io.ordergateway.core.order.CancelResult.Canceled;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An order channel that only hints: what it says is a reason to ask, and nothing else. */
class CancelHintTest {
    private static final Duration A_MOMENT = Desk.CONFIRM_AFTER.dividedBy(10);

    private final Desk desk = new Desk();

    @Test
    void aHintIsConfirmedByOneQuestionAtOnce() {
        List<CancelResult> told = desk.cancel(wish("c1").awaitFinal());
        desk.socket.replies(VenueSays.taken());

        desk.pushes(VenueSays.silence());
        desk.pass(A_MOMENT);

        assertThat(desk.query.asked()).isEqualTo(1);
        assertNothingTold(told);
        desk.query.answers(VenueSays.canceled());
        assertTold(told, Canceled.class);
        desk.assertEnded("c1", Canceled.class);
    }

    @Test
    void withoutAHintItIsAskedLater() {
        desk.cancel(wish("c1").awaitFinal());
        desk.socket.replies(VenueSays.taken());

        desk.pass(A_MOMENT);

        assertThat(desk.query.asked()).isZero();
    }

    @Test
    void aHintDoesNotSayThatTheOrderIsGone() {
        List<CancelResult> told = desk.cancel(wish("c1"));
        desk.socket.replies(VenueSays.taken());
        desk.pushes(VenueSays.silence());

        desk.isAsked(VenueSays.missing());

        assertTold(told, Acknowledged.class);
        assertThat(desk.service.pending()).isEqualTo(1);
    }

    @Test
    void whatRestsAfterAHintIsNotSentAgainAtOnce() {
        desk.cancel(wish("c1"));
        desk.socket.replies(VenueSays.taken());
        desk.pushes(VenueSays.silence());

        desk.isAsked(VenueSays.resting());

        assertThat(desk.handed()).isEqualTo(1);
    }

    @Test
    void aHintAboutAnOrderThatNobodyCancelsAsksNothing() {
        desk.pushes(VenueSays.silence());
        desk.pass(A_MOMENT);

        assertThat(desk.query.asked()).isZero();
    }
}
