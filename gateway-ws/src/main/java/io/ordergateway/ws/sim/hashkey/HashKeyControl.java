package io.ordergateway.ws.sim.hashkey;

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
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a test in another process does with a venue: everything {@link HashKeyVenue} can, as HTTP under {@code /sim/}. */
final class HashKeyControl {
    private static final Set<String> SIDES = Set.of("BUY", "SELL", "BUY_OPEN", "SELL_OPEN", "BUY_CLOSE", "SELL_CLOSE");

    private final HashKeyVenue venue;
    private final Controls controls;

    HashKeyControl(HashKeyVenue venue) {
        this.venue = venue;
        this.controls = new Controls(venue);
        controls.add("GET book", this::book);
        controls.add("GET counts", call -> counts());
        controls.add("GET faults", call -> faultNames());
        controls.add("POST faults", call -> FaultControl.change(call, venue.faults(), HashKeyFault.class));
        controls.add("POST orders", this::orders);
        controls.add("POST reject", this::reject);
        controls.add("POST race", this::race);
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
        return Controls.shown(args, orders, HashKeyControl::shown);
    }

    private static ObjectNode shown(HashKeyOrder order) {
        return Json.object()
                .put("orderId", order.orderId())
                .put("clientOrderId", order.clientOrderId())
                .put("symbol", order.symbol())
                .put("side", order.wanted().side())
                .put("price", order.wanted().price().toPlainString())
                .put("qty", order.wanted().qty().toPlainString())
                .put("filled", order.filled().toPlainString())
                .put("status", order.status().name())
                .put("cancelPending", order.cancelPending());
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
        String clientOrderId = args.text("clientOrderId", "");
        if (args.number("count", 1, 1, Controls.MAX_PLACED) > 1 && !clientOrderId.isEmpty()) {
            throw args.bad("clientOrderId", "write none for more than one order");
        }
        return Controls.placed(args, () -> place(symbol, side, qty, price, clientOrderId));
    }

    private String place(String symbol, String side, String qty, String price, String clientOrderId) {
        try {
            return venue.book().place(symbol, side, qty, price, clientOrderId);
        } catch (IllegalArgumentException e) {
            throw new BadArgument(String.valueOf(e.getMessage()));
        }
    }

    private ObjectNode reject(ControlCall call) {
        HashKeyOrder order = venue.book().order(call.target()).orElseThrow(call::unknownOrder);
        return Controls.done(venue.book().reject(order.orderId()));
    }

    private ObjectNode race(ControlCall call) {
        ControlArgs args = call.args("seed", "rate");
        venue.race(args.number("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE), args.rate("rate"));
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
