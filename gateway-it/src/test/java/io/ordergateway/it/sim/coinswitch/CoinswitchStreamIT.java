package io.ordergateway.it.sim.coinswitch;

import static io.ordergateway.it.sim.coinswitch.CoinswitchClient.CLOSED;
import static io.ordergateway.it.sim.coinswitch.CoinswitchClient.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.it.sim.coinswitch.CoinswitchClient.Socket;
import io.ordergateway.ws.sim.coinswitch.CoinswitchSettings;
import io.ordergateway.ws.sim.coinswitch.SimCoinswitch;
import io.ordergateway.ws.sim.coinswitch.door.CoinswitchFault;
import io.ordergateway.ws.sim.coinswitch.stream.Payload;
import io.ordergateway.ws.sim.coinswitch.stream.StreamTimings;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stream of spot orders, frame by frame (section 9). */
@Timeout(60)
class CoinswitchStreamIT {
    private SimCoinswitch venue =
            SimCoinswitch.start(CoinswitchSettings.defaults().withCancelTaking(Duration.ZERO));
    private CoinswitchClient client = new CoinswitchClient(venue);

    @AfterEach
    void stop() {
        venue.close();
    }

    private String place() {
        return venue.spot().place("BTC/INR", "SELL", "0.00005", "2300000");
    }

    private static void assertUpdate(JsonNode update, String orderId, String status) {
        assertThat(update.path("order_id").asText()).isEqualTo(orderId);
        assertThat(update.path("status").asText()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                STREAM,
                "/pro/realtime-rates-socket/spot/order-updates/?EIO=4&transport=websocket",
            })
    void aClientJoinsSubscribesAndHearsOfEveryChange(String target) throws Exception {
        Socket socket = client.open(target);

        String open = socket.next();
        socket.send("40/orderupdates,");
        String joined = socket.next();
        socket.subscribe(CoinswitchSettings.KEY);
        await().until(() -> venue.subscriptions() == 1);
        String orderId = place();
        client.cancelSpot(orderId);

        JsonNode told = CoinswitchClient.json(open.substring(1));
        assertThat(open).startsWith("0{\"sid\":\"");
        assertThat(told.path("pingInterval").asInt()).isEqualTo(25_000);
        assertThat(told.path("pingTimeout").asInt()).isEqualTo(20_000);
        assertThat(joined).startsWith("40/orderupdates,{\"sid\":\"");
        assertUpdate(socket.nextUpdate(), orderId, "OPEN");
        assertUpdate(socket.nextUpdate(), orderId, "CANCELLATION_RAISED");
        assertUpdate(socket.nextUpdate(), orderId, "CANCELLED");
    }

    @Test
    void futuresAreNotToldOf() throws Exception {
        Socket socket = client.subscribed();
        venue.futures().place("BTCUSDT", "BUY", "1", "30000");
        await().until(() -> venue.subscriptions() == 1);

        String orderId = place();

        assertUpdate(socket.nextUpdate(), orderId, "OPEN");
    }

    @Test
    void theWrongKeyTheWrongCaseAndWhoDoesNotSubscribeHearNothing() throws Exception {
        Socket stranger = client.open(STREAM);
        stranger.next();
        stranger.send("40/orderupdates,");
        stranger.next();
        stranger.subscribe("535644be7f5303cab1601e98f4621f61aa856bf51dc1ed77de02040e5e5ac42d");
        stranger.send("42/orderupdates,[\"fetch_order_updates\",{\"event\":\"subscribe\",\"apikey\":\""
                + CoinswitchSettings.KEY + "\"}]");
        Socket subscriber = client.subscribed();
        await().until(() -> venue.subscriptions() == 1);

        String orderId = place();

        assertUpdate(subscriber.nextUpdate(), orderId, "OPEN");
        venue.broadcast("42/orderupdates,[\"LAST\",{}]");
        assertThat(stranger.next()).isEqualTo("42/orderupdates,[\"LAST\",{}]");
    }

    /** A venue that pings every 100 ms. */
    private Socket pinged(Duration pingTimeout) throws Exception {
        venue.close();
        StreamTimings quick = new StreamTimings(Duration.ofMillis(100), pingTimeout);
        venue = SimCoinswitch.start(CoinswitchSettings.defaults().withStream(quick));
        client = new CoinswitchClient(venue);
        Socket socket = client.open(STREAM);
        socket.next();
        return socket;
    }

    @Test
    void whoPongsIsPingedAgain() throws Exception {
        Socket socket = pinged(Duration.ofSeconds(20));

        for (int i = 0; i < 5; i++) {
            assertThat(socket.next()).isEqualTo("2");
            socket.send("3");
        }

        assertThat(socket.next()).isEqualTo("2");
        assertThat(venue.openSockets()).isEqualTo(1);
    }

    @Test
    void whoDoesNotPongIsDropped() throws Exception {
        Socket socket = pinged(Duration.ofMillis(150));

        assertThat(socket.next()).isEqualTo("2");
        assertThat(socket.next()).isEqualTo(CLOSED);
        await().until(() -> venue.openSockets() == 0);
    }

    @ParameterizedTest
    @CsvSource({
        "OBJECT, FETCH_ORDER_UPDATES, /order_id",
        "ARRAY, FETCH_ORDER_UPDATES, /0/order_id",
        "DATA_OBJECT, FETCH_ORDER_UPDATES, /data/order_id",
        "DATA_ARRAY, FETCH_ORDER_UPDATES, /data/0/order_id",
        "ORDER_UPDATE, ORDER_UPDATE, /order_id"
    })
    void anUpdateMayHaveManyShapes(Payload shape, String event, String where) throws Exception {
        Socket socket = client.subscribed();
        await().until(() -> venue.subscriptions() == 1);
        venue.payload(shape);

        String orderId = place();

        assertThat(socket.nextEvent(event).at(where).asText()).isEqualTo(orderId);
    }

    @Test
    void anUpdateMayBeTextOrUnreadable() throws Exception {
        Socket socket = client.subscribed();
        await().until(() -> venue.subscriptions() == 1);

        venue.payload(Payload.TEXT);
        String orderId = place();
        JsonNode text = socket.nextUpdate();
        venue.payload(Payload.UNREADABLE);
        place();

        assertUpdate(CoinswitchClient.json(text.asText()), orderId, "OPEN");
        assertThat(socket.nextUpdate().has("order_id")).isFalse();
    }

    @Test
    void theStreamMayDropDoubleOrLie() throws Exception {
        Socket socket = client.subscribed();
        await().until(() -> venue.subscriptions() == 1);
        String dropped = place();
        String doubled = place();
        String lied = place();
        venue.faults().next(CoinswitchFault.PUSH_DROPPED, CoinswitchFault.PUSH_TWICE, CoinswitchFault.PUSH_LIES);

        client.cancelSpot(dropped);
        client.cancelSpot(doubled);
        client.cancelSpot(lied);

        assertUpdate(socket.nextUpdate(), dropped, "OPEN");
        assertUpdate(socket.nextUpdate(), doubled, "OPEN");
        assertUpdate(socket.nextUpdate(), lied, "OPEN");
        assertUpdate(socket.nextUpdate(), doubled, "CANCELLATION_RAISED");
        assertUpdate(socket.nextUpdate(), doubled, "CANCELLATION_RAISED");
        assertUpdate(socket.nextUpdate(), doubled, "CANCELLED");
        assertUpdate(socket.nextUpdate(), doubled, "CANCELLED");
        assertUpdate(socket.nextUpdate(), lied, "EXECUTED");
        assertUpdate(socket.nextUpdate(), lied, "EXECUTED");
        assertThat(venue.spot().order(lied).orElseThrow().executed()).isZero();
    }

    @Test
    void aClosedNamespaceIsJoinedAndSubscribedAgain() throws Exception {
        Socket socket = client.subscribed();
        await().until(() -> venue.subscriptions() == 1);

        venue.leaveNamespace();
        assertThat(socket.next()).isEqualTo("41/orderupdates,");
        place();
        socket.send("40/orderupdates,");
        assertThat(socket.next()).startsWith("40/orderupdates,{");
        socket.subscribe(CoinswitchSettings.KEY);
        await().until(() -> venue.subscriptions() == 2);
        String orderId = place();

        assertUpdate(socket.nextUpdate(), orderId, "OPEN");
    }

    @Test
    void aNamespaceMayRefuseAndAnUnknownOneDoes() throws Exception {
        venue.refuseNamespace(true);
        Socket socket = client.open(STREAM);
        socket.next();

        socket.send("40/orderupdates,");
        assertThat(socket.next()).isEqualTo("44/orderupdates,{\"message\":\"Connection refused\"}");
        socket.send("40/balanceupdates,");
        assertThat(socket.next()).isEqualTo("44/balanceupdates,{\"message\":\"Invalid namespace\"}");
        venue.refuseNamespace(false);
        socket.send("40/orderupdates,");

        assertThat(socket.next()).startsWith("40/orderupdates,{");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "9", "4x", "42/orderupdates,[\"FETCH_ORDER_UPDATES\"]", "1"})
    void whoBreaksTheProtocolOrSaysGoodbyeIsClosed(String text) throws Exception {
        Socket socket = client.open(STREAM);
        socket.next();

        socket.send(text);

        assertThat(socket.next()).isEqualTo(CLOSED);
        await().until(() -> venue.openSockets() == 0);
    }

    @ParameterizedTest
    @CsvSource({
        "EIO=3&transport=websocket, 400",
        "transport=websocket, 400",
        "EIO=4&transport=polling, 400",
        "EIO=4&transport=websocket, 503"
    })
    void anUpgradeMayBeTurnedDown(String query, int status) {
        venue.acceptSockets(false);

        assertThatThrownBy(() -> client.open("/pro/realtime-rates-socket/spot/order-updates?" + query))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .extracting(thrown -> ((WebSocketHandshakeException) thrown.getCause())
                        .getResponse()
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void anUpgradeMayBeToldWhenToComeAgain() throws Exception {
        client.control("POST", "sockets", "{'accept':false,'status':429,'retryAfter':'3s'}");

        assertThatThrownBy(() -> client.open(STREAM))
                .hasCauseInstanceOf(WebSocketHandshakeException.class)
                .extracting(thrown -> ((WebSocketHandshakeException) thrown.getCause()).getResponse())
                .satisfies(refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(429);
                    assertThat(refusal.headers().firstValue("Retry-After")).hasValue("3");
                });
    }

    @Test
    void openSocketsCanBeCut() throws Exception {
        Socket socket = client.subscribed();
        await().until(() -> venue.subscriptions() == 1);

        venue.cutSockets();

        assertThat(socket.next()).isEqualTo(CLOSED);
        assertThat(venue.openSockets()).isZero();
    }
}
