package io.ordergateway.ws.wire.coinswitch;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.OrderRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the venue has open is believed a page at a time, and whole or not at all (5). */
class CoinswitchOpenOrdersTest {
    private final CoinswitchRest futures = Accounts.futures();
    private final CoinswitchRest spot = Accounts.spot();

    @Test
    void theSampleNamesOneOrderAndIsTheLastPage() {
        String page = Sample.of("futures-open-orders");

        assertThat(futures.readOpenOrders(200, page))
                .hasValueSatisfying(orders -> assertThat(orders)
                        .containsExactly(new CancelAll.OpenOrder(
                                new OrderRef("01936c09-85a6-79d5-a7b8-d0e19daa9fbf", "BTCUSDT"), CancelAll.Side.BUY)));
        assertThat(futures.nextOpenOrders(null, 200, page, Accounts.AT)).isEmpty();
    }

    @Test
    void anEmptyListIsProof() {
        assertThat(futures.readOpenOrders(200, "{\"data\":{\"orders\":[],\"cursor\":null}}"))
                .hasValueSatisfying(orders -> assertThat(orders).isEmpty());
        assertThat(spot.readOpenOrders(200, "{\"data\":{\"orders\":[]}}"))
                .hasValueSatisfying(orders -> assertThat(orders).isEmpty());
    }

    @Test
    void behindAFullPageStandsAnother() {
        assertThat(futures.nextOpenOrders(null, 200, Lists.futures(49), Accounts.AT))
                .isEmpty();
        assertThat(futures.nextOpenOrders(null, 200, Lists.futures(50), Accounts.AT))
                .hasValueSatisfying(next -> assertThat(next.body())
                        .isEqualTo("{\"exchange\":\"EXCHANGE_2\",\"limit\":50,\"to_time\":1732684383674}"));
        assertThat(spot.nextOpenOrders(null, 200, Lists.spot(24), Accounts.AT)).isEmpty();
    }

    @Test
    void spotHasNoCursorSoItsOldestOrderIsOne() {
        assertThat(spot.nextOpenOrders(null, 200, Lists.spot(25), Accounts.AT))
                .hasValueSatisfying(next ->
                        assertThat(next.path()).isEqualTo("/trade/api/v2/orders?open=true&to_time=1689661638000"));
    }

    @Test
    void ofAFullPageWithNothingToGoOnFromNobodyKnowsWhatIsMissing() {
        String noCursor = Lists.futures(50, "null").replace("created_at", "made_at");
        String noTimes = Lists.spot(25).replace("created_time", "made_time");

        assertThat(futures.readOpenOrders(200, noCursor)).isEmpty();
        assertThat(futures.nextOpenOrders(null, 200, noCursor, Accounts.AT)).isEmpty();
        assertThat(spot.readOpenOrders(200, noTimes)).isEmpty();
    }

    @Test
    void aListMayStandUnderDataItself() {
        assertThat(spot.readOpenOrders(200, "{\"data\":" + Lists.bareSpot(3) + "}"))
                .hasValueSatisfying(orders -> assertThat(orders).hasSize(3));
    }

    @ParameterizedTest
    @CsvSource({
        "RAISED, true",
        "CANCELLATION_RAISED, false",
        "PARTIALLY_EXECUTED, false",
        "Suspended, false",
        "'', false"
    })
    void whatIsOnTheListNeedNotRest(String status, boolean rests) {
        String page = Sample.of("futures-open-orders").replace("RAISED", status);

        assertThat(futures.readOpenOrders(200, page).orElseThrow().get(0).rests())
                .isEqualTo(rests);
    }

    @Test
    void aSideThatIsNotSaidIsUnknown() {
        String page = Sample.of("futures-open-orders");

        assertThat(futures.readOpenOrders(200, page.replace("\"BUY\"", "\"sell\""))
                        .orElseThrow()
                        .get(0)
                        .side())
                .isEqualTo(CancelAll.Side.SELL);
        assertThat(futures.readOpenOrders(200, page.replace("\"BUY\"", "\"LONG\""))
                        .orElseThrow()
                        .get(0)
                        .side())
                .isEqualTo(CancelAll.Side.UNKNOWN);
        assertThat(futures.readOpenOrders(200, page.replace("\"side\"", "\"way\""))
                        .orElseThrow()
                        .get(0)
                        .side())
                .isEqualTo(CancelAll.Side.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order_id", "symbol"})
    void anEntryThatCannotBeReadMakesTheWholeListUseless(String member) {
        String page = Sample.of("futures-open-orders").replace("\"" + member + "\"", "\"other\"");

        assertThat(futures.readOpenOrders(200, page)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{}}",
                "{\"data\":null}",
                "{\"data\":{\"orders\":null}}",
                "{\"data\":{\"orders\":{}}}",
                "{\"data\":{\"orders\":[null]}}",
                "{\"error\":\"down\",\"data\":{\"orders\":[]}}",
                "[]",
                "<html></html>",
                "",
            })
    void whatIsNoListProvesNothing(String body) {
        assertThat(futures.readOpenOrders(200, body)).isEmpty();
        assertThat(spot.readOpenOrders(200, body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 429, 500, 502})
    void anAnswerThatIsNoSuccessProvesNothing(int status) {
        assertThat(futures.readOpenOrders(status, Sample.of("futures-open-orders")))
                .isEmpty();
        assertThat(futures.nextOpenOrders(null, status, Lists.futures(50), Accounts.AT))
                .isEmpty();
    }
}
