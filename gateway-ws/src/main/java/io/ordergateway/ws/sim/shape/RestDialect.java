package io.ordergateway.ws.sim.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimOrder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** How one generation of the REST API answers order requests (section 5). */
public interface RestDialect {
    /** Cash and margin, and what futures were before v2 (section 1.5). */
    static RestDialect v1(Category category) {
        return new V1Rest(category);
    }

    /** Futures. */
    static RestDialect v2() {
        return new V2Rest();
    }

    /** Section 5.2: what a client asks to wait for. */
    enum RespInst {
        ACK,
        ACCEPT,
        DONE;

        /** In any case; anything unknown is an acknowledgement. */
        public static RespInst of(JsonNode params) {
            return switch (OrderArgs.text(params, "respInst").toUpperCase(Locale.ROOT)) {
                case "ACCEPT" -> ACCEPT;
                case "DONE" -> DONE;
                default -> ACK;
            };
        }
    }

    /** One order of a batch that was taken. */
    record Item(String id, String orderId, String symbol) {}

    /** One order of a batch that failed, with why; the innocent have a refusal too. */
    record BadItem(String id, String orderId, String symbol, Refusal refusal) {}

    /** An order with long names. */
    ObjectNode order(SimOrder order);

    ObjectNode placed(OrderArgs.Place place, SimOrder order, RespInst respInst);

    /** The order as it was when the cancel was taken, or as it became if the client asked to wait. */
    ObjectNode canceled(OrderArgs.Cancel cancel, SimOrder order, RespInst respInst, Instant now);

    ObjectNode canceledAll(String id, String symbol, Instant now);

    ObjectNode refused(String action, JsonNode params, Refusal refusal);

    ObjectNode batchDone(String action, List<Item> items, Instant now);

    ObjectNode batchRefused(List<BadItem> items);

    /** What a query found. */
    ObjectNode found(JsonNode data);
}
