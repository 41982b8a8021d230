package io.ordergateway.it.sim.coinswitch;

import static io.ordergateway.it.sim.coinswitch.CoinswitchClient.FUTURES_ORDER;
import static io.ordergateway.it.sim.coinswitch.CoinswitchClient.SPOT_ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.it.sim.coinswitch.CoinswitchClient.Reply;
import io.ordergateway.ws.sim.coinswitch.CoinswitchSettings;
import io.ordergateway.ws.sim.coinswitch.SimCoinswitch;
import io.ordergateway.ws.sim.coinswitch.book.Surface;
import io.ordergateway.ws.sim.coinswitch.book.Surface.Status;
import io.ordergateway.ws.sim.coinswitch.door.Endpoint;
import io.ordergateway.ws.sim.coinswitch.door.EndpointLimits;
import io.ordergateway.ws.sim.coinswitch.door.Habits;
import io.ordergateway.ws.sim.coinswitch.door.Signing;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulated CoinSwitch when it behaves, over REST, held against the dossier's samples (sections 1 to 8 and 10). */
@Timeout(60)
class CoinswitchIT {
    private static final String NOBODYS = "698ed406-8ef5-4664-9779-f7978702a447";
    private static final String BOUGHT_FUTURES =
            "{'exchange':'EXCHANGE_2','symbol':'dogeusdt','side':'buy','order_type':'LIMIT','price':'0.28',"
                    + "'quantity':22,'client_order_id':'f-1','time_in_force':'GTC'}";
    private static final String SOLD_SPOT = "{'side':'sell','symbol':'btc/inr','type':'limit','price':2300000,"
            + "'quantity':0.00005,'exchange':'coinswitchx','client_order_id':'s-1'}";

    private SimCoinswitch venue = SimCoinswitch.start(0);
    private CoinswitchClient client = new CoinswitchClient(venue);

    @AfterEach
    void stop() {
        venue.close();
    }

    private void restart(CoinswitchSettings settings) {
        venue.close();
        venue = SimCoinswitch.start(settings);
        client = new CoinswitchClient(venue);
    }

    private void restart(Habits habits) {
        restart(CoinswitchSettings.defaults().withHabits(habits));
    }

    private String placeFutures() {
        return venue.futures().place("DOGEUSDT", "BUY", "22", "0.28");
    }

    private Status status(String orderId) {
        return venue.bookHolding(orderId)
                .orElseThrow()
                .order(orderId)
                .orElseThrow()
                .status();
    }

    private void awaitStatus(String orderId, Status status) {
        await().until(() -> status(orderId) == status);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Section 1. */
    @Test
    void tellsTheTimeAndAnswersPingsAndChecksKeys() throws Exception {
        Reply time = client.send(client.bare("GET", "/trade/api/v2/time", ""));
        Reply ping = client.send(client.bare("GET", "/trade/api/v2/ping", ""));
        Reply valid = client.send("GET", "/trade/api/v2/validate/keys", "");
        Reply invalid = client.send(client.bare("GET", "/trade/api/v2/validate/keys", ""));

        assertThat(names(time.json())).containsExactly("serverTime");
        assertThat(time.json().path("serverTime").asLong()).isBetween(1_700_000_000_000L, CoinswitchClient.now() + 1);
        assertThat(ping.body()).isEqualTo("{\"message\":\"OK\"}");
        assertThat(valid).isEqualTo(new Reply(200, "{\"message\":\"Valid Access\"}"));
        assertThat(invalid).isEqualTo(new Reply(401, "{\"message\":\"Invalid Access\"}"));
    }

    /** Section 3.1: the sample's names, in the sample's order, with the sample's types. */
    @Test
    void aFuturesCancelIsRaisedAndThenDone() throws Exception {
        venue.cancelTakes(Duration.ofMillis(300));
        String orderId = placeFutures();

        Reply reply = client.cancelFutures(orderId);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(names(reply.data()))
                .containsExactly(
                        "order_id",
                        "exchange",
                        "symbol",
                        "side",
                        "order_type",
                        "status",
                        "quantity",
                        "exec_quantity",
                        "price",
                        "avg_exec_price",
                        "exec_fee",
                        "reduce_only",
                        "created_at",
                        "updated_at");
        assertThat(reply.body())
                .startsWith("{\"data\":{\"order_id\":\"" + orderId + "\",\"exchange\":\"EXCHANGE_2\","
                        + "\"symbol\":\"DOGEUSDT\",\"side\":\"BUY\",\"order_type\":\"LIMIT\","
                        + "\"status\":\"CANCELLATION_RAISED\",\"quantity\":\"22\",\"exec_quantity\":\"0\","
                        + "\"price\":\"0.28\",\"avg_exec_price\":\"0\",\"exec_fee\":\"0\",\"reduce_only\":false,"
                        + "\"created_at\":1");
        assertThat(status(orderId)).isEqualTo(Status.CANCELLATION_RAISED);
        awaitStatus(orderId, Status.CANCELLED);
    }

    /** Section 3.2. */
    @Test
    void aSpotCancelThatTakesNoTimeIsDoneAtOnce() throws Exception {
        venue.cancelTakes(Duration.ZERO);
        String orderId = venue.spot().place("BTC/INR", "SELL", "0.00005", "2300000");

        Reply reply = client.cancelSpot(orderId);

        assertThat(reply.body())
                .startsWith("{\"data\":{\"order_id\":\"" + orderId + "\",\"symbol\":\"BTC/INR\",\"price\":2300000,"
                        + "\"average_price\":0,\"orig_qty\":0.00005,\"executed_qty\":0,\"status\":\"CANCELLED\","
                        + "\"side\":\"SELL\",\"exchange\":\"coinswitchx\",\"order_source\":\"API_TRADING\","
                        + "\"created_time\":1")
                .contains(",\"updated_time\":1");
        assertThat(status(orderId)).isEqualTo(Status.CANCELLED);
    }

    @Test
    void aSpotCancelThatTakesTimeIsRaised() throws Exception {
        venue.cancelTakes(Duration.ofMillis(300));
        String orderId = venue.spot().place("BTC/INR", "SELL", "0.00005", "2300000");

        Reply first = client.cancelSpot(orderId);
        Reply second = client.cancelSpot(orderId);

        assertThat(first.data().path("status").asText()).isEqualTo("CANCELLATION_RAISED");
        assertThat(second)
                .isEqualTo(new Reply(400, "{\"message\":\"Order cannot be cancelled in status CANCELLATION_RAISED\"}"));
        awaitStatus(orderId, Status.CANCELLED);
    }

    @Test
    void whatHasEndedOrIsUnknownCannotBeCanceled() throws Exception {
        String filled = placeFutures();
        venue.futures().fill(filled);

        assertThat(client.cancelFutures(filled).message()).isEqualTo("Order cannot be cancelled in status EXECUTED");
        assertThat(client.cancelFutures(filled).status()).isEqualTo(400);
        assertThat(client.cancelFutures(NOBODYS)).isEqualTo(new Reply(400, "{\"message\":\"Order not found\"}"));
        assertThat(client.cancelSpot(filled).message()).isEqualTo("Order not found");
    }

    @Test
    void aFuturesOrderIsPlacedAskedForAndTheSameUnderItsClientsId() throws Exception {
        Reply created = client.send("POST", FUTURES_ORDER, BOUGHT_FUTURES);
        Reply again = client.send("POST", FUTURES_ORDER, BOUGHT_FUTURES);
        String orderId = created.data().path("order_id").asText();
        Reply byId = client.send("GET", FUTURES_ORDER + "?order_id=" + orderId, "");
        Reply byClientId = client.send("GET", FUTURES_ORDER + "?client_order_id=f-1", "");

        assertThat(created.data().path("status").asText()).isEqualTo("RAISED");
        assertThat(again.body()).isEqualTo(created.body());
        assertThat(byId.data().path("order")).isEqualTo(created.data());
        assertThat(byClientId.body()).isEqualTo(byId.body());
        assertThat(names(created.data()))
                .containsExactly(
                        "order_id",
                        "exchange",
                        "symbol",
                        "side",
                        "status",
                        "order_type",
                        "quantity",
                        "exec_quantity",
                        "price",
                        "avg_execution_price",
                        "execution_fee",
                        "realised_pnl",
                        "reduce_only",
                        "created_at",
                        "updated_at");
        assertThat(created.data().path("symbol").asText()).isEqualTo("DOGEUSDT");
        assertThat(created.data().path("quantity").isTextual()).isTrue();
    }

    /** Section 13, rows 8, 9 and 13. */
    @Test
    void habitsMayDiffer() throws Exception {
        restart(Habits.documented().withoutNesting().wrappingTime().answeringUnknown(404));
        String orderId = placeFutures();

        Reply found = client.send("GET", FUTURES_ORDER + "?order_id=" + orderId, "");
        Reply time = client.send(client.bare("GET", "/trade/api/v2/time", ""));

        assertThat(found.data().path("order_id").asText()).isEqualTo(orderId);
        assertThat(time.data().path("serverTime").asLong()).isPositive();
        assertThat(client.cancelFutures(NOBODYS).status()).isEqualTo(404);
        assertThat(client.send("GET", SPOT_ORDER + "?order_id=" + NOBODYS, "").status())
                .isEqualTo(404);
    }

    @Test
    void aSpotOrderIsPlacedAskedForAndTheSameUnderItsClientsId() throws Exception {
        Reply created = client.send("POST", SPOT_ORDER, SOLD_SPOT);
        Reply again = client.send("POST", SPOT_ORDER, SOLD_SPOT);
        String orderId = created.data().path("order_id").asText();
        Reply byId = client.send("GET", SPOT_ORDER + "?order_id=" + orderId, "");
        Reply byClientId = client.send("GET", SPOT_ORDER + "?client_order_id=s-1", "");

        assertThat(created.data().path("status").asText()).isEqualTo("OPEN");
        assertThat(created.data().path("price").isNumber()).isTrue();
        assertThat(created.data().path("client_order_id").asText()).isEqualTo("s-1");
        assertThat(again.body()).isEqualTo(created.body());
        assertThat(byId.body()).isEqualTo(created.body());
        assertThat(byClientId.body()).isEqualTo(created.body());
    }

    @Test
    void aSpotOrderGoesByItself() throws Exception {
        restart(CoinswitchSettings.defaults()
                .withCancelTaking(Duration.ofMillis(200))
                .withHabits(Habits.documented().expiringSpotAfter(Duration.ofMillis(100))));

        String orderId = client.send("POST", SPOT_ORDER, SOLD_SPOT)
                .data()
                .path("order_id")
                .asText();
        String other = client.send("POST", SPOT_ORDER, SOLD_SPOT.replace("'s-1'", "'s-2','expiry_period':3600"))
                .data()
                .path("order_id")
                .asText();

        awaitStatus(orderId, Status.EXPIRATION_RAISED);
        assertThat(client.cancelSpot(orderId).message()).endsWith("EXPIRATION_RAISED");
        awaitStatus(orderId, Status.EXPIRED);
        assertThat(status(other)).isEqualTo(Status.OPEN);
    }

    @Test
    void openOrdersComeInPagesByCursor() throws Exception {
        Set<String> placed = new LinkedHashSet<>();
        for (int i = 0; i < 120; i++) {
            placed.add(placeFutures());
        }
        String another = venue.futures().place("BTCUSDT", "SELL", "1", "80000");

        Set<String> seen = new LinkedHashSet<>();
        List<Integer> sizes = new ArrayList<>();
        String to = "";
        for (int page = 0; page < 4; page++) {
            JsonNode data = client.send(
                            "POST",
                            "/trade/api/v2/futures/orders/open",
                            "{'exchange':'EXCHANGE_2','symbol':'dogeusdt'" + to + "}")
                    .data();
            data.path("orders").forEach(order -> seen.add(order.path("order_id").asText()));
            sizes.add(data.path("orders").size());
            to = ",'to_time':" + data.path("cursor").asLong();
        }

        assertThat(sizes).containsExactly(50, 50, 22, 1);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(placed).doesNotContain(another);
    }

    @Test
    void closedOrdersAndACursorThatRepeatsNothing() throws Exception {
        restart(Habits.documented().notRepeatingAtCursor());
        String first = placeFutures();
        String second = placeFutures();
        placeFutures();
        venue.futures().fill(first);
        venue.futures().expire(second);
        String closed = "/trade/api/v2/futures/orders/closed";

        JsonNode page = client.send("POST", closed, "{'exchange':'EXCHANGE_2','limit':1}")
                .data();
        long cursor = page.path("cursor").asLong();
        JsonNode next = client.send("POST", closed, "{'exchange':'EXCHANGE_2','to_time':" + cursor + "}")
                .data();
        JsonNode last = client.send(
                        "POST",
                        closed,
                        "{'exchange':'EXCHANGE_2','to_time':"
                                + next.path("cursor").asLong() + "}")
                .data();

        assertThat(page.at("/orders/0/order_id").asText()).isEqualTo(second);
        assertThat(page.at("/orders/0/status").asText()).isEqualTo("EXPIRED");
        assertThat(next.path("orders")).hasSize(1);
        assertThat(next.at("/orders/0/order_id").asText()).isEqualTo(first);
        assertThat(next.at("/orders/0/avg_execution_price").asText()).isEqualTo("0.28");
        assertThat(last.toString()).isEqualTo("{\"orders\":[]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'limit':51", "'limit':0", "'limit':'many'", "'from_time':1", "'from_time':2,'to_time':1"})
    void aListIsNotTakenBeyondItsBounds(String bad) throws Exception {
        Reply reply = client.send("POST", "/trade/api/v2/futures/orders/open", "{'exchange':'EXCHANGE_2'," + bad + "}");

        assertThat(reply.status()).isEqualTo(422);
    }

    /** Section 5, with the escapes of vector V4. */
    @Test
    void spotOrdersAreListedBySymbolAndExchange() throws Exception {
        String bitcoin = venue.spot().place("BTC/INR", "SELL", "1", "2300000");
        String ether = venue.spot().place("ETH/INR", "BUY", "1", "200000");
        String other = venue.spot().place("XRP/INR", "BUY", "1", "50");
        venue.spot().fill(other);
        String list = "/trade/api/v2/orders?open=true&exchanges=coinswitchx%2Cc2c1&symbols=btc%2Finr%2Ceth%2Finr";

        JsonNode open = client.send("GET", list, "").data();
        JsonNode selling = client.send("GET", "/trade/api/v2/orders?open=true&side=sell", "")
                .data();
        JsonNode closed = client.send("GET", "/trade/api/v2/orders?open=false&status=EXECUTED", "")
                .data();
        JsonNode elsewhere = client.send("GET", "/trade/api/v2/orders?open=true&exchanges=c2c2", "")
                .data();

        assertThat(open.path("orders"))
                .extracting(order -> order.path("order_id").asText())
                .containsExactly(ether, bitcoin);
        assertThat(selling.path("orders")).hasSize(1);
        assertThat(closed.at("/orders/0/order_id").asText()).isEqualTo(other);
        assertThat(elsewhere.path("orders")).isEmpty();
    }

    @Test
    void onlyTwentyFiveOpenSpotOrdersAreShownUnlessMoreAreAskedFor() throws Exception {
        for (int i = 0; i < 30; i++) {
            venue.spot().place("BTC/INR", "SELL", "1", "2300000");
        }

        assertThat(client.send("GET", "/trade/api/v2/orders?open=true", "")
                        .data()
                        .path("orders"))
                .hasSize(25);
        assertThat(client.send("GET", "/trade/api/v2/orders?open=true&count=100", "")
                        .data()
                        .path("orders"))
                .hasSize(30);
    }

    /** Section 4. */
    @Test
    void allFuturesOrdersOfASymbolAreCanceledTogether() throws Exception {
        venue.cancelTakes(Duration.ofMillis(200));
        String first = placeFutures();
        String second = placeFutures();
        String other = venue.futures().place("BTCUSDT", "SELL", "1", "80000");
        String path = "/trade/api/v2/futures/cancel_all";

        Reply reply = client.send("POST", path, "{'exchange':'EXCHANGE_2','symbol':'DOGEUSDT'}");

        assertThat(reply.body()).isEqualTo("{\"data\":{\"orders_ids\":[\"" + first + "\",\"" + second + "\"]}}");
        assertThat(status(first)).isEqualTo(Status.CANCELLATION_RAISED);
        awaitStatus(first, Status.CANCELLED);
        awaitStatus(second, Status.CANCELLED);
        assertThat(status(other)).isEqualTo(Status.RAISED);
        assertThat(client.send("POST", path, "{'exchange':'EXCHANGE_2'}")
                        .data()
                        .at("/orders_ids/0")
                        .asText())
                .isEqualTo(other);
    }

    /** Section 7. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | futures/order | {'order_id':'x'}                             | 422 | Input exchange is missing",
                "DELETE | futures/order | {'exchange':'EXCHANGE_2'}                    | 422 | Input order_id is missing",
                "DELETE | futures/order | {'exchange':'EXCHANGE_1','order_id':'x'}     | 422 | The value you provided for the field exchange is not valid",
                "DELETE | futures/order | {'exchange':'EXCHANGE_2','order_id':7}       | 422 | The value you provided for the field order_id is not valid",
                "DELETE | order         | ''                                           | 422 | Input order_id is missing",
                "DELETE | order         | not JSON                                     | 400 | Invalid JSON",
                "DELETE | order         | []                                           | 400 | Invalid JSON",
                "GET    | order         | ''                                           | 422 | Input order_id is missing",
                "GET    | orders        | ''                                           | 422 | Input open is missing",
                "POST   | order         | {'side':'hold'}                              | 422 | The value you provided for the field side is not valid",
                "POST   | futures/order | {'exchange':'EXCHANGE_2','symbol':'BTCUSDT','side':'BUY','order_type':'MARKET'} | 400 | Only LIMIT orders are simulated",
                "POST   | order/cancel  | {}                                           | 404 | Not Found",
                "PUT    | order         | {}                                           | 405 | Method Not Allowed"
            })
    void whatIsWrongIsRefusedByName(String method, String path, String body, int status, String message)
            throws Exception {
        Reply reply = client.send(method, "/trade/api/v2/" + path, body);

        assertThat(reply.message()).isEqualTo(message);
        assertThat(reply.status()).isEqualTo(status);
    }

    /** Section 2: at most a minute off. */
    @ParameterizedTest
    @CsvSource({"-61000, 401", "-58000, 200", "58000, 200", "62000, 401"})
    void theClockDecidesWhoIsLetIn(long off, int status) throws Exception {
        String orderId = placeFutures();
        String body = "{'exchange':'EXCHANGE_2','order_id':'" + orderId + "'}";

        Reply reply = client.send(client.request("DELETE", FUTURES_ORDER, body, CoinswitchClient.now() + off));

        assertThat(reply.status()).isEqualTo(status);
    }

    @Test
    void aClockThatGoesWrongTurnsEverybodyAway() throws Exception {
        venue.skew(Duration.ofSeconds(70));

        assertThat(client.cancelFutures(placeFutures()).status()).isEqualTo(401);
        long venueTime = client.send(client.bare("GET", "/trade/api/v2/time", ""))
                .json()
                .path("serverTime")
                .asLong();
        assertThat(venueTime - CoinswitchClient.now()).isBetween(60_000L, 70_000L);
    }

    /** Sections 2 and 13, row 1. */
    @ParameterizedTest
    @CsvSource({"EPOCH, EPOCH, 200", "EPOCH, LEGACY, 401", "LEGACY, LEGACY, 200", "LEGACY, EPOCH, 401"})
    void onlyTheSchemeThatIsSetIsTaken(Signing taken, Signing sent, int status) throws Exception {
        restart(CoinswitchSettings.defaults().withSigning(taken));
        String body = "{\"exchange\":\"EXCHANGE_2\",\"order_id\":\"" + placeFutures() + "\"}";
        var legacy = client.bare("DELETE", FUTURES_ORDER, body)
                .header("X-AUTH-APIKEY", CoinswitchSettings.KEY)
                .header("X-AUTH-SIGNATURE", CoinswitchClient.sign("DELETE" + FUTURES_ORDER + body));

        Reply reply = client.send(
                sent == Signing.LEGACY
                        ? legacy
                        : client.request("DELETE", FUTURES_ORDER, body, CoinswitchClient.now()));

        assertThat(reply.status()).isEqualTo(status);
    }

    /** Section 8. */
    @Test
    void theEleventhCancelInAMinuteIsTurnedAway() throws Exception {
        for (int i = 0; i < 10; i++) {
            assertThat(client.cancelFutures(placeFutures()).status()).isEqualTo(200);
        }
        String orderId = placeFutures();

        Reply tooMany = client.cancelFutures(orderId);

        assertThat(tooMany).isEqualTo(new Reply(429, "{\"message\":\"Too Many Requests\"}"));
        assertThat(status(orderId)).isEqualTo(Status.RAISED);
        assertThat(venue.seen(Endpoint.FUTURES_CANCEL).most()).isEqualTo(11);
        assertThat(venue.seen(Endpoint.FUTURES_CANCEL).refused()).isEqualTo(1);
        assertThat(client.send("GET", FUTURES_ORDER + "?order_id=" + orderId, "")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anEndedWindowTakesRequestsAgain() throws Exception {
        venue.limits(EndpointLimits.documented().with(Endpoint.FUTURES_CANCEL, 1, Duration.ofMillis(300)));
        client.cancelFutures(placeFutures());
        assertThat(client.cancelFutures(placeFutures()).status()).isEqualTo(429);

        await().pollDelay(Duration.ofMillis(301))
                .until(() -> client.cancelFutures(placeFutures()).status() == 200);
    }

    @Test
    void whoHasAnotherKeyUsesUpNothing() throws Exception {
        String body = "{'exchange':'EXCHANGE_2','order_id':'" + placeFutures() + "'}";
        for (int i = 0; i < 12; i++) {
            client.send(client.bare("DELETE", FUTURES_ORDER, body).header("X-AUTH-APIKEY", NOBODYS));
        }

        assertThat(venue.seen(Endpoint.FUTURES_CANCEL).total()).isZero();
    }

    @Test
    void restCanBeShutAndOpened() throws Exception {
        String orderId = placeFutures();
        venue.acceptRest(false);

        assertThat(catchThrowable(() -> client.cancelFutures(orderId))).isInstanceOf(IOException.class);
        venue.acceptRest(true);

        assertThat(client.cancelFutures(orderId).status()).isEqualTo(200);
        assertThat(venue.seen(Endpoint.FUTURES_CANCEL).total()).isEqualTo(1);
        assertThat(venue.book(Surface.FUTURES).all()).hasSize(1);
    }
}
