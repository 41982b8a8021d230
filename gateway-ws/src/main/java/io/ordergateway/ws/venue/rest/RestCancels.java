package io.ordergateway.ws.venue.rest;

import io.ordergateway.core.cancel.CancelPath;
import io.ordergateway.core.cancel.PathAttempt;
import io.ordergateway.core.cancel.ScopeAttempt;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.timing.Now;
import io.ordergateway.ws.venue.AccountLoop;
import io.ordergateway.ws.wire.RequestIds;
import io.ordergateway.ws.wire.VenueRest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The other path of a cancel: signed HTTP, when no socket session can send it. At most {@link RestClient#MAX_CANCELS}
 * requests are under way; the others wait here, where their deadline is seen and nothing is signed or connected for them in
 * vain. Those that wait together leave together, as a batch; a batch is all or nothing, so of one that was turned down
 * for the sake of some, the others are sent alone.
 */
public final class RestCancels implements CancelPath {
    private static final String NOT_WANTED = "no longer wanted at its turn";

    private final RestAccess rest;
    private final AccountLoop loop;
    private final VenueRest venue;
    private final int maxWaiting;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long nextId = RequestIds.first();
    private int underWay;

    /**
     * A cancel that waits for its turn. One that spoiled a batch, or was spoiled by one, goes alone; so does one by client order
     * id, since batches name orders by the venue's ids (HashKey: dossier 4).
     */
    private record Waiting(Outgoing request, boolean alone) {}

    /**
     * A path over HTTP.
     *
     * @param maxWaiting how many cancels may wait for their turn
     */
    public RestCancels(RestAccess rest, int maxWaiting) {
        this.rest = rest;
        this.loop = rest.loop();
        this.venue = rest.venue();
        this.maxWaiting = maxWaiting;
    }

    @Override
    public PathKind kind() {
        return PathKind.REST;
    }

    @Override
    public PathHealth health(Now now) {
        if (!rest.introduction().isKnown()) {
            return rest.introduction().isRefused() ? PathHealth.CLOSED : PathHealth.DOWN;
        }
        if (!rest.health().cancels().allows(now.nanos())) {
            return PathHealth.DOWN;
        }
        boolean room = waiting.size() < maxWaiting && rest.budget().allowsCancels(waiting.size() + 1, now.nanos());
        return room ? PathHealth.READY : PathHealth.FULL;
    }

    @Override
    public void send(PathAttempt attempt, Now now) {
        enqueue(new Waiting(attempt, attempt.order().isByClientId()));
    }

    @Override
    public void sendAll(ScopeAttempt attempt, Now now) {
        enqueue(new Waiting(attempt, false));
    }

    private void enqueue(Waiting request) {
        rest.health().cancels().sent();
        waiting.add(request);
        loop.execute(this::next);
    }

    /** Starts as many as may be under way; once the venue is left alone, whoever waits must look elsewhere. */
    private void next() {
        while (underWay < RestClient.MAX_CANCELS && !waiting.isEmpty()) {
            Waiting first = waiting.remove();
            Now now = loop.now();
            if (rest.health().cancels().isShut()) {
                notSent(first.request, "HTTP was left alone before its turn", now);
            } else if (!first.request.mayLeave(now)) {
                notSent(first.request, NOT_WANTED, now);
            } else if (!rest.budget().allowsCancels(1, now.nanos())) {
                notSent(first.request, "the venue's rate limit was reached before its turn", now);
            } else if (first.request instanceof ScopeAttempt scope) {
                start(scope(scope));
            } else if (first.request instanceof PathAttempt attempt) {
                start(first.alone ? single(attempt) : together(attempt, now));
            }
        }
    }

    /** Takes along those that wait behind it, as far as a batch goes. */
    private Call together(PathAttempt first, Now now) {
        List<PathAttempt> batch = new ArrayList<>(venue.maxBatch());
        batch.add(first);
        while (batch.size() < venue.maxBatch()
                && !waiting.isEmpty()
                && !waiting.element().alone
                && waiting.element().request instanceof PathAttempt next) {
            waiting.remove();
            if (next.mayLeave(now)) {
                batch.add(next);
            } else {
                notSent(next, NOT_WANTED, now);
            }
        }
        return batch.size() == 1 ? single(first) : new Batch(batch);
    }

    private void notSent(Outgoing request, String why, Now now) {
        rest.health().cancels().notSent();
        request.settle(new Verdict.NotSent(new Evidence(PathKind.REST, "not-sent", why, now.wall())), now);
    }

    /** Counted before it connects, or those that come meanwhile would find the same room. */
    private void start(Call call) {
        underWay++;
        rest.budget().spend(1, loop.now().nanos());
        Mono.defer(() -> rest.http().exchange(call.request(rest.millis(loop.now())), call::leave))
                .subscribe(
                        reply -> loop.execute(() -> call.ended(reply, null)),
                        error -> loop.execute(() -> call.ended(null, error)));
    }

    /** One HTTP request: whether it left, and what came of it. */
    private abstract class Call {
        private boolean left;
        private boolean kept;
        private boolean ended;

        abstract VenueRest.Request request(long timeMillis);

        abstract List<? extends Outgoing> cancels();

        abstract void judge(RestClient.Reply reply, Now now);

        /** Leaves whole or not at all. */
        boolean leave() {
            Now now = loop.now();
            kept = !cancels().stream().allMatch(cancel -> cancel.mayLeave(now));
            if (kept) {
                return false;
            }
            left = true;
            cancels().forEach(cancel -> cancel.sent(now));
            return true;
        }

        void ended(RestClient.@Nullable Reply reply, @Nullable Throwable error) {
            if (ended) {
                return; // a failure in taking the reply must not count as another one
            }
            ended = true;
            underWay--;
            loop.execute(RestCancels.this::next);
            Now now = loop.now();
            if (reply != null) {
                rest.health().replied(rest.health().cancels(), reply, now);
                judge(reply, now);
            } else {
                failed(String.valueOf(error), now);
            }
        }

        private void failed(String error, Now now) {
            if (kept) {
                List<? extends Outgoing> again = cancels();
                for (int i = again.size() - 1; i >= 0; i--) {
                    waiting.addFirst(new Waiting(again.get(i), true));
                }
                return;
            }
            rest.health().failed(rest.health().cancels(), error, now);
            Evidence evidence = new Evidence(PathKind.REST, left ? "rest-no-answer" : "not-sent", error, now.wall());
            Verdict verdict = left ? new Verdict.Unclear(evidence) : new Verdict.NotSent(evidence);
            cancels().forEach(cancel -> cancel.settle(verdict, now));
        }
    }

    private Call single(PathAttempt attempt) {
        return new Single(attempt, time -> venue.cancel(nextId++, attempt.order(), time), venue::judgeCancel);
    }

    private Call scope(ScopeAttempt attempt) {
        return new Single(attempt, time -> venue.cancelAll(nextId++, attempt.symbol(), time), venue::judgeCancelAll);
    }

    /** Says what a reply proves. */
    private interface Judge {
        Verdict verdict(int httpStatus, String body, Instant at);
    }

    private final class Single extends Call {
        private final Outgoing cancel;
        private final LongFunction<VenueRest.Request> request;
        private final Judge judge;

        Single(Outgoing cancel, LongFunction<VenueRest.Request> request, Judge judge) {
            this.cancel = cancel;
            this.request = request;
            this.judge = judge;
        }

        @Override
        VenueRest.Request request(long timeMillis) {
            return request.apply(timeMillis);
        }

        @Override
        List<Outgoing> cancels() {
            return List.of(cancel);
        }

        @Override
        void judge(RestClient.Reply reply, Now now) {
            cancel.settle(rest.clock().heed(judge.verdict(reply.status(), reply.body(), now.wall())), now);
        }
    }

    private final class Batch extends Call {
        private final List<PathAttempt> attempts;

        Batch(List<PathAttempt> attempts) {
            this.attempts = attempts;
        }

        @Override
        VenueRest.Request request(long timeMillis) {
            List<VenueRest.Numbered> items = new ArrayList<>(attempts.size());
            attempts.forEach(attempt -> items.add(new VenueRest.Numbered(nextId++, attempt.order())));
            return venue.cancelBatch(items, timeMillis);
        }

        @Override
        List<PathAttempt> cancels() {
            return attempts;
        }

        @Override
        void judge(RestClient.Reply reply, Now now) {
            List<OrderRef> orders = attempts.stream().map(PathAttempt::order).toList();
            Instant at = now.wall();
            List<Optional<Verdict>> verdicts = venue.judgeBatch(orders, reply.status(), reply.body(), at);
            for (int i = attempts.size() - 1; i >= 0; i--) { // those that go alone keep their order, before all others
                PathAttempt attempt = attempts.get(i);
                verdicts.get(i)
                        .ifPresentOrElse(
                                verdict -> attempt.settle(rest.clock().heed(verdict), now),
                                () -> waiting.addFirst(new Waiting(attempt, true)));
            }
        }
    }
}
