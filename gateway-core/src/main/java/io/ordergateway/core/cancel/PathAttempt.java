package io.ordergateway.core.cancel;

import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.timing.Now;
import org.jspecify.annotations.Nullable;

/** One try to cancel one order on one path. Owned by the account's thread. */
public final class PathAttempt implements CancelPath.Deferrable {
    private final OrderPursuit pursuit;
    private final PathKind path;
    private final boolean byScope;

    private @Nullable Now sentAt;
    private @Nullable Verdict verdict;

    /** The attempt before it on the same order; the order's pursuit keeps them together. */
    @Nullable
    PathAttempt previous;

    /**
     * @param byScope whether it is one frame for a whole scope that speaks for the order
     */
    PathAttempt(OrderPursuit pursuit, PathKind path, boolean byScope) {
        this.pursuit = pursuit;
        this.path = path;
        this.byScope = byScope;
    }

    /** The order to cancel. Its ids were found sound by the account's rules. */
    public OrderRef order() {
        return pursuit.order();
    }

    @Override
    public boolean mayLeave(Now now) {
        return pursuit.isWanted(now);
    }

    @Override
    public long wantedBy(Now now) {
        return pursuit.wantedBy(now);
    }

    @Override
    public long sendableUntil(Now now) {
        return pursuit.sendableUntil(now);
    }

    @Override
    public void sent(Now now) {
        if (sentAt == null) {
            sentAt = now;
            pursuit.service().sent(this, now);
        }
    }

    @Override
    public void settle(Verdict found, Now now) {
        if (verdict == null || verdict instanceof Verdict.Unclear) {
            verdict = found;
            pursuit.service().settled(this, found, now);
        }
    }

    OrderPursuit pursuit() {
        return pursuit;
    }

    /** How long ago its first byte left; means nothing before it did. */
    long sinceSent(Now now) {
        return sentAt == null ? 0 : now.nanos() - sentAt.nanos();
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
        return new Attempt(path, sentAt == null ? null : sentAt.wall(), verdict);
    }
}
