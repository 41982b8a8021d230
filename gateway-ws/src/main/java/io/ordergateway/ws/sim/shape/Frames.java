package io.ordergateway.ws.sim.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.SimOrder;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What every dialect says alike. */
public final class Frames {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Frames() {}

    public static ObjectNode object() {
        return JSON.objectNode();
    }

    /** One object for each thing. */
    public static <T> ArrayNode array(Collection<T> things, Function<T, ObjectNode> shape) {
        ArrayNode array = JSON.arrayNode();
        things.forEach(thing -> array.add(shape.apply(thing)));
        return array;
    }

    /** Section 5: a success. */
    public static ObjectNode success(JsonNode data) {
        return object().put("code", 0).set("data", data);
    }

    /** Section 5: a failure. */
    public static ObjectNode failure(int code, String message, String reason) {
        return object().put("code", code).put("message", message).put("reason", reason);
    }

    /** Section 3.3. */
    public static ObjectNode error(@Nullable JsonNode id, int code, String reason, String info) {
        return withId(object().put("m", "error"), id)
                .put("code", code)
                .put("reason", reason)
                .put("info", info);
    }

    /** The id as it came, of whatever type; none when there was none. */
    public static ObjectNode withId(ObjectNode message, @Nullable JsonNode id) {
        if (id != null) {
            message.set("id", id);
        }
        return message;
    }

    static String number(BigDecimal number) {
        return number.toPlainString();
    }

    /** The book matches nothing, so an order trades at its own price. */
    static String averagePrice(SimOrder order) {
        return order.filled().signum() > 0 ? number(order.price()) : "0";
    }

    /** Section 3.6: what the engine says of an order it threw out. */
    static String errorOf(SimOrder order) {
        return order.status() == SimOrder.Status.REJECTED ? "PostOnlyWouldTake" : "";
    }

    static boolean endedUnfilled(SimOrder order) {
        return !order.status().isOpen() && order.status() != SimOrder.Status.FILLED;
    }
}
