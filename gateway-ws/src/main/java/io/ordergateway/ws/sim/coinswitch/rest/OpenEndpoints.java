package io.ordergateway.ws.sim.coinswitch.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.coinswitch.door.Floor;
import io.ordergateway.ws.sim.http.HttpExchange;
import java.util.Map;

/** Time, ping, key check and precisions (sections 1 and 5). */
final class OpenEndpoints {
    private static final Map<String, Integer> DECIMALS = Map.of("BTC/INR", 5, "ETH/INR", 4, "BTC/USDT", 5);

    private final Floor floor;

    OpenEndpoints(Floor floor) {
        this.floor = floor;
    }

    /** Section 13, row 9. */
    void time(HttpExchange exchange) {
        ObjectNode time = JsonNodeFactory.instance
                .objectNode()
                .put("serverTime", floor.clock().millis());
        (floor.habits().wrapsTime() ? Answer.data(time) : Answer.plain(time)).send(exchange);
    }

    void ping(HttpExchange exchange) {
        Answer.message(200, "OK").send(exchange);
    }

    /** Whoever comes here has a good signature. */
    void validateKeys(HttpExchange exchange) {
        Answer.message(200, "Valid Access").send(exchange);
    }

    /** The dossier names the path only; the shape is of this simulation's own making. */
    void precision(HttpExchange exchange) {
        String market = Params.of(exchange).text("exchange");
        ObjectNode symbols = JsonNodeFactory.instance.objectNode();
        DECIMALS.forEach(
                (symbol, base) -> symbols.putObject(symbol).put("base", base).put("quote", 2));
        Answer.data(JsonNodeFactory.instance.objectNode().set(market, symbols)).send(exchange);
    }
}
