package io.ordergateway.ws.wire.coinswitch;

import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Verdict;
import org.jspecify.annotations.Nullable;

/** What a CoinSwitch message proves (3.4, 6, 7). An allowlist: a word that a surface does not list proves nothing. */
final class CoinswitchEvidence {
    private static final String CANCELLATION_RAISED = "CANCELLATION_RAISED";

    private final CoinswitchSurface surface;

    CoinswitchEvidence(CoinswitchSurface surface) {
        this.surface = surface;
    }

    /**
     * The order in the reply to its cancel. CANCELLATION_RAISED says that the exchange was asked, no more: the order may still
     * be executed. One that still works, or of which the word is not known, was not said to be taken.
     */
    Verdict ofCancel(@Nullable CoinswitchOrder order, Evidence evidence) {
        if (order == null) {
            return new Verdict.Unclear(evidence);
        }
        if (order.status().equals(CANCELLATION_RAISED)) {
            return new Verdict.Acknowledged(evidence);
        }
        Verdict verdict = of(order, evidence);
        return verdict instanceof Verdict.Ended ? verdict : new Verdict.Unclear(evidence);
    }

    /** The order as the venue, asked for it, shows it. What is only raised is not known yet: it is to be asked again. */
    Verdict of(CoinswitchOrder order, Evidence evidence) {
        OrderStatus status = surface.meaning(order.status());
        if (!status.isFinal()) {
            return status == OrderStatus.OPEN ? new Verdict.Resting(evidence) : new Verdict.Unclear(evidence);
        }
        if (order.status().equals(CoinswitchSurface.PARTIALLY_EXECUTED)) {
            return partly(order, evidence);
        }
        boolean contradicted = status == OrderStatus.FILLED && !order.isPartlyExecuted();
        return new Verdict.Ended(status, contradicted ? null : order.executed(), evidence);
    }

    /**
     * An end by a word that does not say which one: nothing of the order works any more. The quantities decide. If some of it
     * was not executed it was canceled, by whomever; if they do not bear the word out, it proves nothing.
     */
    private static Verdict partly(CoinswitchOrder order, Evidence evidence) {
        if (!order.isPartlyExecuted()) {
            return new Verdict.Unclear(evidence);
        }
        OrderStatus end = order.isWhollyExecuted() ? OrderStatus.FILLED : OrderStatus.CANCELED;
        return new Verdict.Ended(end, order.executed(), evidence);
    }

    /**
     * A cancel that was turned down: nobody recorded how an unknown order or an ended one is, so the order itself must be
     * asked for, whatever the words (3.3).
     */
    static Verdict turnedDown(CoinswitchReply reply, Evidence evidence) {
        if (reply.isUnauthorized()) {
            return unauthorized(reply, evidence);
        }
        return reply.isTurnedDown() ? new Verdict.Gone(evidence) : new Verdict.Unclear(evidence);
    }

    /** Of a wrong key, a wrong signature and a clock that is more than 60 s off the venue says the same (7). */
    static Verdict.Denied unauthorized(CoinswitchReply reply, Evidence evidence) {
        return new Verdict.Denied(RejectReason.NOT_AUTHORIZED, "401", reply.words(), evidence, true);
    }
}
