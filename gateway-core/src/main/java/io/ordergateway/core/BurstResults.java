package io.ordergateway.core;

import io.ordergateway.core.order.CancelResult;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;

/** The results of one burst; complete with the last. */
final class BurstResults extends ResultEmitter {
    private final int size;

    BurstResults(CoreSubscriber<? super CancelResult> subscriber, int size) {
        super(subscriber, size);
        this.size = size;
    }

    @Override
    @Nullable
    End endAfter(long results) {
        return results == size ? End.COMPLETE : null;
    }
}
