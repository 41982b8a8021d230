package io.ordergateway.core.cancel;

import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.route.PathHealth;

/** A path to a venue that cancels everything at once. */
public final class ObedientPath implements CancelPath {
    private int handed;

    @Override
    public PathKind kind() {
        return PathKind.SOCKET;
    }

    @Override
    public PathHealth health() {
        return PathHealth.READY;
    }

    @Override
    public void send(PathAttempt attempt, Now now) {
        handed++;
        attempt.sent(now);
        attempt.settle(VenueSays.canceled(), now);
    }

    public int handed() {
        return handed;
    }
}
