package io.ordergateway.ws.sim.hashkey.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.hashkey.book.Filter;
import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;
import io.ordergateway.ws.sim.hashkey.door.HashKeyFloor;
import io.ordergateway.ws.sim.hashkey.door.Params;
import io.ordergateway.ws.sim.hashkey.door.Refusal;
import io.ordergateway.ws.sim.hashkey.fault.FaultAnswer;
import io.ordergateway.ws.sim.hashkey.fault.HashKeyFault;
import io.ordergateway.ws.sim.hashkey.shape.Json;
import java.util.List;
import java.util.Optional;

/** Cancels of one part of the API, of one order and of several (sections 3 and 4). */
final class CancelCalls {
    private static final int MAX_IDS = 100;
    /** Section 13.3: the lower of the documented caps. */
    private static final int MAX_BY_SYMBOL = 200;

    private static final int LIMIT = 100;
    private static final int MAX_LIMIT = 200;

    private final HashKeyFloor floor;
    private final Market market;
    private final CancelRun run;

    CancelCalls(HashKeyFloor floor, Market market, CancelRun run) {
        this.floor = floor;
        this.market = market;
        this.run = run;
    }

    /** Section 3.1 and 3.3. */
    void cancel(Call call) {
        floor.tally().cancels.increment();
        Params params = call.params();
        market.checkType(params);
        Optional<HashKeyOrder> target = market.find(floor.book(), params, "clientOrderId")
                .filter(order -> !params.has("symbol") || params.text("symbol").equals(order.symbol()));
        String named = target.map(HashKeyOrder::orderId).orElse(params.text("orderId"));
        floor.tally()
                .arrivals
                .note(
                        named,
                        params.number("timestamp", 0, 0, Long.MAX_VALUE),
                        floor.clock().instant());
        run.run(call.exchange(), target.map(HashKeyOrder::orderId).stream().toList(), (fault, accepted) -> {
            if (!accepted.isEmpty()) {
                return market.shape().canceled(accepted.get(0));
            }
            return gone(target.flatMap(order -> floor.book().order(order.orderId())), fault);
        });
    }

    private ObjectNode gone(Optional<HashKeyOrder> order, HashKeyFault fault) {
        if (fault.answer().kind() == FaultAnswer.Kind.ERROR_IF_GONE) {
            throw Refusal.of(fault.answer().text());
        }
        if (order.isPresent() && fault.answer().kind() == FaultAnswer.Kind.ACCEPTED_IF_GONE) {
            return market.shape().canceled(order.get());
        }
        throw Refusal.of(goneCode(order));
    }

    private String goneCode(Optional<HashKeyOrder> order) {
        return order.map(ended -> floor.site().goneCode(ended.status())).orElse(Refusal.NOT_FOUND);
    }

    /** Section 4: the reply lists those that failed. */
    void cancelByIds(Call call) {
        floor.tally().batchCancels.increment();
        List<String> ids = call.params().list("ids", MAX_IDS);
        List<String> known = ids.stream()
                .filter(id -> floor.book()
                        .order(id)
                        .filter(order -> order.wanted().product() == market.product())
                        .isPresent())
                .toList();
        run.run(call.exchange(), known, (fault, accepted) -> {
            List<String> done = accepted.stream().map(HashKeyOrder::orderId).toList();
            ObjectNode reply = Json.object().put("code", Json.SUCCESS);
            ArrayNode failed = reply.putArray("result");
            ids.stream()
                    .filter(id -> !done.contains(id))
                    .forEach(id -> failed.add(Json.object()
                            .put("orderId", id)
                            .put(
                                    "code",
                                    known.contains(id) ? goneCode(floor.book().order(id)) : Refusal.NOT_FOUND)));
            return reply;
        });
    }

    /** Spot: every open order of a symbol, or of one of its sides. */
    void cancelOfSymbol(Call call) {
        call.params().required("symbol");
        run(call, newest(call, MAX_BY_SYMBOL), Json.object().put("success", true));
    }

    /** Futures of the global site. */
    void cancelOfFuturesSymbol(Call call) {
        call.params().required("symbol");
        ObjectNode reply = Json.object()
                .put("message", "success")
                .put("timestamp", Long.toString(floor.clock().millis()))
                .put("code", Json.SUCCESS);
        run(call, newest(call, MAX_BY_SYMBOL), reply);
    }

    /** Spot: every open order, or some. */
    void cancelAll(Call call) {
        List<HashKeyOrder> orders = page(call);
        ObjectNode reply = Json.object()
                .put("code", Json.SUCCESS)
                .put("message", "success")
                .put("timestamp", floor.clock().millis())
                .put("lastOrderId", lastOrderId(orders));
        run(call, orders, reply);
    }

    /** Futures of Hong Kong and the Emirates. */
    void cancelFutures(Call call) {
        call.params().required("side");
        market.checkType(call.params());
        List<HashKeyOrder> orders = page(call);
        run(call, orders, Json.object().put("code", Json.SUCCESS).put("lastOrderId", lastOrderId(orders)));
    }

    private void run(Call call, List<HashKeyOrder> orders, ObjectNode reply) {
        floor.tally().batchCancels.increment();
        List<String> ids = orders.stream().map(HashKeyOrder::orderId).toList();
        run.run(call.exchange(), ids, (fault, accepted) -> reply);
    }

    private List<HashKeyOrder> page(Call call) {
        return Page.of(open(call), call.params(), LIMIT, MAX_LIMIT);
    }

    private List<HashKeyOrder> newest(Call call, int max) {
        List<HashKeyOrder> open = open(call);
        return open.subList(Math.max(0, open.size() - max), open.size());
    }

    private List<HashKeyOrder> open(Call call) {
        Params params = call.params();
        Filter filter = new Filter(market.product(), params.text("symbol"), params.text("side"));
        return floor.book().open(filter).stream()
                .filter(order -> !params.has(market.typeParam()) || market.takes(order, params))
                .toList();
    }

    /** A JSON number, whatever its size (section 4). */
    private static long lastOrderId(List<HashKeyOrder> orders) {
        return orders.isEmpty()
                ? 0
                : Long.parseLong(orders.get(orders.size() - 1).orderId());
    }
}
