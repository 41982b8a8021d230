package io.ordergateway.ws.wire.coinswitch;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.ws.wire.VenueJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A page of open orders (5), newest first.
 *
 * @param next the cursor of the page behind it, in milliseconds; 0 if this is the last
 */
record CoinswitchOpenOrders(List<CancelAll.OpenOrder> orders, long next) {
    /**
     * Reads a page; {@code null} if it is none, if one entry cannot be read, or if there is more and no way to get at it:
     * what is missing from such a list may still be open.
     */
    static @Nullable CoinswitchOpenOrders read(CoinswitchReply reply, CoinswitchSurface surface) {
        JsonNode list = reply.data().isArray() ? reply.data() : reply.data().path("orders");
        if (!reply.isSuccess() || !list.isArray()) {
            return null;
        }
        List<CancelAll.OpenOrder> orders = new ArrayList<>();
        for (JsonNode entry : list) {
            CancelAll.OpenOrder order = order(entry, surface);
            if (order == null) {
                return null;
            }
            orders.add(order);
        }
        boolean isLast = orders.size() < surface.pageSize();
        long next = isLast ? 0 : next(reply.data(), list);
        return isLast || next > 0 ? new CoinswitchOpenOrders(List.copyOf(orders), next) : null;
    }

    /** One whose cancellation was raised is on the list as well, but does not rest. */
    private static CancelAll.@Nullable OpenOrder order(JsonNode entry, CoinswitchSurface surface) {
        String orderId = VenueJson.text(entry, "order_id");
        String symbol = VenueJson.text(entry, "symbol");
        if (orderId.isEmpty() || symbol.isEmpty()) {
            return null;
        }
        String status = VenueJson.text(entry, "status").toUpperCase(Locale.ROOT);
        boolean rests = surface.meaning(status) == OrderStatus.OPEN;
        return new CancelAll.OpenOrder(new OrderRef(orderId, symbol), side(VenueJson.text(entry, "side")), rests);
    }

    private static CancelAll.Side side(String word) {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "BUY" -> CancelAll.Side.BUY;
            case "SELL" -> CancelAll.Side.SELL;
            default -> CancelAll.Side.UNKNOWN;
        };
    }

    /** The cursor of futures or, since spot has none, the moment its oldest order was made. */
    private static long next(JsonNode data, JsonNode list) {
        long cursor = VenueJson.millis(data, "cursor");
        return cursor > 0 ? cursor : oldest(list);
    }

    private static long oldest(JsonNode list) {
        long oldest = Long.MAX_VALUE;
        for (JsonNode entry : list) {
            long made = VenueJson.millis(entry, entry.has("created_time") ? "created_time" : "created_at");
            if (made == 0) {
                return 0;
            }
            oldest = Math.min(oldest, made);
        }
        return oldest;
    }
}
