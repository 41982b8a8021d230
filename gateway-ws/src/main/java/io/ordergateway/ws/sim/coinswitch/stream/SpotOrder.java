package io.ordergateway.ws.sim.coinswitch.stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.coinswitch.book.Order;
import java.math.BigDecimal;

/** A spot order as the stream and most replies show it (section 5): numbers are JSON numbers. */
public final class SpotOrder {
    private SpotOrder() {}

    public static ObjectNode of(Order order) {
        String clientOrderId = order.terms().clientOrderId();
        return JsonNodeFactory.instance
                .objectNode()
                .put("order_id", order.orderId())
                .put("client_order_id", clientOrderId.isEmpty() ? null : clientOrderId)
                .put("symbol", order.terms().symbol())
                .put("price", number(order.terms().price()))
                .put("average_price", number(order.averagePrice()))
                .put("orig_qty", number(order.terms().quantity()))
                .put("executed_qty", number(order.executed()))
                .put("status", order.status().name())
                .put("side", order.terms().side())
                .put("exchange", order.terms().exchange())
                .put("order_source", "API_TRADING")
                .put("created_time", order.createdAt().toEpochMilli())
                .put("updated_time", order.changedAt().toEpochMilli());
    }

    /** Without a fraction of zeros, and without an exponent that an integer would get. */
    private static BigDecimal number(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }
}
