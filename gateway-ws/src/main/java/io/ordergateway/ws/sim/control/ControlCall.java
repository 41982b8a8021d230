package io.ordergateway.ws.sim.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.control.ControlArgs.BadArgument;
import io.ordergateway.ws.sim.http.HttpExchange;

/** One request to the control: what it wants, and of what. */
public final class ControlCall {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpExchange exchange;

    ControlCall(HttpExchange exchange) {
        this.exchange = exchange;
    }

    String action() {
        return exchange.method() + " " + parts()[0];
    }

    /** What follows the action in the path, such as an order's id; empty when nothing does. */
    public String target() {
        String[] parts = parts();
        return parts.length > 1 ? parts[1] : "";
    }

    /** What to say when there is no order of the id that follows the action. */
    public BadArgument unknownOrder() {
        return new BadArgument(
                "there is no order \"" + target() + "\"; write /sim/fill/ORDERID with an id of GET /sim/book");
    }

    private String[] parts() {
        return exchange.path().substring(Controls.PATH.length()).split("/", 2);
    }

    /** What the query string says, overruled by the JSON body: these members and no others. */
    public ControlArgs args(String... known) {
        ObjectNode args = JSON.createObjectNode();
        exchange.query().parameters().forEach((name, values) -> args.put(name, values.get(0)));
        if (!exchange.body().isBlank()) {
            json().properties().forEach(member -> args.set(member.getKey(), member.getValue()));
        }
        return new ControlArgs(args, known);
    }

    private JsonNode json() {
        try {
            JsonNode json = JSON.readTree(exchange.body());
            if (!json.isObject()) {
                throw new BadArgument("The body is not a JSON object; write one such as {\"count\":3}");
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new BadArgument("Invalid JSON; write an object such as {\"count\":3}");
        }
    }
}
