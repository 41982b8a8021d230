package io.ordergateway.ws.sim.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimOrder;

/** An order at rest, in the four ways the venue writes one (section 5.4.5 has the names side by side). */
public final class Orders {
    private Orders() {}

    /** Section 5.3: cash and margin over REST. */
    public static ObjectNode v1(SimOrder order) {
        return Frames.object()
                .put("seqNum", order.sn())
                .put("orderId", order.orderId())
                .put("symbol", order.symbol())
                .put("orderType", "Limit")
                .put("lastExecTime", order.changedAt().toEpochMilli())
                .put("price", Frames.number(order.price()))
                .put("orderQty", Frames.number(order.qty()))
                .put("side", order.side())
                .put("status", order.status().wireName())
                .put("avgPx", Frames.averagePrice(order))
                .put("cumFilledQty", Frames.number(order.filled()))
                .put("stopPrice", "")
                .put("errorCode", Frames.errorOf(order))
                .put("cumFee", "0")
                .put("feeAsset", "USDT")
                .put("execInst", "NULL_VAL");
    }

    /** Sections 4.6 and 5.4.1: futures, on both paths. */
    public static ObjectNode v2(SimOrder order) {
        return Frames.object()
                .put("ac", Category.FUTURES.name())
                .put("accountId", Category.FUTURES.accountId())
                .put("time", order.placedAt().toEpochMilli())
                .put("orderId", order.orderId())
                .put("seqNum", order.sn())
                .put("orderType", "Limit")
                .put("execInst", "NULL_VAL")
                .put("side", order.side())
                .put("symbol", order.symbol())
                .put("price", Frames.number(order.price()))
                .put("orderQty", Frames.number(order.qty()))
                .put("stopPrice", "0")
                .put("stopBy", "market")
                .put("status", order.status().wireName())
                .put("lastExecTime", order.changedAt().toEpochMilli())
                .put("lastQty", Frames.number(order.lastFill()))
                .put("lastPx", Frames.averagePrice(order))
                .put("avgFilledPx", Frames.averagePrice(order))
                .put("cumFilledQty", Frames.number(order.filled()))
                .put("fee", "0")
                .put("cumFee", "0")
                .put("feeAsset", "USDT")
                .put("errorCode", Frames.errorOf(order))
                .put("posStopLossPrice", "0")
                .put("posStopLossTrigger", "market")
                .put("posTakeProfitPrice", "0")
                .put("posTakeProfitTrigger", "market");
    }

    /** Section 4.6: cash and margin on a socket. The error is {@code NULL_VAL} and the balances are zero. */
    public static ObjectNode v1Open(SimOrder order) {
        return Frames.object()
                .put("sn", order.sn())
                .put("orderId", order.orderId())
                .put("s", order.symbol())
                .put("ot", "Limit")
                .put("t", order.changedAt().toEpochMilli())
                .put("p", Frames.number(order.price()))
                .put("q", Frames.number(order.qty()))
                .put("sd", order.side())
                .put("st", order.status().wireName())
                .put("ap", Frames.averagePrice(order))
                .put("cfq", Frames.number(order.filled()))
                .put("sp", "0")
                .put("err", "NULL_VAL")
                .put("btb", "0")
                .put("bab", "0")
                .put("qtb", "0")
                .put("qab", "0")
                .put("cf", "0")
                .put("fa", "USDT");
    }

    /** Section 5.3: the order history of v2, with names of its own. */
    public static ObjectNode history(SimOrder order, Category category) {
        return Frames.object()
                .put("orderId", order.orderId())
                .put("seqNum", order.sn())
                .put("accountId", category.accountId())
                .put("symbol", order.symbol())
                .put("orderType", "Limit")
                .put("side", order.side())
                .put("price", Frames.number(order.price()))
                .put("stopPrice", "0")
                .put("orderQty", Frames.number(order.qty()))
                .put("status", order.status().wireName())
                .put("createTime", order.placedAt().toEpochMilli())
                .put("lastExecTime", order.changedAt().toEpochMilli())
                .put("avgFillPrice", Frames.averagePrice(order))
                .put("fillQty", Frames.number(order.filled()))
                .put("fee", "0")
                .put("feeAsset", "USDT");
    }
}
