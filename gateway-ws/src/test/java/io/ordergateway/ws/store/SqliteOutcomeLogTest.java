package io.ordergateway.ws.store;

import static io.ordergateway.ws.store.Cancels.AT;
import static io.ordergateway.ws.store.Cancels.MAIN;
import static io.ordergateway.ws.store.Cancels.SOON;
import static io.ordergateway.ws.store.Cancels.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.outcome.StreamMark;
import io.ordergateway.ws.store.Cancels.Told;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class SqliteOutcomeLogTest {
    @TempDir
    private Path folder;

    private StoreSettings settings() {
        return StoreSettings.at(folder.resolve("outcomes.db"));
    }

    private static List<Outcome> all(SqliteOutcomeLog log) {
        long newest = log.health().written();
        return newest == 0
                ? List.of()
                : log.outcomes(Position.EARLIEST).take(newest).collectList().block(SOON);
    }

    @ParameterizedTest
    @EnumSource(StoreSettings.Policy.class)
    void whatWasWrittenIsThereAfterTheLogIsOpenedAnew(StoreSettings.Policy policy) throws Exception {
        List<Outcome> before;
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(settings().policy(policy))) {
            Cancels.whole(log, "c", 3);
            log.mark(MAIN, StreamMark.Kind.RECONCILED, "all asked", AT);
            before = all(log);
        }

        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(settings().policy(policy))) {
            List<Outcome> after = all(log);

            assertThat(after).hasSize(10).startsWith(before.toArray(new Outcome[0]));
            assertThat(after.get(9)).isEqualTo(new StreamMark(10, MAIN, StreamMark.Kind.RECONCILED, "all asked", AT));
            assertThat(after)
                    .extracting(Outcome::position)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 10).boxed().toList());
        }
    }

    @Test
    void aRecordIsKeptAsItWasHandedOver() throws Exception {
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(settings())) {
            CancelOrder wish = wish("c1");
            Told told = new Told();

            log.accepted(MAIN, wish, AT, RecordListener.NOBODY);
            log.sent(MAIN, wish, PathKind.REST, AT.plusNanos(1));
            log.settled(MAIN, wish, Cancels.acknowledged(wish), AT.plusNanos(2), RecordListener.NOBODY);
            log.ended(MAIN, wish, Cancels.canceled(wish), AT.plusNanos(3), told.of("c1"));
            log.flush(Runnable::run);
            told.expect("c1 written");

            assertThat(all(log))
                    .map(CancelOutcome.class::cast)
                    .extracting(CancelOutcome::step)
                    .containsExactly(
                            new CancelOutcome.Accepted(
                                    CancelOrder.Await.ACK, AT.plusSeconds(5), CancelOrder.Terms.NONE),
                            new CancelOutcome.Sent(PathKind.REST),
                            new CancelOutcome.Settled(Cancels.acknowledged(wish)),
                            new CancelOutcome.Final(Cancels.canceled(wish)));
            assertThat(all(log))
                    .extracting(Outcome::at)
                    .containsExactly(AT, AT.plusNanos(1), AT.plusNanos(2), AT.plusNanos(3));
        }
    }

    @Test
    void listenersAreToldInOrderAndOnTheLogsOwnThread() throws Exception {
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(settings())) {
            List<String> heard = new ArrayList<>();
            CountDownLatch told = new CountDownLatch(100);
            for (int i = 0; i < 100; i++) {
                String id = "c" + i;
                log.accepted(MAIN, wish(id), AT, new RecordListener() {
                    @Override
                    public void written() {
                        heard.add(id + " on " + Thread.currentThread().getName());
                        told.countDown();
                    }

                    @Override
                    public void lost(String why) {}
                });
            }
            log.flush(Runnable::run);

            assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(heard)
                    .containsExactlyElementsOf(LongStream.range(0, 100)
                            .mapToObj(i -> "c" + i + " on outcome-log")
                            .toList());
        }
    }

    @Test
    void whoIsToldCanReadTheRecordFromAnotherProgram() throws Exception {
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(settings())) {
            Told told = new Told();

            Cancels.whole(log, "c1", told.of("c1"));
            log.flush(Runnable::run);
            told.expect("c1 written");

            assertThat(row("SELECT * FROM outcome WHERE phase = 'SETTLED'"))
                    .startsWith(
                            "3",
                            "2026-11-01T12:00:00.000000Z",
                            "SETTLED",
                            "ascendex",
                            "main",
                            "FUTURES",
                            "c1",
                            "order-of-c1",
                            "null",
                            "BTC-PERP",
                            "CANCELED",
                            "null",
                            "SOCKET",
                            "order-push")
                    .last()
                    .asString()
                    .contains("\"position\":3");
        }
    }

    @Test
    void anOrderByItsClientIdStandsInAColumnOfItsOwn() throws Exception {
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(settings())) {
            Told told = new Told();

            log.accepted(MAIN, Cancels.byClientId("c1"), AT, told.of("c1"));
            log.mark(MAIN, StreamMark.Kind.RECONCILED, "all", AT);
            log.accepted(MAIN, wish("c2"), AT, told.of("c2"));
            log.flush(Runnable::run);
            told.expect("c1 written");
            told.expect("c2 written");

            String names = "SELECT order_id, client_order_id, symbol, reason FROM outcome WHERE position = ";
            assertThat(row(names + 1)).containsExactly("null", "client-id-of-c1", "BTC-PERP", "null");
            assertThat(row(names + 2)).containsExactly("null", "null", "null", "all");
            assertThat(row(names + 3)).containsExactly("order-of-c2", "null", "BTC-PERP", "null");
        }
    }

    @Test
    void anOrderIsFoundByEitherNameWithoutALookThroughTheLog() throws Exception {
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(settings())) {
            Cancels.whole(log, "c", 10);

            String bound = StoreReader.BY_ORDER.replace("?", "'order-of-c1'");
            assertThat(plan(bound))
                    .anyMatch(step -> step.contains("USING INDEX outcome_by_order "))
                    .anyMatch(step -> step.contains("USING INDEX outcome_by_client_order "))
                    .noneMatch(step -> step.contains("SCAN"));
        }
    }

    private List<String> plan(String question) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + settings().path());
                ResultSet found = connection.createStatement().executeQuery("EXPLAIN QUERY PLAN " + question)) {
            while (found.next()) {
                steps.add(found.getString("detail"));
            }
        }
        return steps;
    }

    @Test
    void aListenerThatThrowsHarmsNobody() throws Exception {
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(settings())) {
            Told told = new Told();
            log.accepted(MAIN, wish("c1"), AT, new RecordListener() {
                @Override
                public void written() {
                    throw new IllegalStateException("a listener's own trouble");
                }

                @Override
                public void lost(String why) {}
            });
            log.accepted(MAIN, wish("c2"), AT, told.of("c2"));
            log.flush(Runnable::run);

            told.expect("c2 written");
        }
    }

    @Test
    void theWriterIsWokenByTheExecutorThatIsGivenAndInlineIfThatTakesNoMore() throws Exception {
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(settings())) {
            Told told = new Told();
            ExecutorService ended = Executors.newSingleThreadExecutor();
            ended.shutdown();
            for (int i = 0; i < 200; i++) {
                log.accepted(MAIN, wish("c" + i), AT, told.of("c"));
                log.flush(ended);
                told.expect("c written");
            }
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> ended.execute(() -> {}))
                    .isInstanceOf(RejectedExecutionException.class);
        }
    }

    /** The writer sleeps for a minute if nobody wakes it, so that one lost wake-up in all these would be found. */
    @Test
    void noWakeUpIsLost() throws Exception {
        int threads = 3;
        int each = 20_000;
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(settings())) {
            ExecutorService late = Executors.newSingleThreadExecutor();
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            List<Future<?>> ends = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                String name = "t" + thread + "-";
                ends.add(pool.submit(() -> {
                    Told told = new Told();
                    for (int i = 0; i < each; i++) {
                        log.mark(MAIN, StreamMark.Kind.GAP, name + i, AT);
                        if (i % 20 == 0) {
                            log.accepted(MAIN, wish(name + i), AT, told.of(name + i));
                            log.flush(i % 40 == 0 ? late : Runnable::run);
                            told.expect(name + i + " written");
                        }
                    }
                    return null;
                }));
            }

            for (Future<?> end : ends) {
                end.get(50, TimeUnit.SECONDS);
            }
            pool.shutdown();
            late.shutdown();
        }
    }

    @Test
    void recordsOfOneThreadKeepTheirOrderAndAllAreWritten() throws Exception {
        int threads = 4;
        int each = 5_000;
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(settings())) {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            List<Future<?>> ends = new ArrayList<>();
            CountDownLatch written = new CountDownLatch(threads * each);
            for (int thread = 0; thread < threads; thread++) {
                String name = "t" + thread + "-";
                ends.add(pool.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        log.accepted(MAIN, wish(name + i), AT, counting(written));
                        if (i % 7 == 0) {
                            log.flush(Runnable::run);
                        }
                    }
                    log.flush(Runnable::run);
                }));
            }
            for (Future<?> end : ends) {
                end.get(30, TimeUnit.SECONDS);
            }
            assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
            pool.shutdown();

            List<Outcome> all = all(log);
            assertThat(all)
                    .extracting(Outcome::position)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, (long) threads * each)
                            .boxed()
                            .toList());
            for (int thread = 0; thread < threads; thread++) {
                String name = "t" + thread + "-";
                assertThat(all.stream()
                                .map(outcome ->
                                        ((CancelOutcome) outcome).cancelId().value())
                                .filter(id -> id.startsWith(name)))
                        .containsExactlyElementsOf(LongStream.range(0, each)
                                .mapToObj(i -> name + i)
                                .toList());
            }
            assertThat(log.health().waiting()).isZero();
        }
    }

    private static RecordListener counting(CountDownLatch latch) {
        return new RecordListener() {
            @Override
            public void written() {
                latch.countDown();
            }

            @Override
            public void lost(String why) {}
        };
    }

    @Test
    void noMoreCancelsAreTakenOnWhileTooManyRecordsWaitButTheirRecordsAre() throws Exception {
        Told told = new Told();
        try (SqliteOutcomeLog log = SqliteOutcomeLog.open(settings().maxWaiting(3))) {
            CountDownLatch hold = new CountDownLatch(1);
            holdTheWriter(log, hold);
            log.accepted(MAIN, wish("c1"), AT, told.of("c1"));
            log.accepted(MAIN, wish("c2"), AT, told.of("c2"));
            assertThat(log.closed()).isNull();

            log.accepted(MAIN, wish("c3"), AT, told.of("c3"));
            assertThat(log.closed()).satisfies(closed -> {
                assertThat(closed.reason()).isEqualTo(RefusalReason.OVERLOADED);
                assertThat(closed.text()).startsWith("3 records wait to be written; try again when fewer do");
            });
            log.accepted(MAIN, wish("c4"), AT, told.of("c4"));
            assertThat(log.health().waiting()).isEqualTo(4);

            hold.countDown();
            log.flush(Runnable::run);
            told.expect("c1 written");
            told.expect("c2 written");
            told.expect("c3 written");
            told.expect("c4 written");
            assertThat(log.closed()).isNull();
        }
    }

    /** Keeps the writer in a listener, with nothing else under way. */
    private static void holdTheWriter(SqliteOutcomeLog log, CountDownLatch hold) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        log.accepted(MAIN, wish("held"), AT, new RecordListener() {
            @Override
            public void written() {
                held.countDown();
                try {
                    hold.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }

            @Override
            public void lost(String why) {}
        });
        log.flush(Runnable::run);
        held.await();
    }

    @Test
    void closingWritesWhatWaits() throws Exception {
        Told told = new Told();
        SqliteOutcomeLog log = SqliteOutcomeLog.open(settings());
        for (int i = 0; i < 5_000; i++) {
            log.accepted(MAIN, wish("c" + i), AT, i == 4_999 ? told.of("last") : RecordListener.NOBODY);
        }

        log.close();

        assertThat(told.soFar()).containsExactly("last written");
        assertThat(row("SELECT count(*) FROM outcome")).containsExactly("5000");
    }

    @Test
    void whatComesAfterTheEndIsGivenUpAtOnce() {
        Told told = new Told();
        SqliteOutcomeLog log = SqliteOutcomeLog.open(settings());
        log.close();

        log.accepted(MAIN, wish("c1"), AT, told.of("c1"));
        log.flush(Runnable::run);

        assertThat(told.soFar()).containsExactly("c1 lost: the outcome log is closed");
        assertThat(log.closed().reason()).isEqualTo(RefusalReason.UNRECORDED);
    }

    @Test
    void whatComesWhileTheLogIsClosedIsToldOneWayOrTheOther() throws Exception {
        for (int round = 0; round < 50; round++) {
            Told told = new Told();
            SqliteOutcomeLog log = SqliteOutcomeLog.open(settings());
            CountDownLatch begun = new CountDownLatch(1);
            ExecutorService pool = Executors.newSingleThreadExecutor();
            Future<?> appending = pool.submit(() -> {
                begun.countDown();
                for (int i = 0; i < 500; i++) {
                    log.accepted(MAIN, wish("c" + i), AT, told.of("c" + i));
                }
            });
            begun.await();

            log.close();
            appending.get(10, TimeUnit.SECONDS);
            pool.shutdown();

            assertThat(told.soFar())
                    .extracting(said -> said.split(" ", -1)[0])
                    .containsExactlyElementsOf(
                            LongStream.range(0, 500).mapToObj(i -> "c" + i).toList());
        }
    }

    @Test
    void theGatewaysNameIsMadeWithTheFileAndStays() {
        SqliteOutcomeLog first = SqliteOutcomeLog.open(settings());
        String name = first.gatewayId();
        first.close();
        SqliteOutcomeLog second = SqliteOutcomeLog.open(settings());
        second.close();
        SqliteOutcomeLog other = SqliteOutcomeLog.open(StoreSettings.at(folder.resolve("other.db")));
        other.close();

        assertThat(name).hasSize(36);
        assertThat(second.gatewayId()).isEqualTo(name);
        assertThat(other.gatewayId()).isNotEqualTo(name);
    }

    private List<String> row(String question) throws SQLException {
        List<String> row = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + settings().path());
                ResultSet found = connection.createStatement().executeQuery(question)) {
            found.next();
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                row.add(String.valueOf(found.getString(i)));
            }
        }
        return row;
    }
}
