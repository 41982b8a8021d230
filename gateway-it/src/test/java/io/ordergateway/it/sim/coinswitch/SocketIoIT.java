package io.ordergateway.it.sim.coinswitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.it.sim.NodeProject;
import io.ordergateway.ws.sim.coinswitch.CoinswitchSettings;
import io.ordergateway.ws.sim.coinswitch.SimCoinswitch;
import io.ordergateway.ws.sim.coinswitch.book.CancelEnd;
import io.ordergateway.ws.sim.coinswitch.stream.StreamTimings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The unmodified socket.io-client takes the simulated stream for a Socket.IO server (section 9). */
@Timeout(300)
class SocketIoIT {
    private static final NodeProject CLIENT = new NodeProject("socketio", "listen.mjs");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @BeforeAll
    static void install() throws Exception {
        CLIENT.install();
    }

    private static List<JsonNode> lines(Path out) throws IOException {
        return Files.readAllLines(out).stream().map(CoinswitchClient::json).toList();
    }

    private static int printed(Path out) throws IOException {
        return Files.readAllLines(out).size();
    }

    private static void awaitSubscription(SimCoinswitch venue, int number) {
        await().atMost(PATIENCE).until(() -> venue.subscriptions() == number);
    }

    @Test
    void itHearsOfOrdersAnswersPingsAndComesBackWhenItIsThrownOut(@TempDir Path folder) throws Exception {
        StreamTimings quick = new StreamTimings(Duration.ofMillis(100), Duration.ofSeconds(10));
        Path out = folder.resolve("out");
        try (SimCoinswitch venue = SimCoinswitch.start(
                CoinswitchSettings.defaults().withStream(quick).withCancelTaking(Duration.ZERO))) {
            Process process = CLIENT.start(out, Integer.toString(venue.port()), CoinswitchSettings.KEY, "5");
            try {
                awaitSubscription(venue, 1);
                String first = venue.spot().place("BTC/INR", "SELL", "1", "2300000");
                venue.spot().cancel(first, CancelEnd.CANCELLED);
                await().atMost(PATIENCE).until(() -> printed(out) == 4);
                venue.leaveNamespace();
                awaitSubscription(venue, 2);
                venue.spot().place("BTC/INR", "SELL", "2", "2300000");
                await().atMost(PATIENCE).until(() -> printed(out) == 7);
                venue.cutSockets();
                awaitSubscription(venue, 3);
                venue.spot().place("BTC/INR", "SELL", "3", "2300000");
                assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } finally {
                process.destroyForcibly();
            }
        }

        assertThat(CLIENT.version("socket.io-client")).isEqualTo("4.8.1");
        assertThat(lines(out))
                .extracting(line -> line.path("what").asText() + " "
                        + line.at("/detail/status").asText(line.path("detail").asText()))
                .containsExactly(
                        "connect ",
                        "update OPEN",
                        "update CANCELLATION_RAISED",
                        "update CANCELLED",
                        "disconnect io server disconnect",
                        "connect ",
                        "update OPEN",
                        "disconnect transport close",
                        "connect ",
                        "update OPEN",
                        "disconnect io client disconnect");
        assertThat(lines(out).get(1).at("/detail/price").decimalValue()).isEqualByComparingTo("2300000");
    }
}
