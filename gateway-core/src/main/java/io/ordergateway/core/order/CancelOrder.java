package io.ordergateway.core.order;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One caller's wish that one order be gone. Immutable; the {@code with…}-like methods return a changed copy.
 *
 * <p>Nothing is checked here. A wish that cannot be served, be it nonsense, comes back as {@link CancelResult.Refused}
 * naming the field, so that a burst never dies half-way of an exception.
 *
 * @param cancelId the idempotency key
 * @param account the name of the account that owns the order
 * @param order which order
 * @param await when the caller wants to be answered
 * @param within how long from acceptance the cancel may take; used when {@code deadline} is absent
 * @param deadline the moment after which no byte of this cancel may leave, or {@code null} for {@code within}
 */
public record CancelOrder(
        CancelId cancelId,
        String account,
        OrderRef order,
        Await await,
        Duration within,
        @Nullable Instant deadline) {

    /** How long a cancel may take when its caller does not say. */
    public static final Duration DEFAULT_WITHIN = Duration.ofSeconds(5);

    /** The longest a caller may ask for; a wish that lives longer is a mistake of units more often than a wish. */
    public static final Duration MAX_WITHIN = Duration.ofHours(1);

    /** What a caller waits for. */
    public enum Await {
        /** The first definite reply of the venue. */
        ACK,
        /** The order's end. */
        FINAL
    }

    /**
     * How an order was placed whose venue id its owner never learned, because the reply to the placement was lost. A venue
     * that makes its order ids out of requests says by this which id the order has, if it has come to be.
     *
     * @param via the way the placement took
     * @param at the time that stood in the request, not the time of sending
     * @param clientId the owner's id for the order, as it stood in the request
     */
    public record Placement(PathKind via, Instant at, String clientId) {}

    /** A cancel with an id of its own, awaiting the venue's first definite reply for {@link #DEFAULT_WITHIN}. */
    public static CancelOrder of(String account, String symbol, String orderId) {
        return new CancelOrder(
                CancelId.next(), account, new OrderRef(orderId, symbol), Await.ACK, DEFAULT_WITHIN, null);
    }

    /** The same wish under the caller's own id. */
    public CancelOrder id(String cancelId) {
        return new CancelOrder(new CancelId(cancelId), account, order, await, within, deadline);
    }

    /** The same wish, answered at the venue's first definite reply. */
    public CancelOrder awaitAck() {
        return new CancelOrder(cancelId, account, order, Await.ACK, within, deadline);
    }

    /** The same wish, answered when the order's end is known. */
    public CancelOrder awaitFinal() {
        return new CancelOrder(cancelId, account, order, Await.FINAL, within, deadline);
    }

    /** The same wish, to be done within this time of being accepted; replaces an absolute deadline. */
    public CancelOrder within(Duration limit) {
        return new CancelOrder(cancelId, account, order, await, limit, null);
    }

    /** The same wish with an absolute deadline. */
    public CancelOrder by(Instant moment) {
        return new CancelOrder(cancelId, account, order, await, within, moment);
    }
}
