package io.ordergateway.ws.sim.coinswitch.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.coinswitch.book.CoinswitchBook;
import io.ordergateway.ws.sim.coinswitch.book.Order;
import io.ordergateway.ws.sim.coinswitch.book.Surface;
import io.ordergateway.ws.sim.coinswitch.door.Floor;
import io.ordergateway.ws.sim.coinswitch.stream.SpotOrder;
import io.ordergateway.ws.sim.http.HttpExchange;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Spot orders but for cancels (section 5). */
final class SpotEndpoints {
    private static final int OPEN_SHOWN = 25;
    private static final int CLOSED_SHOWN = 500;
    private static final long MAX_EXPIRY_SECONDS = 365L * 24 * 60 * 60;
    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9]{1,16}/[A-Z0-9]{1,16}");
    private static final String[] EXCHANGES = {"coinswitchx", "c2c1", "c2c2", "wazirx"};

    private final Floor floor;
    private final CoinswitchBook book;

    SpotEndpoints(Floor floor) {
        this.floor = floor;
        this.book = floor.book(Surface.SPOT);
    }

    /** The order goes by itself after {@code expiry_period} seconds. */
    void create(HttpExchange exchange) {
        Params params = Params.of(exchange);
        String side = params.oneOf("side", "BUY", "SELL");
        String symbol = params.upper("symbol", SYMBOL);
        params.oneOf("type", "limit");
        OptionalLong expiry = params.whole("expiry_period", 1, MAX_EXPIRY_SECONDS);
        Order.Terms terms = new Order.Terms(
                params.textOrEmpty("client_order_id"),
                params.oneOf("exchange", EXCHANGES),
                symbol,
                side,
                params.amount("price"),
                params.amount("quantity"),
                false);
        boolean again = book.byClientId(terms.clientOrderId()).isPresent();
        Order order = book.place(terms);
        if (!again) {
            Duration life = expiry.isPresent()
                    ? Duration.ofSeconds(expiry.getAsLong())
                    : floor.habits().spotExpiry();
            book.expireAfter(order.orderId(), life);
        }
        Answer.data(SpotOrder.of(order)).send(exchange);
    }

    void status(HttpExchange exchange) {
        Answer.data(SpotOrder.of(asked(Params.of(exchange), book, floor))).send(exchange);
    }

    /** By order id or, if there is none, by the client's id (sections 5 and 10). */
    static Order asked(Params params, CoinswitchBook book, Floor floor) {
        boolean byClientId = !params.has("order_id") && params.has("client_order_id");
        return (byClientId ? book.byClientId(params.text("client_order_id")) : book.order(params.text("order_id")))
                .orElseThrow(() -> Refusal.unknownOrder(floor.habits().unknownStatus()));
    }

    void list(HttpExchange exchange) {
        Params params = Params.of(exchange);
        boolean open = params.oneOf("open", "true", "false").equals("true");
        int count = (int) params.whole("count", 1, CLOSED_SHOWN).orElse(open ? OPEN_SHOWN : CLOSED_SHOWN);
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        ArrayNode shown = data.putArray("orders");
        (open ? book.open() : book.ended())
                .stream()
                        .filter(wanted(params))
                        .sorted(Comparator.comparing(Order::createdAt).reversed())
                        .limit(count)
                        .forEach(order -> shown.add(SpotOrder.of(order)));
        Answer.data(data).send(exchange);
    }

    private static Predicate<Order> wanted(Params params) {
        long from = params.whole("from_time", 0, Long.MAX_VALUE).orElse(0);
        long to = params.whole("to_time", 0, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        List<String> symbols = params.list("symbols");
        List<String> exchanges = params.list("exchanges");
        List<String> sides = params.list("side");
        List<String> statuses = params.list("status");
        if (params.has("type")) {
            params.oneOf("type", "limit");
        }
        return order -> {
            long created = order.createdAt().toEpochMilli();
            return created >= from
                    && created <= to
                    && allows(symbols, order.terms().symbol())
                    && allows(exchanges, order.terms().exchange().toUpperCase(Locale.ROOT))
                    && allows(sides, order.terms().side())
                    && allows(statuses, order.status().name());
        };
    }

    private static boolean allows(List<String> listed, String value) {
        return listed.isEmpty() || listed.contains(value);
    }
}
