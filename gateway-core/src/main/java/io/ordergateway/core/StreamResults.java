package io.ordergateway.core;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Cancels a stream of orders, so many at once: more are asked for as results are handed on. What comes while we ask for the
 * first is handed in as one burst; a {@code flatMap} would hand in each by itself, and look at all of them for each result.
 */
final class StreamResults extends ResultEmitter implements CoreSubscriber<CancelOrder> {
    private final BiConsumer<List<CancelOrder>, Consumer<CancelResult>> submit;
    private final int concurrency;
    private final AtomicLong submitted = new AtomicLong();
    private volatile @Nullable Subscription upstream;
    private volatile @Nullable End upstreamEnd;

    // While we ask for the first: who asks. What comes on that thread meanwhile is gathered by it alone.
    private volatile @Nullable Thread asking;
    private List<CancelOrder> gathered = new ArrayList<>();

    /**
     * @param submit hands a burst in, and says who is to be told of each of its results
     */
    StreamResults(
            CoreSubscriber<? super CancelResult> subscriber,
            BiConsumer<List<CancelOrder>, Consumer<CancelResult>> submit,
            int concurrency) {
        super(subscriber, concurrency);
        this.submit = submit;
        this.concurrency = concurrency;
    }

    @Override
    public Context currentContext() {
        return subscriber.currentContext();
    }

    @Override
    public void onSubscribe(Subscription source) {
        if (!Operators.validate(upstream, source)) {
            return;
        }
        upstream = source;
        subscriber.onSubscribe(this);
        asking = Thread.currentThread();
        source.request(concurrency);
        asking = null;
        List<CancelOrder> burst = gathered;
        gathered = List.of();
        if (!burst.isEmpty()) {
            submit.accept(burst, this);
        }
    }

    @Override
    public void onNext(CancelOrder order) {
        submitted.incrementAndGet();
        if (Thread.currentThread().equals(asking)) {
            gathered.add(order);
        } else {
            submit.accept(List.of(order), this);
        }
    }

    @Override
    public void onError(Throwable error) {
        upstreamEnd = new End(error);
        drain();
    }

    @Override
    public void onComplete() {
        upstreamEnd = End.COMPLETE;
        drain();
    }

    /** An error ends the stream at once; what was submitted goes on, and the outcome stream tells of it. */
    @Override
    @Nullable
    End endAfter(long results) {
        End end = upstreamEnd; // read before the count, which no longer changes then
        boolean ended = end != null && (end.error() != null || results == submitted.get());
        return ended ? end : null;
    }

    @Override
    void handedOn(long results) {
        Subscription source = upstream;
        if (source != null) {
            source.request(results);
        }
    }

    @Override
    public void cancel() {
        super.cancel();
        Subscription source = upstream;
        if (source != null) {
            source.cancel();
        }
    }
}
