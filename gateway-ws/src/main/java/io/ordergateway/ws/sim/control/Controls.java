package io.ordergateway.ws.sim.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.control.ControlArgs.BadArgument;
import io.ordergateway.ws.sim.http.HttpExchange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The actions of one venue's control, by method and name, such as {@code POST faults}. */
public final class Controls {
    /** Where the control is: a path that no venue uses. */
    public static final String PATH = "/sim/";

    /** How many orders are placed at once at most. */
    public static final int MAX_PLACED = 100_000;

    private static final int MAX_SHOWN = 100_000;
    private static final int SHOWN = 1_000;

    private final Map<String, Function<ControlCall, ObjectNode>> actions = new TreeMap<>();

    /** Those that every venue has. */
    public Controls(ControlledVenue venue) {
        new VenueControl(venue).addTo(this);
    }

    /**
     * Adds one.
     *
     * @param name method and first element of the path below {@link #PATH}
     * @param action its reply; an {@link IllegalStateException} says that something is full
     */
    public void add(String name, Function<ControlCall, ObjectNode> action) {
        actions.put(name, action);
    }

    /** Answers one request. On the venue's thread. */
    public void serve(HttpExchange exchange) {
        if (!exchange.isLocal()) {
            fail(exchange, 403, "the control is for clients on the venue's own machine");
            return;
        }
        ControlCall call = new ControlCall(exchange);
        Function<ControlCall, ObjectNode> action = actions.get(call.action());
        if (action == null) {
            String asked = exchange.method() + " " + exchange.path();
            fail(exchange, 404, asked + " is no control; there are, under " + PATH + ", " + actions.keySet());
            return;
        }
        try {
            exchange.reply(200, HttpExchange.JSON_TYPE, action.apply(call).toString());
        } catch (BadArgument e) {
            fail(exchange, 400, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) { // the book or the script is full
            fail(exchange, 409, String.valueOf(e.getMessage()));
        }
    }

    private static void fail(HttpExchange exchange, int status, String error) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode().put("error", error);
        exchange.reply(status, HttpExchange.JSON_TYPE, reply.toString());
    }

    /** The reply of an action that has nothing else to say. */
    public static ObjectNode done() {
        return done(true);
    }

    /** The reply of an action that may come too late. */
    public static ObjectNode done(boolean done) {
        return JsonNodeFactory.instance.objectNode().put("done", done);
    }

    /** The reply that shows a book: how many orders there are, and the first of them, as many as the arguments allow. */
    public static <T> ObjectNode shown(ControlArgs args, List<T> orders, Function<T, ObjectNode> shape) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode().put("orders", orders.size());
        ArrayNode shown = reply.putArray("shown");
        orders.stream()
                .limit(args.number("limit", SHOWN, 1, MAX_SHOWN))
                .map(shape)
                .forEach(shown::add);
        return reply;
    }

    /** Places as many orders as the arguments want, one unless they say so; the reply has their ids. */
    public static ObjectNode placed(ControlArgs args, Supplier<String> place) {
        long count = args.number("count", 1, 1, MAX_PLACED);
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ArrayNode orderIds = reply.putArray("orderIds");
        for (long i = 0; i < count; i++) {
            orderIds.add(place.get());
        }
        return reply;
    }
}
