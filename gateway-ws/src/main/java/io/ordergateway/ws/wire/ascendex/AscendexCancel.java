package io.ordergateway.ws.wire.ascendex;

import io.ordergateway.core.order.OrderRef;
import io.ordergateway.ws.wire.TextBuffer;
import java.nio.charset.StandardCharsets;

/** The frame that cancels one order (4.2), made once: only the gaps are filled in. */
final class AscendexCancel {
    private static final byte[] ID = ascii(",\"id\":\"");
    private static final byte[] ORDER = ascii("\",\"orderId\":\"");
    private static final byte[] SYMBOL = ascii("\",\"symbol\":\"");
    private static final byte[] END = ascii("\"}}");

    private final byte[] action;
    private final byte[] time;

    /**
     * The id stands at both places where the venue has been seen to read it (4.2).
     *
     * @param action what comes before the id at the top
     * @param selector what comes between that id and the arguments
     */
    AscendexCancel(String action, String selector) {
        this.action = ascii(action);
        this.time = ascii(selector + "\"args\":{\"time\":");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void write(TextBuffer out, long requestId, OrderRef order, long timeMillis) {
        out.append(action)
                .appendRequestId(requestId)
                .append(time)
                .append(timeMillis)
                .append(ID)
                .appendRequestId(requestId)
                .append(ORDER)
                .append(order.orderId())
                .append(SYMBOL)
                .append(order.symbol())
                .append(END);
    }
}
