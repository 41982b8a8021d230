package io.ordergateway.ws.sim.hashkey.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;
import io.ordergateway.ws.sim.hashkey.book.OrderType;

/** Futures of the global site (sections 3.3 and 5). */
public final class FuturesV1Shape implements OrderShape {
    private final boolean showsPendingCancel;
    private final SpotShape spot;

    public FuturesV1Shape(boolean showsPendingCancel) {
        this.showsPendingCancel = showsPendingCancel;
        this.spot = new SpotShape(showsPendingCancel);
    }

    @Override
    public ObjectNode placed(HashKeyOrder order) {
        return state(order, false).put("contractMultiplier", "0.00100000");
    }

    @Override
    public ObjectNode canceled(HashKeyOrder before) {
        return whole(before, false);
    }

    @Override
    public ObjectNode found(HashKeyOrder order) {
        return whole(order, showsPendingCancel)
                .put("ordCxlReason", order.reason().wireName());
    }

    private static ObjectNode whole(HashKeyOrder order, boolean showsPendingCancel) {
        return state(order, showsPendingCancel)
                .put("isLiquidationOrder", false)
                .put("indexPrice", "0")
                .put("liquidationType", "");
    }

    private static ObjectNode state(HashKeyOrder order, boolean showsPendingCancel) {
        boolean market = order.wanted().type() == OrderType.MARKET;
        return Json.object()
                .put("time", Json.millis(order.terms().placedAt()))
                .put("updateTime", Json.millis(order.changedAt()))
                .put("orderId", order.orderId())
                .put("clientOrderId", order.clientOrderId())
                .put("symbol", order.symbol())
                .put("price", Json.number(order.wanted().price()))
                .put("leverage", "5")
                .put("origQty", Json.number(order.wanted().qty()))
                .put("executedQty", Json.number(order.filled()))
                .put("avgPrice", Json.averagePrice(order))
                .put("marginLocked", "0")
                .put("type", market ? "LIMIT" : order.wanted().type().name())
                .put("side", order.wanted().side())
                .put("timeInForce", order.wanted().timeInForce())
                .put("status", Json.status(order, showsPendingCancel))
                .put("priceType", market ? "MARKET" : "INPUT");
    }

    /** Section 9: the fields of spot. */
    @Override
    public ObjectNode event(HashKeyOrder order) {
        return spot.event(order).put("e", "contractExecutionReport");
    }
}
