package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.GatewayHealth.Level;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.ws.app.Gateway;
import io.ordergateway.ws.app.GatewayConfig;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.store.StoreSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose outcomes are in a file. */
class StoreIT {
    private final SimVenue venue = Market.FUTURES.start();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        venue.close();
    }

    private OrderGateway open() {
        return open(StoreSettings.at(folder.resolve("outcomes.db")));
    }

    private OrderGateway open(StoreSettings store) {
        OrderGateway gateway = Gateway.open(
                GatewayConfig.of(Desk.account(Market.FUTURES, venue)).storing(store));
        await().atMost(Desk.PATIENCE).until(() -> gateway.health().socketsReady());
        return gateway;
    }

    private CancelOrder wish(String id) {
        String order = venue.book().place(Desk.SYMBOL, "Buy", "1", "30000");
        return CancelOrder.of(Desk.ACCOUNT, Desk.SYMBOL, order).id(id).awaitFinal();
    }

    @Test
    void theSameIdAfterARestartHasItsEarlierAnswerAndSendsNothing() {
        CancelOrder wish = wish("once");
        CancelResult first;
        List<Outcome> before;
        try (OrderGateway gateway = open()) {
            first = gateway.cancel(wish).block(Desk.PATIENCE);
            before = gateway.outcomes(Position.EARLIEST).take(3).collectList().block(Desk.PATIENCE);
        }

        try (OrderGateway gateway = open()) {
            CancelResult again = gateway.cancel(wish).block(Desk.PATIENCE);
            gateway.cancel(wish("next")).block(Desk.PATIENCE);
            List<Outcome> all =
                    gateway.outcomes(Position.EARLIEST).take(6).collectList().block(Desk.PATIENCE);

            assertThat(first).isInstanceOf(CancelResult.Canceled.class);
            assertThat(again).isEqualTo(first);
            assertThat(all).startsWith(before.toArray(new Outcome[0]));
            assertThat(all)
                    .extracting(Outcome::position)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 6).boxed().toList());
        }
    }

    @Test
    void nothingOfACancelLeavesBeforeItIsOnRecordWhereThatIsAskedFor() throws Exception {
        StoreSettings store = StoreSettings.at(folder.resolve("outcomes.db")).recordBeforeSend(true);
        try (OrderGateway gateway = open(store);
                Connection intruder = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("outcomes.db"))) {
            intruder.createStatement().execute("BEGIN IMMEDIATE");
            CancelOrder wish = wish("held");
            var answer = gateway.cancel(wish).toFuture();
            await().atMost(Desk.PATIENCE).until(() -> gateway.health().level() == Level.RED);
            assertThat(venue.counts().socketCancels()).isZero();
            assertThat(gateway.health().accounts().get(0).pending()).isEqualTo(1);

            intruder.createStatement().execute("ROLLBACK");

            assertThat(answer.get(Desk.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(CancelResult.Canceled.class);
            assertThat(venue.counts().socketCancels()).isEqualTo(1);
        }
    }

    @Test
    void whileTheFileCannotBeWrittenCancelsAreRefusedAndHealthIsRed() throws Exception {
        try (OrderGateway gateway = open();
                Connection intruder = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("outcomes.db"))) {
            intruder.createStatement().execute("BEGIN IMMEDIATE");
            var waiting = gateway.cancel(wish("waiting")).toFuture();
            await().atMost(Desk.PATIENCE).until(() -> gateway.health().level() == Level.RED);

            CancelResult refused = gateway.cancel(wish("refused")).block(Desk.PATIENCE);

            assertThat(refused).isInstanceOfSatisfying(CancelResult.Refused.class, told -> {
                assertThat(told.reason()).isEqualTo(RefusalReason.UNRECORDED);
                assertThat(told.text()).contains("outcomes.db is locked by another program");
            });
            assertThat(gateway.health().accounts().get(0).warnings())
                    .anySatisfy(warning -> assertThat(warning).contains("outcomes.db is locked by another program"));
            assertThat(waiting).as("nobody is told what is not written").isNotDone();

            intruder.createStatement().execute("ROLLBACK");
            assertThat(waiting.get(Desk.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(CancelResult.Canceled.class);
            await().atMost(Desk.PATIENCE).until(() -> gateway.health().level() == Level.GREEN);
        }
    }
}
