package io.ordergateway.ws.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.door.SimAccount;
import io.ordergateway.ws.sim.door.SimAuth;
import io.ordergateway.ws.sim.door.SimCounts;
import io.ordergateway.ws.sim.fault.SimFaults;
import io.ordergateway.ws.sim.shape.FuturesShapes;
import io.ordergateway.ws.sim.shape.OrderArgs;
import io.ordergateway.ws.sim.shape.Refusal;
import io.ordergateway.ws.sim.socket.SocketHub;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The REST endpoints of the futures account (section 5.4), and the faults in answering a cancel. */
public final class RestOrders {
    /** Section 5.3. */
    private static final int MAX_STATUS_QUERY = 1000;

    private static final String PLACE = "place-order";
    private static final String CANCEL = "cancel-order";

    private final SimAccount owner;
    private final SimBook book;
    private final SimFaults faults;
    private final SocketHub hub;
    private final SimAuth auth;
    private final SimCounts.Tally tally;
    private final Clock clock;
    private final Map<String, Endpoint> endpoints = new TreeMap<>();
    private volatile boolean accepting = true;

    public RestOrders(
            SimAccount owner,
            SimBook book,
            SimFaults faults,
            SocketHub hub,
            SimAuth auth,
            SimCounts.Tally tally,
            Clock clock) {
        this.owner = owner;
        this.book = book;
        this.faults = faults;
        this.hub = hub;
        this.auth = auth;
        this.tally = tally;
        this.clock = clock;
        String account = "/" + owner.group();
        endpoints.put("/api/pro/v1/info", new Endpoint("info", Map.of("GET", this::info)));
        endpoints.put("/api/pro/v2/account/info", new Endpoint("v2/account/info", Map.of("GET", this::info)));
        endpoints.put(
                account + "/api/pro/v2/futures/order",
                new Endpoint("v2/futures/order", Map.of("POST", this::place, "DELETE", this::cancel)));
        endpoints.put(
                account + "/api/pro/v2/futures/order/all",
                new Endpoint("v2/futures/order/all", Map.of("DELETE", this::cancelAll)));
        endpoints.put(
                account + "/api/pro/v2/futures/order/status",
                new Endpoint("v2/futures/order/status", Map.of("GET", this::status)));
        endpoints.put(
                account + "/api/pro/v2/futures/order/open",
                new Endpoint("v2/futures/order/open", Map.of("GET", this::openOrders)));
    }

    /**
     * A path of the venue.
     *
     * @param apiPath what is signed (section 2.2)
     * @param methods what each method does
     */
    private record Endpoint(String apiPath, Map<String, Consumer<HttpFace.Exchange>> methods) {}

    /** When false, every private request finds its connection closed instead of an answer. */
    public void accept(boolean requests) {
        accepting = requests;
    }

    public void serve(HttpFace.Exchange exchange) {
        if (exchange.path().equals("/api/pro/v1/exchange-info")) {
            exchangeInfo(exchange);
            return;
        }
        Endpoint endpoint = endpoints.get(exchange.path());
        if (endpoint == null) {
            exchange.replyNotFound();
            return;
        }
        Consumer<HttpFace.Exchange> action = endpoint.methods().get(exchange.method());
        if (action == null) {
            exchange.reply(405, "text/plain; charset=UTF-8", "HTTP method not allowed");
            return;
        }
        if (!accepting) {
            exchange.cut();
            return;
        }
        SimAuth.Verdict verdict = auth.check(
                exchange.header(SimAuth.KEY_HEADER),
                exchange.header(SimAuth.TIMESTAMP_HEADER),
                exchange.header(SimAuth.SIGNATURE_HEADER),
                endpoint.apiPath());
        try {
            switch (verdict) {
                case GOOD -> action.accept(exchange);
                case MISMATCH ->
                    exchange.reply(FuturesShapes.failure(200001, "API signature mismatch", "AUTHENTICATION_FAILED"));
                case STALE -> throw Refusal.stale();
            }
        } catch (Refusal refusal) {
            exchange.reply(FuturesShapes.failure(refusal.code, refusal.text(), refusal.reason));
        }
    }

    /** Section 2.6: the venue's clock, for everybody. */
    private void exchangeInfo(HttpFace.Exchange exchange) {
        long now = clock.millis();
        long sent = exchange.params().path("requestTime").asLong(now);
        exchange.reply(FuturesShapes.object()
                .put("code", 0)
                .set(
                        "data",
                        FuturesShapes.object()
                                .put("requestTimeEcho", sent)
                                .put("requestReceiveAt", now)
                                .put("latency", now - sent)));
    }

    /** Section 1.3. */
    private void info(HttpFace.Exchange exchange) {
        ObjectNode data = FuturesShapes.object()
                .put("accountGroup", owner.group())
                .put("email", "demo@example.com")
                .put("expireTime", -1)
                .put("userUID", owner.userUid())
                .put("tradePermission", true)
                .put("transferPermission", false)
                .put("viewPermission", true)
                .put("limitQuota", 1000);
        data.putArray("allowedIps");
        data.putArray("cashAccount");
        data.putArray("marginAccount");
        data.putArray("futuresAccount").add(SimAccount.FUTURES);
        exchange.reply(FuturesShapes.object().put("code", 0).set("data", data));
    }

    /** Section 5.4.1: shows the order itself only to a client that asked to wait for it. */
    private void place(HttpFace.Exchange exchange) {
        JsonNode params = exchange.params();
        try {
            OrderArgs.Place place = new OrderArgs(params, clock.millis()).place('a', book);
            SimOrder order = OrderArgs.rest(place, book);
            String respInst = OrderArgs.text(params, "respInst");
            exchange.reply(FuturesShapes.restAck(
                    PLACE,
                    place.id(),
                    respInst,
                    waits(respInst) ? FuturesShapes.order(order) : FuturesShapes.orderReceived(order)));
        } catch (Refusal refusal) {
            exchange.reply(restError(PLACE, params, refusal));
        }
    }

    private void cancel(HttpFace.Exchange exchange) {
        tally.restCancels.increment();
        JsonNode params = exchange.params();
        try {
            cancel(exchange, params, new OrderArgs(params, clock.millis()).cancel());
        } catch (Refusal refusal) {
            exchange.reply(restError(CANCEL, params, refusal));
        }
    }

    private void cancel(HttpFace.Exchange exchange, JsonNode params, OrderArgs.Cancel cancel) {
        switch (faults.draw().onRest()) {
            case HTTP_502 -> exchange.replyPage(502, "Bad Gateway");
            case HTTP_429 -> exchange.replyPage(429, "Too Many Requests");
            case HTTP_502_AFTER -> {
                book.cancel(cancel.orderId(), cancel.symbol());
                exchange.replyPage(502, "Bad Gateway");
            }
            case HANG -> {}
            case MUTE -> book.cancelQuietly(cancel.orderId(), cancel.symbol());
            case CUT_BEFORE -> exchange.cut();
            case CUT_AFTER -> {
                book.cancelQuietly(cancel.orderId(), cancel.symbol());
                exchange.cut();
            }
            case NO_PUSH ->
                exchange.reply(canceled(params, cancel, book.cancelQuietly(cancel.orderId(), cancel.symbol())));
            case LATE -> {
                Optional<SimBook.Canceled> done = book.cancelQuietly(cancel.orderId(), cancel.symbol());
                exchange.later(faults.lateness(), () -> {
                    exchange.reply(canceled(params, cancel, done));
                    done.ifPresent(gone -> hub.publish(() -> FuturesShapes.push(gone.after())));
                });
            }
            case LIE -> exchange.reply(canceled(params, cancel, fillInstead(cancel)));
            case ERR -> throw Refusal.badId(cancel.id());
            default -> exchange.reply(canceled(params, cancel, book.cancel(cancel.orderId(), cancel.symbol())));
        }
    }

    /** Says that it canceled, as it was before, and fills. */
    private Optional<SimBook.Canceled> fillInstead(OrderArgs.Cancel cancel) {
        Optional<SimOrder> before = book.order(cancel.orderId());
        return book.fill(cancel.orderId()) ? before.map(order -> new SimBook.Canceled(order, order)) : Optional.empty();
    }

    /**
     * Section 5.4.2: a success shows the order as it was when the cancel was taken, unless the client asked to wait.
     * Sections 5.3 and 11, row 39: an order that is not open, or unknown, is 300019.
     */
    private static ObjectNode canceled(JsonNode params, OrderArgs.Cancel cancel, Optional<SimBook.Canceled> done) {
        String respInst = OrderArgs.text(params, "respInst");
        return done.map(canceled -> waits(respInst) ? canceled.after() : canceled.before())
                .map(order -> FuturesShapes.restAck(CANCEL, cancel.id(), respInst, FuturesShapes.order(order)))
                .orElseGet(() -> restError(CANCEL, params, Refusal.notOpen()));
    }

    /** Section 5.4.3. */
    private void cancelAll(HttpFace.Exchange exchange) {
        String symbol = OrderArgs.text(exchange.params(), "symbol");
        book.cancelAll(symbol);
        ObjectNode data = FuturesShapes.object()
                .put("ac", "FUTURES")
                .put("accountId", SimAccount.FUTURES)
                .put("action", "cancel-all");
        data.set("info", FuturesShapes.object().put("symbol", symbol));
        exchange.reply(FuturesShapes.object().put("code", 0).set("data", data));
    }

    /**
     * Sections 5.3 and 5.4.5: one id brings an object, a comma an array. What the venue said to an unknown id is not
     * known (section 11, row 47): here it is an empty object, and missing from the array.
     */
    private void status(HttpFace.Exchange exchange) {
        tally.statusQueries.increment();
        String wanted = OrderArgs.text(exchange.params(), "orderId");
        if (wanted.isEmpty() || wanted.length() > MAX_STATUS_QUERY) {
            throw Refusal.invalid("orderId must have 1 to " + MAX_STATUS_QUERY + " characters");
        }
        if (!wanted.contains(",")) {
            exchange.reply(FuturesShapes.restData(
                    book.order(wanted).map(FuturesShapes::order).orElseGet(FuturesShapes::object)));
            return;
        }
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        for (String orderId : wanted.split(",", -1)) {
            book.order(orderId.strip()).map(FuturesShapes::order).ifPresent(found::add);
        }
        exchange.reply(FuturesShapes.restData(found));
    }

    private void openOrders(HttpFace.Exchange exchange) {
        tally.openQueries.increment();
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        book.open(OrderArgs.text(exchange.params(), "symbol")).forEach(order -> found.add(FuturesShapes.order(order)));
        exchange.reply(FuturesShapes.restData(found));
    }

    private static boolean waits(String respInst) {
        return respInst.equalsIgnoreCase("ACCEPT") || respInst.equalsIgnoreCase("DONE");
    }

    private static ObjectNode restError(String action, JsonNode params, Refusal refusal) {
        return FuturesShapes.restError(action, OrderArgs.text(params, "id"), OrderArgs.text(params, "symbol"), refusal);
    }
}
