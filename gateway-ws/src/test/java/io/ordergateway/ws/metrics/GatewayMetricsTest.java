package io.ordergateway.ws.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.GatewayHealth.Level;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.outcome.MemoryOutcomeLog;
import io.ordergateway.core.timing.Stage;
import io.ordergateway.core.timing.StageTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GatewayMetricsTest {
    private final StageTimes main = new StageTimes();
    private final StageTimes other = new StageTimes();
    private final AtomicInteger asked = new AtomicInteger();
    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);

    @BeforeEach
    void bind() {
        OrderGateway gateway =
                new OrderGateway(Map.of(), new MemoryOutcomeLog(1), id -> List.of(), this::health, () -> {});
        new GatewayMetrics(gateway).bindTo(registry);
        asked.set(0);
        clock.add(Duration.ofMinutes(1));
    }

    private GatewayHealth health() {
        asked.incrementAndGet();
        return new GatewayHealth(List.of(health("main", main), health("other", other)));
    }

    private static AccountHealth health(String name, StageTimes times) {
        return new AccountHealth(
                new Account(name, Venue.ASCENDEX, Account.Category.FUTURES),
                List.of(),
                List.of(),
                new GatewayHealth.Cancels(0, 0, 0, GatewayHealth.Doubts.NONE, times.seen(), Map.of(), Map.of()),
                GatewayHealth.Vitals.SOUND,
                Level.GREEN,
                List.of());
    }

    @Test
    void aStagesCountAndTimesAreRead() {
        for (int i = 0; i < 99; i++) {
            main.record(Stage.REPLIED, Duration.ofMillis(2).toNanos());
        }
        main.record(Stage.REPLIED, Duration.ofMillis(80).toNanos());

        FunctionTimer timer = registry.get("order.gateway.cancel.stage")
                .tags("account", "main", "stage", "replied")
                .functionTimer();

        assertThat(timer.count()).isEqualTo(100);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isCloseTo(99 * 2 + 80, within(1e-6));
        assertThat(seconds(".p50", "main", "replied")).isCloseTo(0.002, within(0.0001));
        assertThat(seconds(".p99", "main", "replied")).isCloseTo(0.002, within(0.0001));
        assertThat(seconds(".p999", "main", "replied")).isCloseTo(0.080, within(0.003));
        assertThat(seconds(".max", "main", "replied")).isEqualTo(0.080);
        assertThat(seconds(".max", "other", "replied")).isZero();
        assertThat(seconds(".max", "main", "ended")).isZero();
    }

    private double seconds(String suffix, String account, String stage) {
        return registry.get("order.gateway.cancel.stage" + suffix)
                .tags("account", account, "stage", stage)
                .timeGauge()
                .value(TimeUnit.SECONDS);
    }

    @Test
    void metersThatAreReadTogetherTellOfOneMoment() {
        registry.getMeters().forEach(GatewayMetricsTest::read);
        assertThat(asked).hasValue(1);

        clock.add(Duration.ofSeconds(1));
        registry.getMeters().forEach(GatewayMetricsTest::read);
        assertThat(asked).hasValue(2);
    }

    private static void read(Meter meter) {
        meter.measure().forEach(one -> assertThat(one.getValue()).isNotNegative());
    }

    @Test
    void theTagsOfATimeAreTheAccountAndTheStageAndNothingElse() {
        assertThat(registry.getMeters())
                .filteredOn(meter -> meter.getId().getName().startsWith(GatewayMetrics.NAME))
                .hasSize(2 * Stage.values().length * 5)
                .allSatisfy(meter -> assertThat(meter.getId().getTags())
                        .extracting(Tag::getKey)
                        .containsExactly("account", "stage"));
    }

    @Test
    void theMetricsAreThereAsLongAsTheRegistryIs() {
        main.record(Stage.WAITED, 1_000);

        System.gc();

        assertThat(registry.get("order.gateway.cancel.stage")
                        .tags("account", "main", "stage", "waited")
                        .functionTimer()
                        .count())
                .isEqualTo(1);
        assertThat(seconds(".max", "main", "waited")).isEqualTo(1e-6);
    }

    @Test
    void whatWaitsToBeWrittenIsRead() {
        SimpleMeterRegistry writing = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
        Instant oldest = Instant.ofEpochMilli(clock.wallTime()).minusMillis(1_500);
        GatewayHealth.Log log = new GatewayHealth.Log(40, 12, oldest, 3, 4_096, "the disk is full");
        OrderGateway gateway = new OrderGateway(
                Map.of(),
                new MemoryOutcomeLog(1),
                id -> List.of(),
                () -> new GatewayHealth(List.of(), log, null),
                () -> {});

        new GatewayMetrics(gateway).bindTo(writing);

        assertThat(writing.get("order.gateway.log.waiting").gauge().value()).isEqualTo(12);
        assertThat(writing.get("order.gateway.log.lost").gauge().value()).isEqualTo(3);
        assertThat(writing.get("order.gateway.log.size").gauge().value()).isEqualTo(4_096);
        assertThat(writing.get("order.gateway.log.writable").gauge().value()).isZero();
        assertThat(writing.get("order.gateway.log.age").timeGauge().value(TimeUnit.SECONDS))
                .isEqualTo(1.5);
        assertThat(writing.get("order.gateway.ready").gauge().value()).isZero();
    }

    @Test
    void aRelaysLagIsRead() {
        SimpleMeterRegistry relaying = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
        Instant oldest = Instant.ofEpochMilli(clock.wallTime()).minusSeconds(90);
        GatewayHealth.Relay relay = new GatewayHealth.Relay(false, 40, 12, oldest, Level.YELLOW, "no broker");
        OrderGateway gateway = new OrderGateway(
                Map.of(),
                new MemoryOutcomeLog(1),
                id -> List.of(),
                () -> new GatewayHealth(List.of(), null, relay),
                () -> {});

        new GatewayMetrics(gateway).bindTo(relaying);

        assertThat(relaying.get("order.gateway.relay.waiting").gauge().value()).isEqualTo(12);
        assertThat(relaying.get("order.gateway.relay.connected").gauge().value())
                .isZero();
        assertThat(relaying.get("order.gateway.relay.age").timeGauge().value(TimeUnit.SECONDS))
                .isEqualTo(90);
    }
}
