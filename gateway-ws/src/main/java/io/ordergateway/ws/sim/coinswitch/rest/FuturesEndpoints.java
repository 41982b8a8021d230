package io.ordergateway.ws.sim.coinswitch.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.coinswitch.book.CancelEnd;
import io.ordergateway.ws.sim.coinswitch.book.CoinswitchBook;
import io.ordergateway.ws.sim.coinswitch.book.Order;
import io.ordergateway.ws.sim.coinswitch.book.Surface;
import io.ordergateway.ws.sim.coinswitch.door.CoinswitchFault;
import io.ordergateway.ws.sim.coinswitch.door.Floor;
import io.ordergateway.ws.sim.http.HttpExchange;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Futures orders but for single cancels (sections 4 and 5). */
final class FuturesEndpoints {
    /** Section 1: the only one. */
    static final String EXCHANGE = "EXCHANGE_2";

    /** Section 5: orders on one page of a list. */
    static final int MAX_PAGE = 50;

    private static final Duration MAX_SPAN = Duration.ofDays(7);
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9]{2,32}");

    private final Floor floor;
    private final CoinswitchBook book;

    FuturesEndpoints(Floor floor) {
        this.floor = floor;
        this.book = floor.book(Surface.FUTURES);
    }

    /** The book matches nothing, so that only orders that rest are taken. The reply is that of an order. */
    void create(HttpExchange exchange) {
        Params params = exchangeGiven(exchange);
        String symbol = params.upper("symbol", SYMBOL);
        String side = params.oneOf("side", "BUY", "SELL");
        String type = params.oneOf("order_type", "LIMIT", "MARKET", "TAKE_PROFIT_MARKET", "STOP_MARKET");
        if (!type.equals("LIMIT")) {
            throw Refusal.business("Only LIMIT orders are simulated");
        }
        if (params.has("time_in_force")) {
            params.oneOf("time_in_force", "GTC");
        }
        Order order = book.place(new Order.Terms(
                params.textOrEmpty("client_order_id"),
                EXCHANGE,
                symbol,
                side,
                params.amount("price"),
                params.amount("quantity"),
                params.flag("reduce_only")));
        Answer.data(Shapes.futures(order)).send(exchange);
    }

    /** Section 13, row 8. */
    void status(HttpExchange exchange) {
        ObjectNode shape = Shapes.futures(SpotEndpoints.asked(Params.of(exchange), book, floor));
        Answer.data(
                        floor.habits().nestsOrder()
                                ? JsonNodeFactory.instance.objectNode().set("order", shape)
                                : shape)
                .send(exchange);
    }

    void open(HttpExchange exchange) {
        list(exchange, book.open());
    }

    void closed(HttpExchange exchange) {
        list(exchange, book.ended());
    }

    /** Section 5: the latest first; the cursor is the time of the last, to go on from. No order, no cursor. */
    private void list(HttpExchange exchange, List<Order> orders) {
        Params params = exchangeGiven(exchange);
        int limit = (int) params.whole("limit", 1, MAX_PAGE).orElse(MAX_PAGE);
        List<Order> page = orders.stream()
                .filter(bySymbol(params))
                .filter(byTime(params))
                .sorted(Comparator.comparing(Order::createdAt).reversed())
                .limit(limit)
                .toList();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode shown = data.putArray("orders");
        page.forEach(order -> shown.add(Shapes.futures(order)));
        if (!page.isEmpty()) {
            data.put("cursor", page.get(page.size() - 1).createdAt().toEpochMilli());
        }
        Answer.data(data).send(exchange);
    }

    private Predicate<Order> byTime(Params params) {
        long to = params.whole("to_time", 0, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        long until = Math.min(to, floor.clock().millis());
        long from = params.whole("from_time", 0, Long.MAX_VALUE).orElse(until - MAX_SPAN.toMillis());
        if (from > until || until - from > MAX_SPAN.toMillis()) {
            throw Refusal.invalid("from_time");
        }
        boolean inclusive = floor.habits().repeatsAtCursor();
        return order -> {
            long created = order.createdAt().toEpochMilli();
            return created >= from && (inclusive ? created <= to : created < to);
        };
    }

    private static Predicate<Order> bySymbol(Params params) {
        String symbol = params.has("symbol") ? params.upper("symbol", SYMBOL) : "";
        return order -> symbol.isEmpty() || symbol.equals(order.terms().symbol());
    }

    /** Section 4: the reply names what was sent for cancellation. */
    void cancelAll(HttpExchange exchange) {
        Params params = exchangeGiven(exchange);
        Predicate<Order> wanted = bySymbol(params);
        CoinswitchFault fault = floor.faults().draw().onAll();
        if (FaultyReply.insteadOf(exchange, fault, floor.habits().unknownStatus())) {
            return;
        }
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode raised = data.putArray("orders_ids");
        book.open().stream()
                .filter(wanted)
                .flatMap(order -> book.cancel(order.orderId(), CancelEnd.CANCELLED).stream())
                .forEach(order -> raised.add(order.orderId()));
        FaultyReply.send(exchange, fault, Answer.data(data), floor.faults().lateness());
    }

    private static Params exchangeGiven(HttpExchange exchange) {
        Params params = Params.of(exchange);
        params.oneOf("exchange", EXCHANGE);
        return params;
    }
}
