package io.ordergateway.ws.wire;

import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shapes in which a venue's acknowledgements came so far. A message of a known shape need not be parsed: what does not
 * vary is compared, byte for byte, with a message that was, and what varies can be nothing but an id, a name or a moment. So
 * a message that fits says what the parser would have read; any other is left to the parser, and its shape learned.
 *
 * <p>Not thread-safe; an account's loop owns it.
 */
public final class AckShapes {
    /** How many shapes are known at once; the oldest makes place. A venue uses one for each kind of account. */
    public static final int MAX_SHAPES = 4;

    /** The longest message whose shape is learned, no longer than evidence is kept. */
    static final int MAX_BYTES = Evidence.MAX_MESSAGE;

    /**
     * Where a venue writes what varies, as JSON pointers.
     *
     * @param rule the name of the rule by which a message of such a shape is evidence
     * @param requestIds the places of the request's id. If several are there, all must say the same
     * @param orderId the place of the order's id
     * @param symbol the place of its symbol
     */
    public record Places(String rule, Set<String> requestIds, String orderId, String symbol) {}

    private final Places places;
    private final AckShape[] known = new AckShape[MAX_SHAPES];
    private final AckShape.Found found = new AckShape.Found();
    private int size;
    private int next;

    // The message that was compared last, if it is of a known shape.
    private @Nullable AckShape matched;
    private byte[] message = new byte[0];

    public AckShapes(Places places) {
        this.places = places;
    }

    /**
     * Compares a message with the known shapes.
     *
     * @return the request id that it echoes, or -1 if it is of none of them
     */
    public long requestId(byte[] utf8, int from, int to) {
        for (int i = 0; i < size; i++) {
            if (known[i].fits(utf8, from, to, found)) {
                matched = known[i];
                message = utf8;
                return found.requestId;
            }
        }
        matched = null;
        return -1;
    }

    /**
     * The message that was compared last as evidence, while its bytes are still there.
     *
     * @return {@code null} if it is of no known shape, or not about this order
     */
    public @Nullable Evidence evidence(OrderRef order, Instant at) {
        AckShape shape = matched;
        return shape != null
                        && is(order.orderId(), found.orderFrom, found.orderTo)
                        && is(order.symbol(), found.symbolFrom, found.symbolTo)
                ? new Evidence(shape, order, found.requestId, found.millis, at)
                : null;
    }

    private boolean is(String name, int from, int to) {
        if (name.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (message[i] != name.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    /** Learns from a message that was read the long way, if it is an acknowledgement of one of our cancels. */
    public void learn(VenueFrame.CancelReply reply, byte[] utf8, int from, int to) {
        boolean ours =
                reply.refusal() == null && RequestIds.parse(reply.requestId()).isPresent();
        if (!ours || to - from > MAX_BYTES || requestId(utf8, from, to) >= 0) {
            return;
        }
        byte[] copy = Arrays.copyOfRange(utf8, from, to);
        AckShape shape = AckLesson.shape(places, reply, copy);
        if (shape != null && shape.fits(copy, 0, copy.length, found)) {
            known[next] = shape;
            next = (next + 1) % MAX_SHAPES;
            size = Math.min(size + 1, MAX_SHAPES);
        }
    }
}
