package io.ordergateway.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.ws.kafka.KafkaOutcomes;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kafka.ReadPlace;
import io.ordergateway.ws.kafka.RelayedOutcome;
import io.ordergateway.ws.store.SqliteOutcomeLog;
import io.ordergateway.ws.store.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;

/** A process with a log in a file and its relay is killed while both are busy, over and over. */
@ExtendWith(SharedBroker.class)
class KilledRelayIT {
    private static final int KILLS = 2;
    private static final int RECORDS_BETWEEN = 3_000;

    private final KafkaBrokers brokers;
    private Process process;

    @TempDir
    private Path folder;

    KilledRelayIT(KafkaBrokers brokers) {
        this.brokers = brokers;
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    @Test
    void whatTheFileHoldsStandsInTheTopicAndIsReadOnceHoweverOftenTheProcessIsKilled() throws Exception {
        KafkaSettings settings = brokers.settings("kill-nine");
        Path file = folder.resolve("outcomes.db");
        Path out = Files.createFile(folder.resolve("out"));
        process = RelayMain.start(file, settings, out);
        await().atMost(KafkaBrokers.PATIENCE).until(() -> {
            assertThat(process.isAlive()).as(Files.readString(out)).isTrue();
            return exists(settings.topic());
        });
        Queue<RelayedOutcome> read = new ConcurrentLinkedQueue<>();
        Disposable reader = new KafkaOutcomes(settings).read(ReadPlace.EARLIEST).subscribe(read::add);

        for (int i = 1; i <= KILLS; i++) {
            int enough = i * RECORDS_BETWEEN;
            await().atMost(KafkaBrokers.PATIENCE).until(() -> read.size() >= enough);
            process.destroyForcibly().waitFor();
            process = RelayMain.start(file, settings, out);
        }
        await().atMost(KafkaBrokers.PATIENCE).until(() -> read.size() >= (KILLS + 1) * RECORDS_BETWEEN);
        process.outputWriter().close();
        assertThat(process.waitFor(KafkaBrokers.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();

        assertThat(process.exitValue()).as(Files.readString(out)).isZero();

        List<Outcome> stored;
        String gatewayId;
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(StoreSettings.at(file))) {
            gatewayId = log.gatewayId();
            assertThat(log.relayed()).isEqualTo(log.health().written());
            stored = log.outcomes(Position.EARLIEST)
                    .take(log.health().written())
                    .collectList()
                    .block(KafkaBrokers.PATIENCE);
        }
        await().atMost(KafkaBrokers.PATIENCE).until(() -> read.size() >= stored.size());
        reader.dispose();
        Readers.assertEachOnce(List.copyOf(read), gatewayId, 1, stored.size());
        assertThat(read.stream()
                        .map(RelayedOutcome::outcome)
                        .sorted(Comparator.comparingLong(Outcome::position))
                        .toList())
                .isEqualTo(stored);
    }

    private boolean exists(String topic) throws Exception {
        try (var admin = brokers.admin()) {
            return admin.listTopics().names().get().contains(topic);
        }
    }
}
