package io.ordergateway.ws.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.ControlArgs.BadArgument;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.door.RateLimits;
import io.ordergateway.ws.sim.door.SimCounts;
import io.ordergateway.ws.sim.fault.SimFault;
import io.ordergateway.ws.sim.fault.SimFaults;
import io.ordergateway.ws.sim.rest.Exchange;
import io.ordergateway.ws.sim.rest.HttpFace;
import io.ordergateway.ws.sim.shape.Frames;
import io.ordergateway.ws.sim.shape.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a test in another process does with a venue: everything {@link SimVenue} can, as HTTP under {@code /sim/}, a
 * path that no venue uses. For clients on the same machine only.
 */
final class SimControl implements Consumer<Exchange> {
    private static final int MAX_PLACED = 100_000;
    private static final int MAX_SHOWN = 100_000;
    private static final int SHOWN = 1_000;
    private static final String JSON = "application/json";

    private final SimVenue venue;
    private final Map<String, Function<Exchange, ObjectNode>> actions = new TreeMap<>();

    SimControl(SimVenue venue) {
        this.venue = venue;
        actions.put("GET book", this::book);
        actions.put("GET counts", exchange -> counts());
        actions.put("GET faults", exchange -> faultNames());
        actions.put("POST faults", this::faults);
        actions.put("POST orders", this::orders);
        actions.put("POST fill", this::fill);
        actions.put("POST reject", this::reject);
        actions.put("POST race", this::race);
        actions.put("POST cut", exchange -> cut());
        actions.put("POST sockets", this::sockets);
        actions.put("POST rest", this::rest);
        actions.put("POST clock", this::clock);
        actions.put("POST limits", this::limits);
    }

    @Override
    public void accept(Exchange exchange) {
        if (!exchange.isLocal()) {
            reply(exchange, 403, "the control is for clients on the venue's own machine");
            return;
        }
        String[] parts = exchange.path().substring(HttpFace.CONTROL.length()).split("/", 2);
        Function<Exchange, ObjectNode> action = actions.get(exchange.method() + " " + parts[0]);
        if (action == null) {
            String asked = exchange.method() + " " + exchange.path();
            reply(exchange, 404, asked + " is no control; there are, under /sim/, " + actions.keySet());
            return;
        }
        try {
            exchange.reply(action.apply(exchange));
        } catch (BadArgument e) {
            reply(exchange, 400, String.valueOf(e.getMessage()));
        } catch (Refusal refusal) {
            reply(exchange, 400, refusal.text());
        } catch (IllegalStateException e) { // the book or the script is full
            reply(exchange, 409, String.valueOf(e.getMessage()));
        }
    }

    private static void reply(Exchange exchange, int status, String error) {
        exchange.reply(status, JSON, Frames.object().put("error", error).toString());
    }

    private ObjectNode book(Exchange exchange) {
        ControlArgs args = new ControlArgs(exchange.params(), "category", "open", "limit");
        SimBook book = venue.book(category(args));
        List<SimOrder> orders = args.flag("open", false) ? book.open() : book.all();
        long limit = args.number("limit", SHOWN, 1, MAX_SHOWN);
        ArrayNode shown = Frames.array(
                orders.stream().limit(limit).toList(),
                order -> Frames.object()
                        .put("orderId", order.orderId())
                        .put("symbol", order.symbol())
                        .put("side", order.side())
                        .put("price", order.price().toPlainString())
                        .put("qty", order.qty().toPlainString())
                        .put("filled", order.filled().toPlainString())
                        .put("status", order.status().wireName())
                        .put("sn", order.sn()));
        ObjectNode reply =
                Frames.object().put("category", book.category().lowerCase()).put("orders", orders.size());
        reply.set("shown", shown);
        return reply;
    }

    private ObjectNode counts() {
        SimCounts counts = venue.counts();
        return Frames.object()
                .put("socketCancels", counts.socketCancels())
                .put("restCancels", counts.restCancels())
                .put("restBatches", counts.restBatches())
                .put("statusQueries", counts.statusQueries())
                .put("openQueries", counts.openQueries())
                .put("logins", counts.sessions().logins())
                .put("pings", counts.sessions().pings())
                .put("sockets", counts.sockets())
                .put("openSockets", venue.openSockets());
    }

    private static ObjectNode faultNames() {
        ObjectNode names = Frames.object();
        for (SimFault fault : SimFault.values()) {
            ArrayNode paths = names.putArray(fault.name());
            if (fault.onSocket() == fault) {
                paths.add("socket");
            }
            if (fault.onRest() == fault) {
                paths.add("rest");
            }
        }
        return names;
    }

    private ObjectNode faults(Exchange exchange) {
        ControlArgs args =
                new ControlArgs(exchange.params(), "clear", "next", "always", "lateBy", "seed", "rate", "among");
        boolean clear = args.flag("clear", false);
        List<SimFault> next = args.some("next", SimFault.class);
        SimFault always = args.one("always", SimFault.class, SimFault.NONE);
        Duration lateBy = notNegative(args, "lateBy");
        SimFault[] among = args.some("among", SimFault.class).toArray(SimFault[]::new);
        boolean mixed = args.has("seed") || args.has("rate") || args.has("among");
        long seed = mixed ? args.number("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE) : 0;
        double rate = mixed ? args.rate("rate") : 0;
        SimFaults faults = venue.faults();
        if (clear) {
            faults.clear();
        }
        if (mixed) {
            faults.seed(seed, rate, among);
        }
        if (args.has("always")) {
            faults.always(always);
        }
        if (args.has("lateBy")) {
            faults.lateBy(lateBy);
        }
        faults.next(next.toArray(SimFault[]::new));
        return done();
    }

    private static Duration notNegative(ControlArgs args, String member) {
        Duration duration = args.duration(member, Duration.ZERO);
        if (duration.isNegative()) {
            throw args.bad(member, "write zero or more");
        }
        return duration;
    }

    private ObjectNode orders(Exchange exchange) {
        ControlArgs args = new ControlArgs(exchange.params(), "category", "symbol", "side", "qty", "price", "count");
        Category category = category(args);
        String symbol = args.text("symbol", category == Category.FUTURES ? "BTC-PERP" : "BTC/USDT");
        String side = args.text("side", "buy").toLowerCase(Locale.ROOT);
        if (!side.equals("buy") && !side.equals("sell")) {
            throw args.bad("side", "write buy or sell");
        }
        String qty = args.amount("qty", "0.1").toPlainString();
        String price = args.amount("price", "30000").toPlainString();
        long count = args.number("count", 1, 1, MAX_PLACED);
        ObjectNode reply = Frames.object();
        ArrayNode orderIds = reply.putArray("orderIds");
        for (long i = 0; i < count; i++) {
            orderIds.add(venue.book(category).place(symbol, side, qty, price));
        }
        return reply;
    }

    private ObjectNode fill(Exchange exchange) {
        ControlArgs args = new ControlArgs(exchange.params(), "qty");
        String orderId = target(exchange);
        SimBook book = holding(orderId);
        boolean done;
        try {
            done = args.has("qty")
                    ? book.fillPartly(orderId, args.amount("qty", "").toPlainString())
                    : book.fill(orderId);
        } catch (IllegalArgumentException e) {
            throw args.bad("qty", "write no more than what is left of the order");
        }
        return Frames.object().put("done", done);
    }

    private ObjectNode reject(Exchange exchange) {
        String orderId = target(exchange);
        return Frames.object().put("done", holding(orderId).reject(orderId));
    }

    private static String target(Exchange exchange) {
        String[] parts = exchange.path().substring(HttpFace.CONTROL.length()).split("/", 2);
        return parts.length > 1 ? parts[1] : "";
    }

    private SimBook holding(String orderId) {
        return venue.bookHolding(orderId)
                .orElseThrow(() -> new BadArgument(
                        "there is no order \"" + orderId + "\"; write /sim/fill/ORDERID with an id of GET /sim/book"));
    }

    private ObjectNode race(Exchange exchange) {
        ControlArgs args = new ControlArgs(exchange.params(), "category", "seed", "rate");
        venue.book(category(args)).race(args.number("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE), args.rate("rate"));
        return done();
    }

    private ObjectNode cut() {
        venue.cutSockets();
        return done();
    }

    private ObjectNode sockets(Exchange exchange) {
        ControlArgs args = new ControlArgs(exchange.params(), "accept", "status", "retryAfter");
        int status = (int) args.number("status", 503, 400, 599);
        Duration retryAfter = notNegative(args, "retryAfter");
        if (args.flag("accept", true)) {
            venue.acceptSockets(true);
        } else if (args.has("retryAfter")) {
            venue.refuseSockets(status, retryAfter);
        } else {
            venue.refuseSockets(status);
        }
        return done();
    }

    private ObjectNode rest(Exchange exchange) {
        venue.acceptRest(new ControlArgs(exchange.params(), "accept").flag("accept", true));
        return done();
    }

    private ObjectNode clock(Exchange exchange) {
        ControlArgs args = new ControlArgs(exchange.params(), "skew");
        if (!args.has("skew")) {
            throw args.bad("skew", "write how far ahead the venue's clock is to be, such as 40s or -40s");
        }
        venue.skew(args.duration("skew", Duration.ZERO));
        return done();
    }

    private ObjectNode limits(Exchange exchange) {
        ControlArgs args = new ControlArgs(exchange.params(), "enforce", "window", "penalty", "maxSockets", "levels");
        if (!args.flag("enforce", true)) {
            venue.limits(RateLimits.notEnforced());
            return done();
        }
        RateLimits documented = RateLimits.documented();
        Duration window = args.duration("window", documented.window());
        if (window.isZero() || window.isNegative()) {
            throw args.bad("window", "write more than zero");
        }
        Duration penalty = args.has("penalty") ? notNegative(args, "penalty") : documented.penalty();
        RateLimits limits = documented.enforcedWithin(window, penalty).withMaxSockets((int)
                args.number("maxSockets", documented.maxSockets(), 0, Integer.MAX_VALUE));
        for (Map.Entry<String, JsonNode> level : args.object("levels").properties()) {
            limits = with(limits, level.getKey(), level.getValue());
        }
        venue.limits(limits);
        return done();
    }

    private static RateLimits with(RateLimits limits, String name, JsonNode pair) {
        RateLimits.Kind kind = ControlArgs.named("levels", name, RateLimits.Kind.class);
        int first = pair.path(0).asInt(-1);
        int second = pair.path(1).asInt(-1);
        if (first < 0 || second < first) {
            throw new BadArgument(
                    "levels." + name + " is " + pair + "; write two numbers, the second no less than the first");
        }
        return limits.with(kind, first, second);
    }

    private static Category category(ControlArgs args) {
        return args.one("category", Category.class, Category.FUTURES);
    }

    private static ObjectNode done() {
        return Frames.object().put("done", true);
    }
}
