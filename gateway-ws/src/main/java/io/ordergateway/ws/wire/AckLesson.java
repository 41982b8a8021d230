package io.ordergateway.ws.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the shape of an acknowledgement that was read the long way: where in its bytes the parts stand that vary. */
final class AckLesson {
    /** Names that stand twice would make a shape of which nobody knows which of the two counts. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final AckShapes.Places places;
    private final VenueFrame.CancelReply reply;
    private final byte[] message;
    private final List<AckShape.Part> parts = new ArrayList<>();
    private final List<byte[]> literals = new ArrayList<>();
    private int literalFrom;

    private AckLesson(AckShapes.Places places, VenueFrame.CancelReply reply, byte[] message) {
        this.places = places;
        this.reply = reply;
        this.message = message;
    }

    /** The shape of a message that was read as this reply; {@code null} if it has none that could be relied on. */
    static @Nullable AckShape shape(AckShapes.Places places, VenueFrame.CancelReply reply, byte[] message) {
        return new AckLesson(places, reply, message).shape();
    }

    private @Nullable AckShape shape() {
        for (byte b : message) {
            if (b < 0) {
                return null; // what is put together again from a shape is ASCII
            }
        }
        try (JsonParser parser = JSON.createParser(message)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() && !take(token, parser)) {
                    return null;
                }
            }
        } catch (IOException e) {
            return null; // it was read before, so this is a name that stands twice
        }
        literals.add(Arrays.copyOfRange(message, literalFrom, message.length));
        return isComplete()
                ? new AckShape(places.rule(), literals.toArray(byte[][]::new), parts.toArray(AckShape.Part[]::new))
                : null;
    }

    private boolean isComplete() {
        return parts.contains(AckShape.Part.REQUEST_ID)
                && parts.contains(AckShape.Part.ORDER_ID)
                && parts.contains(AckShape.Part.SYMBOL);
    }

    /** Takes one value in, as a part or as more of a literal; false if there can be no shape with it. */
    private boolean take(JsonToken token, JsonParser parser) throws IOException {
        String place = parser.getParsingContext().pathAsPointer().toString();
        int from = (int) parser.currentTokenLocation().getByteOffset();
        if (places.requestIds().contains(place)) {
            return takeName(AckShape.Part.REQUEST_ID, reply.requestId(), token, from);
        }
        if (place.equals(places.orderId())) {
            return takeName(AckShape.Part.ORDER_ID, reply.orderId(), token, from);
        }
        if (place.equals(places.symbol())) {
            return takeName(AckShape.Part.SYMBOL, reply.symbol(), token, from);
        }
        return token != JsonToken.VALUE_NUMBER_INT || takeNumber(parser.getText(), from);
    }

    /** What was read from this place must stand there letter for letter, in quotes. */
    private boolean takeName(AckShape.Part part, @Nullable String read, JsonToken token, int quote) {
        if (token != JsonToken.VALUE_STRING || read == null || read.isEmpty() || read.length() > AckShape.MAX_NAME) {
            return false;
        }
        byte[] name = read.getBytes(StandardCharsets.US_ASCII);
        int from = quote + 1;
        int to = from + name.length;
        boolean stands =
                to < message.length && message[to] == '"' && Arrays.equals(message, from, to, name, 0, name.length);
        for (byte b : name) {
            stands &= AckShape.isPlain(b);
        }
        if (stands) {
            add(part, from, to);
        }
        return stands;
    }

    /**
     * Of numbers, only a moment varies: any other may be a code. That a moment varies freely is safe: where a number would
     * mean an error, this one would have been one. One is enough for every venue here, and all that evidence has room for.
     */
    private boolean takeNumber(String digits, int from) {
        boolean moment = digits.length() == AckShape.MILLIS_DIGITS && digits.charAt(0) != '-';
        if (moment && parts.contains(AckShape.Part.MILLIS)) {
            return false;
        }
        if (moment) {
            add(AckShape.Part.MILLIS, from, from + digits.length());
        }
        return true;
    }

    private void add(AckShape.Part part, int from, int to) {
        literals.add(Arrays.copyOfRange(message, literalFrom, from));
        parts.add(part);
        literalFrom = to;
    }
}
