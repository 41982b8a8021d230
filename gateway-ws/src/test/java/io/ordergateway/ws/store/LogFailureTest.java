package io.ordergateway.ws.store;

import static io.ordergateway.ws.store.Cancels.AT;
import static io.ordergateway.ws.store.Cancels.MAIN;
import static io.ordergateway.ws.store.Cancels.SOON;
import static io.ordergateway.ws.store.Cancels.SPOT;
import static io.ordergateway.ws.store.Cancels.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.outcome.StreamMark;
import io.ordergateway.ws.store.Cancels.Told;
import io.ordergateway.ws.store.StoreSettings.OnLogFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of records while the file cannot be written: another program holds it, or the disk is full. */
@Timeout(60)
class LogFailureTest {
    /** Some 400 bytes each, twice, on a disk of which two MiB are free. */
    private static final int MORE_THAN_FITS = 6_000;

    @TempDir
    private Path folder;

    private Path path() {
        return folder.resolve("outcomes.db");
    }

    /** Another program that writes, and does not end. */
    private Connection intruder() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path());
        StoreFile.run(connection, "BEGIN IMMEDIATE");
        return connection;
    }

    private static void until(BooleanSupplier condition) {
        long giveUp = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > giveUp) {
                throw new AssertionError("it did not come to that");
            }
            Thread.onSpinWait();
        }
    }

    private static List<Outcome> all(SqliteOutcomeLog log) {
        return log.outcomes(Position.EARLIEST)
                .take(log.health().written())
                .collectList()
                .block(SOON);
    }

    @Test
    void recordsWaitNobodyIsToldAndNoCancelIsTakenOnUntilTheFileCanBeWrittenAgain() throws Exception {
        Told told = new Told();
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(StoreSettings.at(path()))) {
            Cancels.whole(log, "before", 1);
            try (Connection intruder = intruder()) {
                log.accepted(MAIN, wish("c1"), AT, told.of("c1"));
                log.flush(Runnable::run);
                until(() -> !log.health().writable());
                log.accepted(MAIN, wish("c2"), AT, told.of("c2"));
                log.flush(Runnable::run);

                assertThat(log.closed()).satisfies(closed -> {
                    assertThat(closed.reason()).isEqualTo(RefusalReason.UNRECORDED);
                    assertThat(closed.text())
                            .contains(path().toString(), "is locked by another program; end what it does there");
                });
                assertThat(log.health().trouble()).contains("is locked by another program");
                assertThat(log.health().waiting()).isEqualTo(2);
                assertThat(told.soFar()).isEmpty();
                StoreFile.run(intruder, "ROLLBACK");
            }

            told.expect("c1 written");
            told.expect("c2 written");
            assertThat(log.closed()).isNull();
            assertThat(log.health().writable()).isTrue();
            assertThat(log.health().lost()).isZero();
            assertThat(all(log)).hasSize(5).extracting(Outcome::position).containsExactly(1L, 2L, 3L, 4L, 5L);
        }
    }

    @Test
    void closingTellsWhatIsLostInOrder() throws Exception {
        Told told = new Told();
        SqliteOutcomeLog log = SqliteOutcomeLog.open(StoreSettings.at(path()));
        try (Connection intruder = intruder()) {
            for (int i = 0; i < 3_000; i++) {
                log.accepted(MAIN, wish("c" + i), AT, i % 1_000 == 0 ? told.of("c" + i) : RecordListener.NOBODY);
            }
            log.flush(Runnable::run);

            log.close();

            assertThat(told.soFar())
                    .hasSize(3)
                    .allSatisfy(said -> assertThat(said).contains("lost: " + path() + " is locked by another program"))
                    .extracting(said -> said.split(" ", -1)[0])
                    .containsExactly("c0", "c1000", "c2000");
            assertThat(intruder.isClosed()).isFalse();
        }
    }

    @Test
    void whoCarriesOnIsToldAtOnceAndTheStreamTellsOfTheGapFirstOfAll() throws Exception {
        StoreSettings settings = StoreSettings.at(path()).onLogFailure(OnLogFailure.CONTINUE);
        Told told = new Told();
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(settings)) {
            Cancels.whole(log, "before", 1);
            try (Connection intruder = intruder()) {
                log.accepted(MAIN, wish("c1"), AT.plusSeconds(1), told.of("c1"));
                log.flush(Runnable::run);
                told.expect("c1 written");
                log.accepted(MAIN, wish("c2"), AT.plusSeconds(3), told.of("c2"));
                log.accepted(SPOT, wish("c3"), AT.plusSeconds(2), told.of("c3"));
                log.flush(Runnable::run);
                told.expect("c2 written");
                told.expect("c3 written");

                assertThat(log.closed()).isNull();
                assertThat(log.health().trouble()).contains("is locked by another program");
                assertThat(log.health().lost()).isEqualTo(3);
                assertThat(log.health().written()).isEqualTo(3);
                StoreFile.run(intruder, "ROLLBACK");
            }
            until(() -> log.health().writable());
            Cancels.whole(log, "after", 1);

            List<Outcome> all = all(log);
            assertThat(all).hasSize(8).extracting(Outcome::position).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
            assertThat((StreamMark) all.get(3)).satisfies(mark -> {
                assertThat(mark.account()).isEqualTo(MAIN);
                assertThat(mark.kind()).isEqualTo(StreamMark.Kind.GAP);
                assertThat(mark.text())
                        .startsWith("2 record(s) from 2026-11-01T12:00:01Z to 2026-11-01T12:00:03Z could not be written"
                                + " and are missing: " + path());
            });
            assertThat((StreamMark) all.get(4)).satisfies(mark -> {
                assertThat(mark.account()).isEqualTo(SPOT);
                assertThat(mark.text()).startsWith("1 record(s) from 2026-11-01T12:00:02Z to 2026-11-01T12:00:02Z");
            });
            assertThat(log.health().lost()).isEqualTo(3);
        }
    }

    @Test
    void aFullDiskIsNamedAndWhatWaitedIsWrittenOnceThereIsRoom() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(done("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()), "may not mount a disk");
        try {
            Path ballast = Files.write(disk.resolve("ballast"), new byte[22 << 20]);
            Told told = new Told();
            try (SqliteOutcomeLog log = SqliteOutcomeLog.open(StoreSettings.at(disk.resolve("outcomes.db")))) {
                for (int i = 0; i < MORE_THAN_FITS; i++) {
                    log.accepted(MAIN, wish("c" + i), AT, told.of("c" + i));
                }
                log.flush(Runnable::run);
                until(() -> !log.health().writable());
                assertThat(log.closed().reason()).isEqualTo(RefusalReason.UNRECORDED);
                assertThat(log.closed().text()).contains("the disk is full; make room");

                Files.delete(ballast);

                for (int i = 0; i < MORE_THAN_FITS; i++) {
                    told.expect("c" + i + " written");
                }
                assertThat(all(log)).hasSize(MORE_THAN_FITS);
                assertThat(log.closed()).isNull();
            }
        } finally {
            assertThat(done("umount", disk.toString())).isTrue();
        }
    }

    private static boolean done(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false; // there is no such program here
        }
    }

    @Test
    void aRecordThatCannotBePutIntoWordsIsLostAloneAndTheStreamSaysSo() throws Exception {
        Told told = new Told();
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(StoreSettings.at(path()))) {
            CancelOrder wish = wish("c1");
            CancelResult ofAnother = Cancels.canceled(wish("another"));

            log.accepted(MAIN, wish, AT, told.of("accepted"));
            log.settled(MAIN, wish, ofAnother, AT, told.of("settled"));
            log.accepted(MAIN, wish("c2"), AT, told.of("c2"));
            log.flush(Runnable::run);

            told.expect("accepted written");
            assertThat(told.next()).startsWith("settled lost: one record could not be written down");
            told.expect("c2 written");
            assertThat(all(log))
                    .extracting(outcome ->
                            outcome instanceof StreamMark mark ? mark.kind().name() : "cancel")
                    .containsExactly("cancel", "GAP", "cancel");
        }
    }

    /** A commit that failed may be on the disk all the same; then it must not stand beside what was written in its place. */
    @Test
    void whatReachedTheDiskThoughItFailedIsUndone() throws Exception {
        try (StoreWriterAccess access = new StoreWriterAccess(path())) {
            access.write("c1");
            access.appearsAllTheSame("c2");

            access.failAndResume("c3");

            assertThat(access.read())
                    .extracting(outcome -> ((CancelOutcome) outcome).cancelId().value())
                    .containsExactly("c1", "c3");
            assertThat(access.open()).containsExactly(1L, 2L);
        }
    }

    /** A writer without the thread around it. */
    private static final class StoreWriterAccess implements AutoCloseable {
        private final StoreFile file;
        private final StoreWriter writer;
        private final Batch batch = new Batch();
        private final Backlog backlog = new Backlog();

        StoreWriterAccess(Path path) throws SQLException {
            file = new StoreFile(path);
            writer = new StoreWriter(file, StoreSettings.at(path));
        }

        void write(String id) throws SQLException {
            backlog.put(new Backlog.Entry(MAIN, wish(id), null, AT, RecordListener.NOBODY));
            batch.fill(backlog);
            batch.encode(writer.newest() + 1, List.of());
            writer.write(batch.rows(), writer.relayed());
            batch.done(backlog);
            batch.clear();
        }

        void appearsAllTheSame(String id) throws SQLException {
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file.path())) {
                StoreFile.run(
                        other,
                        "INSERT INTO outcome SELECT position + 1, at, phase, venue, account, category, '" + id
                                + "', order_id, client_order_id, symbol, result, reason, path, rule, record FROM outcome",
                        "INSERT INTO unfinished VALUES (2)");
            }
        }

        void failAndResume(String id) throws SQLException {
            writer.drop();
            write(id);
        }

        List<Outcome> read() throws SQLException {
            try (StoreReader reader = new StoreReader(file)) {
                return reader.page(1, 10, 10);
            }
        }

        List<Long> open() throws SQLException {
            try (StoreReader reader = new StoreReader(file)) {
                return reader.unfinished(MAIN).stream()
                        .map(open -> "order-of-c1".equals(open.wish().order().orderId()) ? 1L : 2L)
                        .toList();
            }
        }

        @Override
        public void close() {
            writer.close();
        }
    }

    @Test
    void aFileThatWasReplacedIsNotGoneOnWith() throws Exception {
        try (StoreWriterAccess access = new StoreWriterAccess(path())) {
            access.write("c1");
            access.write("c2");
            try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + path())) {
                StoreFile.run(other, "DELETE FROM outcome WHERE position = 2");
            }

            org.assertj.core.api.Assertions.assertThatThrownBy(() -> access.failAndResume("c3"))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            path() + " ends with record 1, and record 2 was written: it was replaced; restore it, or"
                                    + " start the gateway anew");
        }
    }

    @Test
    void timesSortAsTheyAre() {
        assertThat(Schema.time(Instant.parse("2026-11-01T12:00:00.123Z")))
                .isEqualTo("2026-11-01T12:00:00.123000Z")
                .isGreaterThan(Schema.time(AT));
    }
}
