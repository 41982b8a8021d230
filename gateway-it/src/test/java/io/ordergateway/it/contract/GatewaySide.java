package io.ordergateway.it.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.app.Gateway;
import io.ordergateway.ws.app.GatewayConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** A gateway in front of a venue, and everything it told of. */
final class GatewaySide implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    final OrderGateway gateway;
    private final VenueSide venue;
    private final String account;
    private final Queue<CancelOutcome> outcomes = new ConcurrentLinkedQueue<>();

    GatewaySide(VenueSide venue, AccountConfig config) {
        this.venue = venue;
        this.account = config.account().name();
        this.gateway = Gateway.open(GatewayConfig.of(config));
        gateway.outcomes(Position.EARLIEST).ofType(CancelOutcome.class).subscribe(outcomes::add);
    }

    /** Waits for the sockets, where the account has any: sessions, or a stream of orders. */
    GatewaySide ready() {
        await().atMost(PATIENCE)
                .until(() -> gateway.health().accounts().get(0).warnings().stream()
                        .noneMatch(warning -> warning.startsWith("the stream of orders")));
        if (!gateway.health().accounts().get(0).sessions().isEmpty()) {
            await().atMost(PATIENCE).until(() -> gateway.health().socketsReady());
        }
        return this;
    }

    /** A wish for this order's end, and patience for it. */
    CancelOrder wish(String orderId) {
        return CancelOrder.of(account, venue.symbol(), orderId).awaitFinal().within(PATIENCE.dividedBy(2));
    }

    CancelResult cancel(CancelOrder wish) {
        return Objects.requireNonNull(gateway.cancel(wish).block(PATIENCE));
    }

    List<CancelResult> cancels(List<CancelOrder> wishes) {
        return Objects.requireNonNull(gateway.cancels(wishes).collectList().block(PATIENCE));
    }

    /** When its caller was told. */
    Instant settledAt(CancelId id) {
        return await().atMost(PATIENCE)
                .until(
                        () -> outcomes.stream()
                                .filter(outcome -> outcome.cancelId().equals(id) && outcome.phase() == Phase.SETTLED)
                                .map(CancelOutcome::at)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** How a cancel ended, in the end. */
    CancelResult end(CancelId id) {
        return await().atMost(PATIENCE)
                .until(() -> closing(id).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    private Stream<CancelResult> closing(CancelId id) {
        return outcomes.stream()
                .filter(outcome -> outcome.cancelId().equals(id) && outcome.closes())
                .map(outcome -> Objects.requireNonNull(outcome.result()));
    }

    /**
     * Counts both sides: every accepted cancel was settled once and ended once, the end is the one in the venue's book, and
     * the venue saw no more than it allows.
     */
    void assertSidesAgree(int cancels) {
        await().atMost(PATIENCE)
                .until(() -> outcomes.stream().filter(CancelOutcome::closes).count() >= cancels);
        assertSettled(cancels);
        assertThat(outcomes.stream().filter(CancelOutcome::closes))
                .hasSize(cancels)
                .allSatisfy(end -> assertThat(claim(Objects.requireNonNull(end.result())))
                        .as("%s", end.result())
                        .isEqualTo(venue.inBook(end.order().orderId())))
                .extracting(CancelOutcome::cancelId)
                .doesNotHaveDuplicates();
        assertThat(gateway.health().accounts().get(0).pending()).isZero();
    }

    /** The same, of cancels whose end may be long in coming. */
    void assertSettled(int cancels) {
        await().atMost(PATIENCE).until(() -> ids(Phase.SETTLED).size() >= cancels);
        assertThat(ids(Phase.ACCEPTED)).hasSize(cancels).doesNotHaveDuplicates();
        assertThat(ids(Phase.SETTLED)).containsExactlyInAnyOrderElementsOf(ids(Phase.ACCEPTED));
        assertThat(venue.excesses()).isEmpty();
    }

    private List<CancelId> ids(Phase phase) {
        return outcomes.stream()
                .filter(outcome -> outcome.phase() == phase)
                .map(CancelOutcome::cancelId)
                .toList();
    }

    /** Where an order stands if this final result is true. */
    private static OrderStatus claim(CancelResult result) {
        if (result instanceof CancelResult.TooLate late) {
            return late.how();
        }
        if (result instanceof CancelResult.Rejected rejected) {
            return rejected.reason() == RejectReason.ORDER_UNKNOWN ? OrderStatus.UNKNOWN : OrderStatus.OPEN;
        }
        return result instanceof CancelResult.Canceled ? OrderStatus.CANCELED : OrderStatus.OPEN;
    }

    @Override
    public void close() {
        gateway.close();
    }
}
