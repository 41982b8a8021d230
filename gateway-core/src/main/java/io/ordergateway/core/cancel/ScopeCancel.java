package io.ordergateway.core.cancel;

import io.ordergateway.core.ledger.CancelLedger;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.CancelRouter;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.route.Route;
import io.ordergateway.core.timing.Now;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One wish that nothing of a scope rests. Rounds of: ask which orders are open; take each in as a cancel of its own; send
 * one frame for all of them; wait until each has its result. It is done when the venue, asked, names no open order of the
 * scope but those of which it said that they stand; a frame that was taken proves nothing. Owned by the account's thread.
 */
final class ScopeCancel implements ScopeAttempt.Sender {
    /** Orders that one wish answers for; one that meets more does not end by asking. */
    static final int MAX_ORDERS = 65_536;

    private static final Logger log = LoggerFactory.getLogger(ScopeCancel.class);

    private final CancelService service;
    private final OrderQuery query;
    private final CancelLimits limits;
    private final CancelAll wish;
    private final Caller caller;
    private final long deadline;

    private final Set<OrderRef> pending = new HashSet<>();
    private final Set<OrderRef> answered = new HashSet<>();
    private final Set<OrderRef> standing = new HashSet<>();
    private final Queue<Answered> news = new ConcurrentLinkedQueue<>();
    private int tried = CancelRouter.NONE;
    private int framesThatMayWork;
    private boolean blindFrame;
    private boolean anythingSent;
    private boolean listed;
    private int fruitless;
    private boolean asking;
    private long askAt;
    private boolean ended;

    private record Answered(OrderRef order, CancelResult result) {}

    ScopeCancel(
            CancelService service,
            OrderQuery query,
            CancelLimits limits,
            CancelAll wish,
            Consumer<CancelResult> answer,
            Runnable done,
            long deadline) {
        this.service = service;
        this.query = query;
        this.limits = limits;
        this.wish = wish;
        this.caller = new Caller(answer, done);
        this.deadline = deadline;
        this.askAt = deadline - wish.within().toNanos();
    }

    /** Who waits for the scope. Answers come on the threads that wrote their records; the end comes after all of them. */
    private static final class Caller {
        private final Consumer<CancelResult> answer;
        private final Runnable done;
        private final AtomicInteger owed = new AtomicInteger(1); // the end itself
        private volatile @Nullable CancelResult last;

        Caller(Consumer<CancelResult> answer, Runnable done) {
            this.answer = answer;
            this.done = done;
        }

        void owe() {
            owed.incrementAndGet();
        }

        void tell(CancelResult result) {
            CancelLedger.tell(answer, result);
        }

        void paid() {
            if (owed.decrementAndGet() > 0) {
                return;
            }
            if (last != null) {
                tell(last);
            }
            try {
                done.run();
            } catch (RuntimeException | Error e) {
                log.error("who waited for the end of a scope threw; it has ended all the same", e);
            }
        }

        void end(@Nullable CancelResult lastOfAll) {
            last = lastOfAll;
            paid();
        }
    }

    /** Answers a wish that is not taken in. */
    static void refuse(CancelResult.Refused refused, Consumer<CancelResult> answer, Runnable done) {
        new Caller(answer, done).end(refused);
    }

    @Override
    public @Nullable String symbol() {
        return wish.symbol();
    }

    @Override
    public long deadline() {
        return deadline;
    }

    /** Asks as soon as it is due and the venue's limits allow; gives up at the deadline. */
    void sweep(Now now) {
        learn(now);
        if (!listed
                && !anythingSent
                && !asking
                && !query.mayList(now)
                && service.paths().areGone(now)) {
            refuse("no path of the account will be back by itself");
        } else if (now.reached(deadline)) {
            giveUp("the deadline passed before the venue was seen to have no open order of the scope");
        } else if (!ended && !asking && pending.isEmpty() && now.reached(askAt) && query.mayList(now)) {
            ask(now);
        }
    }

    private void ask(Now now) {
        asking = true;
        try {
            query.open(wish.symbol(), this::told);
        } catch (RuntimeException e) {
            log.error("a fault in the query of open orders", e);
            told(Optional.empty(), now);
        }
    }

    private void told(Optional<List<CancelAll.OpenOrder>> open, Now now) {
        service.checkThread();
        asking = false;
        if (ended || now.reached(deadline)) {
            return;
        }
        if (open.isEmpty()) {
            notTold(now);
            return;
        }
        listed = true;
        List<OrderRef> resting = open.get().stream()
                .filter(wish::covers)
                .map(CancelAll.OpenOrder::order)
                .filter(order -> !standing.contains(order))
                .distinct()
                .toList();
        List<OrderRef> orders =
                resting.stream().filter(order -> !answered.contains(order)).toList();
        if (resting.isEmpty()) {
            end(null);
        } else if (orders.isEmpty()
                || service.paths().ready(RequestClass.CANCEL, CancelRouter.NONE, now) instanceof Route.Congested) {
            askLater(
                    now); // the list is behind, or nothing could be sent: what it would cost is room, and a record each
        } else if (answered.size() >= MAX_ORDERS) {
            giveUp("more than " + MAX_ORDERS + " orders of the scope were met, and there are more");
        } else {
            round(orders, now);
        }
    }

    /** Without a list, one frame for the whole scope may still do its work; then it is asked for again. */
    private void notTold(Now now) {
        askLater(now);
        if (!listed && !blindFrame && fitsOneFrame()) {
            sendFrame(List.of(), now);
        }
    }

    private void askLater(Now now) {
        fruitless++;
        askAt = now.nanos() + limits.doubt().askAgain().nanos(fruitless, 1.0);
    }

    // ---- a round ----

    private void round(List<OrderRef> orders, Now now) {
        tried = CancelRouter.NONE;
        askAt = now.nanos();
        int room = Math.max(1, service.room());
        boolean byFrame = fitsOneFrame() && orders.size() <= room;
        List<OrderRef> taken = orders.subList(0, Math.min(orders.size(), room));
        pending.addAll(taken);
        for (OrderRef order : taken) {
            caller.owe();
            service.take(each(order, now), result -> answered(order, result), byFrame, now);
            OrderPursuit pursuit = service.pursuit(order);
            if (pursuit != null && framesThatMayWork > 0) {
                pursuit.coveredByFrame(now);
            }
        }
        List<OrderPursuit> pursuits = scoped(taken);
        if (!pursuits.isEmpty()) {
            sendFrame(pursuits, now);
        }
    }

    private boolean fitsOneFrame() {
        return wish.fitsOneFrame() && !limits.recordBeforeSend();
    }

    /** Has an id of its own: the scope's names no order. */
    private CancelOrder each(OrderRef order, Now now) {
        Duration left = Duration.ofNanos(deadline - now.nanos());
        return Admission.each(wish, order).id(CancelId.next().value()).within(left);
    }

    private List<OrderPursuit> scoped(List<OrderRef> orders) {
        return orders.stream()
                .map(service::pursuit)
                .filter(pursuit -> pursuit != null && pursuit.isScoped())
                .toList();
    }

    /** One frame on the next path that has not been tried; without any, each order is sent by itself. */
    private void sendFrame(List<OrderPursuit> pursuits, Now now) {
        if (!(service.paths().routeAll(wish.symbol(), tried, deadline, now) instanceof Route.Via via)) {
            release(pursuits, now);
            return;
        }
        tried = CancelRouter.with(tried, via.path());
        blindFrame |= pursuits.isEmpty();
        List<PathAttempt> attempts = pursuits.stream()
                .map(pursuit -> service.attempt(pursuit, via.path(), true))
                .toList();
        service.sendAll(new ScopeAttempt(this, attempts), via.path(), now);
    }

    /** Who is told that the scope has ended may place orders that no frame must meet. */
    @Override
    public boolean wants(ScopeAttempt frame, Now now) {
        return !ended
                && !now.reached(deadline)
                && (frame.isBlind() ? !listed : !frame.left().isEmpty());
    }

    @Override
    public void frameLeft(Now now) {
        framesThatMayWork++;
        anythingSent = true;
        service.frameLeft(wish.symbol(), now);
    }

    @Override
    public void settled(ScopeAttempt frame, Verdict verdict, Now now) {
        service.checkThread();
        boolean lost = verdict instanceof Verdict.Unclear || verdict instanceof Verdict.NotSent;
        boolean turnedDown = verdict instanceof Verdict.Denied;
        if (frame.isSent() && (turnedDown || verdict instanceof Verdict.Gone)) {
            framesThatMayWork--;
        }
        List<OrderPursuit> left = frame.left();
        if (lost && wants(frame, now)) {
            sendFrame(left, now);
        } else if (lost) {
            release(left, now);
        } else if (turnedDown) {
            left.forEach(pursuit -> pursuit.tryAnew()); // no order was tried by itself
            release(left, now);
        } else {
            left.forEach(pursuit -> pursuit.scoped(false)); // judged already
        }
    }

    /** From here on each order is pursued by itself. */
    private void release(List<OrderPursuit> pursuits, Now now) {
        pursuits.forEach(pursuit -> service.release(pursuit, now));
    }

    // ---- answers ----

    /** Any thread: the records of answers are written on others. */
    private void answered(OrderRef order, CancelResult result) {
        news.add(new Answered(order, result));
        if (!crowdedOut(result)) {
            caller.tell(result);
        }
        caller.paid();
    }

    /** What was crowded out was not answered for: it is found open again. */
    private static boolean crowdedOut(CancelResult result) {
        return result instanceof CancelResult.Refused refused && refused.reason() == RefusalReason.OVERLOADED;
    }

    private void learn(Now now) {
        boolean crowded = false;
        for (Answered next = news.poll(); next != null; next = news.poll()) {
            pending.remove(next.order);
            if (crowdedOut(next.result)) {
                crowded = true;
                continue;
            }
            fruitless = 0;
            answered.add(next.order);
            if (next.result instanceof CancelResult.Rejected) {
                standing.add(next.order);
            }
        }
        if (crowded) {
            askLater(now);
        }
    }

    // ---- end ----

    void close() {
        giveUp("the gateway was closed before the venue was seen to have no open order of the scope");
    }

    /** Nothing proves that the scope is empty, and that is what the caller is told. */
    private void giveUp(String text) {
        if (!listed && !anythingSent) {
            refuse(text + ": it could not be asked, and no path took a frame");
        } else {
            end(new CancelResult.Unknown(wish.cancelId(), Admission.scope(wish), text, null, List.of()));
        }
    }

    private void refuse(String text) {
        end(Admission.scopeRefusal(wish, RefusalReason.NO_PATH, null, text + "; OrderGateway.health() says why"));
    }

    private void end(@Nullable CancelResult unproven) {
        if (!ended) {
            ended = true;
            service.ended(this);
            caller.end(unproven);
        }
    }
}
