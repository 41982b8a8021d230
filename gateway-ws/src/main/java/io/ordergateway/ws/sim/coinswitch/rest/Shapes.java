package io.ordergateway.ws.sim.coinswitch.rest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.coinswitch.book.Order;
import io.ordergateway.ws.sim.coinswitch.stream.SpotOrder;
import java.math.BigDecimal;

/** An order as replies show it, in the names and the order of the samples. */
final class Shapes {
    private Shapes() {}

    /** Section 3.2: like {@link SpotOrder}, but for the client's id. */
    static ObjectNode spotCanceled(Order order) {
        ObjectNode shape = SpotOrder.of(order);
        shape.remove("client_order_id");
        return shape;
    }

    /** Section 3.1: two names differ from those of every other reply. */
    static ObjectNode futuresCanceled(Order order) {
        ObjectNode shape = JsonNodeFactory.instance
                .objectNode()
                .put("order_id", order.orderId())
                .put("exchange", order.terms().exchange())
                .put("symbol", order.terms().symbol())
                .put("side", order.terms().side())
                .put("order_type", "LIMIT")
                .put("status", order.status().name())
                .put("quantity", text(order.terms().quantity()))
                .put("exec_quantity", text(order.executed()))
                .put("price", text(order.terms().price()))
                .put("avg_exec_price", text(order.averagePrice()))
                .put("exec_fee", "0");
        return withTimes(shape, order);
    }

    /** Section 5. */
    static ObjectNode futures(Order order) {
        ObjectNode shape = JsonNodeFactory.instance
                .objectNode()
                .put("order_id", order.orderId())
                .put("exchange", order.terms().exchange())
                .put("symbol", order.terms().symbol())
                .put("side", order.terms().side())
                .put("status", order.status().name())
                .put("order_type", "LIMIT")
                .put("quantity", text(order.terms().quantity()))
                .put("exec_quantity", text(order.executed()))
                .put("price", text(order.terms().price()))
                .put("avg_execution_price", text(order.averagePrice()))
                .put("execution_fee", "0")
                .put("realised_pnl", "0");
        return withTimes(shape, order);
    }

    private static ObjectNode withTimes(ObjectNode shape, Order order) {
        return shape.put("reduce_only", order.terms().reduceOnly())
                .put("created_at", order.createdAt().toEpochMilli())
                .put("updated_at", order.changedAt().toEpochMilli());
    }

    private static String text(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
