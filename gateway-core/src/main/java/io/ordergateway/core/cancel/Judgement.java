package io.ordergateway.core.cancel;

import io.ordergateway.core.ledger.PendingCancel;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.timing.Now;

/**
 * What is to be done about an order of which the venue did not say how it ended. Decided here, from what is known of the
 * order's pursuit; done by whoever asks.
 */
sealed interface Judgement {
    /** The order's status is asked at once. */
    record AskNow() implements Judgement {}

    /** It is asked again, ever more slowly. */
    record AskAgain() implements Judgement {}

    /** The cancel is sent again. */
    record SendAgain() implements Judgement {}

    /** The order stands, or never was: the venue's no is the end of it. */
    record Reject(Verdict.Denied no) implements Judgement {}

    /** How often an acknowledged order may be found resting before the cancel is sent again. */
    int RESTING_BEFORE_RESEND = 3;

    /** "Not open" is evidence of nothing by itself. */
    static Judgement gone(OrderPursuit pursuit) {
        pursuit.gone();
        return new AskNow();
    }

    /** The venue says no. */
    static Judgement denied(OrderPursuit pursuit, Verdict.Denied no, Now now) {
        if (no.mayBeClock() && pursuit.maySend(now)) {
            pursuit.postponed(no);
            return new AskAgain(); // once the clocks agree again the question is answered, and the cancel sent again
        }
        pursuit.denied(no);
        boolean saysNothingOfOthers = pursuit.mayHaveWorked() || pursuit.saidGone();
        return saysNothingOfOthers ? new AskNow() : new Reject(no);
    }

    /** Asked, the venue says that the order rests. */
    static Judgement resting(OrderPursuit pursuit, Verdict.Resting resting, CancelLimits limits, Now now) {
        boolean taken = pursuit.acknowledgement() != null
                && !pursuit.saidGone() // it was taken, and then found nothing to cancel
                && pursuit.asked < RESTING_BEFORE_RESEND;
        if (!taken && pursuit.maySend(now)) {
            return new SendAgain();
        }
        Verdict.Denied no = pursuit.denial();
        if (no != null && (windowClosed(pursuit, limits, now) || !pursuit.mayHaveWorked())) {
            return new Reject(no);
        }
        if (windowClosed(pursuit, limits, now)) {
            String text = "the order still rests " + limits.requestWindow() + " after the last request";
            return new Reject(new Verdict.Denied(RejectReason.NOT_PROCESSED, "", text, resting.evidence()));
        }
        return new AskAgain();
    }

    /** Asked, the venue says that it has no such order. */
    static Judgement missing(OrderPursuit pursuit, Verdict.Missing missing, CancelLimits limits, Now now) {
        boolean never = pursuit.noneOfOursWorked() || pursuit.goneAtFirstAsking() || windowClosed(pursuit, limits, now);
        if (never && !pursuit.mayYetBePlaced(now)) {
            String text = "the venue, asked for its status, has no such order";
            return new Reject(new Verdict.Denied(RejectReason.ORDER_UNKNOWN, "", text, missing.evidence()));
        }
        return new AskAgain();
    }

    /**
     * Why nothing of a cancel left by its deadline.
     *
     * @param forPath whether it waited for a path
     */
    static CancelResult unsentByDeadline(OrderPursuit pursuit, PendingCancel cancel, boolean forPath) {
        CancelId id = cancel.wish().cancelId();
        if (forPath) {
            String text =
                    "by the deadline no socket session was ready and REST could not be used; OrderGateway.health() says why";
            return pursuit.unsent(id, RefusalReason.NO_PATH, text);
        }
        if (cancel.isHeld()) {
            String text = "recordBeforeSend: its acceptance was not on record by the deadline, so nothing was sent";
            return pursuit.unsent(id, RefusalReason.UNRECORDED, text);
        }
        return pursuit.unsent(id, RefusalReason.DEADLINE, "the deadline passed before anything was sent");
    }

    /** Whether nothing we sent can be carried out any more. */
    private static boolean windowClosed(OrderPursuit pursuit, CancelLimits limits, Now now) {
        return !pursuit.attemptUnderWay()
                && pursuit.quietFor(limits.requestWindow().toNanos(), now);
    }
}
