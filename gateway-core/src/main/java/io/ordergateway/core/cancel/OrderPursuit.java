package io.ordergateway.core.cancel;

import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.Verdict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One order that is wanted gone: the cancels that want it, and everything done and learned so far. Two cancels for one
 * order share a pursuit, so that one frame serves both. Owned by the account's thread.
 */
final class OrderPursuit {
    /** How many attempts a result shows; of a pursuit that took more, the newest. */
    static final int ATTEMPTS_KEPT = 32;

    private final OrderRef order;
    private final List<PendingCancel> cancels = new ArrayList<>(1);
    private final List<PathAttempt> attempts = new ArrayList<>(1);
    private final BitSet tried = new BitSet();
    private int attemptsLeft;
    private long timesSent;
    private long lastMayWork;
    private boolean unseenMayHaveWorked;
    private boolean scoped;
    private boolean placementOpen;
    private long placementUntil;
    private boolean ended;

    // What the venue said so far.
    private @Nullable Evidence acknowledged;
    private Verdict.@Nullable Denied denied;
    private Verdict.@Nullable Denied postponed;
    private boolean gone;

    // Status queries; InDoubt keeps these.
    boolean asking;
    long askAt;
    int asked;

    OrderPursuit(OrderRef order) {
        this.order = order;
    }

    OrderRef order() {
        return order;
    }

    List<PendingCancel> cancels() {
        return cancels;
    }

    BitSet tried() {
        return tried;
    }

    boolean ended() {
        return ended;
    }

    /** No more attempts, queries or verdicts count. */
    List<PendingCancel> end() {
        ended = true;
        List<PendingCancel> all = List.copyOf(cancels);
        cancels.clear();
        return all;
    }

    /** Another cancel wants this order: it brings fresh attempts. */
    void join(PendingCancel cancel, int attemptsAllowed) {
        cancels.add(cancel);
        attemptsLeft = attemptsAllowed;
        denied = null;
        if (!attemptUnderWay()) {
            tried.clear();
        }
    }

    /** The last moment at which a byte for any of its cancels may leave. */
    long sendBy() {
        long latest = cancels.get(0).deadline;
        for (PendingCancel cancel : cancels) {
            if (cancel.deadline - latest > 0) {
                latest = cancel.deadline;
            }
        }
        return latest;
    }

    boolean maySend(Now now) {
        return attemptsLeft > 0 && denied == null && !now.reached(sendBy());
    }

    void begin(PathAttempt attempt, int path) {
        tried.set(path);
        asked = 0;
        attempts.add(attempt);
        if (attempts.size() > ATTEMPTS_KEPT) {
            unseenMayHaveWorked |= mayHaveWorked(attempts.remove(0));
        }
    }

    void sent(Now now) {
        attemptsLeft--;
        timesSent++;
        lastMayWork = now.nanos();
    }

    /** A path broke with it: that counts as an attempt, or a broken path would be given it again and again. */
    void faulted() {
        attemptsLeft--;
    }

    /** One frame for a whole scope speaks for this order; it is not sent by itself meanwhile. */
    void scoped(boolean byAnother) {
        scoped = byAnother;
    }

    boolean isScoped() {
        return scoped;
    }

    /** A frame that was not meant for this order may have canceled it all the same, or may still do. */
    void coveredByFrame(Now now) {
        unseenMayHaveWorked = true;
        lastMayWork = now.nanos();
    }

    /** The order's placement was never acknowledged, and may be carried out until then. */
    void placementOpenUntil(long until) {
        placementOpen = true;
        placementUntil = until;
    }

    /** Whether the order may come to be although the venue does not know it yet. */
    boolean mayYetBePlaced(Now now) {
        return placementOpen && !now.reached(placementUntil);
    }

    boolean saidGone() {
        return gone;
    }

    boolean everSent() {
        return timesSent > 0;
    }

    /** When a request last left that may cancel it, its own or another's. */
    long lastMayWork() {
        return lastMayWork;
    }

    /** Whether a frame or request is on its way that serves whoever joins now. */
    boolean sentAndUnanswered() {
        return attempts.stream().anyMatch(attempt -> attempt.isSent() && attempt.verdict() == null);
    }

    /** Whether an attempt is under way that has not been settled. */
    boolean attemptUnderWay() {
        for (PathAttempt attempt : attempts) {
            if (attempt.verdict() == null) {
                return true;
            }
        }
        return false;
    }

    void acknowledged(Evidence evidence) {
        acknowledged = evidence;
        asked = 0;
    }

    @Nullable
    Evidence acknowledgement() {
        return acknowledged;
    }

    void gone() {
        gone = true;
    }

    void denied(Verdict.Denied no) {
        denied = no;
    }

    Verdict.@Nullable Denied denial() {
        return denied;
    }

    /** A no that another try may not meet: the venue's clock and ours disagreed. */
    void postponed(Verdict.Denied no) {
        postponed = no;
    }

    /** That no, if it was the answer to all we ever sent. */
    Verdict.@Nullable Denied turnedAway() {
        return mayHaveWorked() || gone ? null : postponed;
    }

    /** Whether "not open" was the answer to all we ever sent: however the order ended, it was not by us. */
    boolean noneOfOursWorked() {
        return timesSent == 0 ? !unseenMayHaveWorked : gone && !mayHaveWorked();
    }

    /** Whether "not open" can only have been the answer to the one request we sent, acknowledged or not. */
    boolean goneAtFirstAsking() {
        return gone && timesSent == 1;
    }

    /** Whether an attempt may have worked, other than those the venue definitely turned down. */
    boolean mayHaveWorked() {
        return acknowledged != null || unseenMayHaveWorked || attempts.stream().anyMatch(OrderPursuit::mayHaveWorked);
    }

    private static boolean mayHaveWorked(PathAttempt attempt) {
        Verdict verdict = attempt.verdict();
        return attempt.isSent() && !(verdict instanceof Verdict.Denied) && !(verdict instanceof Verdict.Gone);
    }

    /** What to tell a cancel, given the order's end. */
    CancelResult endedAs(CancelId cancelId, Verdict.Ended end) {
        boolean byUs = end.status() == OrderStatus.CANCELED && !noneOfOursWorked();
        return byUs
                ? new CancelResult.Canceled(cancelId, order, end.filled(), end.evidence(), snapshot())
                : new CancelResult.TooLate(cancelId, order, end.status(), end.filled(), end.evidence(), snapshot());
    }

    CancelResult rejectedAs(CancelId cancelId, Verdict.Denied no) {
        return new CancelResult.Rejected(cancelId, order, no.reason(), no.code(), no.text(), no.evidence(), snapshot());
    }

    CancelResult unsent(CancelId cancelId, RefusalReason reason, String text) {
        return new CancelResult.Refused(cancelId, order, reason, null, text, snapshot());
    }

    CancelResult unknown(CancelId cancelId, String text) {
        return new CancelResult.Unknown(cancelId, order, text, newestEvidence(), snapshot());
    }

    List<Attempt> snapshot() {
        return attempts.stream().map(PathAttempt::snapshot).toList();
    }

    /** The newest thing any attempt met, for an answer that must say what little is known. */
    private @Nullable Evidence newestEvidence() {
        for (int i = attempts.size() - 1; i >= 0; i--) {
            Verdict verdict = attempts.get(i).verdict();
            if (verdict != null) {
                return verdict.evidence();
            }
        }
        return acknowledged;
    }
}
