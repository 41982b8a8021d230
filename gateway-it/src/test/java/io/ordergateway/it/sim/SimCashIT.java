package io.ordergateway.it.sim;

import static io.ordergateway.it.sim.SimClient.now;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.door.SimHabits;
import io.ordergateway.ws.sim.fault.SimFault;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The v1 side of the simulated venue: cash and margin, over REST and sockets; and batches of both generations. */
@Timeout(60)
class SimCashIT {
    private static final String STREAM = "/7/api/pro/v1/stream";
    private static final String UNKNOWN = "a18bcfe5687bU0866943712123456789";

    private SimVenue venue = SimVenue.start(0);
    private SimClient client = new SimClient(venue);

    @AfterEach
    void stop() {
        venue.close();
    }

    private void behave(SimHabits habits) {
        venue.close();
        venue = SimVenue.start(SimSettings.defaults().withHabits(habits));
        client = new SimClient(venue);
    }

    private static String orders(Category category) {
        return category == Category.FUTURES
                ? "/7/api/pro/v2/futures/order"
                : "/7/api/pro/v1/" + category.lowerCase() + "/order";
    }

    private static String symbol(Category category) {
        return category == Category.FUTURES ? "BTC-PERP" : "BTC/USDT";
    }

    private String place(Category category) {
        return venue.book(category).place(symbol(category), "buy", "0.5", "30000");
    }

    private SimOrder.Status status(Category category, String orderId) {
        return venue.book(category).order(orderId).orElseThrow().status();
    }

    private SimClient.Socket ready(String channel, String more) throws Exception {
        SimClient.Socket socket = client.open(STREAM);
        socket.next();
        socket.logIn("stream", more);
        assertThat(socket.nextJson().path("code").asInt(-1)).isZero();
        socket.send("{'op':'sub','id':'s1','ch':'" + channel + "'}");
        socket.next();
        return socket;
    }

    private static void cancel(SimClient.Socket socket, String account, String orderId) {
        socket.send("{'op':'req','action':'cancel-Order','account':'" + account + "','args':{'time':" + now()
                + ",'id':'cancel0001','orderId':'" + orderId + "','symbol':'BTC/USDT'}}");
    }

    @ParameterizedTest
    @EnumSource(names = {"CASH", "MARGIN"})
    void placesReportsAndCancelsOverRest(Category category) throws Exception {
        String path = orders(category);
        long time = now();
        JsonNode placed = client.rest("POST", path, placing(time, "client123456789", "ACK"));
        String orderId = placed.at("/data/info/orderId").asText();
        assertThat(orderId).isEqualTo(String.format("a%011xU0866943712123456789", time));
        assertThat(placed.toString())
                .startsWith("{\"code\":0,\"data\":{\"ac\":\"" + category + "\",\"accountId\":\"" + category.accountId()
                        + "\",\"action\":\"place-order\",\"status\":\"Ack\",\"info\":{\"id\":\"client123456789\",");

        JsonNode again = client.rest("POST", path, placing(time, "client123456789", "ACK"));
        assertThat(again.path("status").asText()).isEqualTo("Err");
        assertThat(again.path("message").asText()).isEqualTo("DupNewCoid");

        assertThat(client.rest("GET", path + "/open", "").at("/data/0/status").asText())
                .isEqualTo("New");
        JsonNode one = client.rest("GET", path + "/status?orderId=" + orderId, "");
        assertThat(one.path("ac").asText()).isEqualTo(category.name());
        assertThat(one.at("/data/avgPx").asText()).isEqualTo("0");
        assertThat(client.rest("GET", path + "/status?orderId=" + orderId + ",", "")
                        .path("data"))
                .hasSize(1);
        assertThat(client.rest("GET", path + "/status?orderId=" + UNKNOWN, "").path("data"))
                .isEmpty();

        JsonNode canceled = client.rest("DELETE", path, canceling(orderId));
        assertThat(canceled.at("/data/info/orderType").asText("none")).isEmpty();
        assertThat(status(category, orderId)).isEqualTo(SimOrder.Status.CANCELED);
        assertThat(client.rest("GET", path + "/hist/current", "")
                        .at("/data/0/orderId")
                        .asText())
                .isEqualTo(orderId);
        JsonNode history =
                client.rest("GET", "/api/pro/data/v2/order/hist?symbol=BTC%2FUSDT&account=" + category.lowerCase(), "");
        assertThat(history.at("/data/0/fillQty").asText()).isEqualTo("0");
        assertThat(history.at("/data/0/createTime").isLong()).isTrue();
    }

    private static String placing(long time, String id, String respInst) {
        return "{\"symbol\":\"BTC/USDT\",\"time\":\"" + time + "\",\"orderQty\":\"0.5\",\"orderType\":\"limit\","
                + "\"side\":\"buy\",\"orderPrice\":\"30000\",\"id\":\"" + id + "\",\"respInst\":\"" + respInst
                + "\",\"category\":\"cash\",\"stopPrice\":null}";
    }

    private static String canceling(String orderId) {
        return "{\"orderId\":\"" + orderId + "\",\"symbol\":\"BTC/USDT\",\"time\":" + now() + "}";
    }

    @Test
    void acceptAndDoneAreAnsweredInKind() throws Exception {
        behave(SimHabits.documented().waiting(Duration.ofMillis(50)));
        JsonNode accepted = client.rest("POST", orders(Category.CASH), placing(now(), "accept00001", "ACCEPT"));
        assertThat(accepted.at("/data/status").asText()).isEqualTo("ACCEPT");
        assertThat(accepted.at("/data/info/status").asText()).isEqualTo("New");

        JsonNode nothingHappened = client.rest("POST", orders(Category.CASH), placing(now(), "done0000001", "DONE"));
        assertThat(nothingHappened.at("/data/status").asText()).isEqualTo("Ack");
    }

    @Test
    void doneWaitsForTheTrade() throws Exception {
        long time = now();
        String orderId = String.format("a%011xU0866943712%s", time, "one000001");
        Thread market =
                new Thread(() -> await().until(() -> venue.book(Category.CASH).fill(orderId)));
        market.start();

        JsonNode done = client.rest("POST", orders(Category.CASH), placing(time, "done000001", "DONE"));

        market.join();
        assertThat(done.at("/data/status").asText()).isEqualTo("DONE");
        assertThat(done.at("/data/info/status").asText()).isEqualTo("Filled");
        assertThat(done.at("/data/info/id").asText()).isEqualTo("done000001");
    }

    @ParameterizedTest
    @EnumSource
    void aBatchIsDoneInFull(Category category) throws Exception {
        String path = orders(category) + "/batch";
        String items = "{\"orders\":[" + item(category, "batch00001") + "," + item(category, "batch00002") + "]}";
        JsonNode placed = client.rest("POST", path, items);
        assertThat(placed.path("code").asInt(-1)).isZero();
        assertThat(venue.book(category).open()).hasSize(2);

        JsonNode list = category == Category.FUTURES ? placed.at("/data/orders") : placed.at("/data/info");
        String cancels =
                "{\"orders\":[" + cancelItem(category, list.at("/0/orderId").asText()) + ","
                        + cancelItem(category, list.at("/1/orderId").asText()) + "]}";
        JsonNode canceled = client.rest("DELETE", path, cancels);
        assertThat(canceled.toString()).contains("batch-cancel-order");
        assertThat(venue.book(category).open()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void oneBadOrderFailsTheBatch(Category category) throws Exception {
        String open = place(category);
        String gone = place(category);
        venue.book(category).fill(gone);

        JsonNode failed = client.rest(
                "DELETE",
                orders(category) + "/batch",
                "{\"orders\":[" + cancelItem(category, open) + "," + cancelItem(category, gone) + "]}");

        assertThat(failed.path("code").asInt()).isEqualTo(300013);
        assertThat(failed.path("reason").asText()).isEqualTo("INVALID_BATCH_ORDER");
        assertThat(failed.at("/info/0/code").asInt()).isEqualTo(300013);
        assertThat(failed.at("/info/1/code").asInt()).isEqualTo(300006);
        assertThat(failed.at("/info/1/message").asText()).isEqualTo("The order is already filled or canceled.");
        assertThat(status(category, open)).isEqualTo(SimOrder.Status.NEW);
    }

    @Test
    void aBatchOfElevenIsRefused() throws Exception {
        String item = cancelItem(Category.CASH, UNKNOWN);
        String items = String.join(",", Collections.nCopies(11, item));

        JsonNode refused = client.rest("DELETE", orders(Category.CASH) + "/batch", "{\"orders\":[" + items + "]}");

        assertThat(refused.path("code").asInt()).isEqualTo(100004);
    }

    private static String item(Category category, String id) {
        return "{\"symbol\":\"" + symbol(category) + "\",\"time\":" + now()
                + ",\"orderQty\":\"0.5\",\"orderType\":\"limit\",\"side\":\"buy\",\"orderPrice\":\"30000\",\"id\":\""
                + id + "\"}";
    }

    private static String cancelItem(Category category, String orderId) {
        return "{\"orderId\":\"" + orderId + "\",\"symbol\":\"" + symbol(category) + "\",\"time\":" + now() + "}";
    }

    @Test
    void limitsOfAStatusQuery() throws Exception {
        String path = orders(Category.CASH) + "/status?orderId=";
        assertThat(client.rest("GET", path + "x".repeat(1000), "").path("code").asInt(-1))
                .isZero();
        assertThat(client.rest("GET", path + "x".repeat(1001), "").path("code").asInt())
                .isEqualTo(100004);
        HttpResponse<String> tooLong = client.send(client.signed("GET", path + "x".repeat(2048), ""));
        assertThat(tooLong.statusCode()).isEqualTo(414);
        assertThat(client.send(client.signed("PATCH", orders(Category.CASH), ""))
                        .statusCode())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({
        "order:cash, CASH",
        "order:CASH, CASH",
        "order:margin, MARGIN",
        "order:marSim00000000000000000000000007, MARGIN"
    })
    void subscribesUnderTheAccountsIdAndHearsOfItsOwnSideOnly(String channel, Category category) throws Exception {
        SimClient.Socket socket = client.open(STREAM);
        socket.next();
        socket.logIn("stream", "");
        socket.next();
        socket.send("{'op':'sub','id':'s1','ch':'" + channel + "'}");
        assertThat(socket.next())
                .isEqualTo("{\"m\":\"sub\",\"id\":\"s1\",\"ch\":\"order:" + category.accountId() + "\",\"code\":0}");
        place(Category.FUTURES);
        String orderId = place(category);

        JsonNode push = socket.nextJson();

        assertThat(push.path("m").asText()).isEqualTo("order");
        assertThat(push.path("ac").asText()).isEqualTo(category.name());
        assertThat(push.at("/data/orderId").asText()).isEqualTo(orderId);
        socket.send("{'op':'unsub','id':'u1','ch':'" + channel + "'}");
        assertThat(socket.nextJson().path("m").asText()).isEqualTo("unsub");
        place(category);
        assertThat(socket.pong().path("m").asText()).isEqualTo("pong");
    }

    @Test
    void theV2StreamHearsOfCashToo() throws Exception {
        SimClient.Socket socket = client.openReady();
        socket.send("{'op':'sub','id':'s2','ch':'order:CASH'}");
        socket.next();
        String orderId = place(Category.CASH);
        assertThat(socket.nextJson().at("/data/orderId").asText()).isEqualTo(orderId);
    }

    @Test
    void acknowledgesAsShapeAAndRefusesAsShapeB() throws Exception {
        String orderId = place(Category.MARGIN);
        SimClient.Socket socket = ready("order:margin", "");

        cancel(socket, "margin", orderId);
        JsonNode ack = socket.nextJson();
        assertThat(ack.path("status").asText()).isEqualTo("Ack");
        assertThat(ack.path("ac").asText()).isEqualTo("MARGIN");
        assertThat(ack.has("code") || ack.has("id")).isFalse();
        assertThat(ack.at("/info/id").asText()).isEqualTo("cancel0001");
        assertThat(ack.at("/info/orderType").asText()).isEqualTo("NULL_VAL");
        assertThat(socket.nextJson().at("/data/st").asText()).isEqualTo("Canceled");

        venue.faults().next(SimFault.ERR);
        cancel(socket, "margin", orderId);
        JsonNode error = socket.nextJson();
        assertThat(error.path("status").asText()).isEqualTo("Err");
        assertThat(error.at("/info/code").asInt()).isEqualTo(300006);
        assertThat(error.at("/info/message").asText()).isEqualTo("Invalid Client Order Id: cancel0001");
        assertThat(error.at("/info").has("orderId")).isFalse();
    }

    @Test
    void aRefusedCancelIsPushedUnderTheTargetsIdOrTheRequests() throws Exception {
        String orderId = place(Category.CASH);
        venue.book(Category.CASH).fill(orderId);
        SimClient.Socket socket = ready("order:cash", "");

        cancel(socket, "cash", orderId);
        assertThat(socket.nextJson().path("status").asText()).isEqualTo("Ack");
        JsonNode byTarget = socket.nextJson().path("data");
        assertThat(byTarget.path("orderId").asText()).isEqualTo(orderId);
        assertThat(byTarget.path("st").asText()).isEqualTo("Rejected");
        assertThat(byTarget.path("err").asText()).isEqualTo("NoOpenForCancel");
        assertThat(byTarget.path("sd").asText()).isEqualTo("NULL_VAL");

        venue.faults().next(SimFault.GONE_PUSH_BY_REQUEST);
        cancel(socket, "cash", orderId);
        socket.next();
        JsonNode byRequest = socket.nextJson().path("data");
        assertThat(byRequest.path("orderId").asText()).startsWith("s").endsWith("ancel0001");
        assertThat(byRequest.path("origOrderId").asText()).isEqualTo(orderId);
    }

    @Test
    void readyAckModeSaysReadyAndRefusesInItsOwnShape() throws Exception {
        SimClient.Socket socket = ready("order:cash", ",'ack':'ready'");
        String orderId = place(Category.CASH);
        assertThat(socket.nextJson().at("/data/st").asText()).isEqualTo("Ready");
        venue.book(Category.CASH).fill(orderId);
        assertThat(socket.nextJson().at("/data/st").asText()).isEqualTo("Filled");

        cancel(socket, "cash", orderId);
        socket.next();

        JsonNode refused = socket.nextJson().path("data");
        assertThat(refused.path("err").asText()).isEqualTo("OrderCancelReject");
        assertThat(refused.path("text").asText()).isEqualTo("TooLateToCancel");
        assertThat(refused.path("origOrderId").asText()).isEqualTo(orderId);
        assertThat(refused.path("orderId").asText()).endsWith("ancel0001");
    }

    @Test
    void readyAckModeHoldsForTheSession() throws Exception {
        SimClient.Socket socket = ready("order:cash", ",'ack':'ready'");
        socket.logIn("stream", "");
        assertThat(socket.next()).isEqualTo("{\"m\":\"auth\",\"id\":\"login\",\"code\":0,\"ack\":\"ready\"}");
        place(Category.CASH);
        assertThat(socket.nextJson().at("/data/st").asText()).isEqualTo("Ready");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'symbols':'BTC/USDT,DOGE/USDT' | 1", "'symbols':'*' | 2", "'symbols':'XRP/USDT' | 0", " '' | 2"})
    void openOrdersOnTheSocket(String symbols, int found) throws Exception {
        place(Category.CASH);
        venue.book(Category.CASH).place("ETH/USDT", "sell", "1", "2000");
        SimClient.Socket socket = ready("order:cash", "");

        String args = symbols.isBlank() ? "" : symbols;
        socket.send("{'op':'req','action':'open-order','id':'o1','account':'cash','args':{" + args + "}}");

        JsonNode open = socket.nextJson();
        assertThat(open.path("m").asText()).isEqualTo("open-order");
        assertThat(open.has("code")).isFalse();
        assertThat(open.path("data")).hasSize(found);
        if (found > 0) {
            assertThat(open.at("/data/0/err").asText()).isEqualTo("NULL_VAL");
        }
    }

    @Test
    void strictVenueTakesEachStreamsOwnSignatureOnly() throws Exception {
        try (SimVenue strict = SimVenue.start(SimSettings.defaults().withStrictSignatures())) {
            SimClient.Socket socket = new SimClient(strict).open(STREAM);
            socket.next();
            socket.logIn("v2/stream", "");
            assertThat(socket.nextJson().path("code").asInt()).isEqualTo(200006);
            socket.logIn("stream", "");
            assertThat(socket.nextJson().path("code").asInt(-1)).isZero();
        }
    }

    @Test
    void nobodyLogsInWhereThereIsNoAccountGroup() throws Exception {
        SimClient.Socket socket = client.open("/api/pro/v2/stream");
        socket.next();
        socket.logIn();
        assertThat(socket.nextJson().path("code").asInt()).isEqualTo(200006);
    }

    @Test
    void zeroIsAGroupLikeAnyOther() throws Exception {
        try (SimVenue zero = SimVenue.start(SimSettings.defaults().withGroup(0))) {
            SimClient there = new SimClient(zero);
            assertThat(there.rest("GET", "/api/pro/v1/info", "")
                            .at("/data/accountGroup")
                            .asInt(-1))
                    .isZero();
            assertThat(there.rest("GET", "/0/api/pro/v1/cash/order/open", "")
                            .path("code")
                            .asInt(-1))
                    .isZero();
            assertThat(there.open("/0/api/pro/v1/stream").nextJson().path("m").asText())
                    .isEqualTo("connected");
            assertThatThrownBy(() -> there.open(STREAM)).isInstanceOf(CompletionException.class);
        }
    }

    @Test
    void habitsThatTheDossierLeavesOpen() throws Exception {
        behave(SimHabits.documented().greetingWithOp().pongingInSeconds().resolvingClientIds());
        SimClient.Socket socket = client.open(STREAM);
        assertThat(socket.next()).isEqualTo("{\"op\":\"connected\",\"type\":\"unauth\"}");
        assertThat(socket.pong().path("ts").asLong()).isLessThan(100_000_000_000L);

        JsonNode placed = client.rest("POST", orders(Category.CASH), placing(now(), "client123456789", "ACK"));
        String body = "{\"id\":\"client123456789\",\"symbol\":\"BTC/USDT\",\"time\":" + now() + "}";
        assertThat(client.rest("DELETE", orders(Category.CASH), body)
                        .path("code")
                        .asInt(-1))
                .isZero();
        assertThat(status(Category.CASH, placed.at("/data/info/orderId").asText()))
                .isEqualTo(SimOrder.Status.CANCELED);
    }

    @Test
    void futuresAsTheyWereBeforeV2AreServedWhereAskedFor() throws Exception {
        String path = "/7/api/pro/v1/futures/order";
        long time = now();
        String gone = SimClient.sign(time + "+order/open");
        assertThat(client.send("GET", path + "/open", time, gone, "").statusCode())
                .isEqualTo(404);
        behave(SimHabits.documented().servingFuturesV1());
        String orderId = place(Category.FUTURES);
        JsonNode open = SimClient.json(
                client.send("GET", path + "/open", time, gone, "").body());
        assertThat(open.path("ac").asText()).isEqualTo("FUTURES");
        assertThat(open.at("/data/0/avgPx").asText()).isEqualTo("0");

        SimClient.Socket socket = ready("order:futures", "");
        socket.send("{'op':'req','action':'cancel-order','account':'futures','args':{'time':" + now()
                + ",'id':'cancel0001','orderId':'" + orderId + "','symbol':'BTC-PERP'}}");
        JsonNode ack = socket.nextJson();
        assertThat(ack.path("accountCategory").asText()).isEqualTo("FUTURES");
        assertThat(ack.path("status").asText()).isEqualTo("Ack");
        assertThat(ack.at("/info/id").asText()).isEqualTo("cancel0001");
        JsonNode push = socket.nextJson();
        assertThat(push.path("m").asText()).isEqualTo("order");
        assertThat(push.path("ac").asText()).isEqualTo("FUTURES");
        assertThat(push.path("txNum").asInt(-1)).isZero();
        assertThat(push.at("/data/st").asText()).isEqualTo("Canceled");
    }
}
