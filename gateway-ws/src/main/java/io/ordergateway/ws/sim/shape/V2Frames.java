package io.ordergateway.ws.sim.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Futures on a socket (sections 4.1 to 4.6, v2). */
public final class V2Frames implements SocketDialect {
    private final Category category;

    public V2Frames(Category category) {
        this.category = category;
    }

    @Override
    public ObjectNode placed(Request request, SimOrder order, Instant now) {
        ObjectNode info = Frames.object().put("orderId", order.orderId()).put("symbol", order.symbol());
        ObjectNode ack = Frames.object().put("m", "order").put("code", 0);
        return Frames.withId(ack, request.id())
                .put("action", request.action())
                .put("ac", category.name())
                .set("info", info);
    }

    /** Section 4.3, D. */
    @Override
    public ObjectNode canceled(Request request, OrderArgs.Cancel cancel, Instant now) {
        return canceled(request.id(), cancel.orderId(), cancel.symbol());
    }

    /** Section 4.3, D; without an id as its first revision. */
    public ObjectNode canceled(@Nullable JsonNode id, String orderId, String symbol) {
        return Frames.withId(ack("cancel-order"), id)
                .put("code", 0)
                .set("info", Frames.object().put("orderId", orderId).put("symbol", symbol));
    }

    /** Section 4.5: names no symbol even if the request did. */
    @Override
    public ObjectNode canceledAll(Request request, Instant now) {
        return Frames.withId(ack(request.action()), request.id())
                .put("code", 0)
                .set("info", Frames.object().put("symbol", ""));
    }

    /** Section 4.3, E. */
    @Override
    public ObjectNode refused(Request request, Refusal refusal) {
        ObjectNode info = Frames.object()
                .put("symbol", request.symbol())
                .put("reason", refusal.reason)
                .put("errorMsg", refusal.text());
        return Frames.withId(ack(request.action()).put("code", refusal.code), request.id())
                .set("info", info);
    }

    /** Section 4.3, E of the first draft: names neither id nor symbol. */
    public ObjectNode refusedWithoutId(Request request, Refusal refusal) {
        ObjectNode info = Frames.object().put("reason", refusal.reason).put("errorMsg", refusal.text());
        return ack(request.action()).put("code", refusal.code).set("info", info);
    }

    @Override
    public String openAction() {
        return "futures-open-orders";
    }

    /** Section 4.6. */
    @Override
    public ObjectNode open(Request request, List<SimOrder> orders) {
        ObjectNode reply = Frames.object().put("m", openAction()).put("code", 0);
        return Frames.withId(reply, request.id())
                .put("ac", category.name())
                .set("data", Frames.array(orders, Orders::v2));
    }

    private ObjectNode ack(String action) {
        return Frames.object().put("m", "order").put("action", action).put("ac", category.name());
    }
}
