package io.ordergateway.ws.metrics;

import io.ordergateway.core.cancel.CancelPath;
import io.ordergateway.core.cancel.PathAttempt;
import io.ordergateway.core.cancel.ScopeAttempt;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.timing.Now;

/** A path to a venue that cancels at once, or says nothing. */
final class SentAndAnswered implements CancelPath {
    boolean silent;

    @Override
    public PathKind kind() {
        return PathKind.SOCKET;
    }

    @Override
    public PathHealth health(RequestClass what, Now now) {
        return PathHealth.READY;
    }

    @Override
    public void send(PathAttempt attempt, Now now) {
        attempt.sent(now);
        if (!silent) {
            Evidence evidence = new Evidence(PathKind.SOCKET, "canceled", "{}", now.wall());
            attempt.settle(new Verdict.Ended(OrderStatus.CANCELED, null, evidence), now);
        }
    }

    @Override
    public void sendAll(ScopeAttempt attempt, Now now) {
        throw new AssertionError("nobody asked for a whole scope");
    }
}
