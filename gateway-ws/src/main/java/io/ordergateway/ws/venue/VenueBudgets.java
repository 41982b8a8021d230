package io.ordergateway.ws.venue;

import io.ordergateway.core.route.RateBudget;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.route.RequestBudgets;
import io.ordergateway.core.route.RequestLimits;
import io.ordergateway.core.timing.Now;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one account may still send, by the venue's classes of requests. Shared by all its paths: a venue counts by account
 * and address, not by connection.
 *
 * @param admin logins, pings and pongs on sockets
 * @param stream subscriptions
 * @param orders cancels on sockets
 * @param queries other requests on sockets
 * @param rest whatever goes over HTTP, by class of request
 */
public record VenueBudgets(
        RateBudget admin, RateBudget stream, RateBudget orders, RateBudget queries, RequestBudgets rest) {

    /**
     * The limits behind the budgets.
     *
     * @param admin logins, pings and pongs on sockets
     * @param stream subscriptions
     * @param orders cancels on sockets
     * @param queries other requests on sockets
     * @param rest whatever goes over HTTP, by class of request
     */
    public record Limits(RateLimit admin, RateLimit stream, RateLimit orders, RateLimit queries, RequestLimits rest) {
        /** The part of each that one of several gateways may use. */
        public Limits share(int percent) {
            return new Limits(
                    admin.share(percent),
                    stream.share(percent),
                    orders.share(percent),
                    queries.share(percent),
                    rest.share(percent));
        }
    }

    /** Budgets of which nothing was spent. */
    public static VenueBudgets of(Limits limits, Now now) {
        return new VenueBudgets(
                new RateBudget(limits.admin(), now.nanos()),
                new RateBudget(limits.stream(), now.nanos()),
                new RateBudget(limits.orders(), now.nanos()),
                new RateBudget(limits.queries(), now.nanos()),
                new RequestBudgets(limits.rest(), now.nanos()));
    }

    /** Lets go of what has left the venue's windows. */
    public void sweep(Now now) {
        all().forEach(budget -> budget.sweep(now.nanos()));
    }

    /** The budgets as they were a moment ago. Any thread. */
    public List<RateBudget.Seen> seen() {
        return all().map(RateBudget::seen).toList();
    }

    private Stream<RateBudget> all() {
        return Stream.concat(Stream.of(admin, stream, orders, queries), rest.all().stream());
    }
}
