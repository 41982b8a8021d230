package io.ordergateway.ws.venue;

import io.ordergateway.core.cancel.CancelPath;
import io.ordergateway.core.cancel.Now;
import io.ordergateway.core.cancel.PathAttempt;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.ws.wire.VenueRest;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The other path of a cancel: signed HTTP, when no socket session can send it. At most {@link RestClient#MAX_CANCELS} are
 * under way; the others wait here, where their deadline is seen and nothing is signed or connected for them in vain.
 */
public final class RestCancels implements CancelPath {
    private final AccountLoop loop;
    private final RestClient http;
    private final VenueRest venue;
    private final int maxWaiting;
    private final Queue<PathAttempt> waiting = new ArrayDeque<>();
    private long nextId;
    private int underWay;

    /**
     * A path over this client.
     *
     * @param firstId the first request id
     * @param maxWaiting how many cancels may wait for their turn
     */
    public RestCancels(AccountLoop loop, RestClient http, VenueRest venue, long firstId, int maxWaiting) {
        this.loop = loop;
        this.http = http;
        this.venue = venue;
        this.nextId = firstId;
        this.maxWaiting = maxWaiting;
    }

    @Override
    public PathKind kind() {
        return PathKind.REST;
    }

    @Override
    public PathHealth health() {
        return waiting.size() < maxWaiting ? PathHealth.READY : PathHealth.FULL;
    }

    @Override
    public void send(PathAttempt attempt) {
        waiting.add(attempt);
        loop.execute(this::next);
    }

    /** Starts as many as may be under way. */
    private void next() {
        while (underWay < RestClient.MAX_CANCELS && !waiting.isEmpty()) {
            PathAttempt attempt = waiting.remove();
            Now now = loop.now();
            if (attempt.mayLeave(now)) {
                start(attempt, now);
            } else {
                Evidence late = new Evidence(PathKind.REST, "not-sent", "no longer wanted at its turn", now.wall());
                attempt.settle(new Verdict.NotSent(late), now);
            }
        }
    }

    private void start(PathAttempt attempt, Now now) {
        underWay++;
        Call call = new Call(attempt);
        Mono.defer(() -> http.exchange(
                        venue.cancel(nextId++, attempt.order(), now.wall().toEpochMilli()), call::leave))
                .subscribe(
                        reply -> loop.execute(() -> call.ended(reply, null)),
                        error -> loop.execute(() -> call.ended(null, error)));
    }

    /** One request: whether it left, and what came of it. */
    private final class Call {
        private final PathAttempt attempt;
        private boolean left;
        private boolean ended;

        Call(PathAttempt attempt) {
            this.attempt = attempt;
        }

        boolean leave() {
            Now now = loop.now();
            if (!attempt.mayLeave(now)) {
                return false;
            }
            left = true;
            attempt.sent(now);
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
            attempt.settle(
                    reply != null
                            ? venue.judgeCancel(reply.status(), reply.body(), now.wall())
                            : failed(String.valueOf(error), now),
                    now);
        }

        private Verdict failed(String error, Now now) {
            String rule = left ? "rest-no-answer" : "not-sent";
            Evidence evidence = new Evidence(PathKind.REST, rule, error, now.wall());
            return left ? new Verdict.Unclear(evidence) : new Verdict.NotSent(evidence);
        }
    }
}
