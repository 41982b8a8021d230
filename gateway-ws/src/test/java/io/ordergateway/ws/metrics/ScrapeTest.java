package io.ordergateway.ws.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ordergateway.core.timing.Stage;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScrapeTest {
    private final FakeGateway fake = new FakeGateway();

    private String page(@Nullable String accept) {
        try (Scrape scrape = new Scrape(fake.gateway)) {
            return scrape.text(accept);
        }
    }

    private double value(String series) {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(series) + " (\\S+)$").matcher(page(null));
        assertThat(line.find()).as(series).isTrue();
        return Double.parseDouble(line.group(1));
    }

    private List<Double> buckets(String stage) {
        String series = "order_gateway_cancel_stage_seconds_bucket{account=\"main\",stage=\"" + stage + "\",le=\"";
        return page(null)
                .lines()
                .filter(line -> line.startsWith(series))
                .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    }

    @Test
    void aStageIsAHistogramWhoseBucketsAddUp() {
        fake.times.record(Stage.CERTAIN, Duration.ofNanos(4_000).toNanos(), 5);
        fake.times.record(Stage.CERTAIN, Duration.ofMillis(2).toNanos(), 3);
        fake.times.record(Stage.CERTAIN, Duration.ofMinutes(5).toNanos());

        List<Double> buckets = buckets("certain");

        assertThat(buckets).hasSize(26).isSorted().startsWith(5.0).endsWith(8.0, 9.0);
        String of = "{account=\"main\",stage=\"certain\"}";
        assertThat(value("order_gateway_cancel_stage_seconds_count" + of)).isEqualTo(9);
        assertThat(value("order_gateway_cancel_stage_seconds_sum" + of)).isCloseTo(300.00602, within(1e-9));
        assertThat(value("order_gateway_cancel_stage_seconds_bucket"
                        + "{account=\"main\",stage=\"certain\",le=\"0.002097152\"}"))
                .isEqualTo(8);
        assertThat(buckets("waited")).hasSize(26).containsOnly(0.0);
    }

    @Test
    void aNumberOfTheGatewayIsANumberOnThePage() {
        assertThat(value("order_gateway_cancel_pending{account=\"main\"}")).isEqualTo(11);
        assertThat(value("order_gateway_cancel_results_total{account=\"main\",kind=\"canceled\"}"))
                .isEqualTo(700);
        assertThat(value("order_gateway_cancel_refusals_total{account=\"main\",reason=\"no_path\"}"))
                .isEqualTo(3);
        assertThat(value("order_gateway_session_connections_total{account=\"main\"}"))
                .isEqualTo(5);
        assertThat(value("order_gateway_session_replies_unmatched_total{account=\"main\",match=\"late\"}"))
                .isEqualTo(2);
        assertThat(value("order_gateway_sessions{account=\"main\",state=\"ready\"}"))
                .isEqualTo(1);
        assertThat(value("order_gateway_budget_available{account=\"main\",budget=\"rest\"}"))
                .isEqualTo(5_990);
        assertThat(value("order_gateway_budget_reserved{account=\"main\",budget=\"rest\"}"))
                .isEqualTo(1_500);
        assertThat(value("order_gateway_budget_window_seconds{account=\"main\",budget=\"rest\"}"))
                .isEqualTo(60);
        assertThat(value("order_gateway_path_up{account=\"main\",path=\"rest\"}"))
                .isZero();
        assertThat(value("order_gateway_log_size_bytes")).isEqualTo(4_096);
        assertThat(value("order_gateway_ready")).isEqualTo(1);
    }

    @Test
    void whoNamesOpenMetricsGetsItAndAllOthersWhatEverybodyReads() {
        String prometheus = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3";

        assertThat(Scrape.contentType(prometheus)).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(page(prometheus)).endsWith("# EOF\n");
        assertThat(Scrape.contentType("*/*")).startsWith("text/plain; version=0.0.4");
        assertThat(Scrape.contentType("application/vnd.google.protobuf")).startsWith("text/plain; version=0.0.4");
        assertThat(page(null)).doesNotContain("# EOF");
    }
}
