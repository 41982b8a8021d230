package io.ordergateway.ws.app;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.timing.Stage;
import io.ordergateway.core.timing.StageTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How long the stages of a gateway's cancels take, for a program that has a Micrometer registry: {@code new
 * GatewayMetrics(gateway).bindTo(registry)}. For each account and stage the timer {@value #NAME}, which counts and sums, and
 * below that name the gauges {@code p50}, {@code p99}, {@code p999} and {@code max}, in the registry's unit of time, all since
 * the gateway was opened. They are worked out when the registry is read; no cancel waits for it.
 */
public final class GatewayMetrics implements MeterBinder {
    /** What all names begin with. */
    public static final String NAME = "order.gateway.cancel.stage";

    /** What the names of the log's gauges begin with: {@code waiting}, {@code lost}, {@code size}. */
    public static final String LOG = "order.gateway.log";

    /** What the names of the relay's gauges begin with: {@code waiting}, {@code connected}, {@code age}. */
    public static final String RELAY = "order.gateway.relay";

    private static final Map<String, ToLongFunction<StageTimes.Seen>> GAUGES = Map.of(
            ".p50", StageTimes.Seen::p50Nanos,
            ".p99", StageTimes.Seen::p99Nanos,
            ".p999", StageTimes.Seen::p999Nanos,
            ".max", StageTimes.Seen::maxNanos);

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
        Moment moment = new Moment(gateway, registry.config().clock());
        GatewayHealth health = gateway.health();
        for (GatewayHealth.AccountHealth account : health.accounts()) {
            for (Stage stage : Stage.values()) {
                bind(registry, moment, account.account().name(), stage);
            }
        }
        if (health.log() != null) {
            bindLog(registry, moment);
        }
        if (health.relay() != null) {
            bindRelay(registry, moment);
        }
    }

    private static void bindLog(MeterRegistry registry, Moment moment) {
        Gauge.builder(LOG + ".waiting", moment, asked -> asked.log().waiting())
                .description("outcomes that wait to be written")
                .strongReference(true)
                .register(registry);
        Gauge.builder(LOG + ".lost", moment, asked -> asked.log().lost())
                .description("outcomes that could not be written and never will be")
                .strongReference(true)
                .register(registry);
        Gauge.builder(LOG + ".size", moment, asked -> asked.log().bytes())
                .baseUnit(BaseUnits.BYTES)
                .description("the size of the file of outcomes")
                .strongReference(true)
                .register(registry);
    }

    private static void bindRelay(MeterRegistry registry, Moment moment) {
        Gauge.builder(RELAY + ".waiting", moment, asked -> asked.relay().waiting())
                .description("outcomes that were not relayed yet")
                .strongReference(true)
                .register(registry);
        Gauge.builder(RELAY + ".connected", moment, asked -> asked.relay().connected() ? 1 : 0)
                .description("1 if what is relayed arrives, else 0")
                .strongReference(true)
                .register(registry);
        TimeGauge.builder(RELAY + ".age", moment, TimeUnit.MILLISECONDS, Moment::relayAgeMillis)
                .description("how long ago the oldest outcome happened that was not relayed yet")
                .strongReference(true)
                .register(registry);
    }

    private static void bind(MeterRegistry registry, Moment moment, String account, Stage stage) {
        Tags tags = Tags.of("account", account, "stage", stage.name().toLowerCase(Locale.ROOT));
        // A registry holds what it asks weakly, but for a gauge that insists; the functions hold it for the timer.
        FunctionTimer.builder(
                        NAME,
                        moment,
                        ignored -> moment.of(account, stage).count(),
                        ignored -> moment.of(account, stage).totalNanos(),
                        TimeUnit.NANOSECONDS)
                .description("time that cancels spent in a stage")
                .tags(tags)
                .register(registry);
        GAUGES.forEach((suffix, nanos) -> TimeGauge.builder(
                        NAME + suffix,
                        moment,
                        TimeUnit.NANOSECONDS,
                        asked -> nanos.applyAsLong(asked.of(account, stage)))
                .description("time a cancel spent in a stage, by the part of all that took no longer")
                .tags(tags)
                .strongReference(true)
                .register(registry));
    }

    /** Meters are read one by one; those that are read together tell of one moment, for which the gateway is asked once. */
    private static final class Moment {
        private static final long LASTS = Duration.ofMillis(500).toNanos();

        private final OrderGateway gateway;
        private final Clock clock;
        private @Nullable GatewayHealth health;
        private long askedAt;

        Moment(OrderGateway gateway, Clock clock) {
            this.gateway = gateway;
            this.clock = clock;
        }

        private synchronized GatewayHealth health() {
            long now = clock.monotonicTime();
            if (health == null || now - askedAt > LASTS) {
                health = gateway.health();
                askedAt = now;
            }
            return health;
        }

        GatewayHealth.Log log() {
            return Objects.requireNonNull(health().log(), "a log that was there when the metrics were bound");
        }

        GatewayHealth.Relay relay() {
            return Objects.requireNonNull(health().relay(), "a relay that was there when the metrics were bound");
        }

        long relayAgeMillis() {
            Instant oldest = relay().oldest();
            return oldest == null ? 0 : Math.max(0, clock.wallTime() - oldest.toEpochMilli());
        }

        StageTimes.Seen of(String account, Stage stage) {
            return health().accounts().stream()
                    .filter(one -> one.account().name().equals(account))
                    .flatMap(one -> one.stages().stream())
                    .filter(seen -> seen.stage() == stage)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
