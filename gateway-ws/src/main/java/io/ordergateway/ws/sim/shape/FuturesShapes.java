package io.ordergateway.ws.sim.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.door.SimAccount;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the futures side of the venue writes: every reply and push, as JSON. */
public final class FuturesShapes {
    private static final String AC = "FUTURES";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private FuturesShapes() {}

    public static ObjectNode object() {
        return JSON.objectNode();
    }

    /** Section 3.5: a change of an order, flat. */
    public static ObjectNode push(SimOrder order) {
        String err = order.status() == SimOrder.Status.REJECTED ? "PostOnlyWouldTake" : "";
        boolean justFilled = order.filled().signum() > 0 && !isEndedOtherwise(order);
        return object().put("m", "futures-order")
                .put("sn", order.sn())
                .put("e", "ExecutionReport")
                .put("a", SimAccount.FUTURES)
                .put("ac", AC)
                .put("t", order.changedAt().toEpochMilli())
                .put("ct", order.placedAt().toEpochMilli())
                .put("orderId", order.orderId())
                .put("sd", order.side())
                .put("ot", "Limit")
                .put("ei", "NULL_VAL")
                .put("q", order.qty().toPlainString())
                .put("p", order.price().toPlainString())
                .put("sp", "0")
                .put("spb", "")
                .put("s", order.symbol())
                .put("st", order.status().wireName())
                .put("err", err)
                .put("lp", justFilled ? order.price().toPlainString() : "0")
                .put("lq", justFilled ? order.lastFill().toPlainString() : "0")
                .put("ap", averagePrice(order))
                .put("cfq", order.filled().toPlainString())
                .put("f", "0")
                .put("cf", "0")
                .put("fa", "USDT")
                .put("psl", "0")
                .put("pslt", "market")
                .put("ptp", "0")
                .put("ptpt", "market");
    }

    /**
     * Section 3.7: the matching engine had no such open order to cancel. {@code Rejected} speaks of the cancel, and the
     * quantities mean nothing.
     */
    public static ObjectNode cancelReject(OrderArgs.Cancel cancel, long sn, Instant now) {
        return object().put("m", "futures-order")
                .put("sn", sn)
                .put("e", "ExecutionReport")
                .put("a", SimAccount.FUTURES)
                .put("ac", AC)
                .put("t", now.toEpochMilli())
                .put("ct", now.toEpochMilli())
                .put("orderId", cancel.orderId())
                .put("sd", "NULL_VAL")
                .put("ot", "NULL_VAL")
                .put("ei", "NULL_VAL")
                .put("q", "0")
                .put("p", "0")
                .put("sp", "")
                .put("s", cancel.symbol())
                .put("st", "Rejected")
                .put("err", "NoOpenForCancel")
                .put("ap", "0")
                .put("cfq", "0")
                .put("cf", "0")
                .put("fa", "USDT");
    }

    /** Sections 4.6 and 5.4.1: an order with long names. */
    public static ObjectNode order(SimOrder order) {
        return object().put("ac", AC)
                .put("accountId", SimAccount.FUTURES)
                .put("time", order.placedAt().toEpochMilli())
                .put("orderId", order.orderId())
                .put("seqNum", order.sn())
                .put("orderType", "Limit")
                .put("execInst", "NULL_VAL")
                .put("side", order.side())
                .put("symbol", order.symbol())
                .put("price", order.price().toPlainString())
                .put("orderQty", order.qty().toPlainString())
                .put("stopPrice", "0")
                .put("stopBy", "market")
                .put("status", order.status().wireName())
                .put("lastExecTime", order.changedAt().toEpochMilli())
                .put("lastQty", order.lastFill().toPlainString())
                .put("lastPx", order.filled().signum() > 0 ? order.price().toPlainString() : "0")
                .put("avgFilledPx", averagePrice(order))
                .put("cumFilledQty", order.filled().toPlainString())
                .put("fee", "0")
                .put("cumFee", "0")
                .put("feeAsset", "USDT")
                .put("errorCode", order.status() == SimOrder.Status.REJECTED ? "PostOnlyWouldTake" : "")
                .put("posStopLossPrice", "0")
                .put("posStopLossTrigger", "market")
                .put("posTakeProfitPrice", "0")
                .put("posTakeProfitTrigger", "market");
    }

    /** Section 5.4.1: the pseudo-order of a placement that was only received. */
    public static ObjectNode orderReceived(SimOrder order) {
        return order(order).put("seqNum", -1).put("status", "Ack");
    }

    /** Section 4.3, D, and its like for the other actions. */
    public static ObjectNode socketAck(String action, @Nullable JsonNode id, ObjectNode info) {
        ObjectNode ack = object().put("m", "order").put("action", action).put("ac", AC);
        return withId(ack, id).put("code", 0).set("info", info);
    }

    public static ObjectNode orderInfo(String orderId, String symbol) {
        return object().put("orderId", orderId).put("symbol", symbol);
    }

    /** Section 4.3, E. */
    public static ObjectNode socketError(
            String action, @Nullable JsonNode id, @Nullable String symbol, Refusal refusal) {
        ObjectNode info = object().put("symbol", symbol == null ? "" : symbol)
                .put("reason", refusal.reason)
                .put("errorMsg", refusal.text());
        ObjectNode error =
                object().put("m", "order").put("action", action).put("ac", AC).put("code", refusal.code);
        return withId(error, id).set("info", info);
    }

    /** Section 4.3, A. */
    public static ObjectNode v1Ack(@Nullable JsonNode id, OrderArgs.Cancel cancel, Instant now) {
        ObjectNode info = withId(object(), id)
                .put("symbol", cancel.symbol())
                .put("orderType", "NULL_VAL")
                .put("timestamp", now.toEpochMilli())
                .put("orderId", cancel.orderId());
        return v1Reply().set("info", info);
    }

    /** Section 4.3, C: an error that calls itself {@code Ack}. */
    public static ObjectNode errorThatSaysAck(@Nullable JsonNode id, OrderArgs.Cancel cancel) {
        Refusal refusal = Refusal.badId(id == null ? "" : id.asText());
        ObjectNode info = withId(object(), id)
                .put("code", refusal.code)
                .put("message", refusal.text())
                .put("symbol", cancel.symbol())
                .put("reason", refusal.reason);
        return v1Reply().set("info", info);
    }

    /** Section 3.3. */
    public static ObjectNode error(@Nullable JsonNode id, int code, String reason, String info) {
        return withId(object().put("m", "error"), id)
                .put("code", code)
                .put("reason", reason)
                .put("info", info);
    }

    /** Sections 5.4.1 and 5.4.2. */
    public static ObjectNode restAck(String action, String id, String respInst, ObjectNode order) {
        ObjectNode data = object();
        data.set(
                "meta",
                object().put("id", id)
                        .put("action", action)
                        .put("respInst", respInst.isEmpty() ? "ACK" : respInst.toUpperCase(Locale.ROOT)));
        data.set("order", order);
        return object().put("code", 0).set("data", data);
    }

    /** Section 5.4.1; by analogy for the other actions. */
    public static ObjectNode restError(String action, String id, String symbol, Refusal refusal) {
        ObjectNode error = object().put("ac", AC)
                .put("accountId", SimAccount.FUTURES)
                .put("action", action)
                .put("code", refusal.code);
        error.set("info", object().put("id", id).put("symbol", symbol));
        return error.put("message", refusal.text()).put("reason", refusal.reason);
    }

    /** Section 5.4.5. */
    public static ObjectNode restData(JsonNode data) {
        return object().put("code", 0)
                .put("accountId", SimAccount.FUTURES)
                .put("ac", AC)
                .set("data", data);
    }

    /** The general failure of section 5. */
    public static ObjectNode failure(int code, String message, String reason) {
        return object().put("code", code).put("message", message).put("reason", reason);
    }

    public static ObjectNode withId(ObjectNode message, @Nullable JsonNode id) {
        if (id != null) {
            message.set("id", id);
        }
        return message;
    }

    private static ObjectNode v1Reply() {
        return object().put("m", "order")
                .put("accountId", SimAccount.FUTURES)
                .put("ac", AC)
                .put("action", "cancel-order")
                .put("status", "Ack");
    }

    private static boolean isEndedOtherwise(SimOrder order) {
        return !order.status().isOpen() && order.status() != SimOrder.Status.FILLED;
    }

    private static String averagePrice(SimOrder order) {
        return order.filled().signum() > 0 ? order.price().toPlainString() : "0";
    }
}
