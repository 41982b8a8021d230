package io.ordergateway.ws.wire.coinswitch;

import io.ordergateway.core.order.OrderStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spot (3.2, 5). */
record CoinswitchSpot() implements CoinswitchSurface {
    private static final String ORDER = BASE + "order";

    /** The number of open orders that comes unless another is asked for; whether more can be had is not said (5). */
    private static final int PAGE = 25;

    /** Without CANCELLATION_RAISED and EXPIRATION_RAISED, which are on their way to an end but are none (6). */
    private static final Map<String, OrderStatus> STATUS = Map.of(
            "OPEN",
            OrderStatus.OPEN,
            PARTIALLY_EXECUTED,
            OrderStatus.OPEN,
            "EXECUTED",
            OrderStatus.FILLED,
            "CANCELLED",
            OrderStatus.CANCELED,
            "EXPIRED",
            OrderStatus.EXPIRED,
            "DISCARDED",
            OrderStatus.REJECTED);

    @Override
    public Call cancel(String orderId) {
        return new Call("DELETE", ORDER, "{\"order_id\":\"" + orderId + "\"}");
    }

    @Override
    public boolean cancelsAll() {
        return false;
    }

    @Override
    public Call cancelAll(@Nullable String symbol) {
        throw new IllegalStateException("coinswitch cancels no scope of spot orders; ask cancelsAll first");
    }

    @Override
    public Call status(String orderId) {
        return new Call("GET", ORDER + "?order_id=" + orderId, "");
    }

    /**
     * Never asks for one symbol: how the venue wants it written is not known, and one it did not understand would bring an
     * empty list, which would pass for proof.
     */
    @Override
    public Call openOrders(@Nullable String symbol, long until) {
        return new Call("GET", BASE + "orders?open=true" + (until > 0 ? "&to_time=" + until : ""), "");
    }

    @Override
    public int pageSize() {
        return PAGE;
    }

    @Override
    public OrderStatus meaning(String word) {
        return STATUS.getOrDefault(word, OrderStatus.UNKNOWN);
    }
}
