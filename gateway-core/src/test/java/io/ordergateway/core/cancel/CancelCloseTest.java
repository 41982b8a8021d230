package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Acknowledged;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.CancelResult.Unknown;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The gateway ends: everyone is told what is known, and nobody is told more. */
class CancelCloseTest {
    private final Desk desk = new Desk();

    private void close() {
        desk.service.close(desk.time.now());
    }

    private static void assertShutDown(List<CancelResult> told) {
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.SHUTTING_DOWN));
    }

    @Test
    void whatWasSentEndsUnknown() {
        List<CancelResult> told = desk.cancel(wish("c1"));

        close();

        assertTold(told, Unknown.class);
        assertThat(desk.log.phases("c1")).containsExactly(Phase.ACCEPTED, Phase.SENT, Phase.SETTLED);
        assertThat(desk.service.pending()).isZero();
    }

    @Test
    void whatWasNotSentIsRefusedAndMayNotLeaveAnyMore() {
        desk.socket.holds = true;
        List<CancelResult> told = desk.cancel(wish("c1"));

        close();

        assertShutDown(told);
        assertThat(desk.socket.last().mayLeave(desk.time.now())).isFalse();
        assertThat(desk.service.pending()).isZero();
    }

    @Test
    void whatWasToldAnAckIsToldNothingMoreAndNoEndIsMadeUp() {
        List<CancelResult> told = desk.cancel(wish("c1"));
        desk.socket.replies(VenueSays.taken());

        close();

        assertTold(told, Acknowledged.class);
        assertThat(desk.log.phases("c1")).containsExactly(Phase.ACCEPTED, Phase.SENT, Phase.SETTLED);
        assertThat(desk.cancel(wish("c1"))).as("the same answer as before").isEqualTo(told);
    }

    @Test
    void whatArrivesAfterwardsChangesNothing() {
        List<CancelResult> told = desk.cancel(wish("c1"));
        close();
        int records = desk.log.records().size();

        desk.socket.replies(VenueSays.canceled());
        desk.pushes(VenueSays.filled());
        desk.pass(Desk.WINDOW);
        close();

        assertThat(told).hasSize(1);
        assertThat(desk.log.records()).hasSize(records);
        assertThat(desk.query.asked()).isZero();
    }

    @Test
    void newcomersAreRefused() {
        close();

        assertShutDown(desk.cancel(wish("c1")));
        assertThat(desk.log.records()).isEmpty();
        assertThat(desk.service.pending()).isZero();
    }

    @Test
    void anEarlierAnswerIsStillTold() {
        List<CancelResult> told = desk.cancel(wish("c1"));
        desk.socket.replies(VenueSays.canceled());
        close();

        assertTold(told, Canceled.class);
        assertThat(desk.cancel(wish("c1"))).isEqualTo(told);
    }
}
