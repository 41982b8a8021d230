package io.ordergateway.ws.venue;

import io.ordergateway.core.cancel.Now;
import io.ordergateway.core.cancel.OrderQuery;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.VenueRest;

/** Asks for an order's status by signed HTTP. */
public final class RestOrderQuery implements OrderQuery {
    private final AccountLoop loop;
    private final RestClient http;
    private final VenueRest venue;

    public RestOrderQuery(AccountLoop loop, RestClient http, VenueRest venue) {
        this.loop = loop;
        this.http = http;
        this.venue = venue;
    }

    @Override
    public void status(OrderRef order, Answer answer) {
        VenueRest.Request request = venue.status(order, loop.now().wall().toEpochMilli());
        http.exchange(request, () -> true)
                .subscribe(
                        reply -> loop.execute(() -> replied(order, reply, answer)),
                        error -> loop.execute(() -> failed(error, answer)));
    }

    private void replied(OrderRef order, RestClient.Reply reply, Answer answer) {
        Now now = loop.now();
        answer.accept(venue.judgeStatus(order, reply.status(), reply.body(), now.wall()), now);
    }

    private void failed(Throwable error, Answer answer) {
        Now now = loop.now();
        Evidence evidence = new Evidence(PathKind.REST, "status-query-failed", error.toString(), now.wall());
        answer.accept(new Verdict.Unclear(evidence), now);
    }
}
