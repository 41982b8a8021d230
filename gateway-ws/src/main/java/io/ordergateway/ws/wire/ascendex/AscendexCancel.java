package io.ordergateway.ws.wire.ascendex;

import io.ordergateway.core.order.OrderRef;
import io.ordergateway.ws.wire.RequestIds;
import io.ordergateway.ws.wire.TextBuffer;
import java.nio.charset.StandardCharsets;

/** The frame that cancels one order (4.2), made once: only the gaps are filled in. Not thread-safe. */
final class AscendexCancel {
    private static final byte[] ID = ascii(",\"id\":\"");
    private static final byte[] ORDER = ascii("\",\"orderId\":\"");
    private static final byte[] SYMBOL = ascii("\",\"symbol\":\"");
    private static final byte[] END = ascii("\"}}");

    private final byte[] action;
    private final byte[] selector;
    private final byte[] id = new byte[RequestIds.LENGTH];
    private final TextBuffer timed = new TextBuffer();
    private long time;

    /**
     * The id stands at both places where the venue has been seen to read it (4.2).
     *
     * @param action what comes before the id at the top
     * @param selector what comes between that id and the arguments
     */
    AscendexCancel(String action, String selector) {
        this.action = ascii(action);
        this.selector = ascii(selector + "\"args\":{\"time\":");
        rewrite(time);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    void write(TextBuffer out, long requestId, OrderRef order, long timeMillis) {
        RequestIds.write(requestId, id, 0);
        out.append(action)
                .append(id)
                .append(timed(timeMillis))
                .append(id)
                .append(ORDER)
                .append(order.orderId())
                .append(SYMBOL)
                .append(order.symbol())
                .append(END);
    }

    /** What stands between the two ids. The frames of a burst are of the same millisecond, which is written once. */
    private TextBuffer timed(long timeMillis) {
        if (timeMillis != time) {
            rewrite(timeMillis);
        }
        return timed;
    }

    private void rewrite(long timeMillis) {
        timed.clear().append(selector).append(timeMillis).append(ID);
        time = timeMillis;
    }
}
