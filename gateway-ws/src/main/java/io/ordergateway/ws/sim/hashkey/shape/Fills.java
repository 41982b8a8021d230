package io.ordergateway.ws.sim.hashkey.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;

/** Section 9: the event of one fill, which comes besides the order's own. */
public final class Fills {
    private Fills() {}

    public static ObjectNode event(HashKeyOrder order) {
        return Json.object()
                .put("e", "ticketInfo")
                .put("E", Json.millis(order.changedAt()))
                .put("s", order.symbol())
                .put("q", Json.number(order.lastFill()))
                .put("t", Json.millis(order.changedAt()))
                .put("p", Json.number(Json.tradePrice(order)))
                .put("T", ticketId(order))
                .put("o", order.orderId())
                .put("c", order.clientOrderId())
                .put("m", true)
                .put("S", order.wanted().side());
    }

    /** Of one order, each fill has a greater total and so an id of its own. */
    static String ticketId(HashKeyOrder order) {
        String digits = order.filled().unscaledValue().toString();
        return order.orderId().substring(order.orderId().length() - 9) + digits;
    }
}
