package io.ordergateway.ws.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.ordergateway.core.GatewayHealth.AccountHealth;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Registers meters of one account, each of which asks its moment. A registry holds what it asks weakly, but for a gauge that
 * insists; the functions hold it for the others.
 */
record AccountMeters(MeterRegistry registry, HealthMoment moment, String account) {
    void gauge(String name, String text, Tags tags, ToDoubleFunction<AccountHealth> value) {
        Gauge.builder(name, moment, asked -> value.applyAsDouble(asked.account(account)))
                .description(text)
                .tags(tags.and("account", account))
                .strongReference(true)
                .register(registry);
    }

    void counter(String name, String text, Tags tags, ToDoubleFunction<AccountHealth> value) {
        FunctionCounter.builder(name, moment, ignored -> value.applyAsDouble(moment.account(account)))
                .description(text)
                .tags(tags.and("account", account))
                .register(registry);
    }

    void time(String name, String text, Tags tags, TimeUnit unit, ToDoubleFunction<AccountHealth> value) {
        TimeGauge.builder(name, moment, unit, asked -> value.applyAsDouble(asked.account(account)))
                .description(text)
                .tags(tags.and("account", account))
                .strongReference(true)
                .register(registry);
    }

    void timer(
            String name,
            String text,
            Tags tags,
            ToLongFunction<AccountHealth> count,
            ToDoubleFunction<AccountHealth> totalNanos) {
        FunctionTimer.builder(
                        name,
                        moment,
                        ignored -> count.applyAsLong(moment.account(account)),
                        ignored -> totalNanos.applyAsDouble(moment.account(account)),
                        TimeUnit.NANOSECONDS)
                .description(text)
                .tags(tags.and("account", account))
                .register(registry);
    }
}
