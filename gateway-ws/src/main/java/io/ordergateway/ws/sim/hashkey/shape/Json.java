package io.ordergateway.ws.sim.hashkey.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.hashkey.book.HashKeyBook;
import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;
import io.ordergateway.ws.sim.hashkey.book.OrderStatus;
import io.ordergateway.ws.sim.hashkey.book.OrderType;
import io.ordergateway.ws.sim.hashkey.door.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;

/** What all shapes say alike: nearly every number is a string (section 5). */
public final class Json {
    /** The account of every order. */
    static final String ACCOUNT_ID = "1464567707961719552";

    /** Section 3.2: the marker of a success, where there is one. */
    public static final String SUCCESS = "0000";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Json() {}

    public static ObjectNode object() {
        return JSON.objectNode();
    }

    /** One object for each thing. */
    public static <T> ArrayNode array(Collection<T> things, Function<T, ObjectNode> shape) {
        ArrayNode array = JSON.arrayNode();
        things.forEach(thing -> array.add(shape.apply(thing)));
        return array;
    }

    /**
     * Section 3.2.
     *
     * @param numeric whether a code below zero is a number
     */
    public static ObjectNode failure(Refusal refusal, boolean numeric) {
        ObjectNode failure = object();
        if (numeric && refusal.code.startsWith("-")) {
            failure.put("code", Long.parseLong(refusal.code));
        } else {
            failure.put("code", refusal.code);
        }
        return failure.put("msg", refusal.text());
    }

    static String number(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.toPlainString();
    }

    static String millis(Instant time) {
        return Long.toString(time.toEpochMilli());
    }

    /** The book matches nothing, so an order trades at its own price. */
    static BigDecimal tradePrice(HashKeyOrder order) {
        return order.wanted().type() == OrderType.MARKET
                ? HashKeyBook.MARKET_PRICE
                : order.wanted().price();
    }

    static String averagePrice(HashKeyOrder order) {
        return order.filled().signum() > 0 ? number(tradePrice(order)) : "0";
    }

    static BigDecimal quoteFilled(HashKeyOrder order) {
        return order.filled().multiply(tradePrice(order));
    }

    /**
     * Section 6: as the venue spells it.
     *
     * @param showsPendingCancel whether a cancel that is on its way shows
     */
    static String status(HashKeyOrder order, boolean showsPendingCancel) {
        if (showsPendingCancel && order.cancelPending()) {
            return "PENDING_CANCEL";
        }
        OrderStatus status = order.status();
        boolean trigger = order.wanted().type() == OrderType.STOP;
        return trigger ? triggerStatus(status) : status.name();
    }

    private static String triggerStatus(OrderStatus status) {
        return switch (status) {
            case PENDING_NEW, NEW, PARTIALLY_FILLED -> "ORDER_NEW";
            case FILLED -> "ORDER_FILLED";
            case CANCELED, PARTIALLY_CANCELED -> "ORDER_CANCELED";
            case REJECTED -> "ORDER_REJECTED";
        };
    }
}
