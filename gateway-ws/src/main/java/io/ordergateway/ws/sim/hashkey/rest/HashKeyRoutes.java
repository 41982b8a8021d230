package io.ordergateway.ws.sim.hashkey.rest;

import io.ordergateway.ws.sim.hashkey.book.Product;
import io.ordergateway.ws.sim.hashkey.door.HashKeyFloor;
import io.ordergateway.ws.sim.hashkey.door.Params;
import io.ordergateway.ws.sim.hashkey.door.Refusal;
import io.ordergateway.ws.sim.hashkey.door.RequestClass;
import io.ordergateway.ws.sim.hashkey.door.RequestDoor;
import io.ordergateway.ws.sim.hashkey.shape.HashKeyCatalog;
import io.ordergateway.ws.sim.hashkey.shape.Json;
import io.ordergateway.ws.sim.hashkey.shape.Shapes;
import io.ordergateway.ws.sim.hashkey.stream.ListenKeys;
import io.ordergateway.ws.sim.hashkey.stream.StreamHub;
import io.ordergateway.ws.sim.http.HttpExchange;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Which request goes where, what it counts as, and whether it may (sections 1 to 5 and 8). */
public final class HashKeyRoutes {
    /** Section 13.3: the lower limits go with the higher weights. */
    private static final int BATCH_WEIGHT = 5;

    private static final int HISTORY_WEIGHT = 5;

    private final HashKeyFloor floor;
    private final RequestDoor door;
    private final Answers answers;
    private final Map<String, Route> routes = new TreeMap<>();
    private volatile boolean accepting = true;

    /**
     * A path and method of the venue.
     *
     * @param weight section 8
     */
    private record Route(RequestClass type, int weight, Consumer<Call> action) {}

    public HashKeyRoutes(
            HashKeyFloor floor, RequestDoor door, Answers answers, CancelRun run, ListenKeys keys, StreamHub hub) {
        this.floor = floor;
        this.door = door;
        this.answers = answers;
        addPublic();
        addAccount(new AccountCalls(floor, keys, hub));
        Shapes shapes = Shapes.of(floor);
        addSpot(new Market(Product.SPOT, shapes.spot(), Placements::spot, ""), run);
        if (floor.site().hasFuturesV1()) {
            addFuturesV1(new Market(Product.FUTURES, shapes.futures(), Placements::futuresV1, "type"), run);
        } else {
            addFuturesV2(new Market(Product.FUTURES, shapes.futures(), Placements::futuresV2, "orderType"), run);
        }
    }

    private void addPublic() {
        open("/api/v1/ping", call -> call.reply(Json.object()));
        open(
                "/api/v1/time",
                call -> call.reply(Json.object().put("serverTime", floor.clock().millis())));
        open(
                "/api/v1/exchangeInfo",
                call -> call.reply(HashKeyCatalog.exchangeInfo(floor.clock().millis())));
    }

    private void addAccount(AccountCalls account) {
        query("GET /api/v1/account/checkApiKey", 1, account::checkApiKey);
        add("POST /api/v1/userDataStream", RequestClass.STREAM, 1, account::makeListenKey);
        add("PUT /api/v1/userDataStream", RequestClass.STREAM, 1, account::refreshListenKey);
        add("DELETE /api/v1/userDataStream", RequestClass.STREAM, 1, account::deleteListenKey);
    }

    private void addSpot(Market market, CancelRun run) {
        OrderCalls orders = new OrderCalls(floor, market);
        CancelCalls cancels = new CancelCalls(floor, market, run);
        order("POST /api/v1/spot/order", 1, orders::create);
        order("POST /api/v1.1/spot/order", 1, orders::create);
        order("POST /api/v1/spot/orderTest", 1, orders::test);
        order("DELETE /api/v1/spot/order", 1, cancels::cancel);
        order("DELETE /api/v1/spot/cancelOrderByIds", BATCH_WEIGHT, cancels::cancelByIds);
        order("DELETE /api/v1/spot/openOrders", BATCH_WEIGHT, cancels::cancelOfSymbol);
        order("DELETE /api/v1/spot/cancelAllOpenOrders", 1, cancels::cancelAll);
        query("GET /api/v1/spot/order", 1, orders::query);
        query("GET /api/v1/spot/openOrders", 1, orders::open);
        query("GET /api/v1/spot/tradeOrders", HISTORY_WEIGHT, orders::history);
    }

    private void addFuturesV1(Market market, CancelRun run) {
        OrderCalls orders = new OrderCalls(floor, market);
        CancelCalls cancels = new CancelCalls(floor, market, run);
        order("POST /api/v1/futures/order", 1, orders::create);
        order("DELETE /api/v1/futures/order", 1, cancels::cancel);
        order("DELETE /api/v1/futures/batchOrders", 1, cancels::cancelOfFuturesSymbol);
        order("DELETE /api/v1/futures/cancelOrderByIds", 1, cancels::cancelByIds);
        query("GET /api/v1/futures/order", 1, orders::query);
        query("GET /api/v1/futures/openOrders", 1, orders::open);
        query("GET /api/v1/futures/historyOrders", 1, orders::history);
    }

    private void addFuturesV2(Market market, CancelRun run) {
        OrderCalls orders = new OrderCalls(floor, market);
        CancelCalls cancels = new CancelCalls(floor, market, run);
        order("POST /api/v2/futures/order", 1, orders::create);
        order("DELETE /api/v2/futures/order", 1, cancels::cancel);
        order("DELETE /api/v2/futures/cancelOrders", 1, cancels::cancelFutures);
        query("GET /api/v2/futures/order", 1, orders::query);
    }

    private void open(String path, Consumer<Call> action) {
        add("GET " + path, RequestClass.PUBLIC, 0, action);
    }

    private void query(String name, int weight, Consumer<Call> action) {
        add(name, RequestClass.QUERY, weight, action);
    }

    private void order(String name, int weight, Consumer<Call> action) {
        add(name, RequestClass.ORDER, weight, action);
    }

    private void add(String name, RequestClass type, int weight, Consumer<Call> action) {
        routes.put(name, new Route(type, weight, action));
    }

    /** When false, every signed request finds its connection reset instead of an answer. */
    public void accept(boolean requests) {
        accepting = requests;
    }

    void serve(HttpExchange exchange) {
        Route route = routes.get(exchange.method() + " " + exchange.path());
        if (route == null) {
            answers.notFound(exchange);
            return;
        }
        boolean isPublic = route.type() == RequestClass.PUBLIC;
        if (!isPublic && !accepting) {
            exchange.cut();
            return;
        }
        try {
            if (isPublic) {
                door.admitByLimits(route.type(), route.weight());
            }
            Params params = isPublic ? Params.of(exchange) : door.admit(exchange, route.type(), route.weight());
            route.action().accept(new Call(exchange, params));
        } catch (Refusal refusal) {
            answers.refuse(exchange, refusal);
        } catch (IllegalStateException full) { // the book takes no more orders
            answers.refuse(exchange, Refusal.of("-1015", String.valueOf(full.getMessage())));
        }
    }
}
