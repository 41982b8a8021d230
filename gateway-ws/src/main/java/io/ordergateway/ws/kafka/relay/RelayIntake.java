package io.ordergateway.ws.kafka.relay;

import io.ordergateway.core.outcome.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/** Takes records from the log's thread to the relay's. Holds as many as it asked for, and asks as they are taken. */
final class RelayIntake implements CoreSubscriber<Outcome> {
    /** The most records between the log and Kafka. */
    static final int WINDOW = 4_096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Outcome> waiting = new ArrayDeque<>();
    private @Nullable Subscription subscription;
    private @Nullable Throwable fault;
    private boolean ended;
    private boolean woken;

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(WINDOW);
    }

    @Override
    public void onNext(Outcome outcome) {
        change(() -> waiting.add(outcome));
    }

    @Override
    public void onError(Throwable error) {
        change(() -> {
            fault = error;
            ended = true;
        });
    }

    @Override
    public void onComplete() {
        change(() -> ended = true);
    }

    /** Whoever waits for a record goes on without. */
    void wake() {
        change(() -> woken = true);
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next records, in order; none if nothing came in time.
     *
     * @throws RuntimeException what the stream ended with, once everything before it was taken
     */
    List<Outcome> take(int most, long nanos) throws InterruptedException {
        List<Outcome> batch = new ArrayList<>();
        lock.lock();
        try {
            long left = nanos;
            while (waiting.isEmpty() && !ended && !woken && left > 0) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            while (batch.size() < most && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            if (batch.isEmpty() && ended) {
                throw fault instanceof RuntimeException known ? known : new LogEnded(fault);
            }
        } finally {
            lock.unlock();
        }
        if (subscription != null && !batch.isEmpty()) {
            subscription.request(batch.size());
        }
        return batch;
    }

    /** The oldest that was not taken. */
    @Nullable
    Outcome oldest() {
        lock.lock();
        try {
            return waiting.peek();
        } finally {
            lock.unlock();
        }
    }

    void cancel() {
        if (subscription != null) {
            subscription.cancel();
        }
    }

    /** The log was closed, or ended with something that is no exception of a program. */
    static final class LogEnded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LogEnded(@Nullable Throwable cause) {
            super("the outcome stream ended", cause);
        }
    }
}
