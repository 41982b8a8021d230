package io.ordergateway.core.route;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * By which limit a venue counts each class of requests over HTTP, and how much one of them counts. Classes with the same
 * limit are counted together.
 *
 * @param costs one entry for each class
 */
public record RequestLimits(Map<RequestClass, Cost> costs) {
    /**
     * What one request of a class costs.
     *
     * @param limit the limit it is counted by
     * @param weight as how many it counts, at least 1. A class that counts for more than the whole limit is never sent; that
     *     is meant for {@link RequestClass#CANCEL_BATCH} only, whose orders are then sent one by one
     */
    public record Cost(RateLimit limit, int weight) {
        /** Whether such a request may be sent at all. */
        public boolean isAffordable() {
            return weight <= limit.most();
        }
    }

    public RequestLimits {
        Map<RequestClass, Cost> copy = new EnumMap<>(RequestClass.class);
        copy.putAll(costs);
        costs = Collections.unmodifiableMap(copy);
        Map<String, RateLimit> byName = new HashMap<>();
        for (RequestClass what : RequestClass.values()) {
            Cost cost = costs.get(what);
            if (cost == null) {
                throw new IllegalArgumentException("the limits name none for " + what + "; say by which it is counted");
            }
            check(what, cost);
            RateLimit same = byName.putIfAbsent(cost.limit.name(), cost.limit);
            if (same != null && !same.equals(cost.limit)) {
                throw new IllegalArgumentException("the limit " + same.name() + " is given twice, as " + same
                        + " and as " + cost.limit + "; give each its own name");
            }
        }
    }

    private static void check(RequestClass what, Cost cost) {
        if (cost.weight < 1) {
            throw new IllegalArgumentException("weight of " + what + " must be at least 1, is " + cost.weight);
        }
        if (!cost.isAffordable() && what != RequestClass.CANCEL_BATCH) {
            throw new IllegalArgumentException("weight of " + what + " must be at most the " + cost.limit.most()
                    + " that " + cost.limit.name() + " allows, is " + cost.weight);
        }
    }

    /** All classes are counted together, each request as one. */
    public static RequestLimits together(RateLimit limit) {
        Map<RequestClass, Cost> costs = new EnumMap<>(RequestClass.class);
        for (RequestClass what : RequestClass.values()) {
            costs.put(what, new Cost(limit, 1));
        }
        return new RequestLimits(costs);
    }

    /** The same limits, but for one class, which is counted by this one. */
    public RequestLimits with(RequestClass what, RateLimit limit) {
        return with(what, limit, 1);
    }

    /**
     * The same limits, but for one class.
     *
     * @param weight as how many one such request counts
     */
    public RequestLimits with(RequestClass what, RateLimit limit, int weight) {
        Map<RequestClass, Cost> changed = new EnumMap<>(costs);
        changed.put(what, new Cost(limit, weight));
        return new RequestLimits(changed);
    }

    /**
     * The part of each that one of several gateways may use.
     *
     * @param percent 1 to 100
     */
    public RequestLimits share(int percent) {
        Map<RequestClass, Cost> parts = new EnumMap<>(RequestClass.class);
        costs.forEach((what, cost) -> parts.put(what, new Cost(cost.limit.share(percent), cost.weight)));
        return new RequestLimits(parts);
    }
}
