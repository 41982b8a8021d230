package io.ordergateway.it.sim;

import static io.ordergateway.it.sim.SimClient.now;
import static io.ordergateway.it.sim.SimClient.signHex;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.book.SimOrder;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The requests of hummingbot, PYAX, SAW, KF and AXN, letter by letter, and what they read (section 12.3). */
@Timeout(60)
class BotsIT {
    private static final String ORDER = "/7/api/pro/v1/cash/order";
    private static final String V1 = "/7/api/pro/v1/stream";
    private static final String UUID_HEX = "2d4c3fa1e5c249e49f990ce86aebb607";

    private final SimVenue venue = SimVenue.start(0);
    private final SimClient client = new SimClient(venue);
    private SimBook book;

    @BeforeEach
    void cashBook() {
        book = venue.book(Category.CASH);
    }

    @AfterEach
    void stop() {
        venue.close();
    }

    private String place() {
        return book.place("BTC/USDT", "buy", "0.01", "30000");
    }

    private SimOrder.Status status(String orderId) {
        return book.order(orderId).orElseThrow().status();
    }

    private static String decoded(String prehash) {
        return SimClient.sign(Base64.getDecoder().decode(SimSettings.SECRET), prehash);
    }

    private JsonNode hummingbot(String method, String body) throws Exception {
        long time = now();
        return SimClient.json(
                client.send(method, ORDER, time, signHex(time + "order"), body).body());
    }

    @Test
    void hummingbotPlacesAndCancelsInHexWithoutAPlus() throws Exception {
        long time = now();
        JsonNode placed = hummingbot(
                "POST",
                "{\"time\":" + time + ",\"orderQty\":\"0.01\",\"id\":\"HMBot-BBTCUSDT12345\",\"side\":\"buy\","
                        + "\"symbol\":\"BTC/USDT\",\"orderPrice\":\"30000\",\"orderType\":\"limit\","
                        + "\"timeInForce\":\"GTC\",\"respInst\":\"ACCEPT\"}");
        assertThat(placed.path("code").asInt(-1)).isZero();
        assertThat(placed.at("/data/status").asText()).isEqualTo("ACCEPT");
        assertThat(placed.at("/data/info/lastExecTime").isLong()).isTrue();
        assertThat(placed.at("/data/info/status").asText()).isEqualTo("New");
        String orderId = placed.at("/data/info/orderId").asText();
        assertThat(orderId).isEqualTo(String.format("a%011xU0866943712%s", time, "USDT12345"));

        String cancel = "{\"time\":" + now() + ",\"orderId\":\"" + orderId + "\",\"symbol\":\"BTC/USDT\"}";
        assertThat(hummingbot("DELETE", cancel).path("code").asInt(-1)).isZero();
        assertThat(status(orderId)).isEqualTo(SimOrder.Status.CANCELED);
    }

    @Test
    void hummingbotLogsInByHeadersOnItsOwnPathAndSubscribesWithoutAnId() throws Exception {
        long time = now();
        SimClient.Socket socket = client.open(
                "/7/api/pro/v1/websocket-for-hummingbot-liq-mining/stream",
                SimClient.builder()
                        .header("x-auth-key", SimSettings.KEY)
                        .header("x-auth-timestamp", Long.toString(time))
                        .header("x-auth-signature", signHex(time + "stream")));
        socket.send("{'op':'sub','ch':'order:cash'}");
        assertThat(socket.next()).isEqualTo("{\"m\":\"connected\",\"type\":\"auth\"}");
        assertThat(socket.next())
                .isEqualTo("{\"m\":\"sub\",\"ch\":\"order:cshSim00000000000000000000000007\",\"code\":0}");

        String orderId = place();

        JsonNode push = socket.nextJson();
        assertThat(push.path("ac").asText()).isEqualTo("CASH");
        JsonNode data = push.path("data");
        assertThat(data.path("orderId").asText()).isEqualTo(orderId);
        assertThat(data.path("t").isLong()).isTrue();
        assertThat(data.path("sn").isLong() || data.path("sn").isInt()).isTrue();
        for (String field : new String[] {"st", "cfq", "ap", "fa", "cf", "s", "btb", "bab", "qtb", "qab"}) {
            assertThat(data.path(field).isTextual()).as(field).isTrue();
        }
        assertThat(data.path("qtb").asText()).isEqualTo("1000000000");
        assertThat(data.path("qab").asText()).isEqualTo("999999700.00");
    }

    @Test
    void hummingbotReadsProductsOfCash() throws Exception {
        JsonNode product = SimClient.json(client.send("GET", "/api/pro/v1/cash/products", now(), "", "")
                        .body())
                .at("/data/0");

        assertThat(product.path("statusCode").asText()).isEqualTo("Normal");
        for (String field : new String[] {"minQty", "maxQty", "tickSize", "lotSize", "minNotional"}) {
            assertThat(product.path(field).isTextual()).as(field).isTrue();
        }
    }

    @Test
    void pyaxWaitsForInfoIdAndAnswersAPingWithAPing() throws Exception {
        SimClient.Socket socket = client.open(V1);
        socket.next();
        long time = now();
        socket.send(
                "{'op':'auth','id':'abc','t':" + time + ",'key':'demo-key','sig':'" + decoded(time + "+stream") + "'}");
        assertThat(socket.nextJson().path("code").asInt(-1)).isZero();

        socket.send("{'op':'req','action':'place-Order','account':'cash','args':{'time':" + now() + ",'id':'" + UUID_HEX
                + "','symbol':'BTC/USDT','orderPrice':'30000','orderQty':'0.01','orderType':'limit','side':'buy',"
                + "'postOnly':false,'respInst':'ACK'}}");
        JsonNode placed = socket.nextJson();
        assertThat(placed.path("m").asText()).isEqualTo("order");
        assertThat(placed.path("status").asText()).isEqualTo("Ack");
        assertThat(placed.at("/info/id").asText()).isEqualTo(UUID_HEX);
        String orderId = placed.at("/info/orderId").asText();
        assertThat(orderId).startsWith("s").endsWith("86aebb607");

        socket.send("{'op':'req','action':'cancel-Order','account':'cash','args':{'time':" + now() + ",'id':'"
                + UUID_HEX + "','orderId':'" + orderId + "','symbol':'BTC/USDT','respInst':'DONE'}}");
        JsonNode canceled = socket.nextJson();
        assertThat(canceled.path("action").asText()).isEqualTo("cancel-order");
        assertThat(canceled.at("/info/id").asText()).isEqualTo(UUID_HEX);
        assertThat(canceled.at("/info/orderId").asText()).isEqualTo(orderId);

        String left = place();
        socket.send("{'op':'req','action':'cancel-All','ac':'CASH','args':{}}");
        assertThat(socket.nextJson().path("action").asText()).isEqualTo("cancel-all");
        assertThat(status(left)).isEqualTo(SimOrder.Status.CANCELED);
        assertThat(socket.pong().path("m").asText()).isEqualTo("pong");
    }

    @Test
    void sawSignsInHexAndSpeaksToBothStreams() throws Exception {
        String cash = place();
        SimClient.Socket v1 = saw(V1, "stream");
        v1.send("{'op':'req','action':'cancel-Order','account':'cash','args':{'time':" + now() + ",'id':'" + UUID_HEX
                + "','orderId':'" + cash + "','symbol':'BTC/USDT'}}");
        assertThat(v1.nextJson().path("status").asText()).isEqualTo("Ack");

        SimClient.Socket v2 = saw("/7/api/pro/v2/stream", "v2/stream");
        v2.send("{'op':'req','action':'place-order','ac':'futures','id':'saw1','args':{'time':" + now()
                + ",'id':'saw100001','symbol':'BTC-PERP','orderPrice':'30000','orderQty':'0.01','orderType':'limit',"
                + "'side':'buy','postOnly':false,'respInst':'ACK'}}");
        JsonNode placed = v2.nextJson();
        assertThat(placed.path("action").asText()).isEqualTo("place-order");
        assertThat(placed.at("/info/orderId").asText()).endsWith("saw100001");

        long time = now();
        String body = "{\"time\":" + time + ",\"orderId\":\"" + place() + "\",\"symbol\":\"BTC/USDT\"}";
        assertThat(client.send("DELETE", ORDER, time, signHex(time + "order"), body)
                        .body())
                .contains("\"code\":0");
    }

    /** Logs in only once it was greeted. */
    private SimClient.Socket saw(String path, String signed) throws Exception {
        SimClient.Socket socket = client.open(path);
        assertThat(socket.nextJson().path("m").asText()).isEqualTo("connected");
        long time = now();
        socket.send("{'op':'auth','id':'abc123','t':" + time + ",'key':'demo-key','sig':'"
                + signHex(time + "+" + signed) + "'}");
        assertThat(socket.nextJson().path("m").asText()).isEqualTo("auth");
        return socket;
    }

    @Test
    void kfSendsItsTimeInQuotesAndNoBodyForEverything() throws Exception {
        SimClient.Socket socket = client.open(V1);
        socket.next();
        long time = now();
        socket.send("{'op':'auth','t':" + time + ",'key':'demo-key','sig':'" + decoded(time + "+stream") + "'}");
        assertThat(socket.next()).isEqualTo("{\"m\":\"auth\",\"code\":0}");

        String orderId = place();
        String body = "{\"orderId\":\"" + orderId + "\",\"symbol\":\"BTC/USDT\",\"time\":\"" + now() + "\"}";
        assertThat(client.send("DELETE", ORDER, time, decoded(time + "+order"), body)
                        .body())
                .contains("\"action\":\"cancel-order\"");
        assertThat(status(orderId)).isEqualTo(SimOrder.Status.CANCELED);

        String left = place();
        client.send("DELETE", ORDER + "/all", time, decoded(time + "+order/all"), "");
        assertThat(status(left)).isEqualTo(SimOrder.Status.CANCELED);
    }

    @Test
    void axnSendsAnIdThatIsTooLongAndIsRefused() throws Exception {
        String orderId = place();
        SimClient.Socket socket = client.open(V1);
        socket.next();
        socket.logIn("stream", "");
        socket.next();
        socket.send("{'op':'pong'}");
        String guid = "2d4c3fa1-e5c2-49e4-9f99-0ce86aebb607";

        socket.send("{'op':'req','action':'cancel-Order','account':'cash','args':{'time':" + now() + ",'id':'" + guid
                + "','orderId':'" + orderId + "','symbol':'BTC/USDT'}}");

        JsonNode error = socket.nextJson();
        assertThat(error.path("status").asText()).isEqualTo("Err");
        assertThat(error.at("/info/code").asInt()).isEqualTo(300006);
        assertThat(error.at("/info/id").asText()).isEqualTo(guid);
        assertThat(error.at("/info/message").asText()).startsWith("Client Order Id too Long");
        assertThat(error.at("/info").has("orderId")).isFalse();
        assertThat(status(orderId)).isEqualTo(SimOrder.Status.NEW);
    }
}
