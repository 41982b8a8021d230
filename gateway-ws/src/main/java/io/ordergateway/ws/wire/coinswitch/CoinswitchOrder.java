package io.ordergateway.ws.wire.coinswitch;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.wire.VenueJson;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of one order. The two surfaces, and the replies of one of them, have different names for the same
 * (3.1, 3.2, 13.10).
 *
 * @param status the venue's word, in upper case
 * @param executed how much was executed, if it says
 * @param quantity of how much, if it says
 */
record CoinswitchOrder(
        String orderId,
        String status,
        @Nullable BigDecimal executed,
        @Nullable BigDecimal quantity) {

    /** Reads an order, or {@code null} if this is none: it must have an id and a status. */
    static @Nullable CoinswitchOrder of(JsonNode json) {
        String orderId = VenueJson.text(json, "order_id");
        String status = VenueJson.text(json, "status");
        return orderId.isEmpty() || status.isEmpty()
                ? null
                : new CoinswitchOrder(
                        orderId,
                        status.toUpperCase(Locale.ROOT),
                        VenueJson.quantity(json, "exec_quantity", "executed_qty"),
                        VenueJson.quantity(json, "quantity", "orig_qty"));
    }

    boolean isPartlyExecuted() {
        return executed != null && executed.signum() > 0;
    }

    boolean isWhollyExecuted() {
        return executed != null && quantity != null && quantity.signum() > 0 && executed.compareTo(quantity) >= 0;
    }
}
