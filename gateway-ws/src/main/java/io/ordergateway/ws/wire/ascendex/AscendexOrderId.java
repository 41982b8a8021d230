package io.ordergateway.ws.wire.ascendex;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.PathKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The id that the venue makes for a request (8.2): its way, its time, whose it is, the end of its client id. Used to find what
 * was lost, never to check an id: older ones look different.
 */
final class AscendexOrderId {
    private static final int TIME_DIGITS = 11;
    private static final int USER_LENGTH = 11;
    private static final int CLIENT_LENGTH = 9;

    private static final Instant MAX_TIME = Instant.ofEpochMilli((1L << (4 * TIME_DIGITS)) - 1);

    private AscendexOrderId() {}

    /** The id, or {@code null} if it cannot be told: the venue makes up what a short client id leaves open. */
    static @Nullable String of(CancelOrder.Placement placement, String userId) {
        Instant at = placement.at();
        boolean timeFits = !at.isBefore(Instant.EPOCH) && !at.isAfter(MAX_TIME);
        if (userId.isEmpty() || placement.clientId().length() < CLIENT_LENGTH || !timeFits) {
            return null;
        }
        String id = (placement.via() == PathKind.SOCKET ? "s" : "a")
                + Long.toHexString(at.toEpochMilli())
                + end(userId, USER_LENGTH)
                + end(placement.clientId(), CLIENT_LENGTH);
        return AscendexCodec.RULES.faultInOrderId(id) == null ? id : null;
    }

    private static String end(String text, int length) {
        return text.substring(Math.max(0, text.length() - length));
    }
}
