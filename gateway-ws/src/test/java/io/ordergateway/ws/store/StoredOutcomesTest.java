package io.ordergateway.ws.store;

import static io.ordergateway.ws.store.Cancels.AT;
import static io.ordergateway.ws.store.Cancels.MAIN;
import static io.ordergateway.ws.store.Cancels.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import io.ordergateway.core.outcome.OutcomesLost;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.outcome.StreamMark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reading the file beside the gateway, as another program does. */
@Timeout(60)
class StoredOutcomesTest {
    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("outcomes.db");
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void theFileIsReadWhileItIsWrittenAndNobodyWaits() throws Exception {
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(StoreSettings.at(path()));
                StoredOutcomes stored = StoredOutcomes.open(path())) {
            Cancels.whole(log, "a", 200);
            Reading earliest = Reading.of(stored.outcomes(Position.EARLIEST)).all();
            Reading latest = Reading.of(stored.outcomes(Position.LATEST)).all();
            assertThat(earliest.positions(600)).isEqualTo(range(1, 600));

            for (int i = 0; i < 20; i++) {
                Cancels.whole(log, "b" + i + "-", 10);
            }

            assertThat(earliest.positions(600)).isEqualTo(range(601, 1_200));
            assertThat(latest.positions(1))
                    .first()
                    .satisfies(first -> assertThat(first).isGreaterThan(600));
            assertThat(log.health().writable()).isTrue();
            assertThat(stored.gatewayId()).isEqualTo(log.gatewayId());
            earliest.cancel();
            latest.cancel();
        }
    }

    @Test
    void anOrdersStoryIsFoundWhetherOrNotTheGatewayRuns() throws Exception {
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(StoreSettings.at(path()))) {
            log.accepted(MAIN, Cancels.byClientId("k"), AT, RecordListener.NOBODY);
            Cancels.whole(log, "c", 50);
            log.mark(MAIN, StreamMark.Kind.RECONCILED, "all", AT);
            assertStory();
        }
        assertStory();
    }

    private void assertStory() {
        try (StoredOutcomes stored = StoredOutcomes.open(path())) {
            assertThat(stored.byOrder("order-of-c7"))
                    .map(CancelOutcome.class::cast)
                    .extracting(CancelOutcome::phase)
                    .containsExactly(Phase.ACCEPTED, Phase.SENT, Phase.SETTLED);
            assertThat(stored.byCancel("c7")).isEqualTo(stored.byOrder("order-of-c7"));
            assertThat(stored.byOrder("client-id-of-k"))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            CancelOutcome.class,
                            found -> assertThat(found.order())
                                    .isEqualTo(Cancels.byClientId("k").order()));
            assertThat(stored.byOrder("nobody")).isEmpty();
            assertThat(stored.byCancel("nobody")).isEmpty();
        }
    }

    @Test
    void theWriterLeavesNothingBesideTheFileToThoseWhoReadOn() throws Exception {
        SqliteOutcomeLog log = SqliteOutcomeLog.open(StoreSettings.at(path()));
        Cancels.whole(log, "c", 50);
        try (StoredOutcomes reader = StoredOutcomes.open(path())) {
            log.close();
            Path alone = Files.copy(path(), folder.resolve("alone.db"));

            try (StoredOutcomes copy = StoredOutcomes.open(alone)) {
                assertThat(copy.byCancel("c49")).hasSize(3).isEqualTo(reader.byCancel("c49"));
            }
        }
    }

    @Test
    void whoReadsWaitsForWhoPutsTheFileInOrder() throws Exception {
        SqliteOutcomeLog.open(StoreSettings.at(path())).close();
        CompletableFuture<StoredOutcomes> opened;
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + path())) {
            StoreFile.run(other, "PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE");

            opened = CompletableFuture.supplyAsync(() -> StoredOutcomes.open(path()));

            assertThatThrownBy(() -> opened.get(2 * StoreFile.BUSY_MILLIS, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
        }
        assertThat(opened).succeedsWithin(SOON).satisfies(StoredOutcomes::close);
    }

    @Test
    void whatIsNoLongerKeptIsSaid() throws Exception {
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(StoreSettings.at(path()))) {
            Cancels.whole(log, "c", 3);
        }
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + path())) {
            StoreFile.run(other, "DELETE FROM outcome WHERE position <= 4");
        }

        try (StoredOutcomes stored = StoredOutcomes.open(path())) {
            assertThat(Reading.of(stored.outcomes(Position.of(4))).all().next())
                    .isInstanceOfSatisfying(
                            OutcomesLost.class,
                            lost -> assertThat(lost.oldest()).isEqualTo(5));
            assertThat(Reading.of(stored.outcomes(Position.EARLIEST)).all().positions(5))
                    .isEqualTo(range(5, 9));
        }
    }
}
