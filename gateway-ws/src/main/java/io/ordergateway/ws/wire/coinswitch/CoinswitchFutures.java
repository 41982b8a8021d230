package io.ordergateway.ws.wire.coinswitch;

import io.ordergateway.core.order.OrderStatus;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Futures: what is about orders has a body that names the exchange, of which there is one (3.1, 4, 5). */
record CoinswitchFutures() implements CoinswitchSurface {
    private static final String EXCHANGE = "{\"exchange\":\"EXCHANGE_2\"";
    private static final String ORDER = BASE + "futures/order";

    /** The most that is given at once (5). */
    private static final int PAGE = 50;

    /**
     * Without CANCELLATION_RAISED, after which the order can still be executed. EXPIRED stands in the venue's text, but not in
     * its table (6).
     */
    private static final Map<String, OrderStatus> STATUS = Map.of(
            "RAISED",
            OrderStatus.OPEN,
            "EXECUTED",
            OrderStatus.FILLED,
            PARTIALLY_EXECUTED,
            OrderStatus.CANCELED,
            "CANCELLED",
            OrderStatus.CANCELED,
            "EXPIRED",
            OrderStatus.EXPIRED);

    @Override
    public Call cancel(String orderId) {
        return new Call("DELETE", ORDER, EXCHANGE + ",\"order_id\":\"" + orderId + "\"}");
    }

    @Override
    public boolean cancelsAll() {
        return true;
    }

    @Override
    public Call cancelAll(@Nullable String symbol) {
        return new Call("POST", BASE + "futures/cancel_all", EXCHANGE + member(symbol) + "}");
    }

    /** Only the order's id is documented (13.8). */
    @Override
    public Call status(String orderId) {
        return new Call("GET", ORDER + "?order_id=" + orderId, "");
    }

    /** A POST that only reads. */
    @Override
    public Call openOrders(@Nullable String symbol, long until) {
        String cursor = until > 0 ? ",\"to_time\":" + until : "";
        return new Call(
                "POST", BASE + "futures/orders/open", EXCHANGE + ",\"limit\":" + PAGE + member(symbol) + cursor + "}");
    }

    /** As the venue writes it in its replies; samples of requests have either case (11). */
    private static String member(@Nullable String symbol) {
        return symbol == null ? "" : ",\"symbol\":\"" + symbol.toUpperCase(Locale.ROOT) + "\"";
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
