package io.ordergateway.ws.wire.ascendex;

import io.ordergateway.core.order.OrderRef;
import io.ordergateway.ws.wire.TextBuffer;

/** What a codec writes, as text. */
final class Spoken {
    private Spoken() {}

    static String cancel(AscendexCodec codec, long requestId, OrderRef order, long timeMillis) {
        TextBuffer out = new TextBuffer();
        codec.cancel(out, requestId, order, timeMillis);
        return out.toString();
    }
}
