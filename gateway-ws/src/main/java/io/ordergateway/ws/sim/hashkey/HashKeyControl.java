package io.ordergateway.ws.sim.hashkey;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.control.ControlArgs;
import io.ordergateway.ws.sim.control.ControlArgs.BadArgument;
import io.ordergateway.ws.sim.control.ControlCall;
import io.ordergateway.ws.sim.control.Controls;
import io.ordergateway.ws.sim.control.FaultControl;
import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;
import io.ordergateway.ws.sim.hashkey.book.Product;
import io.ordergateway.ws.sim.hashkey.door.HashKeyCounts;
import io.ordergateway.ws.sim.hashkey.door.HashKeyLimits;
import io.ordergateway.ws.sim.hashkey.fault.HashKeyFault;
import io.ordergateway.ws.sim.hashkey.shape.Json;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a test in another process does with a venue: everything {@link HashKeyVenue} can, as HTTP under {@code /sim/}. */
final class HashKeyControl {
    private static final int MAX_PLACED = 100_000;
    private static final int MAX_SHOWN = 100_000;
    private static final int SHOWN = 1_000;
    private static final Set<String> SIDES = Set.of("BUY", "SELL", "BUY_OPEN", "SELL_OPEN", "BUY_CLOSE", "SELL_CLOSE");

    private final HashKeyVenue venue;
    private final Controls controls = new Controls();

    HashKeyControl(HashKeyVenue venue) {
        this.venue = venue;
        controls.add("GET book", this::book);
        controls.add("GET counts", call -> counts());
        controls.add("GET faults", call -> faultNames());
        controls.add("POST faults", call -> FaultControl.change(call, venue.faults(), HashKeyFault.class));
        controls.add("POST orders", this::orders);
        controls.add("POST fill", this::fill);
        controls.add("POST reject", this::reject);
        controls.add("POST race", this::race);
        controls.add("POST cut", call -> cut());
        controls.add("POST sockets", this::sockets);
        controls.add("POST rest", this::rest);
        controls.add("POST clock", this::clock);
        controls.add("POST limits", this::limits);
        controls.add("POST key", this::key);
        controls.add("POST listenkeys", this::listenKeys);
    }

    /** What serves them. */
    Controls controls() {
        return controls;
    }

    private ObjectNode book(ControlCall call) {
        ControlArgs args = call.args("product", "open", "limit");
        List<HashKeyOrder> orders =
                args.flag("open", false) ? venue.book().open() : venue.book().all();
        if (args.has("product")) {
            Product product = args.one("product", Product.class, Product.SPOT);
            orders = orders.stream()
                    .filter(order -> order.wanted().product() == product)
                    .toList();
        }
        long limit = args.number("limit", SHOWN, 1, MAX_SHOWN);
        ArrayNode shown = Json.array(
                orders.stream().limit(limit).toList(),
                order -> Json.object()
                        .put("orderId", order.orderId())
                        .put("clientOrderId", order.clientOrderId())
                        .put("symbol", order.symbol())
                        .put("side", order.wanted().side())
                        .put("price", order.wanted().price().toPlainString())
                        .put("qty", order.wanted().qty().toPlainString())
                        .put("filled", order.filled().toPlainString())
                        .put("status", order.status().name())
                        .put("cancelPending", order.cancelPending()));
        ObjectNode reply = Json.object().put("orders", orders.size());
        reply.set("shown", shown);
        return reply;
    }

    private ObjectNode counts() {
        HashKeyCounts counts = venue.counts();
        return Json.object()
                .put("creates", counts.creates())
                .put("cancels", counts.cancels())
                .put("batchCancels", counts.batchCancels())
                .put("queries", counts.queries())
                .put("openQueries", counts.openQueries())
                .put("listenKeys", counts.streams().keys())
                .put("refreshes", counts.streams().refreshes())
                .put("sockets", counts.streams().sockets())
                .put("openSockets", venue.openSockets())
                .put("pings", counts.streams().pings())
                .put("pongs", counts.streams().pongs())
                .put("mostOrders", counts.load().orders())
                .put("mostQueries", counts.load().queries())
                .put("mostWeight", counts.load().weight())
                .put("tooMany", counts.load().tooMany())
                .put("banned", counts.load().banned());
    }

    private static ObjectNode faultNames() {
        ObjectNode names = Json.object();
        for (HashKeyFault fault : HashKeyFault.values()) {
            names.putArray(fault.name()).add("rest");
        }
        return names;
    }

    private ObjectNode orders(ControlCall call) {
        ControlArgs args = call.args("symbol", "side", "qty", "price", "count", "clientOrderId");
        String symbol = args.text("symbol", "BTCUSDT");
        String side = args.text("side", "BUY").toUpperCase(Locale.ROOT);
        if (!SIDES.contains(side)) {
            throw args.bad("side", "write BUY or SELL, or of futures on the global site BUY_OPEN and the like");
        }
        String qty = args.amount("qty", "0.1").toPlainString();
        String price = args.amount("price", "30000").toPlainString();
        long count = args.number("count", 1, 1, MAX_PLACED);
        String clientOrderId = args.text("clientOrderId", "");
        if (count > 1 && !clientOrderId.isEmpty()) {
            throw args.bad("clientOrderId", "write none for more than one order");
        }
        ObjectNode reply = Json.object();
        ArrayNode orderIds = reply.putArray("orderIds");
        for (long i = 0; i < count; i++) {
            orderIds.add(place(symbol, side, qty, price, clientOrderId));
        }
        return reply;
    }

    private String place(String symbol, String side, String qty, String price, String clientOrderId) {
        try {
            return venue.book().place(symbol, side, qty, price, clientOrderId);
        } catch (IllegalArgumentException e) {
            throw new BadArgument(String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode fill(ControlCall call) {
        ControlArgs args = call.args("qty");
        String orderId = known(call.target());
        try {
            boolean done = args.has("qty")
                    ? venue.book().fillPartly(orderId, args.amount("qty", "").toPlainString())
                    : venue.book().fill(orderId);
            return Json.object().put("done", done);
        } catch (IllegalArgumentException e) {
            throw args.bad("qty", "write no more than what is left of the order");
        }
    }

    private ObjectNode reject(ControlCall call) {
        return Json.object().put("done", venue.book().reject(known(call.target())));
    }

    private String known(String orderId) {
        if (venue.book().order(orderId).isEmpty()) {
            throw new BadArgument(
                    "there is no order \"" + orderId + "\"; write /sim/fill/ORDERID with an id of GET /sim/book");
        }
        return orderId;
    }

    private ObjectNode race(ControlCall call) {
        ControlArgs args = call.args("seed", "rate");
        venue.race(args.number("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE), args.rate("rate"));
        return Controls.done();
    }

    private ObjectNode cut() {
        venue.cutSockets();
        return Controls.done();
    }

    private ObjectNode sockets(ControlCall call) {
        ControlArgs args = call.args("accept", "status", "retryAfter");
        int status = (int) args.number("status", 503, 400, 599);
        Duration retryAfter = args.notNegative("retryAfter", Duration.ZERO);
        if (args.flag("accept", true)) {
            venue.acceptSockets(true);
        } else if (args.has("retryAfter")) {
            venue.refuseSockets(status, retryAfter);
        } else {
            venue.refuseSockets(status);
        }
        return Controls.done();
    }

    private ObjectNode rest(ControlCall call) {
        venue.acceptRest(call.args("accept").flag("accept", true));
        return Controls.done();
    }

    private ObjectNode clock(ControlCall call) {
        ControlArgs args = call.args("skew");
        if (!args.has("skew")) {
            throw args.bad("skew", "write how far ahead the venue's clock is to be, such as 40s or -40s");
        }
        venue.skew(args.duration("skew", Duration.ZERO));
        return Controls.done();
    }

    private ObjectNode limits(ControlCall call) {
        ControlArgs args = call.args("enforce", "orders", "queries", "weight", "penalty", "patience");
        if (!args.flag("enforce", true)) {
            venue.limits(HashKeyLimits.notEnforced());
            return Controls.done();
        }
        HashKeyLimits documented = HashKeyLimits.documented();
        venue.limits(new HashKeyLimits(
                true,
                count(args, "orders", documented.orders()),
                count(args, "queries", documented.queries()),
                count(args, "weight", documented.weight()),
                args.notNegative("penalty", documented.penalty()),
                count(args, "patience", documented.patience())));
        return Controls.done();
    }

    private static int count(ControlArgs args, String member, int otherwise) {
        return (int) args.number(member, otherwise, 0, Integer.MAX_VALUE);
    }

    /** Refuses the access key, for example {@code {"refuse":"0103"}}, until it is told {@code {"refuse":""}}. */
    private ObjectNode key(ControlCall call) {
        ControlArgs args = call.args("refuse");
        if (!args.has("refuse")) {
            throw args.bad("refuse", "write the code that the key is refused with, such as 0103, or an empty text");
        }
        String code = args.text("refuse", "");
        venue.refuseKey(code.isEmpty() ? null : code);
        return Controls.done();
    }

    private ObjectNode listenKeys(ControlCall call) {
        ControlArgs args = call.args("expire");
        if (!args.flag("expire", false)) {
            throw args.bad("expire", "write true");
        }
        venue.expireListenKeys();
        return Controls.done();
    }
}
