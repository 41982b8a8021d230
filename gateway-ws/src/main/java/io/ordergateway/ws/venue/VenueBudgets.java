package io.ordergateway.ws.venue;

import io.ordergateway.core.route.RateBudget;
import io.ordergateway.core.route.RequestBudgets;
import io.ordergateway.core.timing.Now;
import io.ordergateway.ws.kit.VenueLimits;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one account may still send, by the venue's classes of requests. Shared by all its paths: a venue counts by account
 * and address, not by connection.
 *
 * @param sockets on sessions, or {@code null} if cancels go over HTTP only
 * @param rest whatever goes over HTTP, by class of request
 */
public record VenueBudgets(@Nullable Sockets sockets, RequestBudgets rest) {
    /**
     * Messages on sessions.
     *
     * @param admin logins, pings and pongs
     * @param stream subscriptions
     * @param orders cancels
     * @param queries other requests
     */
    public record Sockets(RateBudget admin, RateBudget stream, RateBudget orders, RateBudget queries) {
        private static Sockets of(VenueLimits.Sockets limits, Now now) {
            return new Sockets(
                    new RateBudget(limits.admin(), now.nanos()),
                    new RateBudget(limits.stream(), now.nanos()),
                    new RateBudget(limits.orders(), now.nanos()),
                    new RateBudget(limits.queries(), now.nanos()));
        }

        private Stream<RateBudget> all() {
            return Stream.of(admin, stream, orders, queries);
        }
    }

    /** Budgets of which nothing was spent. */
    public static VenueBudgets of(VenueLimits limits, Now now) {
        VenueLimits.Sockets sockets = limits.sockets();
        return new VenueBudgets(
                sockets == null ? null : Sockets.of(sockets, now), new RequestBudgets(limits.rest(), now.nanos()));
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
        return Stream.concat(sockets == null ? Stream.empty() : sockets.all(), rest.all().stream());
    }
}
