package io.ordergateway.ws.sim.coinswitch.door;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many requests are taken of each endpoint (section 8), for the account's one key.
 *
 * @param enforced whether a request too many is answered with 429; they are counted all the same
 * @param limits of each endpoint
 */
public record EndpointLimits(boolean enforced, Map<Endpoint, Endpoint.Limit> limits) {
    public EndpointLimits {
        limits = Map.copyOf(limits);
    }

    /** The documented numbers, enforced. */
    public static EndpointLimits documented() {
        Map<Endpoint, Endpoint.Limit> limits = new EnumMap<>(Endpoint.class);
        for (Endpoint endpoint : Endpoint.values()) {
            limits.put(endpoint, endpoint.documented());
        }
        return new EndpointLimits(true, limits);
    }

    /** The same numbers, and nobody is turned away. */
    public EndpointLimits notEnforced() {
        return new EndpointLimits(false, limits);
    }

    public EndpointLimits with(Endpoint endpoint, int max, Duration window) {
        Map<Endpoint, Endpoint.Limit> changed = new EnumMap<>(limits);
        changed.put(endpoint, new Endpoint.Limit(max, window));
        return new EndpointLimits(enforced, changed);
    }

    /** What holds for an endpoint. */
    public Endpoint.Limit of(Endpoint endpoint) {
        return limits.getOrDefault(endpoint, endpoint.documented());
    }
}
