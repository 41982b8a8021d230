package io.ordergateway.ws.sim.coinswitch.rest;

import io.ordergateway.ws.sim.coinswitch.book.Surface;
import io.ordergateway.ws.sim.coinswitch.door.Endpoint;
import io.ordergateway.ws.sim.coinswitch.door.Floor;
import io.ordergateway.ws.sim.coinswitch.door.Signatures;
import io.ordergateway.ws.sim.coinswitch.stream.StreamHub;
import io.ordergateway.ws.sim.http.HttpExchange;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which request goes where, and whether it may (sections 1, 2 and 8). */
public final class Routes {
    private static final String BASE = "/trade/api/v2/";

    private final Floor floor;
    private final Map<String, Map<String, Route>> routes = new TreeMap<>();
    private volatile boolean accepting = true;

    public Routes(Floor floor, StreamHub hub) {
        this.floor = floor;
        OpenEndpoints open = new OpenEndpoints(floor);
        add("GET", "time", null, open::time);
        add("GET", "ping", null, open::ping);
        add("GET", "validate/keys", Endpoint.OTHER, open::validateKeys);
        add("POST", "exchangePrecision", Endpoint.OTHER, open::precision);
        SpotEndpoints spot = new SpotEndpoints(floor);
        add("POST", "order", Endpoint.SPOT_CREATE, spot::create);
        add("GET", "order", Endpoint.SPOT_STATUS, spot::status);
        add("GET", "orders", Endpoint.SPOT_LIST, spot::list);
        add("DELETE", "order", Endpoint.SPOT_CANCEL, new CancelEndpoint(floor, Surface.SPOT, hub)::cancel);
        FuturesEndpoints futures = new FuturesEndpoints(floor);
        add("POST", "futures/order", Endpoint.FUTURES_CREATE, futures::create);
        add("GET", "futures/order", Endpoint.FUTURES_STATUS, futures::status);
        add("POST", "futures/orders/open", Endpoint.FUTURES_OPEN, futures::open);
        add("POST", "futures/orders/closed", Endpoint.FUTURES_CLOSED, futures::closed);
        add("POST", "futures/cancel_all", Endpoint.FUTURES_CANCEL_ALL, futures::cancelAll);
        add(
                "DELETE",
                "futures/order",
                Endpoint.FUTURES_CANCEL,
                new CancelEndpoint(floor, Surface.FUTURES, hub)::cancel);
    }

    /**
     * What one method of a path does.
     *
     * @param counted as what it is counted; null for what everybody may ask, unsigned
     */
    private record Route(@Nullable Endpoint counted, Consumer<HttpExchange> action) {}

    private void add(String method, String path, @Nullable Endpoint counted, Consumer<HttpExchange> action) {
        routes.computeIfAbsent(BASE + path, unused -> new TreeMap<>()).put(method, new Route(counted, action));
    }

    /** When false, a signed request finds its connection reset instead of an answer. */
    public void accept(boolean requests) {
        accepting = requests;
    }

    void serve(HttpExchange exchange) {
        Map<String, Route> methods = routes.get(exchange.path());
        Route route = methods == null ? null : methods.get(exchange.method());
        if (route == null) {
            Answer.message(methods == null ? 404 : 405, methods == null ? "Not Found" : "Method Not Allowed")
                    .send(exchange);
            return;
        }
        try {
            if (route.counted() == null) {
                route.action().accept(exchange);
            } else if (accepting) {
                serveSigned(exchange, route.counted(), route.action());
            } else {
                exchange.cut();
            }
        } catch (Refusal refusal) {
            Answer.refused(refusal).send(exchange);
        } catch (IllegalStateException e) { // the book is full
            Answer.message(Refusal.BUSINESS, String.valueOf(e.getMessage())).send(exchange);
        }
    }

    /** Limits are per key: whoever names the account's key is counted, whatever else is wrong with the request. */
    private void serveSigned(HttpExchange exchange, Endpoint counted, Consumer<HttpExchange> action) {
        String key = exchange.header(Signatures.KEY_HEADER);
        Signatures signatures = floor.signatures();
        if (signatures.isKey(key) && !floor.windows().take(counted)) {
            throw new Refusal(429, "Too Many Requests");
        }
        Signatures.Signed signed = new Signatures.Signed(exchange.method(), target(exchange), exchange.body());
        if (!signatures.areGood(
                signed, key, exchange.header(Signatures.SIGNATURE_HEADER), exchange.header(Signatures.EPOCH_HEADER))) {
            throw new Refusal(401, "Invalid Access");
        }
        action.accept(exchange);
    }

    private static String target(HttpExchange exchange) {
        return exchange.rawQuery().isEmpty() ? exchange.path() : exchange.path() + "?" + exchange.rawQuery();
    }

    /** The time that stands in a request; 0 where none does, as in the legacy scheme. */
    static long epoch(HttpExchange exchange) {
        String epoch = exchange.header(Signatures.EPOCH_HEADER);
        return epoch == null || epoch.isEmpty() || !epoch.chars().allMatch(Character::isDigit) || epoch.length() > 18
                ? 0
                : Long.parseLong(epoch);
    }
}
