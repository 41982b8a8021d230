package io.ordergateway.ws.sim.rest;

import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.door.SimAuth;
import io.ordergateway.ws.sim.door.SimFloor;
import io.ordergateway.ws.sim.shape.Frames;
import io.ordergateway.ws.sim.shape.Refusal;
import io.ordergateway.ws.sim.shape.RestDialect;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Which request goes where, and whether it may (sections 1.2 and 2.2). */
public final class Routes {
    private final SimFloor floor;
    private final SimAuth auth;
    private final Map<String, Route> routes = new TreeMap<>();
    private volatile boolean accepting = true;

    public Routes(SimFloor floor, SimAuth auth) {
        this.floor = floor;
        this.auth = auth;
        PublicEndpoints open = new PublicEndpoints(floor);
        add("/api/pro/v1/exchange-info", "", Map.of("GET", open::exchangeInfo));
        add("/api/pro/v1/assets", "", Map.of("GET", open::assets));
        add("/api/pro/v1/products", "", Map.of("GET", open::products));
        add("/api/pro/v1/cash/products", "", Map.of("GET", open::cashProducts));
        add("/api/pro/v2/assets", "", Map.of("GET", open::assetsOnChains));
        add("/api/pro/v2/futures/contract", "", Map.of("GET", open::contracts));
        add("/api/pro/v2/risk-limit-info", "", Map.of("GET", open::riskLimits));
        AccountEndpoints account = new AccountEndpoints(floor);
        add("/api/pro/v1/info", "info", Map.of("GET", account::info));
        add("/api/pro/v2/account/info", "v2/account/info", Map.of("GET", account::infoWithFutures));
        add("/api/pro/data/v2/order/hist", "data/v2/order/hist", Map.of("GET", account::history));
        String group = "/" + floor.account().group() + "/api/pro/";
        addOrders(group + "v1/cash/", "", Category.CASH, RestDialect.v1(Category.CASH));
        addOrders(group + "v1/margin/", "", Category.MARGIN, RestDialect.v1(Category.MARGIN));
        addOrders(group + "v2/futures/", "v2/futures/", Category.FUTURES, RestDialect.v2());
        if (floor.habits().servesFuturesV1()) {
            addOrders(group + "v1/futures/", "", Category.FUTURES, RestDialect.v1(Category.FUTURES));
        }
        for (Category category : new Category[] {Category.CASH, Category.MARGIN}) {
            add(
                    group + "v1/" + category.lowerCase() + "/balance",
                    "balance",
                    Map.of("GET", exchange -> account.balance(exchange, category)));
        }
    }

    /**
     * A path of the venue.
     *
     * @param signed what is signed (section 2.2), empty for a path that everybody may ask
     * @param methods what each method does
     */
    private record Route(String signed, Map<String, Consumer<Exchange>> methods) {}

    /** Section 2.2: the category is part of the path and, on v1, not of what is signed. */
    private void addOrders(String path, String signed, Category category, RestDialect dialect) {
        OrderEndpoints orders = new OrderEndpoints(floor, category, dialect);
        CancelEndpoint cancels = new CancelEndpoint(floor, category, dialect);
        BatchEndpoints batches = new BatchEndpoints(floor, category, dialect);
        add(path + "order", signed + "order", Map.of("POST", orders::place, "DELETE", cancels::cancel));
        add(path + "order/all", signed + "order/all", Map.of("DELETE", orders::cancelAll));
        add(path + "order/batch", signed + "order/batch", Map.of("POST", batches::place, "DELETE", batches::cancel));
        add(path + "order/status", signed + "order/status", Map.of("GET", orders::status));
        add(path + "order/open", signed + "order/open", Map.of("GET", orders::open));
        add(path + "order/hist/current", signed + "order/hist/current", Map.of("GET", orders::history));
    }

    private void add(String path, String signed, Map<String, Consumer<Exchange>> methods) {
        routes.put(path, new Route(signed, methods));
    }

    /** When false, every private request finds its connection closed instead of an answer. */
    public void accept(boolean requests) {
        accepting = requests;
    }

    void serve(Exchange exchange) {
        Route route = routes.get(exchange.path());
        if (route == null) {
            exchange.replyNotFound();
            return;
        }
        Consumer<Exchange> action = route.methods().get(exchange.method());
        if (action == null) {
            exchange.reply(405, Exchange.PLAIN, "HTTP method not allowed");
            return;
        }
        try {
            if (route.signed().isEmpty()) {
                action.accept(exchange);
            } else if (!accepting) {
                exchange.cut();
            } else {
                serve(exchange, route, action);
            }
        } catch (Refusal refusal) {
            exchange.reply(Frames.failure(refusal.code, refusal.text(), refusal.reason));
        }
    }

    /** Section 11, row 51: a stale request is refused aloud, or not answered at all. */
    private void serve(Exchange exchange, Route route, Consumer<Exchange> action) {
        SimAuth.Verdict verdict = auth.check(
                exchange.header(SimAuth.KEY_HEADER),
                exchange.header(SimAuth.TIMESTAMP_HEADER),
                exchange.header(SimAuth.SIGNATURE_HEADER),
                route.signed());
        switch (verdict) {
            case GOOD -> action.accept(exchange);
            case MISMATCH -> throw new Refusal(200001, "AUTHENTICATION_FAILED", "API signature mismatch");
            case STALE -> {
                if (!floor.habits().ignoresStale()) {
                    throw Refusal.stale();
                }
            }
        }
    }
}
