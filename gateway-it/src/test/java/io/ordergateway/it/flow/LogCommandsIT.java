package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.ws.app.Gateway;
import io.ordergateway.ws.app.GatewayConfig;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.fault.SimFault;
import io.ordergateway.ws.store.SqliteOutcomeLog;
import io.ordergateway.ws.store.StoreSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runnable jar reads the log that another process is writing. */
class LogCommandsIT {
    private static final Account MAIN = new Account("main", Venue.ASCENDEX, Account.Category.FUTURES);
    private static final Duration MAY_TAKE = Duration.ofSeconds(30);

    /** More than a pipe holds, so that whoever writes on must notice that nobody reads. */
    private static final int MANY = 2_000;

    @TempDir
    private Path folder;

    private Path file;
    private File out;
    private File err;
    private SqliteOutcomeLog log;

    @BeforeEach
    void aGatewayWrites() {
        file = folder.resolve("outcomes.db");
        out = folder.resolve("out").toFile();
        err = folder.resolve("err").toFile();
        log = SqliteOutcomeLog.open(StoreSettings.at(file));
    }

    @AfterEach
    void itStops() {
        log.close();
    }

    @Test
    void aWatchThatNobodyReadsOnEndsQuietly() throws Exception {
        refuse(MANY);

        Process process = start("sh", "-c", jar("watch", "--from", "earliest", "--json") + " | head -3");

        assertThat(process.waitFor(MAY_TAKE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readAllLines(out.toPath())).hasSize(3).allMatch(line -> line.startsWith("{\"v\":1,"));
        assertThat(err).isEmpty();
    }

    @Test
    void aWatchGoesOnAndEndsQuietlyWithCtrlC() throws Exception {
        refuse(1);
        Process process = start("sh", "-c", "exec " + jar("watch", "--from", "earliest"));
        await().atMost(MAY_TAKE).until(() -> lines() == 3);

        refuse(1);
        await().atMost(MAY_TAKE).until(() -> lines() == 5);
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                .start()
                .waitFor();

        assertThat(process.waitFor(MAY_TAKE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(lines()).isEqualTo(5);
        assertThat(err).isEmpty();
    }

    @Test
    void explainSaysByItsStatusWhetherAnythingIsKnown() throws Exception {
        refuse(1);

        Process known = start("sh", "-c", jar("explain", "order-0"));
        assertThat(known.waitFor(MAY_TAKE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(known.exitValue()).isZero();
        assertThat(out).content().contains("Order order-0 of BTC-PERP").contains("REFUSED");

        Process unknown = start("sh", "-c", jar("explain", "order-1"));
        assertThat(unknown.waitFor(MAY_TAKE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(unknown.exitValue()).isEqualTo(1);
        assertThat(err).content().startsWith("Nothing is known of order order-1 in " + file);

        Process usage = start("sh", "-c", jar("explain"));
        assertThat(usage.waitFor(MAY_TAKE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(usage.exitValue()).isEqualTo(2);
    }

    @Test
    void explainTellsTheStoryOfARunningGatewaysCancel() throws Exception {
        log.close();
        try (SimVenue venue = Market.FUTURES.start();
                OrderGateway gateway = Gateway.open(
                        GatewayConfig.of(Desk.account(Market.FUTURES, venue)).storing(StoreSettings.at(file)))) {
            await().atMost(MAY_TAKE).until(() -> gateway.health().socketsReady());
            String order = venue.book().place(Desk.SYMBOL, "Buy", "1", "30000");
            venue.faults().next(SimFault.SILENT);
            gateway.cancel(CancelOrder.of(Desk.ACCOUNT, Desk.SYMBOL, order).awaitFinal())
                    .block(MAY_TAKE);

            Process story = start("sh", "-c", jar("explain", order));

            assertThat(story.waitFor(MAY_TAKE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(out)
                    .content()
                    .contains("CANCELED: the venue says that the order ended canceled, 0 filled.")
                    .containsSubsequence(
                            "sent by SOCKET", "sent by REST", "the caller was told CANCELED", "attempt 1 by SOCKET")
                    .contains("rule no-reply: no reply in time", "rule order-push: {");
        }
    }

    /** Two records each. */
    private void refuse(int cancels) {
        Instant now = Instant.now();
        for (int i = 0; i < cancels; i++) {
            CancelOrder wish = CancelOrder.of("main", "BTC-PERP", "order-" + i);
            CancelResult end = new CancelResult.Refused(
                    wish.cancelId(), wish.order(), RefusalReason.DEADLINE, null, "it had passed", null, List.of());
            log.accepted(MAIN, wish, now, RecordListener.NOBODY);
            log.settled(MAIN, wish, end, now, RecordListener.NOBODY);
        }
        log.flush(Runnable::run);
    }

    private long lines() throws IOException {
        return Files.readAllLines(out.toPath()).size();
    }

    private String jar(String... arguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path jar = Path.of("..", "gateway-ws", "target", "gateway.jar");
        return java + " -jar " + jar + " " + String.join(" ", arguments) + " --store " + file;
    }

    private Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(err)
                .start();
    }
}
