package io.ordergateway.ws.metrics;

import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.timing.StageTimes;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.stream.Stream;

/**
 * The stages of cancels in buckets, as Prometheus has them. Micrometer's own histograms are recorded into; these were
 * recorded already, and are read.
 */
final class StageHistograms implements Collector {
    private static final double NANOS_A_SECOND = 1e9;
    private static final String NAME = GatewayMetrics.NAME.replace('.', '_') + "_seconds";
    private static final List<Double> BOUNDS = Stream.concat(
                    StageTimes.BOUNDS_NANOS.stream().map(nanos -> nanos / NANOS_A_SECOND),
                    Stream.of(Double.POSITIVE_INFINITY))
            .toList();

    private final HealthMoment moment;

    StageHistograms(HealthMoment moment) {
        this.moment = moment;
    }

    @Override
    public MetricSnapshot collect() {
        HistogramSnapshot.Builder all = HistogramSnapshot.builder().name(NAME).help(StageMeters.TEXT);
        for (AccountHealth account : moment.health().accounts()) {
            for (StageTimes.Seen stage : account.stages()) {
                all.dataPoint(point(account.account().name(), stage));
            }
        }
        return all.build();
    }

    private static HistogramDataPointSnapshot point(String account, StageTimes.Seen stage) {
        return HistogramDataPointSnapshot.builder()
                .labels(Labels.of("account", account, "stage", StageMeters.label(stage.stage())))
                .sum(stage.totalNanos() / NANOS_A_SECOND)
                .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS, stage.buckets()))
                .build();
    }
}
