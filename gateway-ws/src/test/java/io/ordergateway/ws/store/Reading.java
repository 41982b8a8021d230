package io.ordergateway.ws.store;

import io.ordergateway.core.outcome.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** Subscribes without demand, and lets a test wait for what comes: an outcome, an error, or the word "complete". */
class Reading extends BaseSubscriber<Outcome> {
    private final BlockingQueue<Object> given = new LinkedBlockingQueue<>();

    static Reading of(Flux<Outcome> outcomes) {
        Reading reading = new Reading();
        outcomes.subscribe(reading);
        return reading;
    }

    Reading all() {
        requestUnbounded();
        return this;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {}

    @Override
    protected void hookOnNext(Outcome outcome) {
        given.add(outcome);
    }

    @Override
    protected void hookOnError(Throwable error) {
        given.add(error);
    }

    @Override
    protected void hookOnComplete() {
        given.add("complete");
    }

    Object next() throws InterruptedException {
        Object next = given.poll(Cancels.SOON.toSeconds(), TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    /** The positions of the next outcomes. */
    List<Long> positions(int count) throws InterruptedException {
        List<Long> positions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Object next = next();
            if (!(next instanceof Outcome outcome)) {
                throw new AssertionError("after " + positions + " came " + next);
            }
            positions.add(outcome.position());
        }
        return positions;
    }

    boolean nothingYet() {
        return given.isEmpty();
    }
}
