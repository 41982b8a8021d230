package io.ordergateway.ws.venue;

import io.ordergateway.core.cancel.CancelPath;
import io.ordergateway.core.cancel.Now;
import io.ordergateway.core.cancel.PathAttempt;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.ws.wire.VenueRest;

/** The other path of a cancel: signed HTTP, when no socket session can send it. */
public final class RestCancels implements CancelPath {
    private final AccountLoop loop;
    private final RestClient http;
    private final VenueRest venue;
    private long nextId;
    private int underWay;

    /**
     * A path over this client.
     *
     * @param firstId the first request id
     */
    public RestCancels(AccountLoop loop, RestClient http, VenueRest venue, long firstId) {
        this.loop = loop;
        this.http = http;
        this.venue = venue;
        this.nextId = firstId;
    }

    @Override
    public PathKind kind() {
        return PathKind.REST;
    }

    @Override
    public PathHealth health() {
        return underWay < RestClient.MAX_WAITING ? PathHealth.READY : PathHealth.FULL;
    }

    @Override
    public void send(PathAttempt attempt, Now now) {
        underWay++;
        Call call = new Call(attempt);
        VenueRest.Request request =
                venue.cancel(nextId++, attempt.order(), now.wall().toEpochMilli());
        http.exchange(request, call::leave)
                .subscribe(reply -> loop.run(() -> call.replied(reply)), error -> loop.run(() -> call.failed(error)));
    }

    /** One request: whether it left, and what came of it. */
    private final class Call {
        private final PathAttempt attempt;
        private boolean left;

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

        void replied(RestClient.Reply reply) {
            Now now = loop.now();
            settle(venue.judgeCancel(reply.status(), reply.body(), now.wall()), now);
        }

        void failed(Throwable error) {
            Now now = loop.now();
            String rule = left ? "rest-no-answer" : "not-sent";
            Evidence evidence = new Evidence(PathKind.REST, rule, error.toString(), now.wall());
            settle(left ? new Verdict.Unclear(evidence) : new Verdict.NotSent(evidence), now);
        }

        private void settle(Verdict verdict, Now now) {
            underWay--;
            attempt.settle(verdict, now);
        }
    }
}
