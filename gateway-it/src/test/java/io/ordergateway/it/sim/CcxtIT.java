package io.ordergateway.it.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.SimSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An unmodified public client takes the simulated venue for AscendEX (section 12.1). */
@Timeout(300)
class CcxtIT {
    private static final NodeProject CCXT = new NodeProject("ccxt", "trade.mjs");

    @BeforeAll
    static void install() throws Exception {
        CCXT.install();
    }

    /** What a fresh order is called: v1's acknowledgement names no status, v2's pseudo-status passes through. */
    @ParameterizedTest
    @CsvSource({"BTC/USDT, ''", "BTC/USDT:USDT, Ack"})
    void ccxtTradesHere(String symbol, String statusWhenCreated, @TempDir Path folder) throws Exception {
        JsonNode said;
        try (SimProcess venue = SimProcess.start(folder)) {
            said = SimClient.json(
                    CCXT.run(Integer.toString(venue.port()), SimSettings.KEY, SimSettings.SECRET, symbol));
        }

        assertThat(CCXT.version("ccxt")).isEqualTo("4.5.59");
        assertThat(said.path("markets"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("BTC/USDT", "ETH/USDT", "BTC/USDT:USDT", "ETH/USDT:USDT");
        String orderId = said.at("/created/id").asText();
        assertThat(orderId).startsWith("a").hasSize(32).endsWith("teway0001");
        assertThat(said.at("/created/status").asText("")).isEqualTo(statusWhenCreated);
        assertOrder(said.path("fetched"), orderId, symbol, "open");
        assertThat(said.path("open")).hasSize(1);
        assertOrder(said.at("/open/0"), orderId, symbol, "open");
        assertThat(said.at("/cancel/id").asText()).isEqualTo(orderId);
        assertOrder(said.path("afterCancel"), orderId, symbol, "canceled");
        assertThat(said.path("cancelAgain").asText()).contains("300019").contains("Trying to cancel non-open order");
        assertThat(said.path("cancelByClientId").asText()).contains("100004");
        assertThat(said.path("closed")).hasSize(1);
        assertOrder(said.at("/closed/0"), orderId, symbol, "canceled");
        assertThat(said.path("openAfterCancelAll")).isEmpty();
        assertThat(said.path("watched"))
                .extracting(JsonNode::asText)
                .startsWith("open")
                .endsWith("canceled");
    }

    private static void assertOrder(JsonNode order, String orderId, String symbol, String status) {
        assertThat(order.path("id").asText()).isEqualTo(orderId);
        assertThat(order.path("symbol").asText()).isEqualTo(symbol);
        assertThat(order.path("status").asText()).isEqualTo(status);
        assertThat(order.path("amount").decimalValue()).isEqualByComparingTo("0.01");
        assertThat(order.path("price").decimalValue()).isEqualByComparingTo("30000");
    }
}
