package io.ordergateway.ws.wire.hashkey;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.ws.wire.VenueJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lists of open orders: bare arrays (5). */
final class HashkeyOpenOrders {
    /** By age: the venue's ids grow, and a longer one is a larger number. */
    private static final Comparator<String> BY_NUMBER =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    private HashkeyOpenOrders() {}

    /** {@code null} if it is no list, or if one entry cannot be read: what is missing from such a list may still be open. */
    static @Nullable List<CancelAll.OpenOrder> read(JsonNode list) {
        if (!list.isArray()) {
            return null;
        }
        List<CancelAll.OpenOrder> orders = new ArrayList<>();
        for (JsonNode entry : list) {
            String orderId = VenueJson.text(entry, "orderId");
            String symbol = VenueJson.text(entry, "symbol");
            if (orderId.isEmpty() || symbol.isEmpty()) {
                return null;
            }
            CancelAll.Side side = side(VenueJson.text(entry, "side"));
            orders.add(new CancelAll.OpenOrder(new OrderRef(orderId, symbol), side));
        }
        return List.copyOf(orders);
    }

    /** Futures say {@code BUY_OPEN} or {@code BUY_CLOSE} on one site, {@code BUY} on the other (5). */
    private static CancelAll.Side side(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        if (upper.startsWith("BUY")) {
            return CancelAll.Side.BUY;
        }
        return upper.startsWith("SELL") ? CancelAll.Side.SELL : CancelAll.Side.UNKNOWN;
    }

    /** The smallest id of a list that is not empty. */
    static String oldest(List<CancelAll.OpenOrder> orders) {
        return orders.stream()
                .map(open -> open.order().orderId())
                .min(BY_NUMBER)
                .orElseThrow();
    }
}
