package io.ordergateway.ws.sim.hashkey.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.hashkey.door.Params;
import io.ordergateway.ws.sim.http.HttpExchange;

/** A request that was let in. */
record Call(HttpExchange exchange, Params params) {
    void reply(JsonNode json) {
        exchange.reply(200, HttpExchange.JSON_TYPE, json.toString());
    }
}
