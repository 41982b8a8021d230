package io.ordergateway.ws.venue.rest;

import io.ordergateway.core.cancel.CancelPath;
import io.ordergateway.core.cancel.PathAttempt;
import io.ordergateway.core.cancel.ScopeAttempt;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.DeadlineQueue;
import io.ordergateway.core.route.Fit;
import io.ordergateway.core.route.PathBreaker;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.route.RateBudget;
import io.ordergateway.core.route.RequestBudgets;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.timing.Now;
import io.ordergateway.ws.kit.VenueDialect.Asked;
import io.ordergateway.ws.venue.AccountLoop;
import io.ordergateway.ws.wire.RequestIds;
import io.ordergateway.ws.wire.VenueRest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The other path of a cancel: signed HTTP, when no socket session can send it. At most {@link RestClient#MAX_CANCELS}
 * requests are under way, and no more than the venue's limits allow; the others wait here, the earliest deadline first,
 * where nothing is signed or connected for them in vain. Those that wait together leave together, as a batch, where that
 * costs no more; a batch is all or nothing, so of one that was turned down for the sake of some, the others are sent alone.
 */
public final class RestCancels implements CancelPath {
    private static final String NOT_WANTED = "no longer wanted at its turn";

    private final RestAccess rest;
    private final AccountLoop loop;
    private final VenueRest venue;
    private final PathBreaker breaker;
    private final int maxWaiting;
    private final List<DeadlineQueue<Item>> queues = new ArrayList<>();
    private final DeadlineQueue<Item> singles;
    private final DeadlineQueue<Item> scopes; // the same queue, where the venue counts both together
    private long nextId = RequestIds.first();
    private int underWay;

    /**
     * A cancel that waits for its turn. One that spoiled a batch, or was spoiled by one, goes alone; so does one by client order
     * id, since batches name orders by the venue's ids (HashKey: dossier 4).
     */
    private record Item(Deferrable request, boolean alone) {}

    /**
     * A path over HTTP.
     *
     * @param maxWaiting how many cancels may wait for their turn
     */
    public RestCancels(RestAccess rest, int maxWaiting) {
        this.rest = rest;
        this.loop = rest.loop();
        this.venue = rest.venue();
        this.breaker = rest.health().breaker(Asked.CANCEL);
        this.maxWaiting = maxWaiting;
        RateBudget budget = draw(RequestClass.CANCEL).budget();
        this.singles = new DeadlineQueue<>(budget);
        queues.add(singles);
        if (draw(RequestClass.CANCEL_ALL).budget().equals(budget)) {
            this.scopes = singles;
        } else {
            this.scopes = new DeadlineQueue<>(draw(RequestClass.CANCEL_ALL).budget());
            queues.add(scopes);
        }
    }

    private RequestBudgets.Draw draw(RequestClass what) {
        return rest.budgets().of(what);
    }

    private DeadlineQueue<Item> queue(RequestClass what) {
        return what == RequestClass.CANCEL_ALL ? scopes : singles;
    }

    @Override
    public PathKind kind() {
        return PathKind.REST;
    }

    @Override
    public PathHealth health(RequestClass what, Now now) {
        if (!rest.introduction().isKnown()) {
            return rest.introduction().isRefused() ? PathHealth.CLOSED : PathHealth.DOWN;
        }
        if (!breaker.allows(now.nanos())) {
            return PathHealth.DOWN;
        }
        if (queue(what).size() >= maxWaiting) {
            return PathHealth.FULL;
        }
        return queue(what).isOpen(draw(what).weight(), now.nanos()) ? PathHealth.READY : PathHealth.SPENT;
    }

    @Override
    public Fit fit(RequestClass what, long deadline, Now now) {
        return queue(what).fit(draw(what).weight(), deadline, now.nanos());
    }

    @Override
    public boolean cancelsAll(@Nullable String symbol) {
        return venue.cancelsAll(symbol);
    }

    @Override
    public void send(PathAttempt attempt, Now now) {
        enqueue(RequestClass.CANCEL, attempt, attempt.order().isByClientId(), now);
    }

    @Override
    public @Nullable Fit sooner(PathAttempt attempt, long deadline, Now now) {
        return singles.sooner(item -> item.request.equals(attempt), deadline, now.nanos());
    }

    @Override
    public void sendAll(ScopeAttempt attempt, Now now) {
        enqueue(RequestClass.CANCEL_ALL, attempt, false, now);
    }

    private void enqueue(RequestClass what, Deferrable request, boolean alone, Now now) {
        breaker.sent();
        Long deadline = place(what, request, now);
        if (deadline == null) {
            notSent(request, "the venue's limits have no room for it in time", now);
            return;
        }
        queue(what).add(new Item(request, alone), draw(what).weight(), deadline);
        loop.execute(this::next);
    }

    /** The deadline by which it fits in, or {@code null}. */
    private @Nullable Long place(RequestClass what, Deferrable request, Now now) {
        long wanted = request.wantedBy(now);
        if (fit(what, wanted, now).inTime()) {
            return wanted;
        }
        long until = request.sendableUntil(now);
        return until != wanted && fit(what, until, now).inTime() ? until : null;
    }

    /** Of those that wait for the venue's limits, none that is not wanted any more takes a place from others. */
    @Override
    public void sendDue(Now now) {
        for (DeadlineQueue<Item> queue : queues) {
            DeadlineQueue.Waiting<Item> first = queue.first();
            if (first != null && !queue.isDue(first, now.nanos())) {
                List<Item> useless = queue.removeIf(item -> !item.request.mayLeave(now));
                useless.forEach(item -> notSent(item.request, NOT_WANTED, now));
            }
        }
        next();
    }

    /** Starts as many as may be under way; once the venue is left alone, whoever waits must look elsewhere. */
    private void next() {
        for (DeadlineQueue<Item> queue : queues) {
            DeadlineQueue.Waiting<Item> first = queue.first();
            while (underWay < RestClient.MAX_CANCELS && first != null && takesItsTurn(queue, first)) {
                first = queue.first();
            }
        }
    }

    private boolean takesItsTurn(DeadlineQueue<Item> queue, DeadlineQueue.Waiting<Item> first) {
        Now now = loop.now();
        Deferrable request = first.request().request;
        boolean shut = breaker.isShut();
        boolean wanted = request.mayLeave(now);
        if (!shut && wanted && !queue.isDue(first, now.nanos())) {
            return false;
        }
        queue.remove(first);
        if (shut) {
            notSent(request, "HTTP was left alone before its turn", now);
        } else if (!wanted) {
            notSent(request, NOT_WANTED, now);
        } else if (request instanceof ScopeAttempt scope) {
            start(scope(first, scope));
        } else {
            start(together(first, now));
        }
        return true;
    }

    /** Takes along those that wait behind it, as far as a batch goes, if that costs no more than to send each alone. */
    private Call together(DeadlineQueue.Waiting<Item> first, Now now) {
        RequestBudgets.Draw draw = draw(RequestClass.CANCEL_BATCH);
        List<DeadlineQueue.Waiting<Item>> batch = new ArrayList<>(List.of(first));
        if (!first.request().alone) {
            batch.addAll(singles.first(venue.maxBatch() - 1, item -> goesInBatch(item, now)));
        }
        boolean cheaper = batch.size() > 1 && draw.weight() <= batch.size() * first.weight();
        if (!cheaper || !draw.budget().allowsCancels(draw.weight(), now.nanos())) {
            return single(first);
        }
        batch.forEach(singles::remove);
        return new Batch(batch);
    }

    private static boolean goesInBatch(Item item, Now now) {
        return !item.alone && item.request instanceof PathAttempt && item.request.mayLeave(now);
    }

    private void notSent(Outgoing request, String why, Now now) {
        breaker.notSent();
        request.settle(new Verdict.NotSent(new Evidence(PathKind.REST, "not-sent", why, now.wall())), now);
    }
    /** Counted before it connects, or those that come meanwhile would find the same room. */
    private void start(Call call) {
        underWay++;
        call.begin(loop.now());
        Mono.defer(() -> rest.http().exchange(call.request(rest.millis(loop.now())), call::leave))
                .subscribe(
                        reply -> loop.execute(() -> call.ended(reply, null)),
                        error -> loop.execute(() -> call.ended(null, error)));
    }

    /** One HTTP request: whether it left, and what came of it. */
    private abstract class Call {
        private final RequestBudgets.Draw draw;
        private final List<DeadlineQueue.Waiting<Item>> items;
        private long begunAt;
        private boolean left;
        private boolean kept;
        private boolean ended;

        Call(RequestClass what, List<DeadlineQueue.Waiting<Item>> items) {
            this.draw = draw(what);
            this.items = items;
        }

        abstract VenueRest.Request request(long timeMillis);

        abstract void judge(VenueRest.Reply reply, Now now);

        void begin(Now now) {
            begunAt = now.nanos();
            draw.spend(begunAt);
        }

        /** Leaves whole or not at all. */
        boolean leave() {
            Now now = loop.now();
            boolean wanted =
                    items.stream().allMatch(item -> item.request().request.mayLeave(now));
            if (!wanted) {
                draw.neverLeft(begunAt, now.nanos());
            }
            kept = !wanted || !draw.leaves(begunAt, now.nanos());
            if (kept) {
                return false;
            }
            left = true;
            items.forEach(item -> item.request().request.sent(now));
            return true;
        }

        void ended(VenueRest.@Nullable Reply reply, @Nullable Throwable error) {
            if (ended) {
                return; // a failure in taking the reply must not count as another one
            }
            ended = true;
            underWay--;
            loop.execute(RestCancels.this::next);
            Now now = loop.now();
            if (reply != null) {
                rest.health().replied(Asked.CANCEL, reply, now);
                judge(reply, now);
            } else {
                failed(String.valueOf(error), now);
            }
        }

        private void failed(String error, Now now) {
            if (kept) {
                items.forEach(RestCancels.this::waitsAgain);
                return;
            }
            if (!left) {
                draw.neverLeft(begunAt, now.nanos());
            }
            rest.health().failed(Asked.CANCEL, error, now);
            Evidence evidence = new Evidence(PathKind.REST, left ? "rest-no-answer" : "not-sent", error, now.wall());
            Verdict verdict = left ? new Verdict.Unclear(evidence) : new Verdict.NotSent(evidence);
            items.forEach(item -> item.request().request.settle(verdict, now));
        }
    }

    /** In its old place: it was let in before, and does not wait for somebody else's sake. */
    private void waitsAgain(DeadlineQueue.Waiting<Item> item) {
        Deferrable request = item.request().request;
        RequestClass what = request instanceof ScopeAttempt ? RequestClass.CANCEL_ALL : RequestClass.CANCEL;
        queue(what).putBack(item, new Item(request, true));
    }

    /** One that was turned down for the sake of others goes once more, if that makes nobody late. */
    private void again(DeadlineQueue.Waiting<Item> item, Now now) {
        if (singles.fit(item.weight(), item.deadline(), now.nanos()).inTime()) {
            waitsAgain(item);
        } else {
            String why = "its batch was turned down, and the venue's limits have no room in time for it alone";
            notSent(item.request().request, why, now);
        }
    }

    private Call single(DeadlineQueue.Waiting<Item> item) {
        OrderRef order = ((PathAttempt) item.request().request).order();
        return new Single(RequestClass.CANCEL, item, time -> venue.cancel(nextId++, order, time), venue::judgeCancel);
    }

    private Call scope(DeadlineQueue.Waiting<Item> item, ScopeAttempt attempt) {
        return new Single(
                RequestClass.CANCEL_ALL,
                item,
                time -> venue.cancelAll(nextId++, attempt.symbol(), time),
                venue::judgeCancelAll);
    }

    /** Says what a reply proves. */
    private interface Judge {
        Verdict verdict(int httpStatus, String body, Instant at);
    }

    private final class Single extends Call {
        private final Outgoing cancel;
        private final LongFunction<VenueRest.Request> request;
        private final Judge judge;

        Single(
                RequestClass what,
                DeadlineQueue.Waiting<Item> item,
                LongFunction<VenueRest.Request> request,
                Judge judge) {
            super(what, List.of(item));
            this.cancel = item.request().request;
            this.request = request;
            this.judge = judge;
        }

        @Override
        VenueRest.Request request(long timeMillis) {
            return request.apply(timeMillis);
        }

        @Override
        void judge(VenueRest.Reply reply, Now now) {
            cancel.settle(rest.heed(judge.verdict(reply.status(), reply.body(), now.wall()), now), now);
        }
    }

    private final class Batch extends Call {
        private final List<DeadlineQueue.Waiting<Item>> items;
        private final List<PathAttempt> attempts;

        Batch(List<DeadlineQueue.Waiting<Item>> items) {
            super(RequestClass.CANCEL_BATCH, items);
            this.items = items;
            this.attempts = items.stream()
                    .map(item -> (PathAttempt) item.request().request)
                    .toList();
        }

        @Override
        VenueRest.Request request(long timeMillis) {
            List<VenueRest.Numbered> numbered = new ArrayList<>(attempts.size());
            attempts.forEach(attempt -> numbered.add(new VenueRest.Numbered(nextId++, attempt.order())));
            return venue.cancelBatch(numbered, timeMillis);
        }

        /** Those that go alone keep their place, before all that come after them. */
        @Override
        void judge(VenueRest.Reply reply, Now now) {
            List<OrderRef> orders = attempts.stream().map(PathAttempt::order).toList();
            List<Optional<Verdict>> verdicts = venue.judgeBatch(orders, reply.status(), reply.body(), now.wall());
            for (int i = 0; i < attempts.size(); i++) {
                PathAttempt attempt = attempts.get(i);
                DeadlineQueue.Waiting<Item> item = items.get(i);
                verdicts.get(i)
                        .ifPresentOrElse(
                                verdict -> attempt.settle(rest.heed(verdict, now), now), () -> again(item, now));
            }
        }
    }
}
