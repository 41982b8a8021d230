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
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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
    void errSaysAckWithoutM() throws Exception {
        cancelWith(SimFault.ERR_SAYS_ACK_WITHOUT_M);
        JsonNode error = socket.nextJson();
        assertThat(error.has("m")).isFalse();
        assertThat(error.path("status").asText()).isEqualTo("Ack");
        assertThat(error.at("/info/reason").asText()).isEqualTo("INVALID_ORDER_ID");
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
    @MethodSource("restOnly")
    void faultOfRestLeavesTheSocketAlone(SimFault fault) throws Exception {
        cancelWith(fault);
        assertAck();
        assertPush("Canceled");
    }

    @ParameterizedTest
    @MethodSource("socketOnly")
    void faultOfTheSocketLeavesRestAlone(SimFault fault) throws Exception {
        assertThat(restCancelWith(fault).body()).contains("\"code\":0");
        assertPush("Canceled");
    }

    @Test
    void pagesInsteadOfAnswers() throws Exception {
        assertPage(SimFault.HTTP_403, 403);
        assertPage(SimFault.HTTP_429, 429);
        assertPage(SimFault.HTTP_502, 502);
        assertPage(SimFault.HTTP_524, 524);
        assertThat(assertPage(SimFault.HTTP_429_RETRY_AFTER, 429).headers().firstValue("Retry-After"))
                .hasValue("1");
    }

    private HttpResponse<String> assertPage(SimFault fault, int status) throws Exception {
        HttpResponse<String> page = restCancelWith(fault);
        assertThat(page.statusCode()).isEqualTo(status);
        assertThat(page.body()).startsWith("<html>");
        assertOrder(SimOrder.Status.NEW);
        return page;
    }

    @ParameterizedTest
    @CsvSource({"HTTP_502_AFTER, 502", "HTTP_524_AFTER, 524", "HTML_AFTER, 200"})
    void pageInsteadOfTheAnswerToACancelThatWasDone(SimFault fault, int status) throws Exception {
        assertThat(restCancelWith(fault).statusCode()).isEqualTo(status);
        assertPush("Canceled");
    }

    @Test
    void halfAnAnswerOverRest() {
        assertThatThrownBy(() -> restCancelWith(SimFault.HALF_ANSWER)).isInstanceOf(IOException.class);
        assertOrder(SimOrder.Status.CANCELED);
    }

    static Stream<SimFault> socketOnly() {
        return Arrays.stream(SimFault.values())
                .filter(fault -> fault.onRest() == SimFault.NONE && fault != SimFault.NONE);
    }

    static Stream<SimFault> restOnly() {
        return Arrays.stream(SimFault.values())
                .filter(fault -> fault.onSocket() == SimFault.NONE && fault != SimFault.NONE);
    }

    @Test
    void disconnected() throws Exception {
        cancelWith(SimFault.DISCONNECTED);
        JsonNode notice = socket.nextJson();
        assertThat(notice.path("m").asText()).isEqualTo("disconnected");
        assertThat(notice.path("code").asInt()).isEqualTo(100005);
        assertThat(socket.next()).isEqualTo(CLOSED);
        assertOrder(SimOrder.Status.NEW);
    }

    @Test
    void pushFirst() throws Exception {
        cancelWith(SimFault.PUSH_FIRST);
        assertPush("Canceled");
        assertAck();
        assertNothingMore();
    }

    @Test
    void replyLate() throws Exception {
        venue.faults().lateBy(Duration.ofMillis(200));
        cancelWith(SimFault.REPLY_LATE);
        assertPush("Canceled");
        assertNothingMore();
        assertAck();
    }

    @Test
    void pushLate() throws Exception {
        venue.faults().lateBy(Duration.ofMillis(200));
        cancelWith(SimFault.PUSH_LATE);
        assertAck();
        assertNothingMore();
        assertPush("Canceled");
    }

    @Test
    void errorAfterAck() throws Exception {
        cancelWith(SimFault.ERROR_AFTER_ACK);
        assertAck();
        JsonNode error = socket.nextJson();
        assertThat(error.path("m").asText()).isEqualTo("error");
        assertThat(error.path("id").asText()).isEqualTo("cancel0001");
        assertThat(error.path("reason").asText()).isEqualTo("AUTHORIZATION_NEEDED");
        assertPush("Canceled");
    }

    @Test
    void ackWithoutId() throws Exception {
        cancelWith(SimFault.ACK_WITHOUT_ID);
        JsonNode ack = socket.nextJson();
        assertThat(ack.has("id")).isFalse();
        assertThat(ack.at("/info/orderId").asText()).isEqualTo(orderId);
        assertPush("Canceled");
    }

    @Test
    void v2AckIsWhatFuturesSayAnyway() throws Exception {
        cancelWith(SimFault.V2_ACK);
        assertAck();
        assertPush("Canceled");
    }

    @Test
    void errorsOfEitherDialect() throws Exception {
        cancelWith(SimFault.V1_ERR);
        JsonNode v1 = socket.nextJson();
        assertThat(v1.path("status").asText()).isEqualTo("Err");
        assertThat(v1.at("/info/code").asInt()).isEqualTo(300006);
        assertThat(v1.at("/info/id").asText()).isEqualTo("cancel0001");

        cancelWith(SimFault.V2_ERR);
        JsonNode v2 = socket.nextJson();
        assertThat(v2.path("code").asInt()).isEqualTo(300006);
        assertThat(v2.at("/info/errorMsg").asText()).isEqualTo("Invalid Client Order Id: cancel0001");
        assertOrder(SimOrder.Status.NEW);
    }

    @Test
    void errWithoutId() throws Exception {
        cancelWith(SimFault.ERR_WITHOUT_ID);
        JsonNode error = socket.nextJson();
        assertThat(error.path("code").asInt()).isEqualTo(300006);
        assertThat(error.has("id")).isFalse();
        assertThat(error.path("info").has("symbol")).isFalse();
        assertOrder(SimOrder.Status.NEW);
    }

    @Test
    void errorFrames() throws Exception {
        cancelWith(SimFault.ERROR_FRAME);
        JsonNode named = socket.nextJson();
        assertThat(named.path("m").asText()).isEqualTo("error");
        assertThat(named.path("id").asText()).isEqualTo("cancel0001");
        assertThat(named.path("info").isTextual()).isTrue();

        cancelWith(SimFault.ERROR_FRAME_WITHOUT_ID);
        assertThat(socket.nextJson().has("id")).isFalse();
        assertOrder(SimOrder.Status.NEW);
    }

    @Test
    void fillFirst() throws Exception {
        cancelWith(SimFault.FILL_FIRST);
        assertAck();
        assertPush("Filled");
        assertPush("Rejected");
        assertOrder(SimOrder.Status.FILLED);
    }

    @Test
    void partFillFirst() throws Exception {
        cancelWith(SimFault.PART_FILL_FIRST);
        assertAck();
        assertPush("PartiallyFilled");
        JsonNode push = socket.nextJson();
        assertThat(push.path("st").asText()).isEqualTo("Canceled");
        assertThat(push.path("cfq").asText()).isEqualTo("0.25");
    }

    @Test
    void rejectFirst() throws Exception {
        assertThat(restCancelWith(SimFault.REJECT_FIRST).body()).contains("300019");
        assertPush("Rejected");
        assertOrder(SimOrder.Status.REJECTED);
    }

    @Test
    void duplicate300019() throws Exception {
        cancelWith(SimFault.DUPLICATE_300019);
        JsonNode error = socket.nextJson();
        assertThat(error.path("code").asInt()).isEqualTo(300019);
        assertThat(error.at("/info/errorMsg").asText()).isEqualTo("Duplicated order cancel request.");
        assertPush("Canceled");
        assertThat(restCancelWith(SimFault.DUPLICATE_300019).body()).contains("Duplicated order cancel request.");
    }

    @ParameterizedTest
    @CsvSource({
        "GONE_300006, 300006, The order is already filled or canceled.",
        "GONE_300019, 300019, Trying to cancel non-open order",
        "GONE_60060, 60060, The order is already filled or canceled"
    })
    void codesForAnOrderThatIsGone(SimFault fault, int code, String text) throws Exception {
        venue.book().fill(orderId);
        assertPush("Filled");

        cancelWith(fault);
        JsonNode onSocket = socket.nextJson();
        assertThat(onSocket.path("code").asInt()).isEqualTo(code);
        assertThat(onSocket.at("/info/errorMsg").asText()).isEqualTo(text);

        JsonNode overRest = SimClient.json(restCancelWith(fault).body());
        assertThat(overRest.path("code").asInt()).isEqualTo(code);
        assertThat(overRest.path("message").asText()).isEqualTo(text);
        assertNothingMore();
    }

    @Test
    void goneInOtherShapesOverRest() throws Exception {
        venue.book().fill(orderId);
        assertPush("Filled");

        JsonNode nested = SimClient.json(restCancelWith(SimFault.GONE_NESTED).body());
        assertThat(nested.path("code").asInt(-1)).isZero();
        assertThat(nested.at("/data/status").asText()).isEqualTo("Err");
        assertThat(nested.at("/data/info/code").asInt()).isEqualTo(300006);

        JsonNode empty = SimClient.json(restCancelWith(SimFault.GONE_EMPTY).body());
        assertThat(empty.path("code").asInt()).isEqualTo(300006);
        assertThat(empty.path("message").asText("none")).isEmpty();
        assertThat(empty.path("reason").asText("none")).isEmpty();
        assertThat(empty.at("/info/id").asText("none")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GONE_PUSH, false", "GONE_PUSH_BY_REQUEST, true"})
    void goneIsToldByAPush(SimFault fault, boolean byRequest) throws Exception {
        venue.book().fill(orderId);
        assertPush("Filled");

        cancelWith(fault);
        assertAck();
        assertRejectPush(byRequest, "s");
        assertThat(SimClient.json(restCancelWith(fault).body()).path("code").asInt(-1))
                .isZero();
        assertRejectPush(byRequest, "a");
    }

    private void assertRejectPush(boolean byRequest, String source) throws Exception {
        JsonNode push = socket.nextJson();
        assertThat(push.path("err").asText()).isEqualTo("NoOpenForCancel");
        if (byRequest) {
            assertThat(push.path("orderId").asText()).startsWith(source).endsWith("ancel0001");
            assertThat(push.path("origOrderId").asText()).isEqualTo(orderId);
        } else {
            assertThat(push.path("orderId").asText()).isEqualTo(orderId);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "GONE_.*", mode = EnumSource.Mode.MATCH_ALL)
    void whatIsSaidOfAGoneOrderLeavesAnOpenOneAlone(SimFault fault) throws Exception {
        cancelWith(fault);
        assertAck();
        assertPush("Canceled");
    }

    @Test
    void restOrdersItsReplyAndPushToo() throws Exception {
        venue.faults().lateBy(Duration.ofMillis(50));
        assertThat(restCancelWith(SimFault.PUSH_FIRST).body()).contains("\"code\":0");
        assertPush("Canceled");
        orderId = venue.book().place("BTC-PERP", "buy", "0.5", "30000");
        assertPush("New");
        assertThat(restCancelWith(SimFault.REPLY_LATE).body()).contains("\"code\":0");
        assertPush("Canceled");
        orderId = venue.book().place("BTC-PERP", "buy", "0.5", "30000");
        assertPush("New");
        assertThat(restCancelWith(SimFault.PUSH_LATE).body()).contains("\"code\":0");
        assertPush("Canceled");
    }

    @Test
    void aSeedDrawsTheSameFaultsAgain() throws Exception {
        assertThat(replies(42)).isEqualTo(replies(42)).contains("300006").contains("\"code\":0");
        assertThat(replies(43)).isNotEqualTo(replies(42));
    }

    private String replies(long seed) throws Exception {
        venue.faults().seed(seed, 0.5, SimFault.ERR, SimFault.V1_ERR);
        StringBuilder replies = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            socket.cancel("cancel0001", "gone" + i);
            JsonNode reply = socket.nextJson();
            replies.append(reply);
            if (reply.path("code").asInt(-1) == 0) {
                socket.next(); // the push that turns the cancel down
            }
        }
        return replies.toString();
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
