package io.ordergateway.ws.sim.coinswitch.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ordergateway.ws.sim.http.HttpExchange;

/** A status and the JSON that goes with it. */
record Answer(int status, String json) {
    /** Section 1: the envelope of spot and futures. */
    static Answer data(JsonNode data) {
        return plain(JsonNodeFactory.instance.objectNode().set("data", data));
    }

    /** Without the envelope. */
    static Answer plain(JsonNode json) {
        return new Answer(200, json.toString());
    }

    /** Section 3.3. */
    static Answer refused(Refusal refusal) {
        return message(refusal.status, refusal.text());
    }

    static Answer message(int status, String text) {
        return new Answer(
                status,
                JsonNodeFactory.instance.objectNode().put("message", text).toString());
    }

    void send(HttpExchange exchange) {
        exchange.reply(status, HttpExchange.JSON_TYPE, json);
    }
}
