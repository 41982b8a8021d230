package io.ordergateway.ws.venue.rest;

import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.RequestBudgets;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.session.VenueClock;
import io.ordergateway.core.timing.Now;
import io.ordergateway.ws.kit.VenueDialect.Asked;
import io.ordergateway.ws.venue.AccountLoop;
import io.ordergateway.ws.wire.VenueRest;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * All that requests over HTTP to one account's venue share.
 *
 * @param venue the dialect
 * @param budgets what may still be sent over HTTP, by class of request
 * @param health whether HTTP answers
 * @param introduction whether the venue knows the account; without it nothing private can be asked
 */
public record RestAccess(
        AccountLoop loop,
        RestClient http,
        VenueRest venue,
        VenueClock clock,
        RequestBudgets budgets,
        RestHealth health,
        VenueIntroduction introduction) {

    /** Whether the venue's limits, and its health, allow such a question now; cancels come first. */
    public boolean mayAsk(RequestClass what, Now now) {
        return introduction.isKnown()
                && budgets.of(what).allowsOther(now.nanos())
                && health.breaker(Asked.QUESTION).allows(now.nanos());
    }

    /**
     * Asks a question, whether or not it {@linkplain #mayAsk may be asked}. It is counted, and what comes of it tells how well
     * HTTP is.
     *
     * @param onReply told of a reply, of any status, on the account's thread
     * @param onError told instead if none came, on the account's thread
     */
    public void ask(
            RequestClass what,
            Function<Now, VenueRest.Request> question,
            BiConsumer<VenueRest.Reply, Now> onReply,
            BiConsumer<String, Now> onError) {
        Now asked = loop.now();
        RequestBudgets.Draw draw = budgets.of(what);
        draw.spend(asked.nanos());
        health.breaker(Asked.QUESTION).sent();
        http.exchange(
                        question.apply(asked),
                        () -> draw.leaves(asked.nanos(), loop.now().nanos()))
                .subscribe(
                        reply -> loop.execute(() -> {
                            Now now = loop.now();
                            health.replied(Asked.QUESTION, reply, now);
                            onReply.accept(reply, now);
                        }),
                        error -> loop.execute(() -> {
                            Now now = loop.now();
                            health.failed(Asked.QUESTION, error.toString(), now);
                            onError.accept(error.toString(), now);
                        }));
    }

    /** Takes notice of a cancel that was turned down for its time, or for who we are. */
    Verdict heed(Verdict verdict, Now now) {
        if (verdict instanceof Verdict.Denied no && no.reason() == RejectReason.NOT_AUTHORIZED) {
            introduction.doubt(now);
        }
        return clock.heed(verdict);
    }

    /** The time to sign and send. */
    public long millis(Now now) {
        return clock.millisAt(now.wall());
    }
}
