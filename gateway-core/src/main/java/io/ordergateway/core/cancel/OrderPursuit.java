package io.ordergateway.core.cancel;

import io.ordergateway.core.ledger.CancelStatistics;
import io.ordergateway.core.ledger.PendingCancel;
import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.CancelRouter;
import io.ordergateway.core.route.Fit;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.table.KeyedTable;
import io.ordergateway.core.table.Timer;
import io.ordergateway.core.timing.Now;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One order that is wanted gone: the cancels that want it, and everything done and learned so far. Two cancels for one
 * order share a pursuit, so that one frame serves both; under its two names an order has two, since nothing says beforehand
 * that they mean the same. As a timer: when its status is asked. Owned by the account's
 * thread.
 */
final class OrderPursuit extends Timer {
    /** How many attempts a result shows; of a pursuit that took more, the newest. */
    static final int ATTEMPTS_KEPT = 32;

    private final CancelService service;
    private final OrderRef order;
    private @Nullable PendingCancel cancels; // a chain, oldest first
    private @Nullable PathAttempt attempts; // a chain, newest first
    private int tried = CancelRouter.NONE;
    private int attemptsLeft;
    private int timesSent;
    private @Nullable Now lastMayWork;
    private boolean unseenMayHaveWorked;
    private boolean scoped;
    private boolean collateralTried;
    private boolean resumed;
    private boolean ended;

    /** Until when the order's placement, which was never acknowledged, may be carried out. */
    private @Nullable Long placementUntil;

    // What the venue said so far.
    private @Nullable Evidence acknowledged;
    private Verdict.@Nullable Denied denied;
    private Verdict.@Nullable Denied postponed;
    private boolean gone;

    /** What is pursued, by either name. Who never names an order by its client id pays nothing for those who do. */
    static final class Table {
        private final KeyedTable<OrderPursuit> byOrderId = new KeyedTable<>(Table::id);
        private final KeyedTable<OrderPursuit> byClientId = new KeyedTable<>(Table::id);

        private static String id(OrderPursuit pursuit) {
            return pursuit.order.id();
        }

        private KeyedTable<OrderPursuit> of(OrderRef order) {
            return order.isByClientId() ? byClientId : byOrderId;
        }

        /** Whatever its symbol: a venue's ids tell its orders apart. */
        @Nullable
        OrderPursuit get(OrderRef order) {
            return of(order).get(order.id());
        }

        @Nullable
        OrderPursuit get(String orderId) {
            return byOrderId.get(orderId);
        }

        void put(OrderPursuit pursuit) {
            of(pursuit.order).put(pursuit);
        }

        void remove(OrderPursuit pursuit) {
            of(pursuit.order).remove(pursuit);
        }

        /** A frame left that cancels orders it was not meant for too, of this symbol or of all. */
        void coveredByFrame(@Nullable String symbol, Now now) {
            for (OrderPursuit pursuit : all()) {
                boolean covered = symbol == null || symbol.equalsIgnoreCase(pursuit.order.symbol());
                if (covered && !pursuit.isScoped()) {
                    pursuit.coveredByFrame(now);
                }
            }
        }

        /** Those of which something was sent and whose end is not known, and the oldest of their cancels. */
        CancelStatistics.Doubts doubts(Now now) {
            int lasting = 0;
            long longest = -1;
            for (OrderPursuit pursuit : all()) {
                long age = pursuit.doubtedFor(now);
                lasting += age > CancelLimits.Doubt.LASTING.toNanos() ? 1 : 0;
                longest = Math.max(longest, age);
            }
            return longest < 0
                    ? CancelStatistics.Doubts.NONE
                    : new CancelStatistics.Doubts(lasting, now.wall().minusNanos(longest));
        }

        /** All of them, in no order. */
        List<OrderPursuit> all() {
            List<OrderPursuit> all = byOrderId.all();
            all.addAll(byClientId.all());
            return all;
        }
    }

    // Status queries; InDoubt keeps these.
    boolean asking;
    int asked;
    boolean unlisted; // asked for all that rest, the venue did not name it

    OrderPursuit(CancelService service, OrderRef order) {
        this.service = service;
        this.order = order;
    }

    CancelService service() {
        return service;
    }

    OrderRef order() {
        return order;
    }

    /** The first of a chain, oldest first. One that joins while the chain is walked stands at its end. */
    @Nullable
    PendingCancel cancels() {
        return cancels;
    }

    int tried() {
        return tried;
    }

    /** Every path may be taken again. */
    void tryAnew() {
        tried = CancelRouter.NONE;
    }

    boolean ended() {
        return ended;
    }

    /** No more attempts, queries or verdicts count; returns the chain of its cancels. */
    @Nullable
    PendingCancel end() {
        ended = true;
        PendingCancel all = cancels;
        cancels = null;
        return all;
    }

    /** Another cancel wants this order: it brings fresh attempts. */
    void join(PendingCancel cancel, int attemptsAllowed) {
        if (cancels == null) {
            cancels = cancel;
        } else {
            PendingCancel last = cancels;
            for (PendingCancel next = last.next(); next != null; next = last.next()) {
                last = next;
            }
            last.next(cancel);
        }
        attemptsLeft = attemptsAllowed;
        denied = null;
        if (!attemptUnderWay()) {
            tryAnew();
        }
    }

    /** A cancel wants it no more. */
    void leave(PendingCancel cancel) {
        if (cancels == cancel) {
            cancels = cancel.next();
        }
        for (PendingCancel one = cancels; one != null; one = one.next()) {
            if (one.next() == cancel) {
                one.next(cancel.next());
            }
        }
        cancel.next(null);
    }

    /** Whether all of its cancels wait for their records. */
    boolean isHeld() {
        for (PendingCancel cancel = cancels; cancel != null; cancel = cancel.next()) {
            if (!cancel.isHeld()) {
                return false;
            }
        }
        return cancels != null;
    }

    /** Whether a byte may leave for any of its cancels. */
    boolean isWanted(Now now) {
        for (PendingCancel cancel = cancels; cancel != null; cancel = cancel.next()) {
            if (!now.reached(cancel.sendableUntil())) {
                return true;
            }
        }
        return false;
    }

    /** By when it is wanted to have left: the latest moment at which one of its cancels is answered; now, if all were. */
    long wantedBy(Now now) {
        long latest = now.nanos();
        for (PendingCancel cancel = cancels; cancel != null; cancel = cancel.next()) {
            latest = latest - cancel.dueAt() < 0 ? cancel.dueAt() : latest;
        }
        return latest;
    }

    /** Until when a byte may leave for any of its cancels; now, if for none. */
    long sendableUntil(Now now) {
        long latest = now.nanos();
        for (PendingCancel cancel = cancels; cancel != null; cancel = cancel.next()) {
            latest = latest - cancel.sendableUntil() < 0 ? cancel.sendableUntil() : latest;
        }
        return latest;
    }

    boolean maySend(Now now) {
        return (attemptsLeft > 0 || isUntilGone()) && denied == null && isWanted(now);
    }

    boolean isUntilGone() {
        for (PendingCancel cancel = cancels; cancel != null; cancel = cancel.next()) {
            if (cancel.isUntilGone()) {
                return true;
            }
        }
        return false;
    }

    void begin(PathAttempt attempt, int path) {
        tried = CancelRouter.with(tried, path);
        asked = 0;
        unlisted = false;
        attempt.previous = attempts;
        attempts = attempt;
        forgetTheOldest();
    }

    private void forgetTheOldest() {
        PathAttempt oldestKept = attempts;
        for (int kept = 1; kept < ATTEMPTS_KEPT && oldestKept != null; kept++) {
            oldestKept = oldestKept.previous;
        }
        if (oldestKept != null && oldestKept.previous != null) {
            unseenMayHaveWorked |= mayHaveWorked(oldestKept.previous);
            oldestKept.previous = null;
        }
    }

    void sent(Now now) {
        attemptsLeft--;
        timesSent++;
        lastMayWork = now;
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

    /** One frame that takes others along is tried for it, or cannot be, and no second one. */
    void collateralTried() {
        collateralTried = true;
    }

    boolean isCollateralTried() {
        return collateralTried;
    }

    /** Whether all of its cancels may take other orders of the symbol along. */
    boolean allowsCollateral() {
        for (PendingCancel cancel = cancels; cancel != null; cancel = cancel.next()) {
            if (!cancel.wish().allowsCollateral()) {
                return false;
            }
        }
        return cancels != null;
    }

    /** A frame that was not meant for this order may have canceled it all the same, or may still do. */
    void coveredByFrame(Now now) {
        unseenMayHaveWorked = true;
        lastMayWork = now;
    }

    /** An earlier process pursued it: how often it sent is not known, nor whether a frame of it is still on its way. */
    void resumed(Now now) {
        resumed = true;
        coveredByFrame(now);
    }

    /** The order's placement was never acknowledged, and may be carried out until then. */
    void placementOpenUntil(long until) {
        placementUntil = until;
    }

    /** Whether the order may come to be although the venue does not know it yet. */
    boolean mayYetBePlaced(Now now) {
        return placementUntil != null && !now.reached(placementUntil);
    }

    boolean saidGone() {
        return gone;
    }

    /** How long ago its first cancel was accepted, in nanoseconds, if something was sent since; else less than 0. */
    private long doubtedFor(Now now) {
        return cancels == null || !everSent() ? -1 : Math.max(0, now.nanos() - cancels.acceptedAt());
    }

    boolean everSent() {
        return timesSent > 0 || resumed;
    }

    /** How long ago a request last left that may cancel it, its own or another's; 0 if none did. */
    long sinceMayWork(Now now) {
        return lastMayWork == null ? 0 : now.nanos() - lastMayWork.nanos();
    }

    /** Whether so long has passed since a request last left that may cancel it, its own or another's. */
    boolean quietFor(long nanos, Now now) {
        return lastMayWork == null || now.reached(lastMayWork.nanos() + nanos);
    }

    /** The frame or request on its way that serves whoever joins now. */
    @Nullable
    PathAttempt sentAndUnanswered() {
        for (PathAttempt attempt = attempts; attempt != null; attempt = attempt.previous) {
            if (attempt.isSent() && attempt.verdict() == null) {
                return attempt;
            }
        }
        return null;
    }

    /** The attempt that a path keeps until its turn, if it serves this order alone. */
    @Nullable
    PathAttempt waitingForItsTurn() {
        boolean waits = attempts != null && !attempts.isSent() && attempts.verdict() == null && !attempts.isByScope();
        return waits ? attempts : null;
    }

    /** The newest attempt that left. */
    @Nullable
    PathAttempt lastSent() {
        PathAttempt attempt = attempts;
        while (attempt != null && !attempt.isSent()) {
            attempt = attempt.previous;
        }
        return attempt;
    }

    /** Whether an attempt is under way that has not been settled. */
    boolean attemptUnderWay() {
        for (PathAttempt attempt = attempts; attempt != null; attempt = attempt.previous) {
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

    /** A no that another try may not meet: the venue's clock and ours disagreed, or may have. */
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
        return gone && timesSent == 1 && !resumed;
    }

    /** Whether an attempt may have worked, other than those the venue definitely turned down. */
    boolean mayHaveWorked() {
        if (acknowledged != null || unseenMayHaveWorked) {
            return true;
        }
        for (PathAttempt attempt = attempts; attempt != null; attempt = attempt.previous) {
            if (mayHaveWorked(attempt)) {
                return true;
            }
        }
        return false;
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
        return new CancelResult.Refused(cancelId, order, reason, null, text, null, snapshot());
    }

    /** The venue's limits leave no room for it before its deadline. */
    CancelResult overBudget(CancelId cancelId, Fit fit, Now now) {
        RateLimit limit = fit.limit();
        Instant at = now.wall().plusNanos(fit.at() - now.nanos());
        String text = "the venue's limit " + limit.name() + " (" + limit.most() + " in " + limit.window()
                + ") has no room for it before its deadline; it has with a deadline of " + at + " or later";
        return new CancelResult.Refused(cancelId, order, RefusalReason.BUDGET, null, text, at, snapshot());
    }

    CancelResult unknown(CancelId cancelId, String text) {
        return new CancelResult.Unknown(cancelId, order, text, newestEvidence(), snapshot());
    }

    /** Every attempt as it stands now, oldest first. */
    List<Attempt> snapshot() {
        if (attempts == null) {
            return List.of();
        }
        int count = 0;
        for (PathAttempt attempt = attempts; attempt != null; attempt = attempt.previous) {
            count++;
        }
        if (count == 1) {
            return List.of(attempts.snapshot());
        }
        Attempt[] all = new Attempt[count];
        for (PathAttempt attempt = attempts; attempt != null; attempt = attempt.previous) {
            all[--count] = attempt.snapshot();
        }
        return List.of(all);
    }

    /** The newest thing any attempt met, for an answer that must say what little is known. */
    private @Nullable Evidence newestEvidence() {
        for (PathAttempt attempt = attempts; attempt != null; attempt = attempt.previous) {
            Verdict verdict = attempt.verdict();
            if (verdict != null) {
                return verdict.evidence();
            }
        }
        return acknowledged;
    }
}
