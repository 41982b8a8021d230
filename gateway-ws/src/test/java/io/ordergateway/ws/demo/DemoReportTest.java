package io.ordergateway.ws.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.ws.sim.stage.SimulatedVenue.Truth;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The demo's verdict can be no. */
class DemoReportTest {
    private static final Instant AT = Instant.EPOCH;
    private static final Account ACCOUNT = new Account("demo", Venue.ASCENDEX, Account.Category.FUTURES);
    private static final BigDecimal NOTHING = BigDecimal.ZERO;

    private final CancelOrder wish = CancelOrder.of("demo", "BTC-PERP", "order-1");
    private final Evidence evidence = new Evidence(PathKind.SOCKET, "order-push", "{}", AT);
    private final CancelResult canceled =
            new CancelResult.Canceled(wish.cancelId(), wish.order(), NOTHING, evidence, List.of());
    private final DemoReport report = new DemoReport();

    @Test
    void aResultThatAgreesWithTheBookIsSound() {
        live(canceled);

        report.compare(book(OrderStatus.CANCELED, "0"));

        assertThat(report.sound()).isTrue();
        assertThat(report.json()).contains("\"accepted\":1,\"settled\":1", "\"contradictions\":0,\"unresolved\":0");
    }

    @Test
    void aCanceledOrderThatTheBookHasFilledIsAContradictionOfAnswerAndEnd() {
        live(canceled);

        report.compare(book(OrderStatus.FILLED, "1"));

        assertThat(report.sound()).isFalse();
        assertThat(report.json()).contains("\"contradictions\":2");
        assertThat(report.text()).contains("told CANCELED, but the book says FILLED of order-1@BTC-PERP");
    }

    @Test
    void aWrongFilledQuantityIsAContradiction() {
        live(canceled);

        report.compare(book(OrderStatus.CANCELED, "0.4"));

        assertThat(report.sound()).isFalse();
    }

    @Test
    void tooLateMustSayHowTheBookHasIt() {
        live(new CancelResult.TooLate(wish.cancelId(), wish.order(), OrderStatus.FILLED, NOTHING, evidence, List.of()));

        report.compare(book(OrderStatus.CANCELED, "0"));

        assertThat(report.sound()).isFalse();
    }

    @Test
    void anAnswerThatIsNeverFollowedByAnEndIsUnresolved() {
        live(new CancelResult.Unknown(wish.cancelId(), wish.order(), "silence", evidence, List.of()));

        report.compare(book(OrderStatus.CANCELED, "0"));

        assertThat(report.sound()).isFalse();
        assertThat(report.json()).contains("\"contradictions\":0,\"unresolved\":1");
    }

    @Test
    void twoAnswersToOneCancelAreAContradiction() {
        live(canceled);
        report.answered(canceled, 1_000);

        report.compare(book(OrderStatus.CANCELED, "0"));

        assertThat(report.sound()).isFalse();
    }

    private void live(CancelResult result) {
        report.submitted(List.of(wish));
        report.recorded(outcome(new CancelOutcome.Accepted(wish.await(), AT, CancelOrder.Terms.NONE)));
        report.recorded(outcome(new CancelOutcome.Settled(result)));
        report.answered(result, 1_000);
    }

    private CancelOutcome outcome(CancelOutcome.Step step) {
        return new CancelOutcome(1, wish.cancelId(), ACCOUNT, wish.order(), step, AT);
    }

    private static Function<String, Optional<Truth>> book(OrderStatus status, String filled) {
        return id -> Optional.of(new Truth(status, new BigDecimal(filled)));
    }
}
