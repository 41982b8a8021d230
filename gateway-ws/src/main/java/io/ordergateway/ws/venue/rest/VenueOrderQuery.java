package io.ordergateway.ws.venue.rest;

import io.ordergateway.core.cancel.OrderQuery;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.RequestBudgets;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.timing.Now;
import io.ordergateway.ws.venue.SessionPool;
import io.ordergateway.ws.wire.VenueRest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks about orders by signed HTTP. The list of open orders may also come over a socket, when HTTP does not give it; the
 * status of one order may not, on any venue so far.
 */
public final class VenueOrderQuery implements OrderQuery {
    private final RestAccess rest;
    private final @Nullable SessionPool sockets;

    /**
     * A query over HTTP.
     *
     * @param sockets where lists are asked for when HTTP does not give them, or {@code null} if there are none
     */
    public VenueOrderQuery(RestAccess rest, @Nullable SessionPool sockets) {
        this.rest = rest;
        this.sockets = sockets;
    }

    @Override
    public boolean mayAsk(Now now) {
        return rest.mayAsk(RequestClass.STATUS, now);
    }

    @Override
    public int room(Duration within, Now now) {
        RequestBudgets.Draw status = rest.budgets().of(RequestClass.STATUS);
        return status.budget().roomForOthers(now.in(within), now.nanos()) / status.weight();
    }

    @Override
    public boolean mayList(Now now) {
        return mayListByHttp(now) || (sockets != null && sockets.mayAsk());
    }

    private boolean mayListByHttp(Now now) {
        return rest.venue().listsOpenOrders() && rest.mayAsk(RequestClass.OPEN_ORDERS, now);
    }

    /** An order that the venue does not find may still be in its history. */
    @Override
    public void status(OrderRef order, Answer answer) {
        one(order, now -> rest.venue().status(order, rest.millis(now)), (verdict, otherName, now) -> {
            VenueRest.Request history =
                    verdict instanceof Verdict.Missing ? rest.venue().history(order, rest.millis(now)) : null;
            if (history == null) {
                answer.accept(verdict, otherName, now);
            } else if (rest.mayAsk(RequestClass.STATUS, now)) {
                one(order, then -> history, answer);
            } else {
                answer.accept(new Verdict.Unclear(verdict.evidence()), now); // both are to be asked again
            }
        });
    }

    private void one(OrderRef order, Function<Now, VenueRest.Request> question, Answer answer) {
        rest.ask(
                RequestClass.STATUS,
                question,
                (reply, now) -> {
                    Verdict verdict = rest.venue().judgeStatus(order, reply.status(), reply.body(), now.wall());
                    if (verdict instanceof Verdict.Unclear) {
                        rest.clock().doubt(); // among the reasons for no answer, the one that can be mended
                    }
                    boolean ended = verdict instanceof Verdict.Ended;
                    answer.accept(verdict, ended ? rest.venue().otherName(order, reply.body()) : null, now);
                },
                (error, now) -> {
                    Evidence none = new Evidence(PathKind.REST, "status-query-failed", error, now.wall());
                    answer.accept(new Verdict.Unclear(none), now);
                });
    }

    @Override
    public void open(@Nullable String symbol, OpenAnswer answer) {
        if (!mayListByHttp(rest.loop().now())) { // HTTP has no list, or is left alone for a while
            rest.loop()
                    .execute(() ->
                            listed(Optional.empty(), symbol, answer, rest.loop().now()));
            return;
        }
        page(
                now -> rest.venue().openOrders(symbol, rest.millis(now)),
                new OpenOrderPages(rest.venue(), symbol),
                (open, now) -> listed(open, symbol, answer, now));
    }

    private void page(Function<Now, VenueRest.Request> question, OpenOrderPages pages, OpenAnswer answer) {
        rest.ask(
                RequestClass.OPEN_ORDERS,
                question,
                (reply, now) -> {
                    VenueRest.Request next = pages.take(reply.status(), reply.body(), rest.millis(now));
                    if (next == null) {
                        answer.accept(pages.whole(), now);
                    } else if (rest.mayAsk(RequestClass.OPEN_ORDERS, now)) {
                        page(then -> next, pages, answer);
                    } else {
                        answer.accept(Optional.empty(), now); // a part of a list proves nothing
                    }
                },
                (error, now) -> answer.accept(Optional.empty(), now));
    }

    private void listed(Optional<List<CancelAll.OpenOrder>> open, @Nullable String symbol, OpenAnswer answer, Now now) {
        if (open.isPresent() || sockets == null || !sockets.ask(symbol, answer)) {
            answer.accept(open, now);
        }
    }
}
