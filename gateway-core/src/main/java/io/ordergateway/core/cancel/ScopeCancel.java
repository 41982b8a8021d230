package io.ordergateway.core.cancel;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * One wish that nothing of a scope rests. Rounds of: ask which orders are open; take each in as a cancel of its own; send
 * one frame for all of them; wait until each has its result. It is done when the venue, asked, names no open order of the
 * scope but those of which it said that they stand; a frame that was taken proves nothing. Owned by the account's thread.
 */
final class ScopeCancel {
    private final CancelService service;
    private final OrderQuery query;
    private final CancelLimits limits;
    private final CancelAll wish;
    private final Consumer<CancelResult> answer;
    private final Runnable done;
    private final long deadline;

    private final Set<OrderRef> pending = new HashSet<>();
    private final Set<OrderRef> answered = new HashSet<>();
    private final Set<OrderRef> standing = new HashSet<>();
    private final Queue<Answered> told = new ConcurrentLinkedQueue<>();
    private final BitSet tried = new BitSet();
    private int unanswered;
    private boolean anythingSent;
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
        this.answer = answer;
        this.done = done;
        this.deadline = deadline;
    }

    /** Asks as soon as it is due and the venue's limits allow; gives up at the deadline. */
    void sweep(Now now) {
        tellAnswers();
        if (now.reached(deadline)) {
            giveUp("the deadline passed before the venue was seen to have no open order of the scope");
        } else if (!asking && pending.isEmpty() && now.reached(askAt) && query.mayAsk(now)) {
            asking = true;
            query.open(wish.symbol(), this::told);
        }
    }

    private void told(Optional<List<CancelAll.OpenOrder>> open, Now now) {
        asking = false;
        if (ended || now.reached(deadline)) {
            return;
        }
        if (open.isEmpty()) {
            notTold(now);
            return;
        }
        unanswered = 0;
        List<OrderRef> listed = open.get().stream()
                .filter(wish::covers)
                .map(CancelAll.OpenOrder::order)
                .filter(order -> !standing.contains(order))
                .toList();
        List<OrderRef> orders =
                listed.stream().filter(order -> !answered.contains(order)).toList();
        if (listed.isEmpty()) {
            end();
        } else if (orders.isEmpty()) {
            askLater(now); // the list is behind: each of these was seen to end
        } else {
            round(orders, now);
        }
    }

    /** Without a list, one frame for the whole scope may still do its work; then it is asked for again. */
    private void notTold(Now now) {
        askLater(now);
        if (!anythingSent && wish.side() == null) {
            sendFrame(List.of(), now);
        }
    }

    private void askLater(Now now) {
        unanswered++;
        askAt = now.nanos() + limits.doubt().askAgain().nanos(unanswered, 1.0);
    }

    // ---- a round ----

    private void round(List<OrderRef> orders, Now now) {
        tried.clear();
        boolean byFrame = wish.side() == null && orders.size() <= service.room();
        List<OrderRef> taken = orders.subList(0, Math.min(orders.size(), Math.max(1, service.room())));
        pending.addAll(taken);
        askAt = now.nanos();
        for (OrderRef order : taken) {
            service.take(each(order, now), result -> told.add(new Answered(order, result)), byFrame, now);
        }
        if (byFrame) {
            sendFrame(scoped(taken), now);
        }
    }

    /** Has an id of its own: the scope's names no order. */
    private CancelOrder each(OrderRef order, Now now) {
        Duration left = Duration.ofNanos(deadline - now.nanos());
        return Admission.each(wish, order).id(CancelId.next().value()).within(left);
    }

    private List<OrderPursuit> scoped(List<OrderRef> orders) {
        List<OrderPursuit> pursuits = new ArrayList<>(orders.size());
        for (OrderRef order : orders) {
            OrderPursuit pursuit = service.pursuit(order);
            if (pursuit != null && pursuit.isScoped()) {
                pursuits.add(pursuit);
            }
        }
        return pursuits;
    }

    /** One frame on the next path that has not been tried; without any, each order is sent by itself. */
    private void sendFrame(List<OrderPursuit> pursuits, Now now) {
        Route route = service.route(tried);
        if (!(route instanceof Route.Via via)) {
            release(pursuits, now);
            return;
        }
        tried.set(via.path());
        anythingSent = true;
        List<PathAttempt> attempts = new ArrayList<>(pursuits.size());
        pursuits.forEach(pursuit -> attempts.add(service.scopeAttempt(pursuit, via.path())));
        service.path(via.path())
                .sendAll(new ScopeAttempt(
                        wish.symbol(), deadline, attempts, (verdict, then) -> settled(pursuits, verdict, then)));
    }

    private void settled(List<OrderPursuit> pursuits, Verdict verdict, Now now) {
        boolean mayHelp = verdict instanceof Verdict.Unclear || verdict instanceof Verdict.NotSent;
        List<OrderPursuit> left =
                pursuits.stream().filter(pursuit -> !pursuit.ended()).toList();
        if (mayHelp && !ended && !now.reached(deadline) && !left.isEmpty()) {
            sendFrame(left, now);
        } else {
            release(left, now);
        }
    }

    /** From here on each order is pursued by itself. */
    private void release(List<OrderPursuit> pursuits, Now now) {
        for (OrderPursuit pursuit : pursuits) {
            pursuit.scoped(false);
            if (pursuit.acknowledgement() == null) {
                service.drive(pursuit, now);
            }
        }
    }

    /** Passes on what has been answered since; the records of answers are written on other threads. */
    private void tellAnswers() {
        for (Answered next = told.poll(); next != null; next = told.poll()) {
            boolean crowdedOut =
                    next.result instanceof CancelResult.Refused refused && refused.reason() == RefusalReason.OVERLOADED;
            if (pending.remove(next.order) && !crowdedOut) { // what was crowded out is found open again
                answered.add(next.order);
                if (next.result instanceof CancelResult.Rejected) {
                    standing.add(next.order);
                }
                CancelLedger.tell(answer, next.result);
            }
        }
    }

    // ---- end ----

    void close() {
        giveUp("the gateway was closed before the venue was seen to have no open order of the scope");
    }

    /** Nothing proves that the scope is empty, and that is what the caller is told. */
    private void giveUp(String text) {
        tellAnswers();
        if (!ended) {
            OrderRef scope = new OrderRef("*", wish.symbol() == null ? "*" : wish.symbol());
            CancelLedger.tell(answer, new CancelResult.Unknown(wish.cancelId(), scope, text, null, List.of()));
            end();
        }
    }

    private void end() {
        ended = true;
        service.ended(this);
        done.run();
    }
}
