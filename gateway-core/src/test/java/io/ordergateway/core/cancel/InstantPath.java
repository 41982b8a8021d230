package io.ordergateway.core.cancel;

import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.timing.Now;
import java.util.function.Consumer;

/** A path that is always ready, to a venue that deals with every cancel before {@code send} returns. */
final class InstantPath implements CancelPath {
    private final Consumer<PathAttempt> venue;

    InstantPath(Consumer<PathAttempt> venue) {
        this.venue = venue;
    }

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
        venue.accept(attempt);
    }

    @Override
    public void sendAll(ScopeAttempt attempt, Now now) {
        throw new AssertionError("nobody asked for a whole scope");
    }
}
