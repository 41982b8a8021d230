package io.ordergateway.it.sim;

import static io.ordergateway.it.sim.SimClient.now;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.book.SimOrder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The requests of XChange, letter by letter, and the fields it reads (section 12.2). It signs without the plus sign. */
@Timeout(60)
class XChangeIT {
    private static final String CASH = "/7/api/pro/v1/cash/";

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

    private JsonNode call(String method, String path, String signed, String body) throws Exception {
        long time = now();
        return SimClient.json(client.send(method, path, time, SimClient.sign(time + signed), body)
                .body());
    }

    private String place() {
        return book.place("BTC/USDT", "buy", "0.01", "30000");
    }

    private SimOrder.Status status(String orderId) {
        return book.order(orderId).orElseThrow().status();
    }

    @Test
    void remoteInitFindsAssetsAndProducts() throws Exception {
        JsonNode asset = call("GET", "/api/pro/v1/assets", "", "").at("/data/0");
        assertThat(asset.path("status").asText()).isEqualTo("Normal");
        for (String field : new String[] {"assetCode", "assetName", "withdrawalFee"}) {
            assertThat(asset.path(field).isTextual()).as(field).isTrue();
        }
        assertThat(asset.path("precisionScale").isInt()).isTrue();
        assertThat(asset.path("nativeScale").isInt()).isTrue();

        JsonNode product = call("GET", "/api/pro/v1/products", "", "").at("/data/0");
        assertThat(product.path("status").asText()).isEqualTo("Normal");
        assertThat(product.path("commissionType").asText()).isEqualTo("Quote");
        assertThat(product.path("marginTradable").isBoolean()).isTrue();
        for (String field : new String[] {
            "symbol",
            "baseAsset",
            "quoteAsset",
            "minNotional",
            "maxNotional",
            "tickSize",
            "lotSize",
            "commissionReserveRate"
        }) {
            assertThat(product.path(field).isTextual()).as(field).isTrue();
        }
    }

    @Test
    void placeLimitOrderSendsANullAndReadsTheOrderId() throws Exception {
        JsonNode placed = call(
                "POST",
                CASH + "order",
                "order",
                "{\"symbol\":\"BTC/USDT\",\"time\":" + now() + ",\"orderQty\":\"0.01\",\"orderType\":\"limit\","
                        + "\"side\":\"buy\",\"orderPrice\":\"30000\",\"postOnly\":false,\"respInst\":null}");

        assertThat(placed.path("code").asInt(-1)).isZero();
        assertThat(placed.at("/data/ac").asText()).isEqualTo("CASH");
        assertThat(placed.at("/data/action").asText()).isEqualTo("place-order");
        assertThat(placed.at("/data/status").asText()).isEqualTo("Ack");
        assertThat(placed.at("/data/info/orderType").asText()).isEqualTo("Limit");
        assertThat(placed.at("/data/info/timestamp").isLong()).isTrue();
        assertThat(status(placed.at("/data/info/orderId").asText())).isEqualTo(SimOrder.Status.NEW);
    }

    @Test
    void getOrderFindsAnObjectWithEveryFieldItDereferences() throws Exception {
        String orderId = place();

        JsonNode order = call("GET", CASH + "order/status?orderId=" + orderId, "order/status", "")
                .path("data");

        assertThat(order.isObject()).isTrue();
        assertThat(order.path("lastExecTime").isLong()).isTrue();
        assertThat(order.path("orderType").asText()).isEqualTo("Limit");
        assertThat(order.path("side").asText()).isEqualTo("Buy");
        assertThat(order.path("status").asText()).isEqualTo("New");
        for (String field :
                new String[] {"orderQty", "cumFilledQty", "price", "avgPx", "cumFee", "symbol", "orderId"}) {
            assertThat(order.path(field).isTextual()).as(field).isTrue();
        }
    }

    @Test
    void getOpenOrdersWithAnEscapedSymbol() throws Exception {
        String orderId = place();
        book.place("ETH/USDT", "buy", "1", "2000");

        JsonNode open = call("GET", CASH + "order/open?symbol=BTC%2FUSDT", "order/open", "");

        assertThat(open.path("data")).hasSize(1);
        assertThat(open.at("/data/0/orderId").asText()).isEqualTo(orderId);
    }

    @Test
    void cancelOrderByPairIsACancelAllWithItsSymbolInTheQuery() throws Exception {
        String bitcoin = place();
        String ether = book.place("ETH/USDT", "buy", "1", "2000");

        JsonNode canceled = call("DELETE", CASH + "order/all?symbol=BTC%2FUSDT", "order/all", "");

        assertThat(canceled.at("/data/action").asText()).isEqualTo("cancel-all");
        assertThat(canceled.at("/data/status").asText()).isEqualTo("Ack");
        assertThat(status(bitcoin)).isEqualTo(SimOrder.Status.CANCELED);
        assertThat(status(ether)).isEqualTo(SimOrder.Status.NEW);
    }

    @Test
    void cancelAscendexOrderHasItsParametersInTheQuery() throws Exception {
        String orderId = place();
        String query = "?orderId=" + orderId + "&symbol=BTC%2FUSDT&time=" + now();

        JsonNode canceled = call("DELETE", CASH + "order" + query, "order", "");
        JsonNode again = call("DELETE", CASH + "order" + query, "order", "");

        assertThat(canceled.at("/data/action").asText()).isEqualTo("cancel-order");
        assertThat(canceled.at("/data/info/orderId").asText()).isEqualTo(orderId);
        assertThat(status(orderId)).isEqualTo(SimOrder.Status.CANCELED);
        assertThat(again.path("code").asInt()).isEqualTo(300019);
        assertThat(again.path("message").asText()).isEqualTo("Trying to cancel non-open order");
    }

    @Test
    void tradeHistoryAndBalance() throws Exception {
        String filled = place();
        book.fill(filled);
        book.place("BTC/USDT", "buy", "1", "100");

        JsonNode history = call(
                "GET", CASH + "order/hist/current?n=50&symbol=BTC%2FUSDT&executedOnly=true", "order/hist/current", "");
        JsonNode balance = call("GET", CASH + "balance", "balance", "");

        assertThat(history.path("data")).hasSize(1);
        assertThat(history.at("/data/0/orderId").asText()).isEqualTo(filled);
        assertThat(balance.at("/data/0/asset").asText()).isEqualTo("BTC");
        assertThat(balance.at("/data/0/totalBalance").asText()).isEqualTo("1000000000.01");
        assertThat(balance.at("/data/1/totalBalance").asText()).isEqualTo("999999700.00");
        assertThat(balance.at("/data/1/availableBalance").asText()).isEqualTo("999999600.00");
    }
}
