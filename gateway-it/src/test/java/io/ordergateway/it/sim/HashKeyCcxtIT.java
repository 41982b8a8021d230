package io.ordergateway.it.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.hashkey.HashKeySettings;
import io.ordergateway.ws.sim.hashkey.HashKeyVenue;
import io.ordergateway.ws.sim.hashkey.door.Site;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An unmodified public client takes the simulated venue for HashKey Global (section 12). */
@Timeout(300)
class HashKeyCcxtIT {
    private static final NodeProject CCXT = new NodeProject("ccxt-hashkey", "trade.mjs");

    @BeforeAll
    static void install() throws Exception {
        CCXT.install();
    }

    @ParameterizedTest
    @CsvSource({"BTC/USDT", "BTC/USDT:USDT"})
    void ccxtTradesHere(String symbol) throws Exception {
        JsonNode said;
        try (HashKeyVenue venue = HashKeyVenue.start(HashKeySettings.defaults().withSite(Site.GLB))) {
            said = SimClient.json(
                    CCXT.run(Integer.toString(venue.port()), HashKeySettings.KEY, HashKeySettings.SECRET, symbol));
        }

        assertThat(CCXT.version("ccxt")).isEqualTo("4.5.84");
        assertThat(said.path("markets"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder(
                        "BTC/USDT", "ETH/USDT", "BTC/USD", "ETH/USD", "BTC/USDT:USDT", "ETH/USDT:USDT");
        String orderId = said.at("/created/id").textValue();
        assertThat(orderId).matches("\\d{19}");
        assertOrder(said.path("created"), orderId, symbol, "open");
        assertOrder(said.path("fetched"), orderId, symbol, "open");
        assertThat(said.path("open")).hasSize(1);
        assertOrder(said.at("/open/0"), orderId, symbol, "open");
        assertOrder(said.path("cancel"), orderId, symbol, "open");
        assertOrder(said.path("afterCancel"), orderId, symbol, "canceled");
        assertThat(said.path("cancelAgain").textValue()).contains("-1142");
        assertThat(said.path("cancelUnknown").textValue())
                .startsWith("OrderNotFound")
                .contains("0211");
        assertThat(said.at("/afterCancelByClientId/status").textValue()).isEqualTo("canceled");
        assertThat(statuses(said.path("closed"))).containsExactly("canceled");
        assertThat(said.path("closed")).hasSize(2);
        assertThat(said.path("afterCancelOrders"))
                .extracting(JsonNode::asText)
                .containsExactly("canceled", "canceled", "canceled", "canceled");
        assertThat(said.path("openAfterCancelAll")).isEmpty();
        assertThat(said.path("watched")).extracting(JsonNode::asText).containsExactly("open", "canceled");
        if (said.has("market")) {
            assertThat(said.at("/market/status").textValue()).isEqualTo("closed");
        }
    }

    private static Set<String> statuses(JsonNode orders) {
        Set<String> statuses = new TreeSet<>();
        orders.forEach(order -> statuses.add(order.path("status").textValue()));
        return statuses;
    }

    private static void assertOrder(JsonNode order, String orderId, String symbol, String status) {
        assertThat(order.path("id").textValue()).isEqualTo(orderId);
        assertThat(order.path("clientOrderId").textValue()).isEqualTo("gateway-0001");
        assertThat(order.path("symbol").textValue()).isEqualTo(symbol);
        assertThat(order.path("status").textValue()).isEqualTo(status);
        assertThat(order.path("side").textValue()).isEqualTo("buy");
        assertThat(order.path("amount").decimalValue()).isEqualByComparingTo("1");
        assertThat(order.path("price").decimalValue()).isEqualByComparingTo("30000");
    }
}
