package io.ordergateway.ws.sim.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.Balance;
import io.ordergateway.ws.sim.book.BookEvent;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimOrder;
import java.util.List;

/** Messages of the order channels (sections 3.5 to 3.7). */
public final class Pushes {
    private Pushes() {}

    /** What a session asked for, which changes how it is told. */
    public enum Style {
        /** As the category writes it. */
        PLAIN,
        /** Cash and margin in ready-ack mode (section 3.6). */
        READY,
        /** Futures as they were before v2: in the manner of cash (section 3.5). */
        V1
    }

    /** The message of an event. */
    public static ObjectNode of(BookEvent event, Style style) {
        boolean flat = event.category() == Category.FUTURES && style != Style.V1;
        if (event instanceof BookEvent.Changed changed) {
            return flat ? futures(changed.order()) : cash(changed, style);
        }
        BookEvent.CancelRefused refused = (BookEvent.CancelRefused) event;
        if (flat) {
            return futures(refused);
        }
        return style == Style.READY ? cashReady(refused) : cash(refused);
    }

    /** Section 3.5, cash and margin; section 3.6: {@code Ready} stands for {@code New}. */
    private static ObjectNode cash(BookEvent.Changed changed, Style style) {
        SimOrder order = changed.order();
        boolean isNew = order.status() == SimOrder.Status.NEW;
        ObjectNode data = Frames.object()
                .put("s", order.symbol())
                .put("sn", order.sn())
                .put("sd", order.side())
                .put("ap", Frames.averagePrice(order));
        balances(data, changed.balances());
        data.put("cf", "0")
                .put("cfq", Frames.number(order.filled()))
                .put("err", Frames.errorOf(order))
                .put("fa", "USDT")
                .put("orderId", order.orderId())
                .put("ot", "Limit")
                .put("p", Frames.number(order.price()))
                .put("q", Frames.number(order.qty()))
                .put("sp", "")
                .put(
                        "st",
                        isNew && style == Style.READY ? "Ready" : order.status().wireName())
                .put("t", order.changedAt().toEpochMilli())
                .put("ei", "NULL_VAL");
        if (style != Style.V1) {
            return cashEnvelope(changed.category(), data);
        }
        boolean justFilled = justFilled(order);
        data.put("lq", justFilled ? Frames.number(order.lastFill()) : "0")
                .put("lp", justFilled ? Frames.number(order.price()) : "0")
                .put("lf", "0")
                .put("pos", "0")
                .put("rc", "");
        return cashEnvelope(changed.category(), data)
                .put("execId", order.sn())
                .put("txNum", 0)
                .put("rid", order.orderId());
    }

    private static boolean justFilled(SimOrder order) {
        return order.filled().signum() > 0 && !Frames.endedUnfilled(order);
    }

    /** Section 3.7: {@code Rejected} speaks of the cancel, and the quantities mean nothing. */
    private static ObjectNode cash(BookEvent.CancelRefused refused) {
        ObjectNode data = Frames.object()
                .put("sn", refused.sn())
                .put("orderId", refused.byRequestId() ? refused.requestId() : refused.orderId())
                .put("s", refused.symbol())
                .put("ot", "NULL_VAL")
                .put("t", refused.at().toEpochMilli())
                .put("p", "0")
                .put("q", "0")
                .put("sd", "NULL_VAL")
                .put("st", "Rejected")
                .put("ap", "0")
                .put("cfq", "0")
                .put("sp", "")
                .put("err", "NoOpenForCancel");
        if (refused.byRequestId()) {
            data.put("origOrderId", refused.orderId());
        }
        balances(data, List.of());
        data.put("cf", "0").put("fa", "USDT").put("ei", "NULL_VAL");
        return cashEnvelope(refused.category(), data);
    }

    /** Section 3.6: under the id of the cancel request, always. */
    private static ObjectNode cashReady(BookEvent.CancelRefused refused) {
        ObjectNode data = Frames.object()
                .put("sn", refused.sn())
                .put("ot", "NULL_VAL")
                .put("s", refused.symbol())
                .put("t", refused.at().toEpochMilli())
                .put("orderId", refused.requestId())
                .put("origOrderId", refused.orderId())
                .put("st", "Rejected")
                .put("err", "OrderCancelReject")
                .put("text", "TooLateToCancel");
        return cashEnvelope(refused.category(), data);
    }

    private static ObjectNode cashEnvelope(Category category, ObjectNode data) {
        return Frames.object()
                .put("m", "order")
                .put("accountId", category.accountId())
                .put("ac", category.name())
                .set("data", data);
    }

    private static void balances(ObjectNode data, List<Balance> balances) {
        boolean known = balances.size() == 2;
        data.put("bab", known ? Frames.number(balances.get(0).available()) : "0")
                .put("btb", known ? Frames.number(balances.get(0).total()) : "0")
                .put("qab", known ? Frames.number(balances.get(1).available()) : "0")
                .put("qtb", known ? Frames.number(balances.get(1).total()) : "0");
    }

    /** Section 3.5, futures v2: flat. */
    private static ObjectNode futures(SimOrder order) {
        boolean justFilled = justFilled(order);
        return Frames.object()
                .put("m", "futures-order")
                .put("sn", order.sn())
                .put("e", "ExecutionReport")
                .put("a", Category.FUTURES.accountId())
                .put("ac", Category.FUTURES.name())
                .put("t", order.changedAt().toEpochMilli())
                .put("ct", order.placedAt().toEpochMilli())
                .put("orderId", order.orderId())
                .put("sd", order.side())
                .put("ot", "Limit")
                .put("ei", "NULL_VAL")
                .put("q", Frames.number(order.qty()))
                .put("p", Frames.number(order.price()))
                .put("sp", "0")
                .put("spb", "")
                .put("s", order.symbol())
                .put("st", order.status().wireName())
                .put("err", Frames.errorOf(order))
                .put("lp", justFilled ? Frames.number(order.price()) : "0")
                .put("lq", justFilled ? Frames.number(order.lastFill()) : "0")
                .put("ap", Frames.averagePrice(order))
                .put("cfq", Frames.number(order.filled()))
                .put("f", "0")
                .put("cf", "0")
                .put("fa", "USDT")
                .put("psl", "0")
                .put("pslt", "market")
                .put("ptp", "0")
                .put("ptpt", "market");
    }

    /** Section 3.7, in the shape of futures: nobody has published a captured one. */
    private static ObjectNode futures(BookEvent.CancelRefused refused) {
        ObjectNode push = Frames.object()
                .put("m", "futures-order")
                .put("sn", refused.sn())
                .put("e", "ExecutionReport")
                .put("a", Category.FUTURES.accountId())
                .put("ac", Category.FUTURES.name())
                .put("t", refused.at().toEpochMilli())
                .put("ct", refused.at().toEpochMilli())
                .put("orderId", refused.byRequestId() ? refused.requestId() : refused.orderId());
        if (refused.byRequestId()) {
            push.put("origOrderId", refused.orderId());
        }
        return push.put("sd", "NULL_VAL")
                .put("ot", "NULL_VAL")
                .put("ei", "NULL_VAL")
                .put("q", "0")
                .put("p", "0")
                .put("sp", "")
                .put("s", refused.symbol())
                .put("st", "Rejected")
                .put("err", "NoOpenForCancel")
                .put("ap", "0")
                .put("cfq", "0")
                .put("cf", "0")
                .put("fa", "USDT");
    }
}
