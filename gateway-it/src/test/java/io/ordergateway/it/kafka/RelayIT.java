package io.ordergateway.it.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kafka.RelayedOutcome;
import io.ordergateway.ws.kafka.relay.KafkaRelay;
import io.ordergateway.ws.record.OutcomeJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a gateway's log to a real broker's topic, and what may happen on the way. */
@ExtendWith(SharedBroker.class)
class RelayIT {
    private static final int CANCELS = 2_000;

    private final KafkaBrokers brokers;

    RelayIT(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    private static KafkaRelay relay(KafkaSettings settings, TestLog log) {
        return KafkaRelay.start(settings, log.source(), ownership -> {
            throw new AssertionError("nobody took it over, but was told: " + ownership);
        });
    }

    @Test
    void everyRecordArrivesOnceWithItsKeyAndItsHeadersAndInOrderForEachOrder() {
        KafkaSettings settings = brokers.settings("plain");
        TestLog log = new TestLog("gw-plain");
        log.cancels(CANCELS);
        log.mark();

        try (KafkaRelay relay = relay(settings, log)) {
            Readers.awaitRelayed(relay, log.written());
        }

        List<ConsumerRecord<String, String>> raw = raw(settings, log.written());
        Map<String, List<Long>> byKey = new HashMap<>();
        for (ConsumerRecord<String, String> record : raw) {
            Outcome outcome = OutcomeJson.read(record.value());
            byKey.computeIfAbsent(record.key(), any -> new ArrayList<>()).add(outcome.position());
            assertThat(headers(record))
                    .containsEntry("gatewayId", "gw-plain")
                    .containsEntry("position", String.valueOf(outcome.position()))
                    .containsEntry("schemaVersion", String.valueOf(OutcomeJson.VERSION))
                    .containsEntry("content-type", "application/json")
                    .containsEntry("partitions", "4");
        }
        assertThat(byKey).hasSize(51).containsKeys("ascendex|main", "ascendex|main|order-7");
        assertThat(byKey.values()).allSatisfy(positions -> assertThat(positions).isSorted());
        assertThat(raw.stream().map(ConsumerRecord::partition).distinct()).hasSize(4);
        List<RelayedOutcome> read = Readers.all(settings);
        Readers.assertEachOnce(read, "gw-plain", 1, log.written());
        assertThat(read.stream().map(RelayedOutcome::outcome).collect(Collectors.toSet()))
                .isEqualTo(log.log
                        .outcomes(Position.EARLIEST)
                        .take(log.written())
                        .collect(Collectors.toSet())
                        .block());
    }

    private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return headers;
    }

    /** As a reader sees it that knows nothing of this project. */
    private static List<ConsumerRecord<String, String>> raw(KafkaSettings settings, long count) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", settings.servers(), "isolation.level", "read_committed");
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(settings.topic()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(KafkaBrokers.PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(500)).forEach(records::add);
                return records.size() >= count;
            });
        }
        return records;
    }

    @Test
    void aBrokerThatIsKilledAndStartedAgainUnderLoadMissesNothing() throws Exception {
        KafkaSettings settings = brokers.settings("killed");
        TestLog log = new TestLog("gw-killed");

        try (KafkaRelay relay = relay(settings, log)) {
            log.cancels(CANCELS);
            Readers.awaitRelayed(relay, 1_000);
            brokers.kill(0);
            log.cancels(CANCELS);
            brokers.start(0);
            log.cancels(CANCELS);
            Readers.awaitRelayed(relay, log.written());
            await().atMost(KafkaBrokers.PATIENCE)
                    .until(() -> relay.health().trouble().isEmpty());
            assertThat(relay.health().waiting()).isZero();
        }

        assertThat(log.written()).isEqualTo(3L * 3 * CANCELS);
        Readers.assertEachOnce(Readers.all(settings), "gw-killed", 1, log.written());
    }

    @Test
    void aRelayThatForgotTheLastOfWhatArrivedSendsItAgainAndReadersDropIt() {
        KafkaSettings settings = brokers.settings("doubled");
        TestLog log = new TestLog("gw-doubled");
        log.cancels(CANCELS);
        try (KafkaRelay relay = relay(settings, log)) {
            Readers.awaitRelayed(relay, log.written());
        }

        log.relayed(3L * CANCELS - 500);
        log.cancels(10);
        try (KafkaRelay relay = relay(settings, log)) {
            Readers.awaitRelayed(relay, log.written());
        }

        assertThat(raw(settings, log.written() + 500)).hasSize((int) log.written() + 500);
        Readers.assertEachOnce(Readers.all(settings), "gw-doubled", 1, log.written());
    }

    @Test
    void aTrimmedTopicHoldsTheRestAndTakesWhatComes() throws Exception {
        KafkaSettings settings = brokers.settings("trimmed");
        TestLog log = new TestLog("gw-trimmed");

        try (KafkaRelay relay = relay(settings, log);
                Admin admin = brokers.admin()) {
            log.cancels(CANCELS);
            Readers.awaitRelayed(relay, log.written());
            Map<TopicPartition, RecordsToDelete> everything = new HashMap<>();
            for (int i = 0; i < 4; i++) {
                everything.put(new TopicPartition("trimmed", i), RecordsToDelete.beforeOffset(-1));
            }
            admin.deleteRecords(everything).all().get();
            log.cancels(CANCELS);
            Readers.awaitRelayed(relay, log.written());
        }

        Readers.assertEachOnce(Readers.all(settings), "gw-trimmed", 3L * CANCELS + 1, log.written());
    }

    @Test
    void aTopicThatIsMadeAnewWithFewerPartitionsTakesWhatComes() throws Exception {
        KafkaSettings settings = brokers.settings("anew");
        TestLog log = new TestLog("gw-anew");
        log.cancels(CANCELS);
        try (KafkaRelay relay = relay(settings, log)) {
            Readers.awaitRelayed(relay, log.written());
        }

        try (Admin admin = brokers.admin()) {
            admin.deleteTopics(List.of("anew")).all().get();
            await().atMost(KafkaBrokers.PATIENCE)
                    .until(() -> !admin.listTopics().names().get().contains("anew"));
            admin.createTopics(List.of(new NewTopic("anew", 2, (short) 1)))
                    .all()
                    .get();
        }
        log.cancels(CANCELS);
        try (KafkaRelay relay = relay(settings, log)) {
            Readers.awaitRelayed(relay, log.written());
        }

        Readers.assertEachOnce(Readers.all(settings), "gw-anew", 3L * CANCELS + 1, log.written());
    }

    @Test
    void whatTheLogThrewAwayBeforeItWasRelayedIsCountedAndTheRestArrives() {
        KafkaSettings settings = brokers.settings("lost");
        TestLog log = new TestLog("gw-lost", 300);
        log.cancels(150);

        try (KafkaRelay relay = relay(settings, log)) {
            Readers.awaitRelayed(relay, log.written());
            assertThat(relay.health().lost()).isEqualTo(150);
        }

        Readers.assertEachOnce(Readers.all(settings), "gw-lost", 151, 450);
    }

    @Test
    void aClosedRelayHasSentWhatTheLogHeld() {
        KafkaSettings settings = brokers.settings("closed");
        TestLog log = new TestLog("gw-closed");

        KafkaRelay relay = relay(settings, log);
        log.cancels(100);
        Readers.awaitRelayed(relay, log.written());
        log.cancels(100);
        relay.close();

        assertThat(log.relayed()).isEqualTo(600);
        Readers.assertEachOnce(Readers.all(settings), "gw-closed", 1, 600);
        CancelOutcome last = (CancelOutcome) Readers.all(settings).get(0).outcome();
        assertThat(last.phase()).isEqualTo(Phase.ACCEPTED);
    }
}
