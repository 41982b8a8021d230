package io.ordergateway.ws.sim.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimOrder;
import java.time.Instant;
import java.util.List;

/** Cash and margin on a socket, and what futures were before v2 (sections 1.5 and 4.1 to 4.6, v1). */
public final class V1Frames implements SocketDialect {
    private final Category category;

    public V1Frames(Category category) {
        this.category = category;
    }

    @Override
    public ObjectNode placed(Request request, SimOrder order, Instant now) {
        ObjectNode info = Frames.object()
                .put("symbol", order.symbol())
                .put("orderType", "Limit")
                .put("timestamp", now.toEpochMilli())
                .put("id", request.anyId())
                .put("orderId", order.orderId());
        return reply(request, "Ack", info);
    }

    /** Section 4.3, A. */
    @Override
    public ObjectNode canceled(Request request, OrderArgs.Cancel cancel, Instant now) {
        return reply(request, "Ack", ackInfo(request, cancel.symbol(), cancel.orderId(), now));
    }

    /** Section 4.5: names no symbol and no order. */
    @Override
    public ObjectNode canceledAll(Request request, Instant now) {
        return reply(request, "Ack", ackInfo(request, "", "", now));
    }

    /** Section 4.3, B. */
    @Override
    public ObjectNode refused(Request request, Refusal refusal) {
        return reply(request, "Err", errorInfo(request, refusal));
    }

    /** Section 4.3, C: an error that calls itself {@code Ack}. */
    public ObjectNode refusedAsAck(Request request, Refusal refusal) {
        return reply(request, "Ack", errorInfo(request, refusal));
    }

    @Override
    public String openAction() {
        return "open-order";
    }

    /** Section 4.6: without a code. */
    @Override
    public ObjectNode open(Request request, List<SimOrder> orders) {
        return Frames.withId(Frames.object().put("m", openAction()), request.id())
                .put("accountId", category.accountId())
                .put("ac", category.name())
                .set("data", Frames.array(orders, Orders::v1Open));
    }

    private static ObjectNode ackInfo(Request request, String symbol, String orderId, Instant now) {
        return Frames.object()
                .put("symbol", symbol)
                .put("orderType", "NULL_VAL")
                .put("timestamp", now.toEpochMilli())
                .put("id", request.anyId())
                .put("orderId", orderId);
    }

    private static ObjectNode errorInfo(Request request, Refusal refusal) {
        return Frames.object()
                .put("code", refusal.code)
                .put("id", request.anyId())
                .put("message", refusal.text())
                .put("symbol", request.symbol())
                .put("reason", refusal.reason);
    }

    /** Section 1.4: futures kept the older name of the category to their end. */
    private ObjectNode reply(Request request, String status, ObjectNode info) {
        return Frames.object()
                .put("m", "order")
                .put("accountId", category.accountId())
                .put(category == Category.FUTURES ? "accountCategory" : "ac", category.name())
                .put("action", request.action())
                .put("status", status)
                .set("info", info);
    }
}
