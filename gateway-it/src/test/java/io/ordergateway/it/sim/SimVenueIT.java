package io.ordergateway.it.sim;

import static io.ordergateway.it.sim.SimClient.CLOSED;
import static io.ordergateway.it.sim.SimClient.now;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.SimOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated venue when it behaves, seen from outside. */
@Timeout(60)
class SimVenueIT {
    private static final String ORDER = "/7/api/pro/v2/futures/order";
    private static final String SYMBOL = "BTC-PERP";

    private SimVenue venue;
    private SimClient client;

    @BeforeEach
    void start() {
        venue = SimVenue.start(0);
        client = new SimClient(venue);
    }

    @AfterEach
    void stop() {
        venue.close();
    }

    private String place() {
        return venue.book().place(SYMBOL, "buy", "0.5", "30000");
    }

    private SimOrder.Status status(String orderId) {
        return venue.book().order(orderId).orElseThrow().status();
    }

    private static String cancelBody(String orderId, long time) {
        return "{\"id\":\"cancel0001\",\"orderId\":\"" + orderId + "\",\"symbol\":\"BTC-PERP\",\"time\":" + time
                + ",\"respInst\":null}";
    }

    @Test
    void greetsLogsInSubscribesPlacesAndCancels() throws Exception {
        SimClient.Socket socket = client.open();
        assertThat(socket.next()).isEqualTo("{\"m\":\"connected\",\"type\":\"unauth\"}");
        socket.logIn();
        assertThat(socket.next()).isEqualTo("{\"m\":\"auth\",\"id\":\"login\",\"code\":0}");
        socket.send("{'op':'sub','id':'s1','ch':'futures-order'}");
        assertThat(socket.next()).isEqualTo("{\"m\":\"sub\",\"id\":\"s1\",\"ch\":\"futures-order\",\"code\":0}");

        long time = now();
        socket.send("{'op':'req','action':'place-Order','ac':'futures','id':'p1','args':{'time':" + time
                + ",'id':'client123456789','symbol':'BTC-PERP','orderPrice':'30000','orderQty':'0.12',"
                + "'orderType':'limit','side':'buy','postOnly':false,'respInst':'ACK'}}");
        JsonNode placed = socket.nextJson();
        String orderId = placed.at("/info/orderId").asText();
        assertThat(placed.path("code").asInt(-1)).isZero();
        assertThat(orderId).isEqualTo(String.format("s%011xU0866943712123456789", time));
        JsonNode created = socket.nextJson();
        assertThat(created.path("m").asText()).isEqualTo("futures-order");
        assertThat(created.path("st").asText()).isEqualTo("New");

        socket.cancel("cancel0001", orderId);
        assertThat(socket.next())
                .isEqualTo("{\"m\":\"order\",\"action\":\"cancel-order\",\"ac\":\"FUTURES\",\"id\":\"cancel0001\","
                        + "\"code\":0,\"info\":{\"orderId\":\"" + orderId + "\",\"symbol\":\"BTC-PERP\"}}");
        JsonNode push = socket.nextJson();
        assertThat(push.path("st").asText()).isEqualTo("Canceled");
        assertThat(push.path("orderId").asText()).isEqualTo(orderId);
        assertThat(status(orderId)).isEqualTo(SimOrder.Status.CANCELED);
        assertThat(venue.counts().sessions().logins()).isEqualTo(1);
        assertThat(venue.counts().socketCancels()).isEqualTo(1);
    }

    @Test
    void tellsOfFills() throws Exception {
        SimClient.Socket socket = client.openReady();
        String orderId = place();
        venue.book().fillPartly(orderId, "0.2");
        venue.book().fill(orderId);

        assertThat(socket.nextJson().path("st").asText()).isEqualTo("New");
        JsonNode part = socket.nextJson();
        assertThat(part.path("st").asText()).isEqualTo("PartiallyFilled");
        assertThat(part.path("cfq").asText()).isEqualTo("0.2");
        JsonNode all = socket.nextJson();
        assertThat(all.path("st").asText()).isEqualTo("Filled");
        assertThat(all.path("lq").asText()).isEqualTo("0.3");
        assertThat(all.path("sn").asLong()).isGreaterThan(part.path("sn").asLong());
    }

    @Test
    void cancelOfAFilledOrderIsAcknowledgedAndThenRejected() throws Exception {
        String orderId = place();
        venue.book().fill(orderId);
        SimClient.Socket socket = client.openReady();

        socket.cancel("cancel0001", orderId);

        assertThat(socket.nextJson().path("code").asInt(-1)).isZero();
        JsonNode reject = socket.nextJson();
        assertThat(reject.path("st").asText()).isEqualTo("Rejected");
        assertThat(reject.path("err").asText()).isEqualTo("NoOpenForCancel");
        assertThat(reject.path("ot").asText()).isEqualTo("NULL_VAL");
        assertThat(reject.path("orderId").asText()).isEqualTo(orderId);
        assertThat(status(orderId)).isEqualTo(SimOrder.Status.FILLED);
    }

    @Test
    void refusesBadCancelsOnTheSocket() throws Exception {
        SimClient.Socket socket = client.openReady();

        socket.cancel("x@fabs", "s18bcfe5687bU0866943712123456789");
        JsonNode badId = socket.nextJson();
        assertThat(badId.path("code").asInt()).isEqualTo(300006);
        assertThat(badId.path("id").asText()).isEqualTo("x@fabs");
        assertThat(badId.at("/info/errorMsg").asText()).isEqualTo("Invalid Client Order Id: x@fabs");

        socket.cancel("cancel0001", "s18bcfe5687bU0866943712123456789x");
        assertThat(socket.nextJson().at("/info/errorMsg").asText()).startsWith("Client Order Id too Long: ");

        socket.send("{'op':'req','action':'cancel-order','id':'old','args':{'time':" + (now() - 31_000)
                + ",'orderId':'whatever','symbol':'BTC-PERP'}}");
        assertThat(socket.nextJson().path("code").asInt()).isEqualTo(100011);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no json               | Invalid JSON",
                "[]                    | Invalid op: ",
                "{\"op\":\"hello\"}    | Invalid op: hello",
                "{\"op\":\"sub\",\"ch\":\"x\"} | Invalid channel: x",
                "{\"op\":\"req\",\"action\":\"trade-snapshot\",\"args\":{}} | Invalid request action: trade-snapshot",
                "{\"op\":\"req\",\"action\":\"cancel-order\"} | Missing required parameter: args"
            })
    void malformedMessageIsAnError(String message, String info) throws Exception {
        SimClient.Socket socket = client.openReady();

        socket.send(message);

        JsonNode error = socket.nextJson();
        assertThat(error.path("m").asText()).isEqualTo("error");
        assertThat(error.path("code").asInt()).isEqualTo(100005);
        assertThat(error.path("info").asText().strip()).isEqualTo(info.strip());
    }

    @Test
    void socketWithoutLoginMayAskForNothing() throws Exception {
        SimClient.Socket socket = client.open();
        socket.next();

        socket.send("{'op':'auth','id':'a','t':" + now() + ",'key':'demo-key','sig':'wrong'}");
        assertThat(socket.next())
                .isEqualTo("{\"m\":\"auth\",\"id\":\"a\",\"code\":200006,"
                        + "\"err\":\"Unable to find User Account Data\"}");
        socket.cancel("cancel0001", place());
        assertThat(socket.nextJson().path("reason").asText()).isEqualTo("AUTHORIZATION_NEEDED");
        assertThat(socket.pong().path("m").asText()).isEqualTo("pong");
    }

    @Test
    void takesTheDecodedSecretAndATimeInQuotes() throws Exception {
        SimClient.Socket socket = client.open();
        socket.next();
        String t = Long.toString(now());
        String signature = SimClient.sign(Base64.getDecoder().decode(SimSettings.SECRET), t + "+v2/stream");

        socket.send("{'op':'auth','id':'a','t':'" + t + "','key':'demo-key','sig':'" + signature + "'}");

        assertThat(socket.nextJson().path("code").asInt(-1)).isZero();
    }

    @Test
    void headersAtTheUpgradeLogInOrAreRefused() throws Exception {
        String t = Long.toString(now());
        SimClient.Socket socket = client.open(SimClient.builder()
                .header("x-auth-key", SimSettings.KEY)
                .header("x-auth-timestamp", t)
                .header("x-auth-signature", SimClient.sign(t + "+v2/stream")));
        assertThat(socket.nextJson().path("type").asText()).isEqualTo("auth");

        assertRefused(
                401,
                () -> client.open(SimClient.builder()
                        .header("x-auth-key", SimSettings.KEY)
                        .header("x-auth-timestamp", t)
                        .header("x-auth-signature", "wrong")));
    }

    @Test
    void silentClientIsPingedAndThenLeft() throws Exception {
        try (SimVenue impatient = SimVenue.start(SimSettings.defaults().withPingAfter(Duration.ofMillis(30)))) {
            SimClient.Socket socket = new SimClient(impatient).open();
            socket.next();

            assertThat(socket.next()).isEqualTo("{\"m\":\"ping\",\"hp\":3}");
            assertThat(socket.next()).isEqualTo("{\"m\":\"ping\",\"hp\":2}");
            assertThat(socket.next()).isEqualTo("{\"m\":\"ping\",\"hp\":1}");
            assertThat(socket.nextJson().path("m").asText()).isEqualTo("disconnected");
            assertThat(socket.next()).isEqualTo(CLOSED);
            assertThat(impatient.openSockets()).isZero();
        }
    }

    @Test
    void cancelAllAndOpenOrdersOnTheSocket() throws Exception {
        String orderId = place();
        SimClient.Socket socket = client.openReady();

        socket.send("{'op':'req','id':'o1','action':'futures-open-orders','args':{'symbol':'BTC-PERP'}}");
        JsonNode open = socket.nextJson();
        assertThat(open.path("m").asText()).isEqualTo("futures-open-orders");
        assertThat(open.at("/data/0/orderId").asText()).isEqualTo(orderId);

        socket.send("{'op':'req','action':'cancel-all','ac':'futures','id':'a1'}");
        assertThat(socket.nextJson().path("action").asText()).isEqualTo("cancel-all");
        assertThat(socket.nextJson().path("st").asText()).isEqualTo("Canceled");
    }

    @Test
    void restPlacesCancelsAndReports() throws Exception {
        long time = now();
        String place = "{\"symbol\":\"BTC-PERP\",\"time\":\"" + time + "\",\"orderQty\":\"0.01\","
                + "\"orderType\":\"limit\",\"side\":\"sell\",\"orderPrice\":\"30000\",\"id\":\"client123456789\"}";
        JsonNode placed = client.rest("POST", ORDER, place);
        String orderId = placed.at("/data/order/orderId").asText();
        assertThat(orderId).isEqualTo(String.format("a%011xU0866943712123456789", time));
        assertThat(placed.at("/data/order/status").asText()).isEqualTo("Ack");
        assertThat(client.rest("POST", ORDER, place).path("message").asText()).isEqualTo("DupNewCoid");
        assertThat(client.rest("GET", ORDER + "/open", "").at("/data/0/orderId").asText())
                .isEqualTo(orderId);

        JsonNode canceled = client.rest("DELETE", ORDER, cancelBody(orderId, now()));
        assertThat(canceled.path("code").asInt(-1)).isZero();
        assertThat(canceled.at("/data/meta/id").asText()).isEqualTo("cancel0001");
        assertThat(canceled.at("/data/order/status").asText()).isEqualTo("New");

        JsonNode again = client.rest("DELETE", ORDER, cancelBody(orderId, now()));
        assertThat(again.path("code").asInt()).isEqualTo(300019);
        assertThat(again.path("message").asText()).isEqualTo("Trying to cancel non-open order");

        JsonNode one = client.rest("GET", ORDER + "/status?orderId=" + orderId, "");
        assertThat(one.at("/data/status").asText()).isEqualTo("Canceled");
        JsonNode list = client.rest("GET", ORDER + "/status?orderId=" + orderId + ",", "");
        assertThat(list.at("/data/0/status").asText()).isEqualTo("Canceled");
        assertThat(client.rest("GET", ORDER + "/status?orderId=unknown", "").toString())
                .contains("\"code\":0")
                .contains("\"data\":{}");
        assertThat(venue.counts().restCancels()).isEqualTo(2);
        assertThat(venue.counts().statusQueries()).isEqualTo(3);
    }

    @Test
    void restReadsTheQueryStringToo() throws Exception {
        String orderId = place();
        String query = "?orderId=" + orderId + "&symbol=BTC-PERP&time=" + now();

        assertThat(client.rest("DELETE", ORDER + query, "").path("code").asInt(-1))
                .isZero();
        assertThat(status(orderId)).isEqualTo(SimOrder.Status.CANCELED);

        place();
        client.rest("DELETE", ORDER + "/all?symbol=BTC-PERP", "");
        assertThat(venue.book().open()).isEmpty();
    }

    @Test
    void restRefuses() throws Exception {
        String orderId = place();
        assertThat(client.rest("DELETE", ORDER, cancelBody(orderId, now() - 31_000))
                        .path("code")
                        .asInt())
                .isEqualTo(100011);
        JsonNode stale =
                SimClient.json(client.send(client.signedAt(now() - 31_000, "DELETE", ORDER, cancelBody(orderId, now())))
                        .body());
        assertThat(stale.path("reason").asText()).isEqualTo("INVALID_TIMESTAMP");
        JsonNode wrong = SimClient.json(client.send(client.signed("DELETE", ORDER, cancelBody(orderId, now()))
                        .setHeader("x-auth-signature", "no"))
                .body());
        assertThat(wrong.toString())
                .isEqualTo("{\"code\":200001,\"message\":\"API signature mismatch\","
                        + "\"reason\":\"AUTHENTICATION_FAILED\"}");
        assertThat(client.rest("DELETE", ORDER, "no json").path("code").asInt()).isEqualTo(150001);

        HttpResponse<String> unknown = client.send(client.signed("GET", "/2/api/pro/v1/futures/order", ""));
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(SimClient.json(unknown.body()).path("code").asInt()).isEqualTo(404);
        assertThat(client.send(client.signed("PUT", ORDER, "")).statusCode()).isEqualTo(405);
        assertThat(status(orderId)).isEqualTo(SimOrder.Status.NEW);
    }

    @Test
    void saysWhoTheAccountIs() throws Exception {
        assertThat(client.rest("GET", "/api/pro/v1/info", "")
                        .at("/data/accountGroup")
                        .asInt())
                .isEqualTo(7);
        assertThat(client.rest("GET", "/api/pro/v2/account/info", "")
                        .at("/data/userUID")
                        .asText())
                .isEqualTo("U0866943712");
    }

    @Test
    void aBurstIsAnsweredInFull() throws Exception {
        int burst = 1_000;
        List<String> orderIds = new ArrayList<>();
        for (int i = 0; i < burst; i++) {
            orderIds.add(place());
        }
        SimClient.Socket socket = client.openReady();
        for (int i = 0; i < burst; i++) {
            socket.cancel("cancel" + (10_000 + i), orderIds.get(i));
        }
        Set<String> acknowledged = new HashSet<>();
        Set<String> canceled = new HashSet<>();
        for (int i = 0; i < 2 * burst; i++) {
            JsonNode message = socket.nextJson();
            if (message.has("action")) {
                acknowledged.add(message.at("/info/orderId").asText());
            } else if (message.path("st").asText().equals("Canceled")) {
                canceled.add(message.path("orderId").asText());
            }
        }
        assertThat(acknowledged).containsExactlyInAnyOrderElementsOf(orderIds);
        assertThat(canceled).containsExactlyInAnyOrderElementsOf(orderIds);
        assertThat(venue.book().open()).isEmpty();
    }

    @Test
    void cutsAndRefusesSockets() throws Exception {
        SimClient.Socket first = client.openReady();
        SimClient.Socket second = client.openReady();
        assertThat(venue.openSockets()).isEqualTo(2);

        venue.acceptSockets(false);
        venue.cutSockets();

        assertThat(venue.openSockets()).isZero();
        assertThat(first.next()).isEqualTo(CLOSED);
        assertThat(second.next()).isEqualTo(CLOSED);
        assertRefused(503, client::open);
        venue.acceptSockets(true);
        assertThat(client.openReady().pong().path("m").asText()).isEqualTo("pong");
    }

    @Test
    void refusesRest() throws Exception {
        venue.acceptRest(false);
        assertThatThrownBy(() -> client.rest("DELETE", ORDER, cancelBody(place(), now())))
                .isInstanceOf(IOException.class);

        venue.acceptRest(true);
        assertThat(client.rest("GET", "/api/pro/v1/info", "").path("code").asInt(-1))
                .isZero();
    }

    @Test
    void saysWhatItIsToldToSay() throws Exception {
        SimClient.Socket socket = client.openReady();

        venue.broadcast("hello");
        venue.push(new byte[] {(byte) 0x81, 2, 'h', 'i'});

        assertThat(socket.next()).isEqualTo("hello");
        assertThat(socket.next()).isEqualTo("hi");
    }

    @Test
    void bookOutlivesItsVenue() {
        String orderId = place();
        venue.close();

        venue.book().fill(orderId);

        assertThat(status(orderId)).isEqualTo(SimOrder.Status.FILLED);
        assertThat(venue.book().order(place())).isPresent();
    }

    @Test
    void illegalTargetIsSaidSo() throws Exception {
        try (Socket raw = new Socket(InetAddress.getLoopbackAddress(), venue.port())) {
            raw.getOutputStream()
                    .write("GET /%zz HTTP/1.1\r\nHost: sim\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(raw.getInputStream().readAllBytes(), US_ASCII))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void portThatIsTakenIsSaidSo() {
        assertThatThrownBy(() -> SimVenue.start(venue.port()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(Integer.toString(venue.port()));
    }

    private static void assertRefused(int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable opening) {
        assertThatThrownBy(opening)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(status));
    }
}
