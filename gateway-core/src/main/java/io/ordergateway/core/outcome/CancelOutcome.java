package io.ordergateway.core.outcome;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelOrder.Await;
import io.ordergateway.core.order.CancelOrder.Terms;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A step in a cancel's life.
 *
 * <p>Every accepted cancel has exactly one {@code ACCEPTED} and one {@code SETTLED}. If what the caller was told left
 * the order's end open, exactly one {@code FINAL} follows once the end is known; otherwise there is none, since
 * {@code SETTLED} said it all. {@link #closes()} is true for the one record that says how it ended. A cancel that was
 * refused may be submitted again under its id, and is then accepted and settled once more.
 *
 * @param cancelId which cancel
 * @param account whose order
 * @param order which order
 * @param step what happened to it
 */
public record CancelOutcome(long position, CancelId cancelId, Account account, OrderRef order, Step step, Instant at)
        implements Outcome {

    /** The steps of a cancel's life, by name. */
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

    /** What happened to a cancel. */
    public sealed interface Step {
        /** Its name. */
        Phase phase();
    }

    /**
     * The gateway took it on.
     *
     * @param await what the caller waits for
     * @param deadline the moment after which no byte of it leaves
     * @param terms what else the wish said
     */
    public record Accepted(Await await, Instant deadline, Terms terms) implements Step {
        /** A wish, taken on at this moment. */
        public static Accepted of(CancelOrder wish, Instant at) {
            return new Accepted(wish.await(), wish.deadlineFrom(at), wish.terms());
        }

        @Override
        public Phase phase() {
            return Phase.ACCEPTED;
        }
    }

    /**
     * A frame or request left for the venue.
     *
     * @param path the way it took
     */
    public record Sent(PathKind path) implements Step {
        @Override
        public Phase phase() {
            return Phase.SENT;
        }
    }

    /**
     * What the caller was told.
     *
     * @param result the result, the same as the caller's
     */
    public record Settled(CancelResult result) implements Step {
        @Override
        public Phase phase() {
            return Phase.SETTLED;
        }
    }

    /**
     * The order's end, where the caller had been told something less.
     *
     * @param result how it ended
     */
    public record Final(CancelResult result) implements Step {
        @Override
        public Phase phase() {
            return Phase.FINAL;
        }
    }

    /** The name of what happened. */
    public Phase phase() {
        return step.phase();
    }

    /** The result that was told, present exactly in {@code SETTLED} and {@code FINAL}. */
    public @Nullable CancelResult result() {
        if (step instanceof Settled settled) {
            return settled.result();
        }
        return step instanceof Final end ? end.result() : null;
    }

    /** Whether this record says how the cancel ended. */
    public boolean closes() {
        CancelResult result = result();
        return result != null && result.isFinal();
    }
}
