package io.ordergateway.ws.kit;

import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.route.RequestLimits;
import org.jspecify.annotations.Nullable;

/**
 * How much a venue takes from one account.
 *
 * @param sockets on sessions, or {@code null} if cancels go over HTTP only
 * @param rest over HTTP, by class of request
 */
public record VenueLimits(@Nullable Sockets sockets, RequestLimits rest) {
    /**
     * Messages on sessions.
     *
     * @param admin logins, pings and pongs
     * @param stream subscriptions
     * @param orders cancels
     * @param queries other requests
     */
    public record Sockets(RateLimit admin, RateLimit stream, RateLimit orders, RateLimit queries) {
        private Sockets share(int percent) {
            return new Sockets(
                    admin.share(percent), stream.share(percent), orders.share(percent), queries.share(percent));
        }
    }

    /** The part of each that one of several gateways may use. */
    public VenueLimits share(int percent) {
        return new VenueLimits(sockets == null ? null : sockets.share(percent), rest.share(percent));
    }
}
