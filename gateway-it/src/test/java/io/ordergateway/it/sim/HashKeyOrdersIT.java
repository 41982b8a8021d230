package io.ordergateway.it.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.hashkey.HashKeySettings;
import io.ordergateway.ws.sim.hashkey.HashKeyVenue;
import io.ordergateway.ws.sim.hashkey.book.OrderStatus;
import io.ordergateway.ws.sim.hashkey.door.HashKeyHabit;
import io.ordergateway.ws.sim.hashkey.door.HashKeyPace;
import io.ordergateway.ws.sim.hashkey.door.Site;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The simulated HashKey answers over HTTP as its dossier says. */
@Timeout(60)
class HashKeyOrdersIT {
    private static final String ORDER = "/api/v1/spot/order";
    private static final String OPEN = "/api/v1/spot/openOrders";
    private static final String LIMIT = "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=0.5&price=30000";

    private HashKeyVenue venue = HashKeyVenue.start(0);
    private HashKeyClient client = new HashKeyClient(venue);

    @AfterEach
    void stop() {
        venue.close();
    }

    private void restart(HashKeySettings settings) {
        venue.close();
        venue = HashKeyVenue.start(settings);
        client = new HashKeyClient(venue, settings.site().keyHeader());
    }

    private String place() {
        return venue.book().place("BTCUSDT", "BUY", "0.5", "30000");
    }

    private OrderStatus status(String orderId) {
        return venue.book().order(orderId).orElseThrow().status();
    }

    private void awaitStatus(String orderId, OrderStatus expected) {
        await().atMost(Duration.ofSeconds(5)).until(() -> status(orderId), expected::equals);
    }

    private List<String> ids(JsonNode orders) {
        List<String> ids = new ArrayList<>();
        orders.forEach(order -> ids.add(order.path("orderId").textValue()));
        return ids;
    }

    @Test
    void aCancelIsAcceptedAsTheOrderStoodAndEndsItLater() throws Exception {
        restart(HashKeySettings.defaults().withPace(HashKeyPace.documented().withCancelTakes(Duration.ofSeconds(1))));
        String orderId = place();

        JsonNode accepted = client.ok("DELETE", ORDER, "orderId=" + orderId);

        assertThat(status(orderId)).isEqualTo(OrderStatus.NEW);
        assertThat(accepted.path("orderId").textValue()).isEqualTo(orderId);
        assertThat(accepted.path("status").textValue()).isEqualTo("NEW");
        assertThat(accepted.path("executedQty").textValue()).isEqualTo("0");
        assertThat(accepted.path("origQty").textValue()).isEqualTo("0.5");
        assertThat(accepted.path("transactTime").textValue()).hasSize(13);
        assertThat(accepted.size()).isEqualTo(12);
        assertThat(client.ok("GET", ORDER, "orderId=" + orderId).path("status").textValue())
                .isEqualTo("NEW");
        awaitStatus(orderId, OrderStatus.CANCELED);
        JsonNode found = client.ok("GET", ORDER, "orderId=" + orderId);
        assertThat(found.path("status").textValue()).isEqualTo("CANCELED");
        assertThat(found.path("ordCxlReason").textValue()).isEqualTo("USER_CANCEL");
    }

    @Test
    void aCancelInAFormBodyByClientIdIsTheSame() throws Exception {
        String orderId = venue.book().place("BTCUSDT", "BUY", "0.5", "30000", "gw-0001-A");
        venue.book().fillPartly(orderId, "0.2");

        JsonNode accepted = client.okForm("DELETE", ORDER, "clientOrderId=gw-0001-A");

        assertThat(accepted.path("orderId").textValue()).isEqualTo(orderId);
        assertThat(accepted.path("clientOrderId").textValue()).isEqualTo("gw-0001-A");
        assertThat(accepted.path("status").textValue()).isEqualTo("PARTIALLY_FILLED");
        awaitStatus(orderId, OrderStatus.PARTIALLY_CANCELED);
        JsonNode found = client.ok("GET", ORDER, "origClientOrderId=gw-0001-A");
        assertThat(found.path("status").textValue()).isEqualTo("PARTIALLY_CANCELED");
        assertThat(found.path("executedQty").textValue()).isEqualTo("0.2");
        assertThat(found.path("cummulativeQuoteQty").textValue()).isEqualTo("6000.0");
        assertThat(found.path("cumulativeQuoteQty").textValue()).isEqualTo("6000.0");
    }

    @ParameterizedTest
    @CsvSource({
        "HK, FILL, 400 0212",
        "HK, CANCEL, 400 0212",
        "MENA, FILL, 400 0212",
        "GLB, FILL, 400 -1139",
        "GLB, CANCEL, 400 -1142",
        "GLB, PART, 400 -1138",
        "GLB, REJECT, 400 -1143"
    })
    void aCancelOfAnOrderThatIsGoneSaysSoInTheSitesWords(Site site, String end, String code) throws Exception {
        restart(HashKeySettings.defaults().withSite(site));
        String orderId = place();
        switch (end) {
            case "FILL" -> venue.book().fill(orderId);
            case "REJECT" -> venue.book().reject(orderId);
            default -> {
                if (end.equals("PART")) {
                    venue.book().fillPartly(orderId, "0.1");
                }
                venue.book().endCanceled(orderId);
            }
        }

        assertThat(client.code("DELETE", ORDER, "orderId=" + orderId)).isEqualTo(code);
    }

    @Test
    void whatNobodyKnowsIsNotFound() throws Exception {
        assertThat(client.code("DELETE", ORDER, "orderId=1")).isEqualTo("400 0211");
        assertThat(client.code("GET", ORDER, "orderId=1")).isEqualTo("400 0211");
        assertThat(client.code("DELETE", ORDER, "")).isEqualTo("400 0001");
        HttpResponse<String> page = client.call("GET", "/api/v1/nothing", "");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(page.body()).startsWith("<html>");
    }

    @Test
    void placesOrdersBothWays() throws Exception {
        JsonNode limit = client.okForm("POST", ORDER, LIMIT + "&newClientOrderId=gw-1");
        JsonNode market = client.ok("POST", "/api/v1.1/spot/order", "symbol=ETHUSDT&side=BUY&type=MARKET&amount=60000");

        assertThat(limit.path("status").textValue()).isEqualTo("NEW");
        assertThat(limit.path("clientOrderId").textValue()).isEqualTo("gw-1");
        assertThat(limit.path("orderId").textValue()).matches("\\d{19}");
        assertThat(market.path("status").textValue()).isEqualTo("FILLED");
        assertThat(market.path("executedQty").textValue()).isEqualTo("2");
        assertThat(venue.book().open()).hasSize(1);
        assertThat(client.ok("POST", "/api/v1/spot/orderTest", LIMIT)).isEmpty();
        assertThat(venue.book().all()).hasSize(2);
    }

    @Test
    void anOrderMayBePendingFirst() throws Exception {
        restart(HashKeySettings.defaults().withPace(HashKeyPace.documented().withPendingNew(Duration.ofMillis(100))));

        JsonNode placed = client.ok("POST", ORDER, LIMIT);

        assertThat(placed.path("status").textValue()).isEqualTo("PENDING_NEW");
        awaitStatus(placed.path("orderId").textValue(), OrderStatus.NEW);
    }

    @Test
    void aCancelOnItsWayShowsIfThatIsTheHabit() throws Exception {
        restart(HashKeySettings.defaults()
                .withHabits(HashKeyHabit.PENDING_CANCEL)
                .withPace(HashKeyPace.documented().withCancelTakes(Duration.ofSeconds(2))));
        String orderId = place();

        JsonNode accepted = client.ok("DELETE", ORDER, "orderId=" + orderId);

        assertThat(accepted.path("status").textValue()).isEqualTo("NEW");
        assertThat(client.ok("GET", ORDER, "orderId=" + orderId).path("status").textValue())
                .isEqualTo("PENDING_CANCEL");
        awaitStatus(orderId, OrderStatus.CANCELED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "symbol=NOSUCH&side=BUY&type=LIMIT&quantity=1&price=1 | 400 0201",
                "symbol=BTCUSDT-PERPETUAL&side=BUY&type=LIMIT&quantity=1&price=1 | 400 0201",
                "symbol=BTCUSDT&side=UP&type=LIMIT&quantity=1&price=1 | 400 -1130",
                "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1 | 400 0001",
                "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=-1&price=1 | 400 -1130",
                "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=1&newClientOrderId=a%20b | 400 -1123",
                "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=1&newClientOrderId=taken | 400 -1141"
            })
    void anUnsoundPlacementIsRefused(String params, String code) throws Exception {
        venue.book().place("BTCUSDT", "BUY", "1", "1", "taken");

        assertThat(client.code("POST", ORDER, params)).isEqualTo(code);
        assertThat(venue.book().all()).hasSize(1);
    }

    @Test
    void cancelsByIdsSayWhichFailed() throws Exception {
        String open = place();
        String gone = place();
        venue.book().fill(gone);

        JsonNode reply = client.ok("DELETE", "/api/v1/spot/cancelOrderByIds", "ids=" + open + "," + gone + ",17");

        assertThat(reply)
                .hasToString("{\"code\":\"0000\",\"result\":[{\"orderId\":\"" + gone
                        + "\",\"code\":\"0212\"},{\"orderId\":\"17\",\"code\":\"0211\"}]}");
        awaitStatus(open, OrderStatus.CANCELED);
        String many = String.join(
                ",", IntStream.range(0, 101).mapToObj(Integer::toString).toList());
        assertThat(client.code("DELETE", "/api/v1/spot/cancelOrderByIds", "ids=" + many))
                .isEqualTo("400 -1130");
    }

    @Test
    void cancelsASymbolOrOneOfItsSides() throws Exception {
        String buy = place();
        String sell = venue.book().place("BTCUSDT", "SELL", "1", "40000");
        String other = venue.book().place("ETHUSDT", "BUY", "1", "3000");

        JsonNode bySide = client.ok("DELETE", OPEN, "symbol=BTCUSDT&side=SELL");
        awaitStatus(sell, OrderStatus.CANCELED);
        assertThat(status(buy)).isEqualTo(OrderStatus.NEW);
        client.ok("DELETE", OPEN, "symbol=BTCUSDT");

        assertThat(bySide).hasToString("{\"success\":true}");
        awaitStatus(buy, OrderStatus.CANCELED);
        assertThat(status(other)).isEqualTo(OrderStatus.NEW);
        assertThat(client.code("DELETE", OPEN, "")).isEqualTo("400 0001");
    }

    @Test
    void cancelsEverythingAPageAtATimeAndNamesTheLastIdAsANumber() throws Exception {
        String oldest = place();
        place();
        String newest = venue.book().place("ETHUSDT", "BUY", "1", "3000");

        JsonNode reply = client.ok("DELETE", "/api/v1/spot/cancelAllOpenOrders", "limit=1");
        JsonNode rest = client.ok("DELETE", "/api/v1/spot/cancelAllOpenOrders", "fromOrderId=" + newest);

        assertThat(reply.path("lastOrderId").isIntegralNumber()).isTrue();
        assertThat(reply.path("lastOrderId").asText()).isEqualTo(newest);
        assertThat(rest.path("lastOrderId").asText()).isEqualTo(oldest);
        await().until(() -> venue.book().open().isEmpty());
        assertThat(client.ok("DELETE", "/api/v1/spot/cancelAllOpenOrders", "")
                        .path("lastOrderId")
                        .asLong())
                .isZero();
    }

    @Test
    void openOrdersAreReadAPageAtATime() throws Exception {
        List<String> placed = IntStream.range(0, 5).mapToObj(i -> place()).toList();
        venue.book().fill(placed.get(4));

        JsonNode first = client.ok("GET", OPEN, "symbol=BTCUSDT&limit=3");
        JsonNode second = client.ok("GET", OPEN, "limit=3&fromOrderId=" + placed.get(1));
        JsonNode sells = client.ok("GET", OPEN, "side=SELL");

        assertThat(ids(first)).containsExactly(placed.get(3), placed.get(2), placed.get(1));
        assertThat(ids(second)).containsExactly(placed.get(0));
        assertThat(ids(client.ok("GET", OPEN, "orderId=" + placed.get(1)))).containsExactly(placed.get(0));
        assertThat(sells).isEmpty();
        assertThat(client.code("GET", OPEN, "limit=1001")).isEqualTo("400 -1130");
    }

    @Test
    void theHistoryHasWhatHasEndedAlsoWhenTheQueryForgetsIt() throws Exception {
        restart(HashKeySettings.defaults().withHabits(HashKeyHabit.FORGETS_ENDED));
        String ended = place();
        String open = place();
        venue.book().endCanceled(ended);

        assertThat(client.code("GET", ORDER, "orderId=" + ended)).isEqualTo("400 0211");
        assertThat(client.ok("GET", ORDER, "orderId=" + open).path("status").textValue())
                .isEqualTo("NEW");
        JsonNode history = client.ok("GET", "/api/v1/spot/tradeOrders", "symbol=BTCUSDT");
        assertThat(ids(history)).containsExactly(ended);
        assertThat(history.at("/0/status").textValue()).isEqualTo("CANCELED");
        assertThat(client.ok("GET", "/api/v1/spot/tradeOrders", "endTime=1000")).isEmpty();
    }

    @Test
    void futuresOfTheGlobalSiteAreV1() throws Exception {
        restart(HashKeySettings.defaults().withSite(Site.GLB));
        String path = "/api/v1/futures/order";

        JsonNode placed = client.okForm(
                "POST",
                path,
                "symbol=BTCUSDT-PERPETUAL&type=LIMIT&quantity=10&priceType=INPUT&price=30000&side=BUY_OPEN&clientOrderId=f-1");
        String orderId = placed.path("orderId").textValue();
        JsonNode open = client.ok("GET", "/api/v1/futures/openOrders", "symbol=BTCUSDT-PERPETUAL&type=LIMIT");
        JsonNode stops = client.ok("GET", "/api/v1/futures/openOrders", "symbol=BTCUSDT-PERPETUAL&type=STOP");

        assertThat(ids(open)).containsExactly(orderId);
        assertThat(stops).isEmpty();
        assertThat(client.code("DELETE", path, "orderId=" + orderId)).isEqualTo("400 0001");
        assertThat(client.code("DELETE", path, "type=STOP&orderId=" + orderId)).isEqualTo("400 0211");
        assertThat(client.code("DELETE", ORDER, "orderId=" + orderId)).isEqualTo("400 0211");
        JsonNode accepted =
                client.okForm("DELETE", path, "orderId=" + orderId + "&type=LIMIT&symbol=BTCUSDT-PERPETUAL");
        assertThat(accepted.path("status").textValue()).isEqualTo("NEW");
        assertThat(accepted.path("side").textValue()).isEqualTo("BUY_OPEN");
        assertThat(accepted.path("isLiquidationOrder").isBoolean()).isTrue();
        awaitStatus(orderId, OrderStatus.CANCELED);
        String left = venue.book().place("BTCUSDT-PERPETUAL", "SELL_CLOSE", "1", "40000");
        assertThat(client.okForm("DELETE", "/api/v1/futures/batchOrders", "symbol=BTCUSDT-PERPETUAL")
                        .path("code")
                        .textValue())
                .isEqualTo("0000");
        awaitStatus(left, OrderStatus.CANCELED);
        assertThat(client.call("DELETE", "/api/v2/futures/order", "orderId=1").statusCode())
                .isEqualTo(404);
    }

    @Test
    void futuresElsewhereAreV2AndTheIdIsANumber() throws Exception {
        restart(HashKeySettings.defaults().withSite(Site.MENA));
        String path = "/api/v2/futures/order";

        JsonNode placed = client.ok(
                "POST",
                path,
                "symbol=BTCUSDT-PERPETUAL&side=BUY&orderType=LIMIT&baseQty=0.01&price=30000&clientOrderId=f-2");
        String orderId = placed.path("orderId").textValue();

        assertThat(client.code("DELETE", path, "orderId=" + orderId)).isEqualTo("400 0001");
        JsonNode accepted = client.ok("DELETE", path, "orderType=LIMIT&clientOrderId=f-2");
        assertThat(accepted)
                .hasToString(
                        "{\"code\":200,\"orderId\":" + orderId + ",\"clientOrderId\":\"f-2\",\"orderType\":\"LIMIT\"}");
        awaitStatus(orderId, OrderStatus.CANCELED);
        JsonNode found = client.ok("GET", path, "orderId=" + orderId);
        assertThat(found.path("status").textValue()).isEqualTo("CANCELED");
        assertThat(found.path("executedBaseQty").textValue()).isEqualTo("0");
        String left = venue.book().place("BTCUSDT-PERPETUAL", "SELL", "1", "40000");
        JsonNode all = client.ok("DELETE", "/api/v2/futures/cancelOrders", "side=SELL&orderType=LIMIT");
        assertThat(all).hasToString("{\"code\":\"0000\",\"lastOrderId\":" + left + "}");
        awaitStatus(left, OrderStatus.CANCELED);
        assertThat(client.call("DELETE", "/api/v1/futures/order", "orderId=1").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aTriggerOrderHasStatesOfItsOwn() throws Exception {
        restart(HashKeySettings.defaults().withSite(Site.GLB));
        String path = "/api/v1/futures/order";
        String params = "symbol=BTCUSDT-PERPETUAL&type=STOP&quantity=1&price=1&side=SELL_CLOSE";

        JsonNode placed = client.ok("POST", path, params);
        String orderId = placed.path("orderId").textValue();
        JsonNode accepted = client.ok("DELETE", path, "type=STOP&orderId=" + orderId);

        assertThat(accepted.path("status").textValue()).isEqualTo("ORDER_NEW");
        awaitStatus(orderId, OrderStatus.CANCELED);
        assertThat(client.ok("GET", path, "type=STOP&orderId=" + orderId)
                        .path("status")
                        .textValue())
                .isEqualTo("ORDER_CANCELED");
    }

    @Test
    void tellsTheTimeAndWhatIsTradedToEverybody() throws Exception {
        venue.skew(Duration.ofSeconds(100));

        JsonNode time = SimClient.json(
                client.send(client.request("GET", "/api/v1/time", "")).body());
        JsonNode info = SimClient.json(
                client.send(client.request("GET", "/api/v1/exchangeInfo", "")).body());

        assertThat(time.path("serverTime").asLong() - System.currentTimeMillis())
                .isBetween(99_000L, 101_000L);
        assertThat(client.send(client.request("GET", "/api/v1/ping", "")).body())
                .isEqualTo("{}");
        assertThat(info.path("symbols")).hasSize(4);
        assertThat(info.path("contracts")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"-6s, 400 -1021", "PT2S, 200", "40s, 400 -1021", "-900ms, 200"})
    void aClockThatIsWrongIsRefused(String skew, String expected) throws Exception {
        String body = client.send(client.request("POST", "/sim/clock", "{\"skew\":\"" + skew + "\"}"))
                .body();
        assertThat(body).isEqualTo("{\"done\":true}");

        HttpResponse<String> response = client.call("GET", "/api/v1/account/checkApiKey", "");

        String code = SimClient.json(response.body()).path("code").asText();
        assertThat((response.statusCode() + " " + code).strip()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"HK, X-HK-APIKEY, X-APIKEY", "GLB, X-HK-APIKEY, X-APIKEY", "MENA, X-APIKEY, X-HK-APIKEY"})
    void theKeyComesInTheSitesHeaderUnlessThatIsNotItsHabit(Site site, String usual, String other) throws Exception {
        String path = "/api/v1/account/checkApiKey";
        restart(HashKeySettings.defaults().withSite(site));
        assertThat(new HashKeyClient(venue, usual).call("GET", path, "").statusCode())
                .isEqualTo(200);
        assertThat(new HashKeyClient(venue, other).code("GET", path, "")).isEqualTo("400 -1002");

        restart(HashKeySettings.defaults().withSite(site).withHabits(HashKeyHabit.OTHER_KEY_HEADER));
        assertThat(new HashKeyClient(venue, other).call("GET", path, "").statusCode())
                .isEqualTo(200);
        assertThat(new HashKeyClient(venue, usual).code("GET", path, "")).isEqualTo("400 -1002");
    }

    @Test
    void takesTheKeyThatSignsWithEd25519() throws Exception {
        String text = "orderId=" + place() + "&timestamp=" + System.currentTimeMillis();
        Signature signer = Signature.getInstance("Ed25519");
        signer.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(
                        new PKCS8EncodedKeySpec(Base64.getDecoder().decode(HashKeySettings.ED25519_PRIVATE_KEY))));
        signer.update(text.getBytes(US_ASCII));
        String signature = HexFormat.of().formatHex(signer.sign());

        HttpResponse<String> response =
                client.send(client.request("DELETE", ORDER + "?" + text + "&signature=" + signature, "")
                        .header("X-HK-APIKEY", HashKeySettings.ED25519_KEY));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Test
    void whoeverIsNotLetInChangesNothing() throws Exception {
        String orderId = place();
        String signed = HashKeyClient.signed("orderId=" + orderId);

        HttpResponse<String> tampered = client.raw("DELETE", ORDER + "?" + signed + "0", "");
        HttpResponse<String> stranger =
                client.send(client.request("DELETE", ORDER + "?" + signed, "").header("X-HK-APIKEY", "DEMO-KEY"));
        venue.refuseKey("0103");
        HttpResponse<String> expired = client.raw("DELETE", ORDER + "?" + signed, "");
        venue.refuseKey(null);

        assertThat(tampered.body()).isEqualTo("{\"code\":\"0001\",\"msg\":\"Incorrect signature\"}");
        assertThat(SimClient.json(stranger.body()).path("code").textValue()).isEqualTo("0102");
        assertThat(SimClient.json(expired.body()).path("code").textValue()).isEqualTo("0103");
        assertThat(List.of(tampered.statusCode(), stranger.statusCode(), expired.statusCode()))
                .containsOnly(400);
        assertThat(status(orderId)).isEqualTo(OrderStatus.NEW);
        assertThat(client.raw("DELETE", ORDER + "?" + signed, "").statusCode()).isEqualTo(200);
    }

    @Test
    void codesBelowZeroMayBeNumbers() throws Exception {
        restart(HashKeySettings.defaults().withHabits(HashKeyHabit.NUMERIC_CODES));

        String stale = client.raw("GET", ORDER + "?" + HashKeyClient.signedAt(1, "orderId=1"), "")
                .body();

        assertThat(stale).startsWith("{\"code\":-1021,");
        assertThat(client.call("GET", ORDER, "orderId=1").body()).startsWith("{\"code\":\"0211\",");
    }

    @Test
    void refusesRestButNotThePublic() throws Exception {
        venue.acceptRest(false);

        assertThat(catchThrowable(() -> client.call("GET", ORDER, "orderId=1"))).isInstanceOf(IOException.class);
        assertThat(client.send(client.request("GET", "/api/v1/ping", "")).statusCode())
                .isEqualTo(200);
    }
}
