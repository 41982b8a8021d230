package io.ordergateway.ws.sim.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one generation of the WebSocket API answers order actions (section 4). */
public interface SocketDialect {
    /**
     * The generation that serves this category (section 11, row 52).
     *
     * @param futuresV1 whether futures are served as they were before v2
     */
    static SocketDialect of(Category category, boolean futuresV1) {
        return category == Category.FUTURES && !futuresV1 ? new V2Frames(category) : new V1Frames(category);
    }

    ObjectNode placed(Request request, SimOrder order, Instant now);

    /** An acknowledgement says no more than that the request was passed on. */
    ObjectNode canceled(Request request, OrderArgs.Cancel cancel, Instant now);

    ObjectNode canceledAll(Request request, Instant now);

    ObjectNode refused(Request request, Refusal refusal);

    /** The action that asks for the open orders. */
    String openAction();

    ObjectNode open(Request request, List<SimOrder> orders);

    /**
     * What a reply repeats of its request.
     *
     * @param id the one at top level, as it came
     * @param action in lower case
     */
    record Request(@Nullable JsonNode id, String action, JsonNode args) {
        /** The id in the arguments, or else the one at top level; empty when there is neither. */
        public String anyId() {
            String inArgs = OrderArgs.text(args, "id");
            return inArgs.isEmpty() && id != null ? id.asText() : inArgs;
        }

        String symbol() {
            return OrderArgs.text(args, "symbol");
        }
    }
}
