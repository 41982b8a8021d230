package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.HealthCheck;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.route.PathBreaker;
import io.ordergateway.ws.app.Gateway;
import io.ordergateway.ws.app.GatewayConfig;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.fault.SimFault;
import io.ordergateway.ws.store.StoreSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each check of a gateway's health turns red with a reason when something breaks, and green when that is mended. */
class HealthIT {
    private static HealthCheck awaitRed(OrderGateway gateway, String name) {
        return await().atMost(Desk.PATIENCE)
                .until(() -> named(HealthCheck.ready(gateway.health()), name), check -> !check.up());
    }

    private static void awaitGreen(OrderGateway gateway) {
        await().atMost(Desk.PATIENCE)
                .untilAsserted(() -> assertThat(HealthCheck.ready(gateway.health()))
                        .allSatisfy(check -> assertThat(check.text()).isEmpty()));
    }

    private static HealthCheck named(List<HealthCheck> checks, String name) {
        return checks.stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean up(OrderGateway gateway, String name) {
        return named(HealthCheck.ready(gateway.health()), name).up();
    }

    @Test
    void withoutSocketsNobodyTellsOfOrdersAndRestIsAPath() {
        try (Desk desk = Desk.ready()) {
            awaitGreen(desk.gateway);
            desk.socketsDown();

            HealthCheck orders = awaitRed(desk.gateway, "orders:main");

            assertThat(orders.text()).contains("account main", "session 1 is ");
            assertThat(up(desk.gateway, "path:main")).isTrue();
            desk.venue.acceptSockets(true);
            awaitGreen(desk.gateway);
        }
    }

    @Test
    void withoutSocketsAndRestThereIsNoPath() {
        try (Desk desk = Desk.ready()) {
            awaitGreen(desk.gateway);
            desk.socketsDown();
            desk.venue.acceptRest(false);
            List<CompletableFuture<CancelResult>> cancels = desk.place(2 * PathBreaker.FAILURES_TO_OPEN).stream()
                    .map(order ->
                            desk.gateway.cancel(Desk.wish(order).untilGone()).toFuture())
                    .toList();

            HealthCheck path = awaitRed(desk.gateway, "path:main");

            assertThat(path.text())
                    .contains(
                            "no cancel of account main can leave", "none of its 1 session(s) is ready", "REST is down");
            desk.venue.acceptRest(true);
            desk.venue.acceptSockets(true);
            awaitGreen(desk.gateway);
            assertThat(cancels).allSatisfy(told -> assertThat(told).succeedsWithin(Desk.PATIENCE));
        }
    }

    @Test
    void aVenueThatIsAwayAtTheStartIsNoPathUntilItComes() {
        SimVenue venue = SimVenue.start(0);
        venue.acceptRest(false);
        venue.acceptSockets(false);
        try (Desk desk = Desk.open(venue, config -> config)) {
            assertThat(awaitRed(desk.gateway, "path:main").text()).contains("REST is down: ");

            venue.acceptRest(true);
            venue.acceptSockets(true);

            awaitGreen(desk.gateway);
        }
    }

    @Test
    void aVenueThatTakesCancelsAndNeverSaysWhatBecameOfThemLeavesDoubts() {
        int many = HealthCheck.MAX_LASTING_DOUBTS + 1;
        try (Desk desk = Desk.ready(config -> Desk.window(config, Duration.ofSeconds(2)))) {
            awaitGreen(desk.gateway);
            desk.venue.faults().always(SimFault.SILENT);
            desk.venue.acceptRest(false);
            List<CancelOrder> wishes = desk.place(many).stream()
                    .map(order -> Desk.wish(order).within(Duration.ofSeconds(1)))
                    .toList();
            assertThat(desk.cancels(wishes))
                    .allSatisfy(told -> assertThat(told).isInstanceOf(CancelResult.Unknown.class));

            HealthCheck doubts = awaitRed(desk.gateway, "doubts:main");

            assertThat(doubts.text()).startsWith(many + " orders of account main have been in doubt");
            assertThat(up(desk.gateway, "path:main")).isTrue();
            desk.venue.faults().clear();
            desk.venue.acceptRest(true);
            awaitGreen(desk.gateway);
        }
    }

    @Test
    void aLogThatAnotherProgramHasLockedCannotBeWritten(@TempDir Path folder) throws Exception {
        SimVenue venue = Market.FUTURES.start();
        Path file = folder.resolve("outcomes.db");
        try (venue;
                OrderGateway gateway = Gateway.open(
                        GatewayConfig.of(Desk.account(Market.FUTURES, venue)).storing(StoreSettings.at(file)));
                Connection intruder = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            awaitGreen(gateway);
            intruder.createStatement().execute("BEGIN IMMEDIATE");
            String order = venue.book().place(Desk.SYMBOL, "Buy", "1", "30000");
            CompletableFuture<CancelResult> told =
                    gateway.cancel(Desk.finalWish(order)).toFuture();

            HealthCheck log = awaitRed(gateway, "log");

            assertThat(log.text()).contains("outcomes.db is locked by another program", "see to the file");
            assertThat(gateway.health().log()).isNotNull().satisfies(health -> {
                assertThat(health.waiting()).isPositive();
                assertThat(health.oldest()).isNotNull();
            });
            intruder.createStatement().execute("ROLLBACK");
            awaitGreen(gateway);
            assertThat(told).succeedsWithin(Desk.PATIENCE);
            assertThat(gateway.health().log())
                    .isNotNull()
                    .satisfies(health -> assertThat(health.oldest()).isNull());
        }
    }

    @Test
    void anAccountsThreadThatACallerBlocksIsNotAlive() {
        try (Desk desk = Desk.ready()) {
            CountDownLatch release = new CountDownLatch(1);
            assertThat(HealthCheck.allUp(HealthCheck.live(desk.gateway.health())))
                    .isTrue();
            desk.gateway.cancel(Desk.finalWish(desk.place())).subscribe(told -> awaitUninterrupted(release));

            HealthCheck thread = await().atMost(Desk.PATIENCE)
                    .until(() -> named(HealthCheck.live(desk.gateway.health()), "thread:main"), check -> !check.up());

            assertThat(thread.text()).contains("account main has done nothing for 10 s");
            release.countDown();
            await().atMost(Desk.PATIENCE).until(() -> HealthCheck.allUp(HealthCheck.live(desk.gateway.health())));
        }
    }

    private static void awaitUninterrupted(CountDownLatch release) {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new AssertionError("the account's thread was interrupted", e);
        }
    }
}
