package io.ordergateway.ws.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.OrderGateway;

/**
 * A gateway in numbers, for a program that has a Micrometer registry: {@code new GatewayMetrics(gateway).bindTo(registry)}.
 * {@code docs/metrics.md} of this module has each with its unit, labels and meaning. They are worked out when the registry is
 * read; no cancel waits for it. Needs {@code io.micrometer:micrometer-core} on the class path.
 *
 * <p>How long the stages of cancels take: for each account and stage the timer {@value #NAME}, which counts and sums, and below
 * that name the gauges {@code p50}, {@code p99}, {@code p999} and {@code max}, in the registry's unit of time, all since the
 * gateway was opened.
 */
public final class GatewayMetrics implements MeterBinder {
    /** What the names of the times begin with. */
    public static final String NAME = "order.gateway.cancel.stage";

    /** What the names of the log's gauges begin with: {@code waiting}, {@code lost}, {@code size}, {@code age}, {@code writable}. */
    public static final String LOG = "order.gateway.log";

    /** What the names of the relay's gauges begin with: {@code waiting}, {@code connected}, {@code age}. */
    public static final String RELAY = "order.gateway.relay";

    private final OrderGateway gateway;

    /**
     * Metrics that are bound to no registry yet.
     *
     * @param gateway remains its owner's, to be closed by whoever opened it
     */
    public GatewayMetrics(OrderGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        bind(registry, new HealthMoment(gateway, registry.config().clock()));
    }

    static void bind(MeterRegistry registry, HealthMoment moment) {
        GatewayHealth health = moment.health();
        for (GatewayHealth.AccountHealth account : health.accounts()) {
            AccountMeters meters =
                    new AccountMeters(registry, moment, account.account().name());
            StageMeters.bind(meters);
            CancelMeters.bind(meters);
            SessionMeters.bind(meters);
            PathMeters.bind(meters, account.budgets());
        }
        GatewayMeters meters = new GatewayMeters(registry, moment);
        meters.bindReady();
        if (health.log() != null) {
            meters.bindLog();
        }
        if (health.relay() != null) {
            meters.bindRelay();
        }
    }
}
