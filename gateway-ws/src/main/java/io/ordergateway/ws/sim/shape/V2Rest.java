package io.ordergateway.ws.sim.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimOrder;
import java.time.Instant;
import java.util.List;

/** Futures over REST (section 5.4). Errors have no status. */
final class V2Rest implements RestDialect {
    @Override
    public ObjectNode order(SimOrder order) {
        return Orders.v2(order);
    }

    /** Section 5.4.1: with ACK a pseudo-order that was only received. */
    @Override
    public ObjectNode placed(OrderArgs.Place place, SimOrder order, RespInst respInst) {
        ObjectNode shown = Orders.v2(order);
        if (respInst == RespInst.ACK) {
            shown.put("seqNum", -1).put("status", "Ack");
        }
        return done("place-order", place.id(), respInst, shown);
    }

    @Override
    public ObjectNode canceled(OrderArgs.Cancel cancel, SimOrder order, RespInst respInst, Instant now) {
        return done("cancel-order", cancel.id(), respInst, Orders.v2(order));
    }

    /** Section 5.4.3, as captured. */
    @Override
    public ObjectNode canceledAll(String id, String symbol, Instant now) {
        ObjectNode data = Frames.object()
                .put("ac", Category.FUTURES.name())
                .put("accountId", Category.FUTURES.accountId())
                .put("action", "cancel-all")
                .set("info", Frames.object().put("symbol", symbol));
        return Frames.success(data);
    }

    /** Section 5.4.1; by analogy for the other actions. */
    @Override
    public ObjectNode refused(String action, JsonNode params, Refusal refusal) {
        ObjectNode error = failed(action, refusal);
        error.set(
                "info",
                Frames.object()
                        .put("id", OrderArgs.text(params, "id"))
                        .put("symbol", OrderArgs.text(params, "symbol")));
        return error.put("message", refusal.text()).put("reason", refusal.reason);
    }

    @Override
    public ObjectNode batchDone(String action, List<Item> items, Instant now) {
        ObjectNode data = Frames.object();
        data.set("meta", Frames.object().put("action", action).put("respInst", "ACK"));
        data.set(
                "orders",
                Frames.array(
                        items,
                        item -> Frames.object()
                                .put("id", item.id())
                                .put("orderId", item.orderId())
                                .put("orderType", "")
                                .put("symbol", item.symbol())
                                .put("timestamp", now.toEpochMilli())));
        return Frames.success(data);
    }

    @Override
    public ObjectNode batchRefused(List<BadItem> items) {
        Refusal refusal = Refusal.badBatch();
        ObjectNode error = failed("batch-place-order", refusal);
        error.set(
                "info",
                Frames.array(
                        items,
                        item -> Frames.object()
                                .put("code", item.refusal().code)
                                .put("id", item.id())
                                .put("message", item.refusal().text())
                                .put("reason", item.refusal().reason)
                                .put("symbol", item.symbol())));
        return error.put("message", refusal.text()).put("reason", refusal.reason);
    }

    /** Section 5.4.5. */
    @Override
    public ObjectNode found(JsonNode data) {
        return Frames.object()
                .put("code", 0)
                .put("accountId", Category.FUTURES.accountId())
                .put("ac", Category.FUTURES.name())
                .set("data", data);
    }

    private static ObjectNode done(String action, String id, RespInst respInst, ObjectNode order) {
        ObjectNode data = Frames.object();
        data.set("meta", Frames.object().put("id", id).put("action", action).put("respInst", respInst.name()));
        data.set("order", order);
        return Frames.success(data);
    }

    private static ObjectNode failed(String action, Refusal refusal) {
        return Frames.object()
                .put("ac", Category.FUTURES.name())
                .put("accountId", Category.FUTURES.accountId())
                .put("action", action)
                .put("code", refusal.code);
    }
}
