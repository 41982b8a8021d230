package io.ordergateway.ws.metrics;

import io.micrometer.core.instrument.Tags;
import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.route.RateBudget;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** Which ways to the venue are open, and what its rate limits still allow on them. */
final class PathMeters {
    private static final String UP = "order.gateway.path.up";
    private static final String BUDGET = "order.gateway.budget.";

    private PathMeters() {}

    /**
     * Registers them.
     *
     * @param budgets those of the account, by the names of their limits: they stay for as long as the gateway is open
     */
    static void bind(AccountMeters meters, List<RateBudget.Seen> budgets) {
        String text = "1 if cancels can leave by it, else 0";
        meters.gauge(UP, text, Tags.of("path", "socket"), account -> account.socketReady() ? 1 : 0);
        meters.gauge(
                UP,
                text,
                Tags.of("path", "rest"),
                account -> account.vitals().rest().isEmpty() ? 1 : 0);
        meters.gauge(
                "order.gateway.orders.up",
                "1 if the venue tells of orders, or never would, else 0",
                Tags.empty(),
                account -> account.vitals().orders().isEmpty() ? 1 : 0);
        meters.time(
                "order.gateway.sweep.age",
                "how long ago the account's thread last looked for what is due",
                Tags.empty(),
                TimeUnit.MILLISECONDS,
                account -> account.vitals().sinceSweep().toMillis());
        for (RateBudget.Seen budget : budgets) {
            bind(meters, budget.limit().name());
        }
    }

    private static void bind(AccountMeters meters, String name) {
        Tags tags = Tags.of("budget", name);
        meters.gauge(
                BUDGET + "limit",
                "requests allowed in a window",
                tags,
                of(name, budget -> budget.limit().most()));
        meters.gauge(BUDGET + "available", "cancels that may be sent now", tags, of(name, RateBudget.Seen::remaining));
        meters.gauge(
                BUDGET + "reserved",
                "of the limit, how many only cancels may spend",
                tags,
                of(name, budget -> budget.limit().reserve()));
        meters.time(
                BUDGET + "window",
                "how long a window is",
                tags,
                TimeUnit.MILLISECONDS,
                of(name, budget -> budget.limit().window().toMillis()));
    }

    private static ToDoubleFunction<AccountHealth> of(String name, ToDoubleFunction<RateBudget.Seen> value) {
        return account -> account.budgets().stream()
                .filter(budget -> budget.limit().name().equals(name))
                .findFirst()
                .map(value::applyAsDouble)
                .orElseThrow();
    }
}
