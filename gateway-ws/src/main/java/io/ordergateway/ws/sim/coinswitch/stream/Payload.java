package io.ordergateway.ws.sim.coinswitch.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** What an order event looks like, which no source shows (sections 9 and 13, row 12). */
public enum Payload {
    OBJECT,
    ARRAY,
    /** Under {@code data}. */
    DATA_OBJECT,
    /** Under {@code data}. */
    DATA_ARRAY,
    /** JSON in a string. */
    TEXT,
    /** An object, in an event of the name that one old client listens for. */
    ORDER_UPDATE,
    /** Nothing that says which order it is about. */
    UNREADABLE;

    static final String EVENT = "FETCH_ORDER_UPDATES";

    String event() {
        return this == ORDER_UPDATE ? name() : EVENT;
    }

    JsonNode of(ObjectNode order) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (this) {
            case OBJECT, ORDER_UPDATE -> order;
            case ARRAY -> json.arrayNode().add(order);
            case DATA_OBJECT -> json.objectNode().set("data", order);
            case DATA_ARRAY -> json.objectNode().set("data", json.arrayNode().add(order));
            case TEXT -> TextNode.valueOf(order.toString());
            case UNREADABLE -> json.objectNode().put("type", "update").put("seq", 1);
        };
    }
}
