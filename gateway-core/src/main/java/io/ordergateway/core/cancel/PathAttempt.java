package io.ordergateway.core.cancel;

import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One try to cancel one order on one path. Owned by the account's thread. */
public final class PathAttempt {
    private final CancelService service;
    private final OrderPursuit pursuit;
    private final PathKind path;
    private final long sendBy;

    private @Nullable Instant sentAt;
    private @Nullable Verdict verdict;

    PathAttempt(CancelService service, OrderPursuit pursuit, PathKind path, long sendBy) {
        this.service = service;
        this.pursuit = pursuit;
        this.path = path;
        this.sendBy = sendBy;
    }

    /** The order to cancel. Its ids were found sound by the account's rules. */
    public OrderRef order() {
        return pursuit.order();
    }

    /** The moment, in {@link Now#nanos}, from which no byte of it may leave. */
    public long sendBy() {
        return sendBy;
    }

    /** Whether it may still be sent: its deadline is ahead and nobody has ended it meanwhile. */
    public boolean mayLeave(Now now) {
        return !pursuit.ended() && !now.reached(sendBy);
    }

    /** To be called as the first byte leaves. From here on it counts as sent, even if the write fails. */
    public void sent(Now now) {
        if (sentAt == null) {
            sentAt = now.wall();
            service.sent(pursuit, now);
        }
    }

    /**
     * Reports what came of it. A verdict that was {@code Unclear} may be followed by a better one, from a late reply;
     * any other repetition is ignored.
     */
    public void settle(Verdict found, Now now) {
        if (verdict == null || verdict instanceof Verdict.Unclear) {
            verdict = found;
            service.settled(pursuit, found, now);
        }
    }

    PathKind path() {
        return path;
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
