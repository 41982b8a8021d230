package io.ordergateway.ws.sim.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.ordergateway.ws.sim.http.HttpExchange;
import io.ordergateway.ws.sim.shape.Frames;
import io.ordergateway.ws.sim.shape.Refusal;

/** One request of AscendEX's REST API. */
public final class Exchange extends HttpExchange {
    private static final ObjectMapper JSON = new ObjectMapper();

    Exchange(ChannelHandlerContext ctx, FullHttpRequest request) {
        super(ctx, request);
    }

    /** Section 12.2: what the query string says, overruled by the JSON body. Null members count as absent. */
    public JsonNode params() {
        ObjectNode params = JSON.createObjectNode();
        query().parameters().forEach((name, values) -> params.put(name, values.get(0)));
        if (body().isBlank()) {
            return params;
        }
        try {
            JsonNode json = JSON.readTree(body());
            if (!json.isObject()) {
                throw new Refusal(150001, "INVALID_JSON_FORMAT", "The body is not a JSON object");
            }
            json.properties().forEach(member -> {
                if (!member.getValue().isNull()) {
                    params.set(member.getKey(), member.getValue());
                }
            });
        } catch (JsonProcessingException e) {
            throw new Refusal(150001, "INVALID_JSON_FORMAT", "Invalid JSON");
        }
        return params;
    }

    public void reply(ObjectNode json) {
        reply(200, JSON_TYPE, json.toString());
    }

    /** Section 1.3. */
    public void replyNotFound() {
        reply(
                404,
                JSON_TYPE,
                Frames.failure(404, "URL requested was not found", path()).toString());
    }
}
