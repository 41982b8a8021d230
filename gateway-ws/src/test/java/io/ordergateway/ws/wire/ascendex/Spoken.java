package io.ordergateway.ws.wire.ascendex;

import io.ordergateway.core.order.OrderRef;
import io.ordergateway.ws.wire.TextBuffer;
import io.ordergateway.ws.wire.VenueFrame;
import java.nio.charset.StandardCharsets;

/** What a codec writes and reads, as text. */
final class Spoken {
    private Spoken() {}

    static String cancel(AscendexCodec codec, long requestId, OrderRef order, long timeMillis) {
        TextBuffer out = new TextBuffer();
        codec.cancel(out, requestId, order, timeMillis);
        return out.toString();
    }

    static VenueFrame decode(AscendexCodec codec, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return codec.decode(utf8, 0, utf8.length);
    }
}
