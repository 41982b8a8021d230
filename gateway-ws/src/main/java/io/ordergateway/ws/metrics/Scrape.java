package io.ordergateway.ws.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ordergateway.core.OrderGateway;
import org.jspecify.annotations.Nullable;

/**
 * A gateway's metrics as a page for Prometheus; {@code docs/metrics.md} of this module is the table of them. Needs
 * {@code io.micrometer:micrometer-registry-prometheus} on the class path. Thread-safe.
 */
public final class Scrape implements AutoCloseable {
    private static final String OPEN_METRICS = "application/openmetrics-text";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /**
     * A page of this gateway.
     *
     * @param gateway remains its owner's
     */
    public Scrape(OrderGateway gateway) {
        HealthMoment moment = new HealthMoment(gateway, registry.config().clock());
        // Any registry gets a timer under this name; here it is a histogram, which counts and sums as well.
        registry.config().meterFilter(MeterFilter.deny(id -> id.getName().equals(GatewayMetrics.NAME)));
        GatewayMetrics.bind(registry, moment);
        registry.getPrometheusRegistry().register(new StageHistograms(moment));
    }

    /** Where whoever serves the page may add meters of their own. */
    public MeterRegistry registry() {
        return registry;
    }

    /**
     * In which form the page is written for a reader.
     *
     * @param accept the {@code Accept} header, or {@code null} if there was none: OpenMetrics for those who name it, else the
     *     text form of Prometheus, which everybody reads
     */
    public static String contentType(@Nullable String accept) {
        return accept != null && accept.contains(OPEN_METRICS)
                ? OPEN_METRICS + "; version=1.0.0; charset=utf-8"
                : "text/plain; version=0.0.4; charset=utf-8";
    }

    /**
     * The page, as {@link #contentType} says. Asks the gateway at most twice a second, however often it is read; does not
     * block.
     *
     * @param accept the {@code Accept} header, or {@code null} if there was none
     */
    public String text(@Nullable String accept) {
        return registry.scrape(contentType(accept));
    }

    /** Forgets the meters. The gateway goes on. */
    @Override
    public void close() {
        registry.close();
    }
}
