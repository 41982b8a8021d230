package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.assertNothingTold;
import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Rejected;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.session.VenueClock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A venue that says the same of a wrong key and of a clock that is off. */
class CancelClockOrKeyTest {
    private static final Evidence WORDS =
            new Evidence(PathKind.REST, "rest-cancel", "HTTP 401 {\"message\":\"Invalid Access\"}", ManualTime.START);
    private static final Verdict CLOCK_OR_KEY =
            new Verdict.Denied(RejectReason.NOT_AUTHORIZED, "401", "Invalid Access", WORDS, true);
    private static final Verdict KEY =
            new Verdict.Denied(RejectReason.NOT_AUTHORIZED, "200001", "signature mismatch", WORDS);

    private final Desk desk = new Desk();

    @Test
    void ifItWasTheClockTheCancelIsSentAgainOnceTheVenueAnswers() {
        List<CancelResult> told = desk.cancel(wish("c1"));
        desk.socket.replies(CLOCK_OR_KEY);
        assertNothingTold(told);

        desk.isAsked(VenueSays.resting());

        assertThat(desk.handed()).isEqualTo(2);
        desk.socket.replies(VenueSays.canceled());
        assertTold(told, Canceled.class);
    }

    @Test
    void ifItWasTheKeyTheCallerIsToldSoByTheDeadline() {
        List<CancelResult> told = desk.cancel(wish("c1"));
        desk.socket.replies(CLOCK_OR_KEY);
        desk.isAsked(VenueSays.silence());

        desk.pass(Desk.WITHIN);

        assertThat(told).singleElement().isInstanceOfSatisfying(Rejected.class, no -> {
            assertThat(no.reason()).isEqualTo(RejectReason.NOT_AUTHORIZED);
            assertThat(no.text()).isEqualTo("Invalid Access");
        });
        desk.assertEnded("c1", Rejected.class);
    }

    @Test
    void aNoThatIsOnlyAboutTheKeyIsToldAtOnce() {
        List<CancelResult> told = desk.cancel(wish("c1"));

        desk.socket.replies(KEY);

        assertTold(told, Rejected.class);
    }

    @Test
    void theVenuesTimeIsAskedIfTheClockMayBeWrong() {
        VenueClock clock = new VenueClock();

        clock.heed(KEY);
        assertThat(clock.isDoubted()).isFalse();

        clock.heed(CLOCK_OR_KEY);
        assertThat(clock.isDoubted()).isTrue();
    }
}
