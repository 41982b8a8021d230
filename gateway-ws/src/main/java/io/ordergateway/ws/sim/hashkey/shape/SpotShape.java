package io.ordergateway.ws.sim.hashkey.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;
import io.ordergateway.ws.sim.hashkey.book.NewOrder;
import io.ordergateway.ws.sim.hashkey.book.OrderType;

/** Spot, the same on all sites (sections 3.1, 5 and 9). */
public final class SpotShape implements OrderShape {
    private final boolean showsPendingCancel;

    public SpotShape(boolean showsPendingCancel) {
        this.showsPendingCancel = showsPendingCancel;
    }

    @Override
    public ObjectNode placed(HashKeyOrder order) {
        ObjectNode placed = Json.object()
                .put("accountId", Json.ACCOUNT_ID)
                .put("symbol", order.symbol())
                .put("symbolName", order.symbol());
        return state(placed, order)
                .put("reqAmount", "0")
                .put("concentration", "")
                .put("alert", "");
    }

    /** {@code transactTime} is the order's creation (section 3.1). */
    @Override
    public ObjectNode canceled(HashKeyOrder before) {
        return state(Json.object().put("accountId", Json.ACCOUNT_ID).put("symbol", before.symbol()), before);
    }

    private ObjectNode state(ObjectNode json, HashKeyOrder order) {
        return json.put("clientOrderId", order.clientOrderId())
                .put("orderId", order.orderId())
                .put("transactTime", Json.millis(order.terms().placedAt()))
                .put("price", Json.number(order.wanted().price()))
                .put("origQty", Json.number(order.wanted().qty()))
                .put("executedQty", Json.number(order.filled()))
                .put("status", Json.status(order, false))
                .put("timeInForce", order.wanted().timeInForce())
                .put("type", order.wanted().type().name())
                .put("side", order.wanted().side());
    }

    /** {@code cummulativeQuoteQty} is the venue's own spelling, beside the right one. */
    @Override
    public ObjectNode found(HashKeyOrder order) {
        String quoteFilled = Json.number(Json.quoteFilled(order));
        return Json.object()
                .put("accountId", Json.ACCOUNT_ID)
                .put("exchangeId", "301")
                .put("symbol", order.symbol())
                .put("symbolName", order.symbol())
                .put("clientOrderId", order.clientOrderId())
                .put("orderId", order.orderId())
                .put("price", Json.number(order.wanted().price()))
                .put("origQty", Json.number(order.wanted().qty()))
                .put("executedQty", Json.number(order.filled()))
                .put("cummulativeQuoteQty", quoteFilled)
                .put("cumulativeQuoteQty", quoteFilled)
                .put("avgPrice", Json.averagePrice(order))
                .put("status", Json.status(order, showsPendingCancel))
                .put("timeInForce", order.wanted().timeInForce())
                .put("type", order.wanted().type().name())
                .put("side", order.wanted().side())
                .put("stopPrice", "0.0")
                .put("icebergQty", "0.0")
                .put("time", Json.millis(order.terms().placedAt()))
                .put("updateTime", Json.millis(order.changedAt()))
                .put("isWorking", true)
                .put("reqAmount", "0")
                .put("feeCoin", "")
                .put("feeAmount", "0")
                .put("sumFeeAmount", "0")
                .put("ordCxlReason", order.reason().wireName())
                .put("stpMode", "EXPIRE_TAKER");
    }

    @Override
    public ObjectNode event(HashKeyOrder order) {
        NewOrder wanted = order.wanted();
        return Json.object()
                .put("e", "executionReport")
                .put("E", Json.millis(order.changedAt()))
                .put("s", order.symbol())
                .put("c", order.clientOrderId())
                .put("S", wanted.side())
                .put(
                        "o",
                        wanted.type() == OrderType.MARKET
                                ? "MARKET_OF_BASE"
                                : wanted.type().name())
                .put("f", wanted.timeInForce())
                .put("q", Json.number(wanted.qty()))
                .put("p", Json.number(wanted.price()))
                .put("X", Json.status(order, showsPendingCancel))
                .put("i", order.orderId())
                .put("M", "0")
                .put("l", Json.number(order.lastFill()))
                .put("z", Json.number(order.filled()))
                .put("L", order.lastFill().signum() > 0 ? Json.number(Json.tradePrice(order)) : "0")
                .put("n", "0")
                .put("F", "0")
                .put("N", "")
                .put("u", true)
                .put("w", true)
                .put("m", wanted.type() == OrderType.LIMIT_MAKER)
                .put("O", Json.millis(order.terms().placedAt()))
                .put("U", Json.millis(order.changedAt()))
                .put("Z", Json.number(Json.quoteFilled(order)))
                .put("A", "0")
                .put("C", false)
                .put("v", "0")
                .put("reqAmt", "0")
                .put("d", "")
                .put("r", Json.number(order.left()))
                .put("V", Json.averagePrice(order))
                .put("x", order.reason().wireName())
                .put("rt", "maker")
                .put("T", order.lastFill().signum() > 0 ? Fills.ticketId(order) : "0");
    }
}
