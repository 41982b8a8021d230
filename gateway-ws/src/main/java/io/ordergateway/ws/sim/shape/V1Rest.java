package io.ordergateway.ws.sim.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimOrder;
import java.time.Instant;
import java.util.List;

/** Cash and margin over REST (sections 5.2 and 5.3): success nests under {@code data}, failure is flat. */
final class V1Rest implements RestDialect {
    private final Category category;

    V1Rest(Category category) {
        this.category = category;
    }

    @Override
    public ObjectNode order(SimOrder order) {
        return Orders.v1(order);
    }

    @Override
    public ObjectNode placed(OrderArgs.Place place, SimOrder order, RespInst respInst) {
        if (respInst == RespInst.ACK) {
            Item item = new Item(place.id(), order.orderId(), order.symbol());
            return done("place-order", "Ack", info(item, "Limit", order.placedAt()));
        }
        ObjectNode info = Orders.v1(order);
        return done("place-order", respInst.name(), respInst == RespInst.DONE ? info.put("id", place.id()) : info);
    }

    /** The documents know no {@code respInst} here, so an acknowledgement is all there is. */
    @Override
    public ObjectNode canceled(OrderArgs.Cancel cancel, SimOrder order, RespInst respInst, Instant now) {
        Item item = new Item(cancel.id(), cancel.orderId(), cancel.symbol());
        return done("cancel-order", "Ack", info(item, "", now));
    }

    /** As captured later than the documents: id and order type are empty. */
    @Override
    public ObjectNode canceledAll(String id, String symbol, Instant now) {
        return done("cancel-all", "Ack", info(new Item(id, "", symbol), "", now));
    }

    @Override
    public ObjectNode refused(String action, JsonNode params, Refusal refusal) {
        ObjectNode info =
                Frames.object().put("id", OrderArgs.text(params, "id")).put("symbol", OrderArgs.text(params, "symbol"));
        return failed(action, refusal).set("info", info);
    }

    @Override
    public ObjectNode batchDone(String action, List<Item> items, Instant now) {
        return done(action, "Ack", Frames.array(items, item -> info(item, "NULL_VAL", now)));
    }

    /** Section 11, row 40: whatever the batch was for, the action says that it placed. */
    @Override
    public ObjectNode batchRefused(List<BadItem> items) {
        return failed("batch-place-order", Refusal.badBatch())
                .set(
                        "info",
                        Frames.array(
                                items,
                                item -> Frames.object()
                                        .put("code", item.refusal().code)
                                        .put("id", item.id())
                                        .put("orderId", item.orderId())
                                        .put("message", item.refusal().text())
                                        .put("reason", item.refusal().reason)
                                        .put("symbol", item.symbol())));
    }

    @Override
    public ObjectNode found(JsonNode data) {
        return Frames.object()
                .put("code", 0)
                .put("accountId", category.accountId())
                .put("ac", category.name())
                .set("data", data);
    }

    private static ObjectNode info(Item item, String orderType, Instant now) {
        return Frames.object()
                .put("id", item.id())
                .put("orderId", item.orderId())
                .put("orderType", orderType)
                .put("symbol", item.symbol())
                .put("timestamp", now.toEpochMilli());
    }

    private ObjectNode done(String action, String status, JsonNode info) {
        ObjectNode data = Frames.object()
                .put("ac", category.name())
                .put("accountId", category.accountId())
                .put("action", action)
                .put("status", status)
                .set("info", info);
        return Frames.success(data);
    }

    private ObjectNode failed(String action, Refusal refusal) {
        return Frames.object()
                .put("code", refusal.code)
                .put("ac", category.name())
                .put("accountId", category.accountId())
                .put("action", action)
                .put("status", "Err")
                .put("message", refusal.text())
                .put("reason", refusal.reason);
    }
}
