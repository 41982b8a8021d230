package io.ordergateway.ws.sim.hashkey.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;
import java.util.List;

/** Futures of Hong Kong and the Emirates (sections 3.3, 5 and 9). */
public final class FuturesV2Shape implements OrderShape {
    private static final int OK = 200;

    private final boolean showsPendingCancel;
    private final SpotShape spot;

    public FuturesV2Shape(boolean showsPendingCancel) {
        this.showsPendingCancel = showsPendingCancel;
        this.spot = new SpotShape(showsPendingCancel);
    }

    @Override
    public ObjectNode placed(HashKeyOrder order) {
        return Json.object()
                .put("time", Json.millis(order.terms().placedAt()))
                .put("orderId", order.orderId())
                .put("clientOrderId", order.clientOrderId())
                .put("symbol", order.symbol())
                .put("status", Json.status(order, false));
    }

    /** No status, and the id is a number (section 13.12). */
    @Override
    public ObjectNode canceled(HashKeyOrder before) {
        return Json.object()
                .put("code", OK)
                .put("orderId", Long.parseLong(before.orderId()))
                .put("clientOrderId", before.clientOrderId())
                .put("orderType", before.wanted().type().name());
    }

    @Override
    public ObjectNode found(HashKeyOrder order) {
        return Json.object()
                .put("time", Json.millis(order.terms().placedAt()))
                .put("updateTime", Json.millis(order.changedAt()))
                .put("orderId", order.orderId())
                .put("clientOrderId", order.clientOrderId())
                .put("symbol", order.symbol())
                .put("side", order.wanted().side())
                .put("orderType", order.wanted().type().name())
                .put("timeInForce", order.wanted().timeInForce())
                .put("price", Json.number(order.wanted().price()))
                .put("originalBaseQty", Json.number(order.wanted().qty()))
                .put("executedBaseQty", Json.number(order.filled()))
                .put("originalQuoteQty", "0")
                .put("executedQuoteQty", Json.number(Json.quoteFilled(order)))
                .put("avgPrice", Json.averagePrice(order))
                .put("status", Json.status(order, showsPendingCancel))
                .put("ordCxlReason", order.reason().wireName());
    }

    /** Section 9: base and quote quantities under names of their own. */
    @Override
    public ObjectNode event(HashKeyOrder order) {
        ObjectNode event = spot.event(order).put("e", "contractExecutionReport");
        event.remove(List.of("q", "z", "Z"));
        return event.put("obq", Json.number(order.wanted().qty()))
                .put("ebq", Json.number(order.filled()))
                .put("oqq", "0")
                .put("eqq", Json.number(Json.quoteFilled(order)))
                .put("lo", "0")
                .put("lt", "");
    }
}
