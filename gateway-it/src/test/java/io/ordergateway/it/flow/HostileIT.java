package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.fault.SimFault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** Callers and servers that do their worst: one of them must not cost the others anything. */
class HostileIT {
    private static final Duration SOON = Duration.ofMillis(300);

    @Test
    void aCallerThatRetriesWithoutAPauseDoesNotHoldUpTheAccount() {
        try (Desk desk = Desk.ready(HostileIT::roomForOne)) {
            desk.venue.faults().next(SimFault.MUTE);
            CompletableFuture<CancelResult> first = desk.gateway
                    .cancel(Desk.finalWish(desk.place()).within(SOON))
                    .toFuture();
            CancelOrder second = Desk.wish(desk.place());
            AtomicBoolean stop = new AtomicBoolean();

            CompletableFuture<CancelResult> accepted = Mono.defer(() -> desk.gateway.cancel(second))
                    .repeat(() -> !stop.get())
                    .filter(result -> !(result instanceof CancelResult.Refused))
                    .next()
                    .toFuture();

            try {
                assertThat(first).succeedsWithin(Desk.PATIENCE);
                assertThat(accepted).succeedsWithin(Desk.PATIENCE);
            } finally {
                stop.set(true);
            }
        }
    }

    private static AccountConfig roomForOne(AccountConfig config) {
        AccountConfig.Tuning tuning = config.tuning();
        return config.tuned(tuning.limits(tuning.limits().maxPending(1)));
    }

    @Test
    void anErrorInACallersSubscriberStopsNeitherTheDoorNorTheTimer() {
        try (Desk desk = Desk.ready()) {
            desk.gateway.cancels(List.of(Desk.wish("not an id"))).subscribe(HostileIT::fail);
            desk.venue.faults().next(SimFault.MUTE);
            desk.gateway
                    .cancels(List.of(Desk.finalWish(desk.place()).within(SOON)))
                    .subscribe(HostileIT::fail);
            await().atMost(Desk.PATIENCE).until(() -> desk.venue.counts().socketCancels() == 1);
            desk.venue.faults().next(SimFault.MUTE);

            CancelResult told = desk.cancel(Desk.finalWish(desk.place()).within(SOON));

            assertThat(told).isInstanceOf(CancelResult.Unknown.class);
            desk.assertBooksAgree(2);
        }
    }

    private static void fail(CancelResult result) {
        throw new NoClassDefFoundError("a caller's own trouble with " + result.kind());
    }

    @Test
    void aSecondErrorForAnAnsweredLoginDoesNotEndTheSession() {
        try (Desk desk = Desk.ready()) {
            desk.venue.broadcast("{\"m\":\"error\",\"id\":\"gwlogin01\",\"code\":200006,\"info\":\"again\"}");

            CancelResult told = desk.cancel(Desk.finalWish(desk.place()));

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            assertThat(desk.venue.counts().socketCancels()).isEqualTo(1);
            assertThat(desk.gateway.health().socketsReady()).isTrue();
        }
    }

    @Test
    void anAnswerThatDripsIsLeftAndTheVenueIsAskedAgain() throws Exception {
        try (DrippingServer drip = DrippingServer.start();
                Desk desk = Desk.open(SimVenue.start(0), config -> restAt(config, drip.port()))) {
            CancelResult told = desk.cancel(Desk.finalWish(desk.place()).within(SOON));

            assertThat(told).isInstanceOf(CancelResult.Unknown.class);
            await().atMost(Desk.PATIENCE).until(() -> drip.requests() >= 3);
        }
    }

    @Test
    void cancelsThatWaitInVainForTheirTurnOpenNoConnections() throws Exception {
        try (DrippingServer drip = DrippingServer.start();
                Desk desk = Desk.open(SimVenue.start(0), config -> restAt(config, drip.port()))) {
            List<CancelOrder> wishes = desk.place(500).stream()
                    .map(order -> Desk.finalWish(order).within(Duration.ofSeconds(1)))
                    .toList();

            List<CancelResult> told = desk.cancels(wishes);

            assertThat(told).hasSize(500);
            assertThat(told).filteredOn(CancelResult.Unknown.class::isInstance).hasSize(320); // 32 batches
            assertThat(told).filteredOn(CancelResult.Refused.class::isInstance).hasSize(180);
            await().during(Duration.ofSeconds(3)).atMost(Desk.PATIENCE).until(() -> drip.connections() < 150);
        }
    }

    private static AccountConfig restAt(AccountConfig config, int port) {
        return config.sessions(0).at(URI.create("http://127.0.0.1:" + port), config.socket());
    }
}
