package io.ordergateway.it.sim;

import static io.ordergateway.it.sim.SimClient.CLOSED;
import static io.ordergateway.it.sim.SimClient.now;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.fault.SimFault;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulated venue when it does not behave: every fault, seen from outside and in the book. */
@Timeout(60)
class SimFaultsIT {
    private static final String ORDER = "/7/api/pro/v2/futures/order";

    private SimVenue venue;
    private SimClient client;
    private SimClient.Socket socket;
    private String orderId;

    @BeforeEach
    void start() throws Exception {
        venue = SimVenue.start(0);
        client = new SimClient(venue);
        orderId = venue.book().place("BTC-PERP", "buy", "0.5", "30000");
        socket = client.openReady();
    }

    @AfterEach
    void stop() {
        venue.close();
    }

    private void cancelWith(SimFault fault) {
        venue.faults().next(fault);
        socket.cancel("cancel0001", orderId);
    }

    private HttpResponse<String> restCancelWith(SimFault fault) throws Exception {
        venue.faults().next(fault);
        return client.send(client.signed("DELETE", ORDER, body()));
    }

    private String body() {
        return "{\"id\":\"cancel0001\",\"orderId\":\"" + orderId + "\",\"symbol\":\"BTC-PERP\",\"time\":" + now() + "}";
    }

    private void assertOrder(SimOrder.Status status) {
        assertThat(venue.book().order(orderId).orElseThrow().status()).isEqualTo(status);
    }

    private void assertAck() throws Exception {
        JsonNode ack = socket.nextJson();
        assertThat(ack.path("action").asText()).isEqualTo("cancel-order");
        assertThat(ack.path("id").asText()).isEqualTo("cancel0001");
        assertThat(ack.path("code").asInt(-1)).isZero();
        assertThat(ack.at("/info/orderId").asText()).isEqualTo(orderId);
    }

    private void assertPush(String status) throws Exception {
        JsonNode push = socket.nextJson();
        assertThat(push.path("m").asText()).isEqualTo("futures-order");
        assertThat(push.path("st").asText()).isEqualTo(status);
        assertThat(push.path("orderId").asText()).isEqualTo(orderId);
    }

    private void assertNothingMore() throws Exception {
        assertThat(socket.pong().path("m").asText()).isEqualTo("pong");
    }

    @Test
    void silent() throws Exception {
        cancelWith(SimFault.SILENT);
        assertNothingMore();
        assertOrder(SimOrder.Status.NEW);
    }

    @Test
    void mute() throws Exception {
        cancelWith(SimFault.MUTE);
        assertNothingMore();
        assertOrder(SimOrder.Status.CANCELED);
    }

    @Test
    void noPush() throws Exception {
        cancelWith(SimFault.NO_PUSH);
        assertAck();
        assertNothingMore();
        assertOrder(SimOrder.Status.CANCELED);
    }

    @Test
    void cutBefore() throws Exception {
        cancelWith(SimFault.CUT_BEFORE);
        assertThat(socket.next()).isEqualTo(CLOSED);
        assertOrder(SimOrder.Status.NEW);
    }

    @Test
    void cutAfter() throws Exception {
        cancelWith(SimFault.CUT_AFTER);
        assertThat(socket.next()).isEqualTo(CLOSED);
        assertOrder(SimOrder.Status.CANCELED);
    }

    @Test
    void halfFrame() throws Exception {
        venue.faults().next(SimFault.HALF_FRAME);

        String received = new String(client.bytesAfterCancel(orderId), US_ASCII);

        assertThat(received)
                .contains("{\"m\":\"order\",\"action\":\"cancel-order\"")
                .doesNotContain("}}");
        assertOrder(SimOrder.Status.CANCELED);
        assertNothingMore();
    }

    @Test
    void late() throws Exception {
        venue.faults().lateBy(Duration.ofMillis(200));
        cancelWith(SimFault.LATE);
        assertNothingMore();
        assertOrder(SimOrder.Status.CANCELED);
        assertAck();
        assertPush("Canceled");
    }

    @Test
    void duplicate() throws Exception {
        cancelWith(SimFault.DUPLICATE);
        assertAck();
        assertAck();
        assertPush("Canceled");
    }

    @Test
    void foreignId() throws Exception {
        cancelWith(SimFault.FOREIGN_ID);
        JsonNode foreign = socket.nextJson();
        assertThat(foreign.path("id").asText()).isNotEqualTo("cancel0001");
        assertThat(foreign.at("/info/orderId").asText()).isNotEqualTo(orderId);
        assertAck();
        assertPush("Canceled");
    }

    @Test
    void lie() throws Exception {
        cancelWith(SimFault.LIE);
        assertAck();
        assertPush("Filled");
        assertOrder(SimOrder.Status.FILLED);
    }

    @Test
    void flatAck() throws Exception {
        cancelWith(SimFault.FLAT_ACK);
        JsonNode flat = socket.nextJson();
        assertThat(flat.has("m") || flat.has("id") || flat.has("code")).isFalse();
        assertThat(flat.path("orderId").asText()).isEqualTo(orderId);
        assertThat(flat.path("status").asText()).isEqualTo("New");
        assertPush("Canceled");
    }

    @Test
    void err() throws Exception {
        cancelWith(SimFault.ERR);
        JsonNode error = socket.nextJson();
        assertThat(error.path("code").asInt()).isEqualTo(300006);
        assertThat(error.path("id").asText()).isEqualTo("cancel0001");
        assertOrder(SimOrder.Status.NEW);
    }

    @Test
    void errSaysAck() throws Exception {
        cancelWith(SimFault.ERR_SAYS_ACK);
        JsonNode error = socket.nextJson();
        assertThat(error.path("status").asText()).isEqualTo("Ack");
        assertThat(error.at("/info/code").asInt()).isEqualTo(300006);
        assertThat(error.at("/info/id").asText()).isEqualTo("cancel0001");
        assertOrder(SimOrder.Status.NEW);
    }

    @Test
    void v1Ack() throws Exception {
        cancelWith(SimFault.V1_ACK);
        JsonNode ack = socket.nextJson();
        assertThat(ack.path("status").asText()).isEqualTo("Ack");
        assertThat(ack.has("code")).isFalse();
        assertThat(ack.at("/info/id").asText()).isEqualTo("cancel0001");
        assertPush("Canceled");
    }

    @Test
    void noiseBeforeTheReply() throws Exception {
        cancelWith(SimFault.GARBAGE);
        assertThatThrownBy(socket::nextJson).isInstanceOf(AssertionError.class);
        assertAck();
        assertPush("Canceled");
    }

    @Test
    void binary() throws Exception {
        cancelWith(SimFault.BINARY);
        assertThat(socket.next()).isEqualTo(SimClient.BINARY);
        assertAck();
        assertPush("Canceled");
    }

    @Test
    void huge() throws Exception {
        cancelWith(SimFault.HUGE);
        assertThat(socket.next()).hasSizeGreaterThan(2 * 1024 * 1024);
        assertAck();
        assertPush("Canceled");
    }

    @ParameterizedTest
    @EnumSource(names = {"HTTP_502", "HTTP_502_AFTER", "HTTP_429", "HANG"})
    void faultOfRestLeavesTheSocketAlone(SimFault fault) throws Exception {
        cancelWith(fault);
        assertAck();
        assertPush("Canceled");
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENT", "DUPLICATE", "FOREIGN_ID", "FLAT_ACK", "ERR_SAYS_ACK", "V1_ACK", "GARBAGE", "HUGE"})
    void faultOfTheSocketLeavesRestAlone(SimFault fault) throws Exception {
        assertThat(restCancelWith(fault).body()).contains("\"code\":0");
        assertPush("Canceled");
    }

    @Test
    void pagesInsteadOfAnswers() throws Exception {
        for (SimFault fault : new SimFault[] {SimFault.HTTP_502, SimFault.HTTP_429}) {
            HttpResponse<String> page = restCancelWith(fault);
            assertThat(page.statusCode()).isEqualTo(fault == SimFault.HTTP_502 ? 502 : 429);
            assertThat(page.body()).startsWith("<html>");
            assertOrder(SimOrder.Status.NEW);
        }
        assertThat(restCancelWith(SimFault.HTTP_502_AFTER).statusCode()).isEqualTo(502);
        assertPush("Canceled");
    }

    @Test
    void restHangs() {
        venue.faults().next(SimFault.HANG);
        assertThatThrownBy(
                        () -> client.send(client.signed("DELETE", ORDER, body()).timeout(Duration.ofMillis(200))))
                .isInstanceOf(HttpTimeoutException.class);
        assertOrder(SimOrder.Status.NEW);
    }

    @Test
    void restMute() throws Exception {
        venue.faults().next(SimFault.MUTE);
        assertThatThrownBy(
                        () -> client.send(client.signed("DELETE", ORDER, body()).timeout(Duration.ofMillis(200))))
                .isInstanceOf(HttpTimeoutException.class);
        assertOrder(SimOrder.Status.CANCELED);
        assertNothingMore();
    }

    @Test
    void restCutBeforeAndAfter() throws Exception {
        assertThatThrownBy(() -> restCancelWith(SimFault.CUT_BEFORE)).isInstanceOf(IOException.class);
        assertOrder(SimOrder.Status.NEW);
        assertThatThrownBy(() -> restCancelWith(SimFault.CUT_AFTER)).isInstanceOf(IOException.class);
        assertOrder(SimOrder.Status.CANCELED);
        assertNothingMore();
    }

    @Test
    void restLate() throws Exception {
        venue.faults().lateBy(Duration.ofMillis(50));
        assertThat(restCancelWith(SimFault.LATE).body()).contains("\"status\":\"New\"");
        assertPush("Canceled");
    }

    @Test
    void restLies() throws Exception {
        assertThat(restCancelWith(SimFault.LIE).body()).contains("\"code\":0").contains("\"status\":\"New\"");
        assertPush("Filled");
    }

    @Test
    void restNoPushAndErr() throws Exception {
        assertThat(restCancelWith(SimFault.ERR).body()).contains("\"code\":300006");
        assertOrder(SimOrder.Status.NEW);
        assertThat(restCancelWith(SimFault.NO_PUSH).body()).contains("\"code\":0");
        assertOrder(SimOrder.Status.CANCELED);
        assertNothingMore();
    }
}
