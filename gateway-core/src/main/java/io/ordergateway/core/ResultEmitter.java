package io.ordergateway.core;

import io.ordergateway.core.order.CancelResult;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/**
 * Hands results on as they come, by the subscriber's demand and one at a time, though those of different accounts come on
 * different threads. Reactor's own sinks would do the same with an object for each result.
 */
abstract class ResultEmitter implements Subscription, Consumer<CancelResult> {
    final CoreSubscriber<? super CancelResult> subscriber;
    private final AtomicReferenceArray<@Nullable CancelResult> ring;
    private final AtomicLong arrived = new AtomicLong();
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger work = new AtomicInteger();
    private volatile boolean over;

    // Touched only by the thread that holds the work.
    private long emitted;

    /**
     * @param room how many results may have come and not been handed on
     */
    ResultEmitter(CoreSubscriber<? super CancelResult> subscriber, int room) {
        this.subscriber = subscriber;
        this.ring = new AtomicReferenceArray<>(Integer.highestOneBit(Math.max(1, room - 1)) * 2);
    }

    /** Why no more results will follow those that were handed on; {@code null} if they may. */
    abstract @Nullable End endAfter(long results);

    /** So many results were handed on, just now. */
    void handedOn(long results) {}

    /**
     * The end of the stream.
     *
     * @param error what broke it, or {@code null} if it is complete
     */
    record End(@Nullable Throwable error) {
        static final End COMPLETE = new End(null);
    }

    @Override
    public void accept(CancelResult result) {
        int slot = slot(arrived.getAndIncrement());
        if (ring.get(slot) != null) {
            throw new IllegalStateException("more came than was asked for; the stream lacks " + result);
        }
        ring.lazySet(slot, result);
        drain();
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n)) {
            demand.accumulateAndGet(n, Operators::addCap);
            drain();
        }
    }

    @Override
    public void cancel() {
        over = true;
    }

    /** Hands on whatever is there and wanted; one thread at a time, and none waits for another. */
    final void drain() {
        if (work.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        try {
            do {
                handOn();
                missed = work.addAndGet(-missed);
            } while (missed != 0);
        } catch (RuntimeException | Error e) {
            cancel(); // it broke the rules of its own stream, and is told nothing more
            throw e;
        }
    }

    private void handOn() {
        long before = emitted;
        while (!over) {
            End end = endAfter(emitted);
            if (end != null) {
                over = true;
                finish(end);
                return;
            }
            CancelResult next = ring.get(slot(emitted));
            if (next == null || emitted == demand.get()) {
                break;
            }
            ring.lazySet(slot(emitted), null);
            emitted++;
            subscriber.onNext(next);
        }
        if (emitted != before) {
            handedOn(emitted - before);
        }
    }

    private void finish(End end) {
        if (end.error() != null) {
            subscriber.onError(end.error());
        } else {
            subscriber.onComplete();
        }
    }

    private int slot(long number) {
        return (int) number & (ring.length() - 1);
    }
}
