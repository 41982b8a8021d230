package io.ordergateway.ws.sim.hashkey.book;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * One order as it stood at one moment.
 *
 * @param terms what was asked for; never changes
 * @param status where the order stands, whether or not a cancel is on its way
 * @param cancelPending whether a cancel was accepted that has not ended yet
 * @param filled the quantity filled so far
 * @param lastFill what the last change filled, zero when it was no fill
 * @param reason why it was canceled
 * @param changedAt the time of the last change
 */
public record HashKeyOrder(
        Terms terms,
        OrderStatus status,
        boolean cancelPending,
        BigDecimal filled,
        BigDecimal lastFill,
        CancelReason reason,
        Instant changedAt) {

    /**
     * What an order was made with.
     *
     * @param orderId the venue's id: digits, beyond 2^53
     * @param wanted with the client's id, made up by the venue if the client gave none (section 10)
     */
    public record Terms(String orderId, NewOrder wanted, Instant placedAt) {}

    static HashKeyOrder placed(Terms terms, OrderStatus status) {
        return new HashKeyOrder(
                terms, status, false, BigDecimal.ZERO, BigDecimal.ZERO, CancelReason.NONE, terms.placedAt());
    }

    public String orderId() {
        return terms.orderId();
    }

    public NewOrder wanted() {
        return terms.wanted();
    }

    public String symbol() {
        return terms.wanted().symbol();
    }

    public String clientOrderId() {
        return terms.wanted().clientOrderId();
    }

    public BigDecimal left() {
        return wanted().qty().subtract(filled);
    }

    HashKeyOrder with(OrderStatus newStatus, Instant now) {
        return new HashKeyOrder(terms, newStatus, cancelPending, filled, BigDecimal.ZERO, reason, now);
    }

    HashKeyOrder withCancelPending(boolean pending, Instant now) {
        return new HashKeyOrder(terms, status, pending, filled, BigDecimal.ZERO, reason, now);
    }

    HashKeyOrder filledBy(BigDecimal more, Instant now) {
        BigDecimal total = filled.add(more);
        boolean whole = total.compareTo(wanted().qty()) == 0;
        OrderStatus after = whole ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        return new HashKeyOrder(terms, after, cancelPending && !whole, total, more, reason, now);
    }

    /** Section 6: what it is called depends on whether anything was filled. */
    public HashKeyOrder canceled(CancelReason why, Instant now) {
        OrderStatus end = filled.signum() > 0 ? OrderStatus.PARTIALLY_CANCELED : OrderStatus.CANCELED;
        return new HashKeyOrder(terms, end, false, filled, BigDecimal.ZERO, why, now);
    }

    HashKeyOrder rejected(Instant now) {
        return new HashKeyOrder(terms, OrderStatus.REJECTED, false, filled, BigDecimal.ZERO, reason, now);
    }
}
