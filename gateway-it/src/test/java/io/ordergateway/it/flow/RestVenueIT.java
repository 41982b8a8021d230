package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.app.Gateway;
import io.ordergateway.ws.app.GatewayConfig;
import io.ordergateway.ws.sim.coinswitch.CoinswitchSettings;
import io.ordergateway.ws.sim.coinswitch.CoinswitchStage;
import io.ordergateway.ws.sim.coinswitch.SimCoinswitch;
import io.ordergateway.ws.sim.coinswitch.book.Surface;
import io.ordergateway.ws.sim.coinswitch.door.Endpoint;
import io.ordergateway.ws.sim.hashkey.HashKeyStage;
import io.ordergateway.ws.sim.stage.SimulatedVenue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Venues that take cancels over HTTP only, end to end. */
@Timeout(60)
class RestVenueIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A venue, and whether it tells of orders on a stream, and what such an end rests on. */
    enum Side {
        HASHKEY("order-push"),
        COINSWITCH_SPOT("status-query"),
        COINSWITCH_FUTURES("status-query");

        private final String rule;

        Side(String rule) {
            this.rule = rule;
        }

        Venue venue() {
            return this == HASHKEY ? Venue.HASHKEY : Venue.COINSWITCH;
        }

        SimulatedVenue start() {
            return switch (this) {
                case HASHKEY -> HashKeyStage.start(0);
                case COINSWITCH_SPOT -> CoinswitchStage.of(SimCoinswitch.start(0), Surface.SPOT);
                case COINSWITCH_FUTURES -> CoinswitchStage.start(0);
            };
        }
    }

    private static OrderGateway open(Venue venue, SimulatedVenue simulated) {
        SimulatedVenue.Login login = simulated.login();
        AccountConfig config =
                AccountConfig.of(new Account("main", venue, login.category()), Map.of(), login.key(), login.secret());
        AccountConfig.Tuning tuning = config.tuning();
        return Gateway.open(GatewayConfig.of(config.at(
                        URI.create(simulated.restUrl()), URI.create(simulated.socketUrl()))
                .tuned(tuning.timings(
                        tuning.timings().reconnecting(new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)))))));
    }

    private static void awaitGreen(OrderGateway gateway) {
        await().atMost(PATIENCE).until(() -> gateway.health().level() == GatewayHealth.Level.GREEN);
    }

    private static CancelOrder wish(SimulatedVenue venue) {
        return CancelOrder.of("main", venue.symbol(), venue.place()).within(Duration.ofSeconds(10));
    }

    private static CancelResult cancel(OrderGateway gateway, CancelOrder wish) {
        return Objects.requireNonNull(gateway.cancel(wish).block(PATIENCE));
    }

    private static OrderStatus inBook(SimulatedVenue venue, CancelOrder wish) {
        return venue.truth(wish.order().orderId()).orElseThrow().status();
    }

    @ParameterizedTest
    @EnumSource
    void aCancelIsAcknowledgedAndItsEndFollows(Side side) {
        try (SimulatedVenue venue = side.start();
                OrderGateway gateway = open(side.venue(), venue)) {
            CancelOrder wish = wish(venue);

            CancelResult told = cancel(gateway, wish);

            assertThat(told).isInstanceOfAny(CancelResult.Acknowledged.class, CancelResult.Canceled.class);
            assertThat(told.attempts())
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.path()).isEqualTo(PathKind.REST));
            CancelOutcome end = gateway.outcomes(Position.EARLIEST)
                    .ofType(CancelOutcome.class)
                    .filter(outcome -> outcome.result() instanceof CancelResult.Canceled)
                    .blockFirst(PATIENCE);
            assertThat(end).isNotNull();
            assertThat(inBook(venue, wish)).isEqualTo(OrderStatus.CANCELED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoAwaitsTheEndIsToldByTheStreamIfThatIsProofAndByAQuestionIfItIsNot(Side side) {
        try (SimulatedVenue venue = side.start();
                OrderGateway gateway = open(side.venue(), venue)) {
            awaitGreen(gateway);
            CancelOrder wish = wish(venue).awaitFinal();

            CancelResult told = cancel(gateway, wish);

            assertThat(told)
                    .isInstanceOfSatisfying(
                            CancelResult.Canceled.class,
                            canceled -> assertThat(canceled.evidence().rule()).isEqualTo(side.rule));
            assertThat(inBook(venue, wish)).isEqualTo(OrderStatus.CANCELED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAGatewayTellsOfItselfAndOfItsCancelsShowsNoSecret(Side side) {
        try (SimulatedVenue venue = side.start();
                OrderGateway gateway = open(side.venue(), venue)) {
            CancelResult told = cancel(gateway, wish(venue).awaitFinal());

            List<Object> texts = new ArrayList<>(List.of(gateway, gateway.health(), told));
            texts.addAll(Objects.requireNonNull(
                    gateway.outcomes(Position.EARLIEST).take(2).collectList().block(PATIENCE)));
            assertThat(texts)
                    .hasSize(5)
                    .allSatisfy(text -> assertThat(text.toString())
                            .doesNotContain(venue.login().secret()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whileNoStreamIsTakenTheEndIsAskedFor(Side side) {
        try (SimulatedVenue venue = side.start()) {
            venue.acceptSockets(false);
            try (OrderGateway gateway = open(side.venue(), venue)) {
                CancelOrder wish = wish(venue).awaitFinal();

                CancelResult told = cancel(gateway, wish);

                assertThat(told)
                        .isInstanceOfSatisfying(
                                CancelResult.Canceled.class,
                                canceled ->
                                        assertThat(canceled.evidence().rule()).isEqualTo("status-query"));
            }
        }
    }

    @Test
    void aStreamThatIsNotTakenIsAWarningThatSaysWhy() {
        try (SimulatedVenue venue = HashKeyStage.start(0)) {
            venue.acceptSockets(false);
            try (OrderGateway gateway = open(Venue.HASHKEY, venue)) {
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(
                                        gateway.health().accounts().get(0).warnings())
                                .anySatisfy(warning -> assertThat(warning)
                                        .startsWith("the stream of orders is ")
                                        .contains("HTTP 503")));
                assertThat(gateway.health().level()).isEqualTo(GatewayHealth.Level.YELLOW);

                venue.acceptSockets(true);

                awaitGreen(gateway);
            }
        }
    }

    @Test
    void whatTheLimitsLeaveNoRoomForIsRefusedAtOnceWithTheTimeAtWhichItWouldFit() {
        SimCoinswitch simulated = SimCoinswitch.start(CoinswitchSettings.defaults());
        try (SimulatedVenue venue = CoinswitchStage.of(simulated, Surface.FUTURES);
                OrderGateway gateway = open(Venue.COINSWITCH, venue)) {
            awaitGreen(gateway);
            List<CancelOrder> wishes =
                    Stream.generate(() -> wish(venue)).limit(12).toList();
            Instant before = Instant.now();

            List<CancelResult> told = gateway.cancels(wishes)
                    .collectList()
                    .blockOptional(PATIENCE)
                    .orElseThrow();

            List<CancelResult.Refused> refused = told.stream()
                    .filter(CancelResult.Refused.class::isInstance)
                    .map(CancelResult.Refused.class::cast)
                    .toList();
            assertThat(refused).hasSize(2).allSatisfy(no -> {
                assertThat(no.reason()).isEqualTo(RefusalReason.BUDGET);
                assertThat(no.wouldFitAt()).isAfter(before.plusSeconds(59)).isBefore(before.plusSeconds(70));
            });
            assertThat(simulated.seen(Endpoint.FUTURES_CANCEL).total()).isEqualTo(10);
            assertThat(simulated.seen(Endpoint.FUTURES_CANCEL).refused()).isZero();
        }
    }
}
