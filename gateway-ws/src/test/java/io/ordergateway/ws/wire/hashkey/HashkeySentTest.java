package io.ordergateway.ws.wire.hashkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.OrderStreamCodec;
import io.ordergateway.ws.wire.OrderStreamCodec.ListenKeys;
import io.ordergateway.ws.wire.RequestSigner;
import io.ordergateway.ws.wire.VenueRest;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests, byte for byte. Where the dossier has a vector for one (2.1), the signature is the dossier's. */
class HashkeySentTest {
    private static final String SEED = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final OrderRef ORDER = new OrderRef("1563291927536863744", "ETHUSD");
    private static final OrderRef BY_CLIENT_ID = OrderRef.byClientId("gw-0001-A", "ETHUSD");
    private static final OrderRef PERPETUAL = new OrderRef("1742282868229463040", "ETHUSDT-PERPETUAL");

    private final HashkeyRest spot = new HashkeyRest(Recorded.spot(HashkeySite.HK));
    private final HashkeyRest globalFutures = new HashkeyRest(Recorded.futures(HashkeySite.GLOBAL));
    private final HashkeyRest menaFutures = new HashkeyRest(Recorded.futures(HashkeySite.MENA));

    // ---- cancel (3) ----

    @Test
    void aCancelHasAllItsParametersInTheQueryAndNoBody() {
        VenueRest.Request request = spot.cancel(1, ORDER, 1701094920045L);

        assertThat(line(request))
                .isEqualTo("DELETE /api/v1/spot/order?orderId=1563291927536863744&timestamp=1701094920045"
                        + "&signature=53b8235991adc1d71d3ea02edf14dcbadf3dd832245c87b867672e224e88b32a");
        assertThat(request.headers()).isEqualTo(Map.of("X-HK-APIKEY", Recorded.KEY));
        assertThat(request.body()).isEmpty();
    }

    @Test
    void aCancelByClientIdAndWithAWindowNamesBothAsTheVenueDoes() {
        HashkeyAccount patient =
                new HashkeyAccount(Recorded.credentials(), HashkeySite.HK, Account.Category.CASH, 5000);

        assertThat(line(new HashkeyRest(patient).cancel(1, BY_CLIENT_ID, 1701094920045L)))
                .isEqualTo("DELETE /api/v1/spot/order?clientOrderId=gw-0001-A&recvWindow=5000&timestamp=1701094920045"
                        + "&signature=612f15d41e058d261fce4258233444bb45df08f8f0d05a03ae39ae32f74f8ea0");
    }

    @Test
    void anEd25519SignatureIsEscapedInTheQuery() {
        Credentials credentials =
                new Credentials(Recorded.KEY, RequestSigner.ed25519(SEED, RequestSigner.Encoding.BASE64));
        HashkeyAccount account = new HashkeyAccount(credentials, HashkeySite.MENA, Account.Category.CASH, null);

        VenueRest.Request request = new HashkeyRest(account).cancel(1, ORDER, 1701094920045L);

        assertThat(line(request))
                .isEqualTo(
                        "DELETE /api/v1/spot/order?orderId=1563291927536863744&timestamp=1701094920045&signature="
                                + "X3144v4eSSDsKFY5utpE1sb67ckWLcHOjF%2F9JDcEZX8SrjWyRfyyap2padCLgpDnIjnkDn%2Fpoub5GxnmxAdTBA%3D%3D");
        assertThat(request.headers()).isEqualTo(Map.of("X-APIKEY", Recorded.KEY));
    }

    @Test
    void aClientIdIsSignedAsItIsSent() {
        VenueRest.Request request = spot.cancel(1, OrderRef.byClientId("gw:1/A", "ETHUSD"), 1701094920045L);

        String query = request.path().substring(request.path().indexOf('?') + 1);
        String signed = query.substring(0, query.indexOf("&signature="));
        assertThat(signed).isEqualTo("clientOrderId=gw%3A1%2FA&timestamp=1701094920045");
        assertThat(query).endsWith("=" + Recorded.credentials().signer().sign(signed));
    }

    @Test
    void aCancelOfFuturesSaysTheTypeAsItsSiteWantsIt() {
        assertThat(line(globalFutures.cancel(1, PERPETUAL, 1722432302919L)))
                .isEqualTo("DELETE /api/v1/futures/order?orderId=1742282868229463040&type=LIMIT"
                        + "&symbol=ETHUSDT-PERPETUAL&timestamp=1722432302919"
                        + "&signature=3549fc57c6a7e6971c9e0305a0ffcffb1c4aa5c07090256e12c0e0c287202bdc");
        assertThat(line(menaFutures.cancel(1, PERPETUAL, 1722432302919L)))
                .startsWith("DELETE /api/v2/futures/order?orderId=1742282868229463040&orderType=LIMIT"
                        + "&timestamp=1722432302919&signature=");
    }

    // ---- several, all (4) ----

    @Test
    void aBatchNamesItsOrdersInOneList() {
        List<VenueRest.Numbered> items = List.of(
                new VenueRest.Numbered(1, new OrderRef("1507155386372816640", "ETHUSD")),
                new VenueRest.Numbered(2, new OrderRef("1507155487740667904", "BTCUSD")));

        assertThat(line(spot.cancelBatch(items, 1714311403031L)))
                .isEqualTo("DELETE /api/v1/spot/cancelOrderByIds?ids=1507155386372816640,1507155487740667904"
                        + "&timestamp=1714311403031"
                        + "&signature=015c9c1829ed74e930bd4eb864cf7d092d6671df4bd252691d6cccfcbc5b1f0a");
        assertThat(line(globalFutures.cancelBatch(items, 1714311403031L)))
                .startsWith("DELETE /api/v1/futures/cancelOrderByIds?ids=1507155386372816640,1507155487740667904&");
    }

    @Test
    void aBatchHoldsAHundredAndOnTheSecondFuturesApiOne() {
        List<VenueRest.Numbered> tooMany = IntStream.rangeClosed(0, 100)
                .mapToObj(i -> new VenueRest.Numbered(i, ORDER))
                .toList();

        assertThat(spot.maxBatch()).isEqualTo(100);
        assertThat(globalFutures.maxBatch()).isEqualTo(100);
        assertThat(menaFutures.maxBatch()).isEqualTo(1);
        assertThatThrownBy(() -> spot.cancelBatch(tooMany, 1)).hasMessageContaining("1 to 100 cancels, not 101");
        assertThatThrownBy(() -> spot.cancelBatch(List.of(), 1)).hasMessageContaining("not 0");
    }

    @Test
    void allOfASymbolAreCanceledWhereTheSiteHasARequestForIt() {
        assertThat(line(spot.cancelAll(1, "BTCUSDT", 1714311403031L)))
                .startsWith("DELETE /api/v1/spot/openOrders?symbol=BTCUSDT&timestamp=1714311403031&signature=");
        assertThat(line(globalFutures.cancelAll(1, "ETHUSDT-PERPETUAL", 1714311403031L)))
                .startsWith("DELETE /api/v1/futures/batchOrders?symbol=ETHUSDT-PERPETUAL&timestamp=1714311403031");
        assertThat(menaFutures.cancelsAll("BTCUSD-PERPETUAL")).isFalse();
        assertThatThrownBy(() -> menaFutures.cancelAll(1, "BTCUSD-PERPETUAL", 1))
                .hasMessageContaining("no request that cancels all");
    }

    @Test
    void allOfTheAccountAreCanceledOnMenaSpotOnly() {
        HashkeyRest mena = new HashkeyRest(Recorded.spot(HashkeySite.MENA));

        assertThat(line(mena.cancelAll(1, null, 1714311403031L)))
                .startsWith("DELETE /api/v1/spot/cancelAllOpenOrders?limit=200&timestamp=1714311403031&signature=");
        assertThat(mena.cancelsAll(null)).isTrue();
        assertThat(spot.cancelsAll(null)).isFalse();
        assertThat(globalFutures.cancelsAll(null)).isFalse();
        assertThat(spot.cancelsAll("BTCUSDT")).isTrue();
    }

    // ---- questions (5) ----

    @Test
    void aClientIdHasAnotherNameInAQuestion() {
        assertThat(line(spot.status(ORDER, 1701094920045L)))
                .startsWith("GET /api/v1/spot/order?orderId=1563291927536863744&timestamp=1701094920045&signature=");
        assertThat(line(spot.status(BY_CLIENT_ID, 1701094920045L)))
                .startsWith("GET /api/v1/spot/order?origClientOrderId=gw-0001-A&timestamp=1701094920045&signature=");
        assertThat(line(globalFutures.status(PERPETUAL, 1L)))
                .startsWith("GET /api/v1/futures/order?orderId=1742282868229463040&timestamp=1&signature=");
        assertThat(line(menaFutures.status(PERPETUAL, 1L)))
                .startsWith("GET /api/v2/futures/order?orderId=1742282868229463040&timestamp=1&signature=");
    }

    @Test
    void openOrdersAreAskedForByTheLargestPage() {
        assertThat(line(spot.openOrders("BTCUSDT", 1L)))
                .startsWith("GET /api/v1/spot/openOrders?symbol=BTCUSDT&limit=1000&timestamp=1&signature=");
        assertThat(line(spot.openOrders(null, 1L)))
                .startsWith("GET /api/v1/spot/openOrders?limit=1000&timestamp=1&signature=");
        assertThat(line(globalFutures.openOrders("ETHUSDT-PERPETUAL", 1L)))
                .startsWith("GET /api/v1/futures/openOrders?symbol=ETHUSDT-PERPETUAL&type=LIMIT&limit=500&timestamp=1");
    }

    @Test
    void anOrderIsLookedUpInTheHistoryByTheNextId() {
        OrderRef order = new OrderRef("18446744073709551615", "BTCUSD");

        assertThat(line(spot.history(order, 1L)))
                .startsWith("GET /api/v1/spot/tradeOrders?orderId=18446744073709551616&limit=1&timestamp=1&signature=");
        assertThat(line(new HashkeyRest(Recorded.spot(HashkeySite.MENA)).history(order, 1L)))
                .startsWith("GET /api/v1/spot/tradeOrders?fromOrderId=18446744073709551616&limit=1&timestamp=1");
    }

    @Test
    void byAnotherNameAndForFuturesThereIsNoHistory() {
        assertThat(spot.history(BY_CLIENT_ID, 1L)).isNull();
        assertThat(spot.history(new OrderRef("a1", "BTCUSD"), 1L)).isNull();
        assertThat(globalFutures.history(PERPETUAL, 1L)).isNull();
        assertThat(menaFutures.history(PERPETUAL, 1L)).isNull();
    }

    @Test
    void theSecondFuturesApiIsNotAskedForAListThatNobodyHasSeen() {
        assertThat(spot.listsOpenOrders()).isTrue();
        assertThat(globalFutures.listsOpenOrders()).isTrue();
        assertThat(menaFutures.listsOpenOrders()).isFalse();
    }

    @Test
    void theTimeIsPublic() {
        VenueRest.Request request = spot.venueTime(1L);

        assertThat(line(request)).isEqualTo("GET /api/v1/time");
        assertThat(request.headers()).isEmpty();
    }

    @Test
    void anIntroductionIsTheCheckOfTheKey() {
        assertThat(line(spot.introduction(1714311403031L)))
                .isEqualTo("GET /api/v1/account/checkApiKey?timestamp=1714311403031"
                        + "&signature=392a58b4b5e40f840f83e5e6d7b5001bd4b200d9ceff5b21c03c572924cc186b");
    }

    // ---- listen keys (9) ----

    @Test
    void aListenKeyIsMadeRenewedAndDeleted() {
        ListenKeys keys = new HashkeyListenKeys(Recorded.spot(HashkeySite.HK));
        OrderStreamCodec.Key key = new OrderStreamCodec.Key("LK123");
        String signed = "/api/v1/userDataStream?listenKey=LK123&timestamp=1714311403031"
                + "&signature=f767abe7c0fb854fada6afaa64a7929d15cb455816beab19616e6d226470e1a4";

        assertThat(line(keys.create(1714311403031L)))
                .isEqualTo("POST /api/v1/userDataStream?timestamp=1714311403031"
                        + "&signature=392a58b4b5e40f840f83e5e6d7b5001bd4b200d9ceff5b21c03c572924cc186b");
        assertThat(line(keys.renew(key, 1714311403031L))).isEqualTo("PUT " + signed);
        assertThat(line(keys.delete(key, 1714311403031L))).isEqualTo("DELETE " + signed);
        assertThat(keys.delete(key, 1714311403031L).toString()).doesNotContain("LK123", "f767abe7");
    }

    // ---- accounts ----

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 8001})
    void aWindowThatTheVenueDoesNotTakeIsAnError(int window) {
        assertThatThrownBy(
                        () -> new HashkeyAccount(Recorded.credentials(), HashkeySite.HK, Account.Category.CASH, window))
                .hasMessage("recvWindow is " + window + " ms; write 1 to 8000, or leave it out");
    }

    @Test
    void aMarginAccountIsAnError() {
        assertThatThrownBy(
                        () -> new HashkeyAccount(Recorded.credentials(), HashkeySite.HK, Account.Category.MARGIN, null))
                .hasMessageContaining("category is margin")
                .hasMessageContaining("write cash");
    }

    @ParameterizedTest
    @CsvSource({"HK, X-HK-APIKEY", "GLOBAL, X-HK-APIKEY", "MENA, X-APIKEY"})
    void theKeyStandsInTheHeaderOfTheSite(HashkeySite site, String header) {
        assertThat(new HashkeyRest(Recorded.spot(site)).status(ORDER, 1L).headers())
                .isEqualTo(Map.of(header, Recorded.KEY));
    }

    private static String line(VenueRest.Request request) {
        return request.method() + " " + request.path();
    }
}
