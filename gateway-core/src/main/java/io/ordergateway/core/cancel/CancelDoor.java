package io.ordergateway.core.cancel;

import io.ordergateway.core.ledger.CancelLedger;
import io.ordergateway.core.ledger.PendingCancel;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.timing.Now;
import io.ordergateway.core.timing.SharedMoment;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way onto the thread that owns an account. A burst enters once; bursts that arrive while the
 * thread is busy enter together. Thread-safe.
 */
public final class CancelDoor {
    private static final Logger log = LoggerFactory.getLogger(CancelDoor.class);

    private final CancelService service;
    private final Executor thread;
    private final Supplier<Now> clock;
    private final int maxWaiting;

    private final Runnable drain = this::drain;
    private final Queue<Burst> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waitingOrders = new AtomicInteger();
    private final AtomicInteger work = new AtomicInteger();

    // The moment at which cancels enter; the thread's alone.
    private final SharedMoment moment;

    private record Burst(List<CancelOrder> orders, Consumer<CancelResult> answer, long at) {}

    /**
     * @param thread runs tasks one after the other, always on the same thread
     * @param maxWaiting cancels that may wait before the door; the next burst is refused
     */
    public CancelDoor(CancelService service, Executor thread, Supplier<Now> clock, int maxWaiting) {
        this.service = service;
        this.thread = thread;
        this.clock = clock;
        this.maxWaiting = maxWaiting;
        this.moment = new SharedMoment(clock);
        service.whenRecorded(this::recorded);
    }

    /** How many cancels wait before it. Any thread. */
    public int waiting() {
        return waitingOrders.get();
    }

    /**
     * Hands a burst in.
     *
     * @param orders not changed afterwards
     * @param answer called once for each order: on the account's thread or the outcome log's writer, or on this one if
     *     the burst is refused at the door
     */
    public void submit(List<CancelOrder> orders, Consumer<CancelResult> answer) {
        Burst burst = new Burst(orders, answer, clock.get().nanos());
        if (waitingOrders.addAndGet(orders.size()) > maxWaiting) {
            waitingOrders.addAndGet(-orders.size());
            refuse(burst, RefusalReason.OVERLOADED, crowded());
            return;
        }
        waiting.add(burst);
        if (work.getAndIncrement() == 0) {
            enter();
        }
    }

    /**
     * Hands in a wish that nothing of a scope rests. Before the door it counts as one cancel.
     *
     * @param answer called once for each order that was found open and taken up, and once more if it is not proven that
     *     none is left: on the account's thread or the outcome log's writer, or on this one if it is refused at the door
     * @param done called once, after the last answer, on the thread of that
     */
    public void submit(CancelAll wish, Consumer<CancelResult> answer, Runnable done) {
        if (waitingOrders.incrementAndGet() > maxWaiting) {
            waitingOrders.decrementAndGet();
            refuse(wish, RefusalReason.OVERLOADED, crowded(), answer, done);
            return;
        }
        try {
            thread.execute(() -> enter(wish, answer, done));
        } catch (RejectedExecutionException e) {
            waitingOrders.decrementAndGet();
            refuse(wish, RefusalReason.SHUTTING_DOWN, "the gateway is closed", answer, done);
        }
    }

    private void refuse(
            CancelAll wish, RefusalReason reason, String text, Consumer<CancelResult> answer, Runnable done) {
        CancelResult.Refused refused = Admission.scopeRefusal(wish, reason, null, text);
        service.statistics().told(refused);
        ScopeCancel.refuse(refused, answer, done);
    }

    private void enter(CancelAll wish, Consumer<CancelResult> answer, Runnable done) {
        waitingOrders.decrementAndGet();
        try {
            service.cancelAll(wish, answer, done, clock.get());
        } catch (RuntimeException | Error e) {
            log.error("a fault in {}", wish, e);
            done.run();
        }
    }

    /**
     * Hands in a question which orders of a scope are open; none is canceled. Before the door it counts as one cancel.
     *
     * @param answer called exactly once: on the account's thread, or on this one if it is refused at the door
     */
    public void list(CancelAll scope, Consumer<CancelAll.Listing> answer) {
        if (waitingOrders.incrementAndGet() > maxWaiting) {
            waitingOrders.decrementAndGet();
            answer.accept(refused(scope, RefusalReason.OVERLOADED, crowded()));
            return;
        }
        try {
            thread.execute(() -> enter(scope, answer));
        } catch (RejectedExecutionException e) {
            waitingOrders.decrementAndGet();
            answer.accept(refused(scope, RefusalReason.SHUTTING_DOWN, "the gateway is closed"));
        }
    }

    private void enter(CancelAll scope, Consumer<CancelAll.Listing> answer) {
        waitingOrders.decrementAndGet();
        try {
            service.openOrders(scope, answer, clock.get());
        } catch (RuntimeException | Error e) {
            log.error("a fault in the question about {}", scope, e);
            answer.accept(new CancelAll.Listing.Unknown("a fault of the gateway, which is in its log"));
        }
    }

    private static CancelAll.Listing refused(CancelAll scope, RefusalReason reason, String text) {
        return new CancelAll.Listing.Refused(Admission.scopeRefusal(scope, reason, null, text));
    }

    /** What is wrong with a scope, whatever is under way; {@code null} if nothing is. */
    public CancelResult.@Nullable Refused fault(CancelAll scope) {
        return service.fault(scope);
    }

    /** The log's writer says that a cancel which waits for that is on record. */
    private void recorded(PendingCancel cancel) {
        try {
            thread.execute(() -> service.recorded(cancel, clock.get()));
        } catch (RejectedExecutionException e) {
            log.debug(
                    "{} was recorded when the gateway was closed already",
                    cancel.wish().cancelId());
        }
    }

    private String crowded() {
        return "maxWaiting: more than " + maxWaiting
                + " cancels would wait for the account's thread; hand in fewer at once," + " or a publisher of them";
    }

    private void enter() {
        try {
            thread.execute(drain);
        } catch (RejectedExecutionException e) {
            refuseWaiting();
        }
    }

    /** Lets in what waited when it began, and no more: whoever comes back from an answer goes to the end of the queue. */
    private void drain() {
        int bursts = work.get();
        Now now = moment.begin();
        try {
            for (int i = 0; i < bursts; i++) {
                Burst burst = waiting.poll();
                if (burst != null) {
                    waitingOrders.addAndGet(-burst.orders.size());
                    enter(burst, now);
                }
            }
        } finally {
            if (work.addAndGet(-bursts) != 0) {
                enter();
            }
            service.taken(thread);
        }
    }

    private void enter(Burst burst, Now now) {
        service.waited(burst.orders.size(), now.nanos() - burst.at);
        for (CancelOrder order : burst.orders) {
            try {
                service.cancel(order, burst.answer, moment.next());
            } catch (RuntimeException | Error e) {
                // A fault in one cancel must not shut the door to the others.
                log.error("a fault in the cancel of {}", order, e);
            }
        }
    }

    /** The thread is gone for good: whatever waits is refused, and so is whatever comes. */
    private void refuseWaiting() {
        int seen = work.get();
        do {
            for (Burst burst = waiting.poll(); burst != null; burst = waiting.poll()) {
                waitingOrders.addAndGet(-burst.orders.size());
                refuse(burst, RefusalReason.SHUTTING_DOWN, "the gateway is closed");
            }
            seen = work.addAndGet(-seen);
        } while (seen != 0);
    }

    private void refuse(Burst burst, RefusalReason reason, String text) {
        for (CancelOrder order : burst.orders) {
            CancelResult.Refused refused = CancelResult.Refused.of(order, reason, null, text);
            service.statistics().told(refused);
            CancelLedger.tell(burst.answer, refused);
        }
    }
}
