package io.ordergateway.ws.sim.coinswitch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.coinswitch.book.CoinswitchBook;
import io.ordergateway.ws.sim.coinswitch.book.Order;
import io.ordergateway.ws.sim.coinswitch.book.Surface;
import io.ordergateway.ws.sim.coinswitch.door.CoinswitchFault;
import io.ordergateway.ws.sim.coinswitch.door.Endpoint;
import io.ordergateway.ws.sim.coinswitch.door.EndpointLimits;
import io.ordergateway.ws.sim.coinswitch.door.RequestWindows;
import io.ordergateway.ws.sim.coinswitch.stream.Payload;
import io.ordergateway.ws.sim.control.ControlArgs;
import io.ordergateway.ws.sim.control.ControlCall;
import io.ordergateway.ws.sim.control.Controls;
import io.ordergateway.ws.sim.control.FaultControl;
import java.time.Duration;
import java.util.List;

/**
 * What a test in another process does with a venue: everything {@link SimCoinswitch} can, as HTTP under {@code /sim/}.
 *
 * <table>
 * <caption>What differs from, or comes on top of, the control of AscendEX</caption>
 * <tr><td>{@code surface}</td><td>{@code spot} or {@code futures} (the default) wherever a book is meant</td></tr>
 * <tr><td>{@code POST expire/ID}, {@code POST discard/ID}</td><td>ends an order</td></tr>
 * <tr><td>{@code POST cancels {"take":"2s"}}</td><td>how long CANCELLATION_RAISED lasts</td></tr>
 * <tr><td>{@code POST stream {"payload":"ARRAY","refuse":true,"leave":true}}</td><td>the stream's events and namespace</td></tr>
 * <tr><td>{@code POST limits {"endpoint":"FUTURES_CANCEL","max":10,"window":"60s"}}</td><td>counts anew</td></tr>
 * </table>
 */
final class CoinswitchControl {
    private final SimCoinswitch venue;
    private final Controls controls;

    CoinswitchControl(SimCoinswitch venue) {
        this.venue = venue;
        this.controls = new Controls(venue);
        controls.add("GET book", this::book);
        controls.add("GET counts", call -> counts());
        controls.add("GET faults", call -> faultNames());
        controls.add("POST faults", call -> FaultControl.change(call, venue.faults(), CoinswitchFault.class));
        controls.add("POST orders", this::orders);
        controls.add("POST expire", this::expire);
        controls.add("POST discard", this::discard);
        controls.add("POST race", this::race);
        controls.add("POST stream", this::stream);
        controls.add("POST cancels", this::cancels);
        controls.add("POST limits", this::limits);
    }

    /** What serves them. */
    Controls controls() {
        return controls;
    }

    private ObjectNode book(ControlCall call) {
        ControlArgs args = call.args("surface", "open", "limit");
        CoinswitchBook book = venue.book(surface(args));
        List<Order> orders = args.flag("open", false) ? book.open() : book.all();
        return Controls.shown(args, orders, CoinswitchControl::shown)
                .put("surface", book.surface().name());
    }

    private static ObjectNode shown(Order order) {
        return object().put("orderId", order.orderId())
                .put("symbol", order.terms().symbol())
                .put("side", order.terms().side())
                .put("price", order.terms().price().toPlainString())
                .put("qty", order.terms().quantity().toPlainString())
                .put("filled", order.executed().toPlainString())
                .put("status", order.status().name());
    }

    private ObjectNode counts() {
        ObjectNode reply = object().put("openSockets", venue.openSockets()).put("subscriptions", venue.subscriptions());
        for (Endpoint endpoint : Endpoint.values()) {
            RequestWindows.Seen seen = venue.seen(endpoint);
            reply.putObject(endpoint.name())
                    .put("total", seen.total())
                    .put("most", seen.most())
                    .put("refused", seen.refused());
        }
        return reply;
    }

    private static ObjectNode faultNames() {
        ObjectNode names = object();
        for (CoinswitchFault fault : CoinswitchFault.values()) {
            ArrayNode surfaces = names.putArray(fault.name());
            for (Surface surface : Surface.values()) {
                if (fault.on(surface) == fault) {
                    surfaces.add(surface.name());
                }
            }
        }
        return names;
    }

    private ObjectNode orders(ControlCall call) {
        ControlArgs args = call.args("surface", "symbol", "side", "qty", "price", "count");
        Surface surface = surface(args);
        String symbol = args.text("symbol", surface == Surface.FUTURES ? "BTCUSDT" : "BTC/INR");
        String side = args.one("side", Side.class, Side.BUY).name();
        String qty = args.amount("qty", "0.1").toPlainString();
        String price = args.amount("price", "30000").toPlainString();
        return Controls.placed(args, () -> venue.book(surface).place(symbol, side, qty, price));
    }

    private enum Side {
        BUY,
        SELL
    }

    private ObjectNode expire(ControlCall call) {
        call.args();
        return Controls.done(holding(call).expire(call.target()));
    }

    private ObjectNode discard(ControlCall call) {
        call.args();
        return Controls.done(holding(call).discard(call.target()));
    }

    private CoinswitchBook holding(ControlCall call) {
        return venue.bookHolding(call.target()).orElseThrow(call::unknownOrder);
    }

    private ObjectNode race(ControlCall call) {
        ControlArgs args = call.args("surface", "seed", "rate");
        venue.book(surface(args)).race(args.number("seed", 0, Long.MIN_VALUE, Long.MAX_VALUE), args.rate("rate"));
        return Controls.done();
    }

    private ObjectNode stream(ControlCall call) {
        ControlArgs args = call.args("payload", "refuse", "leave");
        Payload payload = args.one("payload", Payload.class, Payload.OBJECT);
        boolean refuse = args.flag("refuse", false);
        if (args.has("payload")) {
            venue.payload(payload);
        }
        if (args.has("refuse")) {
            venue.refuseNamespace(refuse);
        }
        if (args.flag("leave", false)) {
            venue.leaveNamespace();
        }
        return Controls.done();
    }

    private ObjectNode cancels(ControlCall call) {
        ControlArgs args = call.args("take");
        if (!args.has("take")) {
            throw args.bad("take", "write how long a cancel is to take, such as 2s");
        }
        venue.cancelTakes(args.notNegative("take", Duration.ZERO));
        return Controls.done();
    }

    /** Changes the documented limits, of one endpoint if one is named. */
    private ObjectNode limits(ControlCall call) {
        ControlArgs args = call.args("enforce", "endpoint", "max", "window");
        EndpointLimits limits = EndpointLimits.documented();
        if (args.has("endpoint")) {
            Endpoint endpoint = args.one("endpoint", Endpoint.class, Endpoint.OTHER);
            Endpoint.Limit documented = limits.of(endpoint);
            Duration window = args.notNegative("window", documented.window());
            if (window.isZero()) {
                throw args.bad("window", "write more than zero");
            }
            limits = limits.with(endpoint, (int) args.number("max", documented.max(), 0, Integer.MAX_VALUE), window);
        } else if (args.has("max") || args.has("window")) {
            throw args.bad("endpoint", "write the endpoint that max and window are of");
        }
        venue.limits(args.flag("enforce", true) ? limits : limits.notEnforced());
        return Controls.done();
    }

    private static Surface surface(ControlArgs args) {
        return args.one("surface", Surface.class, Surface.FUTURES);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
