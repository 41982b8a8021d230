package io.ordergateway.ws.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.control.ControlArgs;
import io.ordergateway.ws.sim.control.ControlArgs.BadArgument;
import io.ordergateway.ws.sim.control.ControlCall;
import io.ordergateway.ws.sim.control.Controls;
import io.ordergateway.ws.sim.control.FaultControl;
import io.ordergateway.ws.sim.door.RateLimits;
import io.ordergateway.ws.sim.door.SimCounts;
import io.ordergateway.ws.sim.fault.SimFault;
import io.ordergateway.ws.sim.shape.Frames;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a test in another process does with a venue: everything {@link SimVenue} can, as HTTP under {@code /sim/}.
 */
final class SimControl {
    private final SimVenue venue;
    private final Controls controls;

    SimControl(SimVenue venue) {
        this.venue = venue;
        this.controls = new Controls(venue);
        controls.add("GET book", this::book);
        controls.add("GET counts", call -> counts());
        controls.add("GET faults", call -> faultNames());
        controls.add("POST faults", call -> FaultControl.change(call, venue.faults(), SimFault.class));
        controls.add("POST lists", this::lists);
        controls.add("POST orders", this::orders);
        controls.add("POST reject", this::reject);
        controls.add("POST race", this::race);
        controls.add("POST limits", this::limits);
    }

    /** What serves them. */
    Controls controls() {
        return controls;
    }

    private ObjectNode book(ControlCall call) {
        ControlArgs args = call.args("category", "open", "limit");
        SimBook book = venue.book(category(args));
        List<SimOrder> orders = args.flag("open", false) ? book.open() : book.all();
        return Controls.shown(args, orders, SimControl::shown)
                .put("category", book.category().lowerCase());
    }

    private static ObjectNode shown(SimOrder order) {
        return Frames.object()
                .put("orderId", order.orderId())
                .put("symbol", order.symbol())
                .put("side", order.side())
                .put("price", order.price().toPlainString())
                .put("qty", order.qty().toPlainString())
                .put("filled", order.filled().toPlainString())
                .put("status", order.status().wireName())
                .put("sn", order.sn());
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

    private ObjectNode lists(ControlCall call) {
        venue.faults().listNothing((int) call.args("nothing").number("nothing", 1, 0, Integer.MAX_VALUE));
        return Controls.done();
    }

    private ObjectNode orders(ControlCall call) {
        ControlArgs args = call.args("category", "symbol", "side", "qty", "price", "count");
        Category category = category(args);
        String symbol = args.text("symbol", category == Category.FUTURES ? "BTC-PERP" : "BTC/USDT");
        String side = args.text("side", "buy").toLowerCase(Locale.ROOT);
        if (!side.equals("buy") && !side.equals("sell")) {
            throw args.bad("side", "write buy or sell");
        }
        String qty = args.amount("qty", "0.1").toPlainString();
        String price = args.amount("price", "30000").toPlainString();
        return Controls.placed(args, () -> venue.book(category).place(symbol, side, qty, price));
    }

    private ObjectNode reject(ControlCall call) {
        SimBook book = venue.bookHolding(call.target()).orElseThrow(call::unknownOrder);
        return Controls.done(book.reject(call.target()));
    }

    private ObjectNode race(ControlCall call) {
        ControlArgs args = call.args("category", "seed", "rate");
        venue.book(category(args)).race(args.number("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE), args.rate("rate"));
        return Controls.done();
    }

    private ObjectNode limits(ControlCall call) {
        ControlArgs args = call.args("enforce", "window", "penalty", "maxSockets", "levels");
        if (!args.flag("enforce", true)) {
            venue.limits(RateLimits.notEnforced());
            return Controls.done();
        }
        RateLimits documented = RateLimits.documented();
        Duration window = args.duration("window", documented.window());
        if (window.isZero() || window.isNegative()) {
            throw args.bad("window", "write more than zero");
        }
        Duration penalty = args.has("penalty") ? args.notNegative("penalty", Duration.ZERO) : documented.penalty();
        RateLimits limits = documented.enforcedWithin(window, penalty).withMaxSockets((int)
                args.number("maxSockets", documented.maxSockets(), 0, Integer.MAX_VALUE));
        for (Map.Entry<String, JsonNode> level : args.object("levels").properties()) {
            limits = with(limits, level.getKey(), level.getValue());
        }
        venue.limits(limits);
        return Controls.done();
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
}
