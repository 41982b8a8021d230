package io.ordergateway.ws.wire.ascendex;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.ws.wire.VenueJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lists of open orders, with the short names of pushes or the long ones of REST (4.6, 5.3, 5.4.5). */
final class AscendexOpenOrders {
    private AscendexOpenOrders() {}

    /**
     * A list, or one order in its place; {@code null} if it is neither, or if one entry cannot be read: what is missing from
     * such a list may still be open.
     */
    static @Nullable List<CancelAll.OpenOrder> read(JsonNode data) {
        if (data.isObject()) {
            CancelAll.OpenOrder only = order(data);
            return only == null ? null : List.of(only);
        }
        if (!data.isArray()) {
            return null;
        }
        List<CancelAll.OpenOrder> orders = new ArrayList<>();
        for (JsonNode entry : data) {
            CancelAll.OpenOrder order = order(entry);
            if (order == null) {
                return null;
            }
            orders.add(order);
        }
        return List.copyOf(orders);
    }

    private static CancelAll.@Nullable OpenOrder order(JsonNode entry) {
        String orderId = VenueJson.text(entry, "orderId");
        String symbol = VenueJson.text(entry, "symbol", "s");
        return orderId.isEmpty() || symbol.isEmpty()
                ? null
                : new CancelAll.OpenOrder(new OrderRef(orderId, symbol), side(VenueJson.text(entry, "side", "sd")));
    }

    private static CancelAll.Side side(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "buy" -> CancelAll.Side.BUY;
            case "sell" -> CancelAll.Side.SELL;
            default -> CancelAll.Side.UNKNOWN;
        };
    }
}
