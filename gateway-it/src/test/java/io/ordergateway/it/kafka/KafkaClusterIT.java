package io.ordergateway.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kafka.relay.KafkaRelay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Three brokers, of which two must hold a record; those that lead are killed under load, one after the other. */
@EnabledIfSystemProperty(named = "kafka.brokers", matches = "3", disabledReason = "only with -Pkafka-cluster")
class KafkaClusterIT {
    private static final int BROKERS = 3;
    private static final int CANCELS = 5_000;

    @TempDir
    private Path folder;

    @Test
    void whicheverBrokerIsKilledUnderLoadNothingIsMissing() throws Exception {
        try (KafkaBrokers brokers = KafkaBrokers.start(Files.createDirectories(folder), BROKERS)) {
            KafkaSettings settings = brokers.settings("cluster");
            TestLog log = new TestLog("gw-cluster");

            try (KafkaRelay relay = KafkaRelay.start(settings, log.source(), ownership -> {})) {
                for (int round = 0; round < BROKERS; round++) {
                    log.cancels(CANCELS);
                    Readers.awaitRelayed(relay, log.written() - CANCELS);
                    int leader = leader(brokers, settings.topic(), round);
                    brokers.kill(leader);
                    log.cancels(CANCELS);
                    // The two that are left go on without it.
                    Readers.awaitRelayed(relay, log.written());
                    brokers.start(leader);
                    brokers.awaitAll();
                    awaitInSync(brokers, settings.topic());
                }
            }

            assertThat(log.written()).isEqualTo(2L * 3 * BROKERS * CANCELS);
            Readers.assertEachOnce(Readers.all(settings), "gw-cluster", 1, log.written());
        }
    }

    private static int leader(KafkaBrokers brokers, String topic, int partition) throws Exception {
        try (Admin admin = brokers.admin()) {
            return admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic)
                            .partitions()
                            .get(partition)
                            .leader()
                            .id()
                    - 1;
        }
    }

    private static void awaitInSync(KafkaBrokers brokers, String topic) {
        await().atMost(KafkaBrokers.PATIENCE).until(() -> {
            try (Admin admin = brokers.admin()) {
                return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                        .allMatch(partition -> partition.isr().size() == BROKERS);
            }
        });
    }
}
