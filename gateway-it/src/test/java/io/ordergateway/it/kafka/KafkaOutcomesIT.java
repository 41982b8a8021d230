package io.ordergateway.it.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.ws.kafka.KafkaOutcomes;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kafka.ReadPlace;
import io.ordergateway.ws.kafka.ReadProgress;
import io.ordergateway.ws.kafka.ReadStopped;
import io.ordergateway.ws.kafka.RelayedOutcome;
import io.ordergateway.ws.kafka.relay.KafkaRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.test.StepVerifier;

/** A service that reads the outcomes of gateways from a real broker's topic. */
@ExtendWith(SharedBroker.class)
class KafkaOutcomesIT {
    private static final int CANCELS = 200;

    private final KafkaBrokers brokers;

    KafkaOutcomesIT(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    /** Writes cancels to a topic, by way of a gateway's log and its relay. */
    private static void write(KafkaSettings settings, TestLog log, int cancels) {
        log.cancels(cancels);
        try (KafkaRelay relay = KafkaRelay.start(settings, log.source(), ownership -> {})) {
            Readers.awaitRelayed(relay, log.written());
        }
    }

    @Test
    void aSubscriberThatWantsOneAtATimeGetsEverything() {
        KafkaSettings settings = brokers.settings("one-by-one");
        TestLog log = new TestLog("gw-one");
        write(settings, log, CANCELS);
        List<RelayedOutcome> read = new ArrayList<>();

        new KafkaOutcomes(settings).readToEnd(ReadPlace.EARLIEST).subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                request(1);
            }

            @Override
            protected void hookOnNext(RelayedOutcome record) {
                synchronized (read) {
                    read.add(record);
                }
                request(1);
            }
        });

        await().atMost(KafkaBrokers.PATIENCE).until(() -> {
            synchronized (read) {
                return read.size() >= log.written();
            }
        });
        Readers.assertEachOnce(read, "gw-one", 1, log.written());
    }

    @Test
    void nothingComesThatWasNotAskedFor() {
        KafkaSettings settings = brokers.settings("by-demand");
        TestLog log = new TestLog("gw-demand");
        write(settings, log, CANCELS);

        StepVerifier.create(new KafkaOutcomes(settings).read(ReadPlace.EARLIEST), 0)
                .expectSubscription()
                .expectNoEvent(Duration.ofMillis(500))
                .thenRequest(5)
                .expectNextCount(5)
                .expectNoEvent(Duration.ofMillis(500))
                .thenRequest(1)
                .expectNextCount(1)
                .thenCancel()
                .verify(KafkaBrokers.PATIENCE);
    }

    @Test
    void whoCancelsIsToldNothingMoreAndLeavesNoThreadBehind() {
        KafkaSettings settings = brokers.settings("cancelled");
        TestLog log = new TestLog("gw-cancelled");
        write(settings, log, CANCELS);
        Queue<RelayedOutcome> read = new ConcurrentLinkedQueue<>();

        Disposable waiting =
                new KafkaOutcomes(settings).read(ReadPlace.EARLIEST).subscribe(read::add);
        await().atMost(KafkaBrokers.PATIENCE).until(() -> read.size() == log.written());
        new KafkaOutcomes(settings).read(ReadPlace.EARLIEST).take(7).blockLast(KafkaBrokers.PATIENCE);
        assertThat(threadsOf("cancelled")).isPositive();
        waiting.dispose();

        await().atMost(KafkaBrokers.PATIENCE).until(() -> threadsOf("cancelled") == 0);
    }

    private static long threadsOf(String topic) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("outcomes-of-" + topic))
                .count();
    }

    @Test
    void aServiceThatKeepsItsPlaceGoesOnThereWithoutGapOrDouble() {
        KafkaSettings settings = brokers.settings("kept-place");
        TestLog log = new TestLog("gw-kept");
        write(settings, log, CANCELS);
        ReadProgress progress = new ReadProgress(ReadPlace.EARLIEST);
        List<RelayedOutcome> read = new ArrayList<>();
        List<RelayedOutcome> first = new KafkaOutcomes(settings)
                .read(ReadPlace.EARLIEST)
                .take(log.written() - 50)
                .doOnNext(progress::passed)
                .collectList()
                .block(KafkaBrokers.PATIENCE);
        String kept = progress.place().text();

        // The gateway forgot that the last hundred had arrived, so that half of them come again behind that place.
        log.relayed(log.written() - 100);
        write(settings, log, CANCELS);
        read.addAll(first);
        read.addAll(new KafkaOutcomes(settings)
                .readToEnd(ReadPlace.parse(kept))
                .collectList()
                .block(KafkaBrokers.PATIENCE));

        Readers.assertEachOnce(read, "gw-kept", 1, log.written());
    }

    @Test
    void fromTheLatestOnComesOnlyWhatIsNew() {
        KafkaSettings settings = brokers.settings("latest");
        TestLog log = new TestLog("gw-latest");
        write(settings, log, CANCELS);
        KafkaOutcomes outcomes = new KafkaOutcomes(settings);

        ReadPlace latest = outcomes.latest().block(KafkaBrokers.PATIENCE);
        write(settings, log, 1);

        Readers.assertEachOnce(
                outcomes.readToEnd(latest).collectList().block(KafkaBrokers.PATIENCE),
                "gw-latest",
                log.written() - 2,
                log.written());
    }

    @Test
    void ofAGatewayOnlyWhatComesAfterAPosition() {
        KafkaSettings settings = brokers.settings("after");
        TestLog one = new TestLog("gw-after-1");
        TestLog other = new TestLog("gw-after-2");
        write(settings, one, CANCELS);
        write(settings, other, CANCELS);

        List<RelayedOutcome> read = new KafkaOutcomes(settings)
                .readToEnd(ReadPlace.EARLIEST.after("gw-after-1", 100))
                .collectList()
                .block(KafkaBrokers.PATIENCE);

        Readers.assertEachOnce(read, "gw-after-1", 101, one.written());
        Readers.assertEachOnce(read, "gw-after-2", 1, other.written());
    }

    @Test
    void whatIsNoRecordIsToldWithItsPlaceAndTheRestCanBeReadBehindIt() throws Exception {
        KafkaSettings settings = brokers.settings("spoiled");
        TestLog log = new TestLog("gw-spoiled");
        write(settings, log, CANCELS);
        try (KafkaProducer<String, String> stranger = new KafkaProducer<>(
                Map.of("bootstrap.servers", settings.servers()), new StringSerializer(), new StringSerializer())) {
            stranger.send(new ProducerRecord<>("spoiled", 2, "what", "is this")).get();
            ProducerRecord<String, String> later = new ProducerRecord<>("spoiled", 2, "key", "{\"v\":99}");
            later.headers()
                    .add("gatewayId", "gw-later".getBytes(UTF_8))
                    .add("position", "1".getBytes(UTF_8))
                    .add("partitions", "4".getBytes(UTF_8));
            stranger.send(later).get();
        }
        write(settings, log, CANCELS);
        List<RelayedOutcome> read = new ArrayList<>();

        List<ReadStopped> told = readBehindEveryStop(settings, ReadPlace.EARLIEST, read);

        assertThat(told).hasSize(2);
        assertThat(told.get(0))
                .hasMessageContaining("of partition 2 of spoiled cannot be read: it has no header gatewayId");
        assertThat(told.get(1))
                .hasMessageContaining("of partition 2 of spoiled cannot be read: ")
                .hasMessageContaining("99");
        Readers.assertEachOnce(read, "gw-spoiled", 1, log.written());
    }

    @Test
    void aReaderWhoseNextRecordWasTrimmedAwayIsTold() throws Exception {
        KafkaSettings settings = brokers.settings("too-late");
        TestLog log = new TestLog("gw-too-late");
        write(settings, log, CANCELS);
        ReadProgress progress = new ReadProgress(ReadPlace.EARLIEST);
        new KafkaOutcomes(settings)
                .readToEnd(ReadPlace.EARLIEST)
                .doOnNext(progress::passed)
                .blockLast(KafkaBrokers.PATIENCE);
        write(settings, log, CANCELS);
        trim("too-late");
        write(settings, log, CANCELS);

        List<RelayedOutcome> read = new ArrayList<>();

        List<ReadStopped> told = readBehindEveryStop(settings, progress.place(), read);

        assertThat(told.stream().map(ReadStopped::partition).collect(Collectors.toSet()))
                .hasSize(4);
        assertThat(told.get(0)).hasMessageContaining("was trimmed, or made anew");
        Readers.assertEachOnce(read, "gw-too-late", 6L * CANCELS + 1, log.written());
    }

    /** As a service would that goes on whatever it is told. */
    private static List<ReadStopped> readBehindEveryStop(
            KafkaSettings settings, ReadPlace from, List<RelayedOutcome> read) {
        List<ReadStopped> told = new ArrayList<>();
        ReadProgress progress = new ReadProgress(from);
        for (int before = -1; told.size() > before; ) {
            before = told.size();
            ReadProgress round = progress;
            new KafkaOutcomes(settings)
                    .readToEnd(round.place())
                    .doOnNext(round::passed)
                    .doOnNext(read::add)
                    .doOnError(ReadStopped.class, told::add)
                    .onErrorComplete(ReadStopped.class)
                    .blockLast(KafkaBrokers.PATIENCE);
            if (told.size() > before) {
                progress = new ReadProgress(round.place().skipping(told.get(before)));
            }
        }
        return told;
    }

    private void trim(String topic) throws InterruptedException, ExecutionException {
        Map<TopicPartition, RecordsToDelete> everything = new HashMap<>();
        for (int i = 0; i < 4; i++) {
            everything.put(new TopicPartition(topic, i), RecordsToDelete.beforeOffset(-1));
        }
        try (Admin admin = brokers.admin()) {
            admin.deleteRecords(everything).all().get();
        }
    }

    @Test
    void partitionsThatAreAddedAreReadToo() throws Exception {
        KafkaSettings settings = brokers.settings("more");
        TestLog log = new TestLog("gw-more");
        write(settings, log, CANCELS);
        Queue<RelayedOutcome> read = new ConcurrentLinkedQueue<>();

        Disposable reader = new KafkaOutcomes(settings).read(ReadPlace.EARLIEST).subscribe(read::add);
        try (Admin admin = brokers.admin()) {
            admin.createPartitions(Map.of("more", NewPartitions.increaseTo(8)))
                    .all()
                    .get();
        }
        await().atMost(KafkaBrokers.PATIENCE).untilAsserted(() -> {
            // How soon the new partitions are known to a producer is the brokers' business.
            write(settings, log, 20);
            assertThat(read).anyMatch(record -> record.partition() > 3);
        });
        await().atMost(KafkaBrokers.PATIENCE).until(() -> read.size() >= log.written());
        reader.dispose();

        Readers.assertEachOnce(List.copyOf(read), "gw-more", 1, log.written());
    }

    @Test
    void aTopicThatIsNotThereIsAnError() {
        KafkaSettings settings = brokers.settings("nowhere");

        StepVerifier.create(new KafkaOutcomes(settings).read(ReadPlace.EARLIEST))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(KafkaException.class)
                        .hasMessageContaining("there is no topic nowhere"))
                .verify(KafkaBrokers.PATIENCE);
    }
}
