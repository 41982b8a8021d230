package io.ordergateway.core.cancel;

import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.timing.Now;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One try to cancel all open orders of a scope with one frame or request. Owned by the account's thread. */
public final class ScopeAttempt implements CancelPath.Deferrable {
    private final Sender scope;
    private final List<PathAttempt> orders;
    private boolean sent;
    private boolean settled;

    /** Who wants a whole scope canceled. */
    interface Sender {
        /** The instrument whose orders are meant, or {@code null} for all. */
        @Nullable
        String symbol();

        /** By when the frame must have left, by the forward clock. */
        long deadline();

        /** Whether the frame may leave. */
        boolean wants(ScopeAttempt frame, Now now);

        /** The frame left. */
        void frameLeft(Now now);

        /** What came of the frame, after its orders were told. */
        void settled(ScopeAttempt frame, Verdict verdict, Now now);
    }

    /**
     * @param orders the attempts on single orders that this one frame makes; none if it is not known which are open
     */
    ScopeAttempt(Sender scope, List<PathAttempt> orders) {
        this.scope = scope;
        this.orders = new ArrayList<>(orders);
    }

    /** The instrument whose orders are meant, or {@code null} for all. */
    public @Nullable String symbol() {
        return scope.symbol();
    }

    @Override
    public boolean mayLeave(Now now) {
        return scope.wants(this, now);
    }

    @Override
    public void sent(Now now) {
        if (!sent) {
            sent = true;
            orders.forEach(order -> order.sent(now));
            scope.frameLeft(now);
        }
    }

    @Override
    public long wantedBy(Now now) {
        return scope.deadline();
    }

    @Override
    public long sendableUntil(Now now) {
        return scope.deadline();
    }

    /** The scope is told the first verdict, after the orders were. */
    @Override
    public void settle(Verdict found, Now now) {
        orders.forEach(order -> order.settle(found, now));
        if (!settled) {
            settled = true;
            scope.settled(this, found, now);
        }
    }

    /** It speaks for another order too; before it left only. */
    void join(PathAttempt order) {
        orders.add(order);
    }

    /** Whether it has neither left nor come to anything. */
    boolean isWaiting() {
        return !sent && !settled;
    }

    boolean isSent() {
        return sent;
    }

    /** Whether it was sent without knowing which orders are open. */
    boolean isBlind() {
        return orders.isEmpty();
    }

    /** The orders it was sent for that have not ended. */
    List<OrderPursuit> left() {
        return orders.stream()
                .map(PathAttempt::pursuit)
                .filter(pursuit -> !pursuit.ended())
                .toList();
    }
}
