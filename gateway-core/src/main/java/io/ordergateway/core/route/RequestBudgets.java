package io.ordergateway.core.route;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one account may still send over HTTP, by class of request. Classes that a venue counts together share a budget. */
public final class RequestBudgets {
    private final Map<RequestClass, Draw> draws = new EnumMap<>(RequestClass.class);
    private final List<RateBudget> all = new ArrayList<>();

    /**
     * Budgets of which nothing was spent.
     *
     * @param now monotonic nanoseconds
     */
    public RequestBudgets(RequestLimits limits, long now) {
        Map<RateLimit, RateBudget> byLimit = new HashMap<>();
        limits.costs().forEach((what, cost) -> {
            RateBudget budget = byLimit.computeIfAbsent(cost.limit(), limit -> begin(limit, now));
            draws.put(what, new Draw(budget, cost.weight()));
        });
    }

    private RateBudget begin(RateLimit limit, long now) {
        RateBudget budget = new RateBudget(limit, now);
        all.add(budget);
        return budget;
    }

    /**
     * From where a class of requests is paid.
     *
     * @param weight how much one of them costs
     */
    public record Draw(RateBudget budget, int weight) {
        /** Whether such a request, which is no cancel, may be sent now. */
        public boolean allowsOther(long now) {
            return budget.allowsOthers(weight, now);
        }

        /** One is begun, and counted: those that come meanwhile do not find the same room. */
        public void spend(long now) {
            budget.spend(weight, now);
        }

        /**
         * One that was begun leaves now. To connect may have taken a while, and the venue counts from when it leaves: so does
         * this.
         *
         * @param begun when it was counted
         * @return false if others have taken the room meanwhile: it must not leave, and is not counted any more
         */
        public boolean leaves(long begun, long now) {
            budget.notLeft(weight, begun, now);
            boolean room = budget.allowsCancels(weight, now);
            if (room) {
                budget.spend(weight, now);
            }
            return room;
        }

        /** One that was begun never left. */
        public void neverLeft(long begun, long now) {
            budget.notLeft(weight, begun, now);
        }
    }

    /** From where this class is paid. */
    public Draw of(RequestClass what) {
        Draw draw = draws.get(what);
        if (draw == null) {
            throw new IllegalStateException("no budget for " + what); // the limits name each class
        }
        return draw;
    }

    /** Each budget once. */
    public List<RateBudget> all() {
        return all;
    }
}
