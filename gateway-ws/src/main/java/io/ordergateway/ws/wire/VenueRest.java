package io.ordergateway.ws.wire;

import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.Verdict;
import java.time.Instant;
import java.util.Map;

/** A venue's HTTP dialect. Pure: time comes in as an argument. */
public interface VenueRest {
    /**
     * A signed request.
     *
     * @param path with its query, from the slash on
     * @param headers all that the venue needs
     * @param body empty for none
     */
    record Request(String method, String path, Map<String, String> headers, String body) {}

    Request cancel(long requestId, OrderRef order, long timeMillis);

    Request status(OrderRef order, long timeMillis);

    /** What the reply to a cancel proves. */
    Verdict judgeCancel(int httpStatus, String body, Instant at);

    /** What the reply to a status query proves of this order. */
    Verdict judgeStatus(OrderRef order, int httpStatus, String body, Instant at);
}
