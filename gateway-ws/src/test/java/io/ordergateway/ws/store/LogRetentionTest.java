package io.ordergateway.ws.store;

import static io.ordergateway.ws.store.Cancels.AT;
import static io.ordergateway.ws.store.Cancels.MAIN;
import static io.ordergateway.ws.store.Cancels.wish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.outcome.StreamMark;
import io.ordergateway.ws.store.Cancels.Told;
import io.ordergateway.ws.store.StoreSettings.Retention;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is removed is the oldest, and never what is still needed. */
@Timeout(60)
class LogRetentionTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path folder;

    private StoreSettings settings(Retention retention) {
        return StoreSettings.at(folder.resolve("outcomes.db")).retention(retention);
    }

    private SqliteOutcomeLog open(Retention retention, Instant now) {
        return SqliteOutcomeLog.open(settings(retention), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Retention age(Duration age) {
        return new Retention(age, Long.MAX_VALUE);
    }

    /** Marks at a moment, written and, where that is due, tidied up before: marks are told of nobody, so a cancel ends them. */
    private static void marks(SqliteOutcomeLog log, int count, Instant at) throws InterruptedException {
        for (int i = 0; i < count - 2; i++) {
            log.mark(MAIN, StreamMark.Kind.RECONCILED, "m", at);
        }
        Told told = new Told();
        String id = "c-" + at + "-" + count;
        log.accepted(MAIN, wish(id), at, RecordListener.NOBODY);
        log.settled(MAIN, wish(id), Cancels.canceled(wish(id)), at, told.of(id));
        log.flush(Runnable::run);
        told.expect(id + " written");
    }

    /** What is there when the file was closed: the writer tidies up in its own time, and last of all before it sleeps. */
    private List<Long> kept() throws SQLException {
        try (StoreReader reader = new StoreReader(new StoreFile(folder.resolve("outcomes.db")))) {
            return reader.page(0, Long.MAX_VALUE, Long.MAX_VALUE).stream()
                    .map(Outcome::position)
                    .toList();
        }
    }

    private void untilKept(long first, long last) throws Exception {
        List<Long> expected = LongStream.rangeClosed(first, last).boxed().toList();
        long giveUp = System.nanoTime() + Cancels.SOON.toNanos();
        while (!kept().equals(expected)) {
            List<Long> kept = kept();
            assertThat(System.nanoTime())
                    .as("%s to %s are kept", kept.get(0), kept.get(kept.size() - 1))
                    .isLessThan(giveUp);
        }
    }

    @Test
    void whatIsTooOldIsRemovedInManySmallSteps() throws Exception {
        try (SqliteOutcomeLog log = open(age(DAY), AT.plus(DAY))) {
            marks(log, 5_500, AT.minusSeconds(1));
            marks(log, 10, AT);

            untilKept(5_501, 5_510);
            assertThat(log.outcomes(Position.EARLIEST).blockFirst(Cancels.SOON).position())
                    .isEqualTo(5_501);
        }
    }

    @Test
    void theNewestStaysHoweverOldSoThatPositionsGoOn() throws Exception {
        try (SqliteOutcomeLog log = open(age(DAY), AT.plus(DAY))) {
            marks(log, 100, AT.minusSeconds(1));
            untilKept(100, 100);
        }

        try (SqliteOutcomeLog log = open(age(DAY), AT.plus(DAY))) {
            marks(log, 10, AT);
            untilKept(101, 110);
        }
    }

    @Test
    void aCancelThatHasNotEndedKeepsItselfAndAllThatFollows() throws Exception {
        try (SqliteOutcomeLog log = open(age(DAY), AT.plus(DAY))) {
            marks(log, 50, AT.minusSeconds(1));
            log.accepted(MAIN, wish("open"), AT.minusSeconds(1), RecordListener.NOBODY);
            marks(log, 49, AT.minusSeconds(1));
            marks(log, 10, AT);
            untilKept(51, 110);
        }

        try (SqliteOutcomeLog log = open(age(DAY), AT.plus(DAY))) {
            assertThat(log.unfinished(MAIN)).hasSize(1);
            log.settled(MAIN, wish("open"), Cancels.canceled(wish("open")), AT, RecordListener.NOBODY);
            log.flush(Runnable::run);
            untilKept(101, 111);
        }
    }

    @Test
    void whatIsNotRelayedStaysOnceARelayIsInUse() throws Exception {
        try (SqliteOutcomeLog log = open(age(DAY), AT.plus(DAY))) {
            log.relayed(0);
            marks(log, 100, AT.minusSeconds(1));
            marks(log, 10, AT);

            log.relayed(60);
            untilKept(61, 110);
        }

        try (SqliteOutcomeLog log = open(age(DAY), AT.plus(DAY))) {
            assertThat(log.relayed()).isEqualTo(60);
            marks(log, 2, AT);
            untilKept(61, 112);
            log.relayed(112);
            untilKept(101, 112);
        }
    }

    @Test
    void aRelayCannotBeAheadOfTheLogNorGoBack() throws Exception {
        try (SqliteOutcomeLog log = open(age(DAY), AT)) {
            marks(log, 10, AT);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> log.relayed(11))
                    .withMessage("position is 11; write one that exists, 0 to 10");
            log.relayed(8);
            log.relayed(7);
            assertThat(log.relayed()).isEqualTo(8);
        }
        try (SqliteOutcomeLog log = open(age(DAY), AT)) {
            assertThat(log.relayed()).isEqualTo(8);
        }
    }

    @Test
    void aFileThatHoldsTooMuchLosesItsOldestAndGrowsNoMore() throws Exception {
        Retention small = new Retention(Retention.MAX_AGE, Retention.MIN_BYTES);
        try (SqliteOutcomeLog log = open(small, AT)) {
            for (int i = 0; i < 10; i++) {
                marks(log, 2_000, AT.plusSeconds(i));
            }
            Cancels.whole(log, "last", 1);
        }

        List<Long> kept = kept();
        assertThat(kept)
                .hasSizeBetween(1_000, 15_000)
                .isEqualTo(LongStream.rangeClosed(kept.get(0), 20_003).boxed().toList());
        assertThat(folder.resolve("outcomes.db").toFile().length()).isLessThan(3 * Retention.MIN_BYTES);
    }
}
