package io.ordergateway.it.sim;

import static io.ordergateway.it.sim.SimClient.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.door.RateLimits;
import io.ordergateway.ws.sim.door.SimHabits;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Too many messages (section 9.1), and requests of another time (section 11, row 51). */
@Timeout(60)
class SimLimitsIT {
    private static final String STREAM = "/7/api/pro/v2/stream";
    private static final String ORDER = "/7/api/pro/v2/futures/order";
    private static final Duration WINDOW = Duration.ofSeconds(30);

    private static SimVenue venue(RateLimits limits) {
        return SimVenue.start(SimSettings.defaults().withLimits(limits));
    }

    private static RateLimits threeOrders(int second, Duration penalty) {
        return RateLimits.documented().enforcedWithin(WINDOW, penalty).with(RateLimits.Kind.ORDER, 3, second);
    }

    private static JsonNode status(SimClient client) throws Exception {
        return client.rest("GET", "/api/pro/v2/risk-limit-info?ip=127.0.0.1", "")
                .at("/data/webSocket/status");
    }

    @Test
    void firstLevelIgnoresTheClassAndNoOther() throws Exception {
        try (SimVenue venue = venue(threeOrders(100, WINDOW))) {
            SimClient.Socket socket = new SimClient(venue).openReady();
            for (int i = 0; i < 5; i++) {
                socket.cancel("cancel000" + i, "unknown");
            }
            List<String> answered = new ArrayList<>();
            for (JsonNode said = socket.pong(); !said.path("m").asText().equals("pong"); said = socket.nextJson()) {
                if (said.has("action")) {
                    answered.add(said.path("id").asText());
                }
            }
            assertThat(answered).containsExactly("cancel0000", "cancel0001", "cancel0002");
            assertThat(venue.counts().socketCancels()).isEqualTo(3);
        }
    }

    @Test
    void secondLevelKillsTheSessionAndBansTheAddress() throws Exception {
        try (SimVenue venue = venue(threeOrders(4, Duration.ofSeconds(2)))) {
            SimClient client = new SimClient(venue);
            SimClient.Socket socket = client.openReady();
            String orderId = venue.book().place("BTC-PERP", "buy", "1", "100");
            for (int i = 0; i < 5; i++) {
                socket.cancel("cancel000" + i, "unknown");
            }
            String said = socket.next();
            while (!said.equals(SimClient.CLOSED)) {
                said = socket.next();
            }

            assertThat(client.handshake(STREAM)).isEqualTo(429);
            JsonNode banned = status(client);
            assertThat(banned.path("isBanned").asBoolean()).isTrue();
            assertThat(banned.path("violationCode").asInt()).isEqualTo(100014);
            assertThat(banned.path("reason").asText()).isEqualTo("exceeds ORDER[4], 5 messages recently");
            assertThat(venue.book().order(orderId).orElseThrow().status()).isEqualTo(SimOrder.Status.NEW);

            await().until(() -> client.handshake(STREAM) == 101);
            assertThat(status(client).path("isBanned").asBoolean()).isFalse();
        }
    }

    @Test
    void oneSocketTooMany() throws Exception {
        try (SimVenue venue = venue(RateLimits.documented().withMaxSockets(1))) {
            SimClient client = new SimClient(venue);
            client.openReady();
            assertThat(client.handshake(STREAM)).isEqualTo(429);
            venue.cutSockets();
            client.openReady();
        }
    }

    @Test
    void theDocumentedNumbersAreToldToEverybody() throws Exception {
        try (SimVenue venue = SimVenue.start(0)) {
            JsonNode socket = new SimClient(venue)
                    .rest("GET", "/api/pro/v2/risk-limit-info", "")
                    .at("/data/webSocket");
            assertThat(socket.at("/messageThreshold/level1OpThreshold/ping").asInt())
                    .isEqualTo(800);
            assertThat(socket.at("/messageThreshold/level1ReqThreshold/cancel_order")
                            .asInt())
                    .isEqualTo(8_000);
            assertThat(socket.at("/messageThreshold/level2ReqThreshold/cancel_order")
                            .asInt())
                    .isEqualTo(10_000);
            assertThat(socket.at("/limits/maxWebSocketSessionsPerIpAccountGroup")
                            .asInt())
                    .isEqualTo(20);
            assertThat(socket.at("/status/isBanned").asBoolean(true)).isFalse();
        }
    }

    @Test
    void staleRequestsCanBeMetWithSilence() throws Exception {
        SimSettings silent =
                SimSettings.defaults().withHabits(SimHabits.documented().ignoringStale());
        try (SimVenue venue = SimVenue.start(silent)) {
            SimClient client = new SimClient(venue);
            String orderId = venue.book().place("BTC-PERP", "buy", "1", "100");
            long longAgo = now() - 31_000;
            SimClient.Socket socket = client.openReady();

            socket.send("{'op':'req','action':'cancel-order','ac':'futures','id':'old','args':{'time':" + longAgo
                    + ",'orderId':'" + orderId + "','symbol':'BTC-PERP'}}");
            assertThat(socket.pong().path("m").asText()).isEqualTo("pong");
            String body = "{\"orderId\":\"" + orderId + "\",\"symbol\":\"BTC-PERP\",\"time\":" + longAgo + "}";
            Duration patience = Duration.ofMillis(200);
            assertThatThrownBy(() ->
                            client.send(client.signed("DELETE", ORDER, body).timeout(patience)))
                    .isInstanceOf(HttpTimeoutException.class);
            assertThatThrownBy(() -> client.send(
                            client.signedAt(longAgo, "GET", ORDER + "/open", "").timeout(patience)))
                    .isInstanceOf(HttpTimeoutException.class);
            assertThat(venue.book().open()).hasSize(1);
        }
    }
}
