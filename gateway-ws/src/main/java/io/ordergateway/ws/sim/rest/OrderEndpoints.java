package io.ordergateway.ws.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.door.SimFloor;
import io.ordergateway.ws.sim.shape.Frames;
import io.ordergateway.ws.sim.shape.OrderArgs;
import io.ordergateway.ws.sim.shape.Refusal;
import io.ordergateway.ws.sim.shape.RestDialect;
import io.ordergateway.ws.sim.shape.RestDialect.RespInst;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Orders of one category over REST, but for cancels of one (sections 5.2 to 5.4). */
final class OrderEndpoints {
    /** Section 5.3. */
    private static final int MAX_STATUS_QUERY = 1000;

    private static final int HISTORY_DEFAULT = 100;
    private static final int HISTORY_MAX = 1000;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final String PLACE = "place-order";

    private final SimFloor floor;
    private final SimBook book;
    private final RestDialect dialect;

    OrderEndpoints(SimFloor floor, Category category, RestDialect dialect) {
        this.floor = floor;
        this.book = floor.books().of(category);
        this.dialect = dialect;
    }

    void place(Exchange exchange) {
        JsonNode params = exchange.params();
        try {
            OrderArgs.Place place = new OrderArgs(params, floor.clock().millis()).place('a', book);
            SimOrder order = OrderArgs.rest(place, book);
            RespInst respInst = RespInst.of(params);
            if (respInst == RespInst.DONE) {
                awaitTrade(
                        exchange,
                        place,
                        System.nanoTime() + floor.habits().respInstWait().toNanos());
            } else {
                exchange.reply(dialect.placed(place, order, respInst));
            }
        } catch (Refusal refusal) {
            exchange.reply(dialect.refused(PLACE, params, refusal));
        }
    }

    /** Section 5.2: a client that asked for DONE is answered when something happened, or that nothing did. */
    private void awaitTrade(Exchange exchange, OrderArgs.Place place, long until) {
        Optional<SimOrder> order = book.order(place.orderId());
        if (order.isEmpty()) {
            exchange.reply(dialect.refused(PLACE, Frames.object(), Refusal.gone()));
        } else if (order.get().status() != SimOrder.Status.NEW) {
            exchange.reply(dialect.placed(place, order.get(), RespInst.DONE));
        } else if (until - System.nanoTime() <= 0) {
            exchange.reply(dialect.placed(place, order.get(), RespInst.ACK));
        } else {
            exchange.later(LOOK_AGAIN, () -> awaitTrade(exchange, place, until));
        }
    }

    /** Sections 5.3 and 5.4.3. */
    void cancelAll(Exchange exchange) {
        JsonNode params = exchange.params();
        String symbol = OrderArgs.text(params, "symbol");
        book.cancelAll(symbol);
        exchange.reply(dialect.canceledAll(
                OrderArgs.text(params, "id"), symbol, floor.clock().instant()));
    }

    /**
     * Sections 5.3 and 5.4.5: one id brings an object, a comma an array. What the venue said to an unknown id is not
     * known (section 11, row 47): here it is an empty object, and missing from the array.
     */
    void status(Exchange exchange) {
        floor.tally().statusQueries.increment();
        String wanted = OrderArgs.text(exchange.params(), "orderId");
        if (wanted.isEmpty() || wanted.length() > MAX_STATUS_QUERY) {
            throw Refusal.invalid("orderId must have 1 to " + MAX_STATUS_QUERY + " characters");
        }
        if (!wanted.contains(",")) {
            ObjectNode found = book.order(wanted).map(dialect::order).orElseGet(Frames::object);
            exchange.reply(dialect.found(found));
            return;
        }
        List<SimOrder> found = Arrays.stream(wanted.split(",", -1))
                .flatMap(orderId -> book.order(orderId.strip()).stream())
                .toList();
        exchange.reply(dialect.found(Frames.array(found, dialect::order)));
    }

    void open(Exchange exchange) {
        floor.tally().openQueries.increment();
        List<SimOrder> found =
                floor.faults().listsNothing() ? List.of() : book.open(OrderArgs.text(exchange.params(), "symbol"));
        exchange.reply(dialect.found(Frames.array(found, dialect::order)));
    }

    /** Section 5.3: the ended orders, the latest first. */
    void history(Exchange exchange) {
        JsonNode params = exchange.params();
        String symbol = OrderArgs.text(params, "symbol");
        boolean executedOnly = OrderArgs.text(params, "executedOnly").equalsIgnoreCase("true");
        List<SimOrder> latestFirst = new ArrayList<>(book.all());
        Collections.reverse(latestFirst);
        List<SimOrder> found = latestFirst.stream()
                .filter(order -> !order.status().isOpen())
                .filter(order -> symbol.isEmpty() || order.symbol().equals(symbol))
                .filter(order -> !executedOnly || order.filled().signum() > 0)
                .limit(count(params, "n", HISTORY_DEFAULT, HISTORY_MAX))
                .toList();
        exchange.reply(dialect.found(Frames.array(found, dialect::order)));
    }

    static int count(JsonNode params, String member, int otherwise, int max) {
        int count = params.path(member).asInt(otherwise);
        if (count < 1 || count > max) {
            throw Refusal.invalid(member + " must be 1 to " + max);
        }
        return count;
    }
}
