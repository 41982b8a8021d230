package io.ordergateway.core.cancel;

import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One try to cancel one order on one path. Owned by the account's thread. */
public final class PathAttempt implements CancelPath.Outgoing {
    private final CancelService service;
    private final OrderPursuit pursuit;
    private final PathKind path;
    private final long sendBy;
    private final boolean byScope;

    private @Nullable Instant sentAt;
    private long sentNanos;
    private @Nullable Verdict verdict;

    /**
     * @param byScope whether it is one frame for a whole scope that speaks for the order
     */
    PathAttempt(CancelService service, OrderPursuit pursuit, PathKind path, boolean byScope) {
        this.service = service;
        this.pursuit = pursuit;
        this.path = path;
        this.sendBy = pursuit.sendBy();
        this.byScope = byScope;
    }

    /** The order to cancel. Its ids were found sound by the account's rules. */
    public OrderRef order() {
        return pursuit.order();
    }

    /** The moment, in {@link Now#nanos}, from which no byte of it may leave. */
    public long sendBy() {
        return sendBy;
    }

    @Override
    public boolean mayLeave(Now now) {
        return !pursuit.ended() && !now.reached(sendBy);
    }

    @Override
    public void sent(Now now) {
        if (sentAt == null) {
            sentAt = now.wall();
            sentNanos = now.nanos();
            service.sent(this, now);
        }
    }

    @Override
    public void settle(Verdict found, Now now) {
        if (verdict == null || verdict instanceof Verdict.Unclear) {
            verdict = found;
            service.settled(this, found, now);
        }
    }

    OrderPursuit pursuit() {
        return pursuit;
    }

    /** When its first byte left, by the forward clock; means nothing before it did. */
    long sentNanos() {
        return sentNanos;
    }

    /** Its reply answers for many orders, and says neither how fast one is canceled nor that one cannot be. */
    boolean isByScope() {
        return byScope;
    }

    PathKind path() {
        return path;
    }

    /** Whether a late reply to it would still be worth another request. */
    boolean waitsForReply() {
        return verdict == null && !pursuit.ended();
    }

    boolean isSent() {
        return sentAt != null;
    }

    @Nullable
    Verdict verdict() {
        return verdict;
    }

    Attempt snapshot() {
        return new Attempt(path, sentAt, verdict);
    }
}
