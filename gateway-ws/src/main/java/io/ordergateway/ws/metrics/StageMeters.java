package io.ordergateway.ws.metrics;

import io.micrometer.core.instrument.Tags;
import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.timing.Stage;
import io.ordergateway.core.timing.StageTimes;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** How long the stages of cancels take. */
final class StageMeters {
    static final String TEXT = "time that cancels spent in a stage";

    private static final Map<String, ToLongFunction<StageTimes.Seen>> GAUGES = Map.of(
            ".p50", StageTimes.Seen::p50Nanos,
            ".p99", StageTimes.Seen::p99Nanos,
            ".p999", StageTimes.Seen::p999Nanos,
            ".max", StageTimes.Seen::maxNanos);

    private StageMeters() {}

    static void bind(AccountMeters meters) {
        for (Stage stage : Stage.values()) {
            bind(meters, stage);
        }
    }

    private static void bind(AccountMeters meters, Stage stage) {
        Tags tags = Tags.of("stage", label(stage));
        meters.timer(
                GatewayMetrics.NAME,
                TEXT,
                tags,
                account -> of(account, stage).count(),
                account -> of(account, stage).totalNanos());
        GAUGES.forEach((suffix, nanos) -> meters.time(
                GatewayMetrics.NAME + suffix,
                "time a cancel spent in a stage, by the part of all that took no longer",
                tags,
                TimeUnit.NANOSECONDS,
                account -> nanos.applyAsLong(of(account, stage))));
    }

    /** What stands for a constant in a label. */
    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static StageTimes.Seen of(AccountHealth account, Stage stage) {
        return account.stages().stream()
                .filter(seen -> seen.stage() == stage)
                .findFirst()
                .orElseThrow();
    }
}
