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
 * @param deadline the moment after which no byte of this cancel may leave, unless it goes on until the order is gone; or
 *     {@code null} for {@code within}
 * @param terms what few wishes say besides
 */
public record CancelOrder(
        CancelId cancelId,
        String account,
        OrderRef order,
        Await await,
        Duration within,
        @Nullable Instant deadline,
        Terms terms) {

    /** How long a cancel may take when its caller does not say. */
    public static final Duration DEFAULT_WITHIN = Duration.ofSeconds(5);

    /** The longest a caller may ask for; a wish that lives longer is a mistake of units more often than a wish. */
    public static final Duration MAX_WITHIN = Duration.ofHours(1);

    /** How long after its deadline a cancel that goes on until its order is gone is sent again. */
    public static final Duration GOES_ON = Duration.ofHours(1);

    /** What a caller waits for. */
    public enum Await {
        /** The first definite reply of the venue. */
        ACK,
        /** The order's end. */
        FINAL,
        /** The same, and requests go on after the deadline: it bounds the answer only. See {@link #untilGone()}. */
        GONE
    }

    /**
     * How an order was placed whose acknowledgement never came. From this the venue's id of the order follows, where the
     * venue has a rule for it (AscendEX: dossier 8.2).
     *
     * @param via the way the placement took
     * @param at the {@code time} that was written into the placement, to the millisecond
     * @param clientId the client id that was written into it, 9 characters or more
     */
    public record Placement(PathKind via, Instant at, String clientId) {}

    /**
     * What few wishes say besides.
     *
     * @param placement how the order was placed, if its owner never learned the venue's id; otherwise {@code null}
     * @param allowsCollateral whether other orders of the symbol may be canceled with it, see {@link #allowCollateral()}
     */
    public record Terms(@Nullable Placement placement, boolean allowsCollateral) {
        /** Nothing. */
        public static final Terms NONE = new Terms(null, false);
    }

    /**
     * A cancel of an order whose placement was never acknowledged, by the id the venue must have given it. Until the
     * venue can no longer carry the placement out, "no such order" is not taken for an answer.
     */
    public static CancelOrder placed(String account, String symbol, Placement placement) {
        return new CancelOrder(
                CancelId.next(),
                account,
                new OrderRef("", symbol),
                Await.ACK,
                DEFAULT_WITHIN,
                null,
                new Terms(placement, false));
    }

    /** A cancel with an id of its own, awaiting the venue's first definite reply for {@link #DEFAULT_WITHIN}. */
    public static CancelOrder of(String account, String symbol, String orderId) {
        return of(account, new OrderRef(orderId, symbol));
    }

    /** The same, of an order that is named in either way. */
    public static CancelOrder of(String account, OrderRef order) {
        return new CancelOrder(CancelId.next(), account, order, Await.ACK, DEFAULT_WITHIN, null, Terms.NONE);
    }

    /**
     * The same, of an order that is named by its client order id. Venues that cancel by their own ids only (AscendEX,
     * CoinSwitch) refuse it as {@link RefusalReason#INVALID}.
     */
    public static CancelOrder ofClientId(String account, String symbol, String clientOrderId) {
        return of(account, OrderRef.byClientId(clientOrderId, symbol));
    }

    /** The same wish under the caller's own id. */
    public CancelOrder id(String cancelId) {
        return new CancelOrder(new CancelId(cancelId), account, order, await, within, deadline, terms);
    }

    /** The same wish, answered at the venue's first definite reply. */
    public CancelOrder awaitAck() {
        return new CancelOrder(cancelId, account, order, Await.ACK, within, deadline, terms);
    }

    /** The same wish, answered when the order's end is known. */
    public CancelOrder awaitFinal() {
        return new CancelOrder(cancelId, account, order, Await.FINAL, within, deadline, terms);
    }

    /**
     * The same wish, answered when the order's end is known, or with {@link CancelResult.Unknown} at the deadline; but not given
     * up then: while the order rests the cancel is sent again, for {@link #GOES_ON} after the deadline, also by a gateway that
     * was started anew on the same store. Its end comes on the outcome stream. For orders that must not stand, whatever it takes:
     * nobody can call it back.
     */
    public CancelOrder untilGone() {
        return new CancelOrder(cancelId, account, order, Await.GONE, within, deadline, terms);
    }

    /** The same wish, to be done within this time of being accepted; replaces an absolute deadline. */
    public CancelOrder within(Duration limit) {
        return new CancelOrder(cancelId, account, order, await, limit, null, terms);
    }

    /** The same wish with an absolute deadline. */
    public CancelOrder by(Instant moment) {
        return new CancelOrder(cancelId, account, order, await, within, moment, terms);
    }

    /**
     * The same wish, which may take other orders along. <b>Every open order of the same symbol may then be canceled, whoever
     * placed it</b>: those of other strategies of the account, those placed a moment ago, and on CoinSwitch futures the take
     * profit and stop loss orders of a position too (dossier 4), which leaves it without them.
     *
     * <p>It is done only where the venue's limit for single cancels leaves no room for this one before its deadline, where
     * every other cancel of the symbol for which it leaves none at that moment allows it as well, and where the venue can
     * cancel a symbol with one request. That request's reply proves nothing: what became of this order is asked, and only
     * this order's result is told. Without these words such a cancel is {@link RefusalReason#BUDGET refused}.
     */
    public CancelOrder allowCollateral() {
        Terms allowing = new Terms(terms.placement, true);
        return new CancelOrder(cancelId, account, order, await, within, deadline, allowing);
    }

    /** Whether other orders of the symbol may be canceled with it, see {@link #allowCollateral()}. */
    public boolean allowsCollateral() {
        return terms.allowsCollateral;
    }

    /** How the order was placed, if its owner never learned the venue's id; otherwise {@code null}. */
    public @Nullable Placement placement() {
        return terms.placement;
    }

    /** The moment after which no byte may leave, if the wish is accepted at this one. */
    public Instant deadlineFrom(Instant accepted) {
        return deadline != null ? deadline : accepted.plus(within);
    }

    /** The same wish for the order that this id of the venue's names. */
    public CancelOrder order(String orderId) {
        return order(new OrderRef(orderId, order.symbol()));
    }

    /** The same wish for this order. */
    public CancelOrder order(OrderRef named) {
        return new CancelOrder(cancelId, account, named, await, within, deadline, terms);
    }
}
