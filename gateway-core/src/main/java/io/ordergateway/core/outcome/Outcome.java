package io.ordergateway.core.outcome;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record of the stream.
 *
 * <p>Every accepted cancel has exactly one {@code ACCEPTED} and one {@code SETTLED}. If what the caller was told left
 * the order's end open, exactly one {@code FINAL} follows once the end is known; otherwise there is none, since
 * {@code SETTLED} said it all. {@link #closes()} is true for the one record that says how it ended. A cancel that was
 * refused may be submitted again under its id, and is then accepted and settled once more.
 *
 * @param position its place in the stream
 * @param cancelId which cancel
 * @param phase what happened to it
 * @param account whose order
 * @param order which order
 * @param result present exactly in {@code SETTLED} and {@code FINAL}
 * @param at when
 */
public record Outcome(
        long position,
        CancelId cancelId,
        Phase phase,
        Account account,
        OrderRef order,
        @Nullable CancelResult result,
        Instant at) {
    /** The steps of a cancel's life. */
    public enum Phase {
        /** The gateway took it on: from here it is not forgotten. */
        ACCEPTED,
        /** A frame or request left for the venue. */
        SENT,
        /** What the caller was told. */
        SETTLED,
        /** The order's end, where the caller had been told something less. */
        FINAL
    }

    /** Whether this record says how the cancel ended. */
    public boolean closes() {
        return result != null && result.isFinal();
    }
}
