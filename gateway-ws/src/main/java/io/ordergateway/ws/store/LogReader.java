package io.ordergateway.ws.store;

import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.OutcomesLost;
import io.ordergateway.core.outcome.SubscriberTooSlow;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/** One subscriber of the log: where it stands, and how much more it wants. */
final class LogReader implements Subscription, Runnable {
    /** How many outcomes one subscriber is given before another has its turn. */
    static final int PAGE = 256;

    private static final Logger log = LoggerFactory.getLogger(LogReader.class);

    private final LogReaders all;
    private final CoreSubscriber<? super Outcome> subscriber;
    private final AtomicLong demand = new AtomicLong();

    // Held until the subscriber has its subscription, so that nothing reaches it before.
    private final AtomicInteger work = new AtomicInteger(1);
    private volatile boolean done;

    // Written only by the thread that holds the work; 0 stands for whatever is oldest.
    private volatile long next;
    private volatile boolean hadAll;

    LogReader(LogReaders all, CoreSubscriber<? super Outcome> subscriber, long next) {
        this.all = all;
        this.subscriber = subscriber;
        this.next = next;
    }

    void begin() {
        subscriber.onSubscribe(this);
        all.execute(this);
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
        done = true;
        all.remove(this);
    }

    /** Something was written, or the log has ended. Who wants nothing now is left alone, unless it has to be told. */
    void news() {
        if (demand.get() > 0 || isTooFarBehind(all.newest()) || all.ended()) {
            drain();
        }
    }

    private void drain() {
        if (work.getAndIncrement() == 0) {
            all.execute(this);
        }
    }

    /** Gives the subscriber a page of what is there and wanted. Called by the one that holds the work. */
    @Override
    public void run() {
        int seen = work.get();
        boolean more = false;
        try {
            more = emit();
        } catch (StoreException e) {
            cancel();
            subscriber.onError(e);
        } catch (RuntimeException | Error e) {
            // It broke the rules of its own stream; the log and everybody else go on.
            log.error("a subscriber of the outcome stream threw at {}; it is dropped", next - 1, e);
            cancel();
        }
        if (more || work.addAndGet(-seen) != 0) {
            all.execute(this);
        }
    }

    /** Whether there is more to be given at once. */
    private boolean emit() {
        boolean ending = all.ended(); // read before looking, so that no record is missed at the end
        long newest = all.newest();
        if (done) {
            return false;
        }
        if (Math.max(1, next) > newest) {
            hadAll = true;
            if (ending) {
                cancel();
                subscriber.onComplete();
            }
            return false;
        }
        if (isTooFarBehind(newest)) {
            cancel();
            subscriber.onError(new SubscriberTooSlow(next, newest, all.maxBehind()));
            return false;
        }
        long wanted = Math.min(PAGE, demand.get());
        return wanted > 0 && emit(all.page(next, newest, wanted));
    }

    private boolean isTooFarBehind(long newest) {
        return hadAll && newest - next >= all.maxBehind();
    }

    private boolean emit(List<Outcome> page) {
        long first = page.isEmpty() ? all.newest() + 1 : page.get(0).position();
        if (page.isEmpty() || (next != 0 && first != next)) {
            cancel();
            subscriber.onError(new OutcomesLost(next, first));
            return false;
        }
        for (Outcome outcome : page) {
            if (done) {
                return false;
            }
            next = outcome.position() + 1;
            hadAll = hadAll || next > all.newest();
            subscriber.onNext(outcome);
        }
        demand.updateAndGet(wanted -> wanted == Long.MAX_VALUE ? wanted : wanted - page.size());
        return true;
    }
}
