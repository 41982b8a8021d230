package io.ordergateway.ws.store;

import static io.ordergateway.ws.store.Cancels.AT;
import static io.ordergateway.ws.store.Cancels.MAIN;
import static io.ordergateway.ws.store.Cancels.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.OutcomesLost;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.outcome.StreamMark;
import io.ordergateway.core.outcome.SubscriberTooSlow;
import io.ordergateway.ws.store.Cancels.Told;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogStreamTest {
    private static final int BEHIND = 4_096;

    @TempDir
    private Path folder;

    private SqliteOutcomeLog log;

    @BeforeEach
    void open() {
        log = SqliteOutcomeLog.open(
                StoreSettings.at(folder.resolve("outcomes.db")).maxBehind(BEHIND));
    }

    @AfterEach
    void close() {
        log.close();
    }

    /** Hands over marks and waits until they are written. */
    private void append(int count) throws InterruptedException {
        Told told = new Told();
        for (int i = 1; i < count; i++) {
            log.mark(MAIN, StreamMark.Kind.RECONCILED, "m", AT);
        }
        log.accepted(MAIN, wish("c"), AT, told.of("last"));
        log.flush(Runnable::run);
        told.expect("last written");
    }

    private Reading read(Position from) {
        return Reading.of(log.outcomes(from));
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void historyGoesOverIntoLiveWithoutGapOrDouble() throws Exception {
        append(1_000);
        Reading reading = read(Position.of(2)).all();

        for (int i = 0; i < 20; i++) {
            append(50);
        }

        assertThat(reading.positions(1_999)).isEqualTo(range(2, 2_000));
    }

    @Test
    void theEarliestIsTheFirstOneAndTheLatestOnlyWhatIsStillToCome() throws Exception {
        append(3);
        Reading earliest = read(Position.EARLIEST).all();
        Reading latest = read(Position.LATEST).all();
        Reading later = read(Position.of(5)).all();

        append(2);

        assertThat(earliest.positions(5)).isEqualTo(range(1, 5));
        assertThat(latest.positions(2)).isEqualTo(range(4, 5));
        assertThat(later.positions(1)).isEqualTo(range(5, 5));
    }

    @Test
    void whoSubscribesToAnEmptyLogMissesNothing() throws Exception {
        Reading earliest = read(Position.EARLIEST).all();
        Reading latest = read(Position.LATEST).all();

        append(2);

        assertThat(earliest.positions(2)).isEqualTo(range(1, 2));
        assertThat(latest.positions(2)).isEqualTo(range(1, 2));
    }

    @Test
    void nothingIsGivenThatWasNotAskedFor() throws Exception {
        append(10);
        Reading reading = read(Position.EARLIEST);
        Reading unasked = read(Position.EARLIEST);

        reading.request(2);
        assertThat(reading.positions(2)).isEqualTo(range(1, 2));
        reading.request(3);
        assertThat(reading.positions(3)).isEqualTo(range(3, 5));

        read(Position.EARLIEST).all().positions(10);
        assertThat(reading.nothingYet()).isTrue();
        assertThat(unasked.nothingYet()).isTrue();
    }

    @Test
    void whoHadSeenAllAndFallsBehindTheBoundIsToldWhereToGoOn() throws Exception {
        append(3);
        Reading slow = read(Position.EARLIEST);
        slow.request(4);
        assertThat(slow.positions(3)).isEqualTo(range(1, 3));

        append(BEHIND);
        slow.positions(1);
        assertThat(slow.nothingYet()).isTrue();
        append(2);

        assertThat(slow.next()).isInstanceOfSatisfying(SubscriberTooSlow.class, error -> {
            assertThat(error.resumeFrom()).isEqualTo(5);
            assertThat(error)
                    .hasMessage("the subscriber is " + (BEHIND + 1) + " outcomes behind, more than " + BEHIND
                            + ": subscribe again from position 5");
        });
        assertThat(read(Position.of(5)).all().positions(BEHIND + 1)).isEqualTo(range(5, BEHIND + 5));
    }

    @Test
    void whoReadsHistoryMayBeAsSlowAsItLikes() throws Exception {
        append(3);
        Reading slow = read(Position.EARLIEST);
        slow.request(1);
        assertThat(slow.positions(1)).isEqualTo(range(1, 1));

        append(2 * BEHIND);
        slow.all();

        assertThat(slow.positions(2 + 2 * BEHIND)).isEqualTo(range(2, 3 + 2 * BEHIND));
    }

    @Test
    void whatIsNoLongerKeptIsSaid() throws Exception {
        append(100);
        close();
        open();
        Reading halfway = read(Position.EARLIEST);
        halfway.request(1);
        halfway.positions(1);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("outcomes.db"))) {
            StoreFile.run(other, "DELETE FROM outcome WHERE position <= 40");
        }

        assertThat(halfway.all().next()).isInstanceOfSatisfying(OutcomesLost.class, lost -> {
            assertThat(lost.wanted()).isEqualTo(2);
            assertThat(lost.oldest()).isEqualTo(41);
        });
        assertThat(read(Position.of(40)).all().next()).isInstanceOf(OutcomesLost.class);
        assertThat(read(Position.of(41)).all().positions(60)).isEqualTo(range(41, 100));
        assertThat(read(Position.EARLIEST).all().positions(60)).isEqualTo(range(41, 100));
    }

    @Test
    void aSubscriberThatThrowsIsDroppedAndHarmsNobody() throws Exception {
        CountDownLatch threw = new CountDownLatch(1);
        log.outcomes(Position.EARLIEST).subscribe(new Rude(threw));
        Reading polite = read(Position.EARLIEST).all();

        append(1);
        threw.await();
        append(1);

        assertThat(polite.positions(2)).isEqualTo(range(1, 2));
    }

    private record Rude(CountDownLatch threw) implements reactor.core.CoreSubscriber<Outcome> {
        @Override
        public void onSubscribe(org.reactivestreams.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Outcome outcome) {
            threw.countDown();
            throw new IllegalStateException("a subscriber's own trouble");
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onComplete() {}
    }

    @Test
    void aSubscriberThatBlocksHoldsUpNeitherTheWriterNorTheOthers() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(LogReaders.THREADS - 1);
        for (int i = 1; i < LogReaders.THREADS; i++) {
            log.outcomes(Position.EARLIEST).subscribe(outcome -> {
                held.countDown();
                await(hold);
            });
        }
        Reading other = read(Position.EARLIEST).all();
        append(1);
        held.await();

        append(3_000);

        assertThat(other.positions(3_001)).isEqualTo(range(1, 3_001));
        hold.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tenThousandWhoWaitCostNoThreadAndAreAllServed() throws Exception {
        append(1);
        int before = Thread.activeCount();
        List<Reading> many = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            many.add(read(Position.LATEST).all());
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + LogReaders.THREADS);

        append(1);

        for (Reading reading : many) {
            assertThat(reading.positions(1)).isEqualTo(range(2, 2));
        }
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + LogReaders.THREADS);
    }

    @Test
    void whoCancelsIsGivenNothingMore() throws Exception {
        Reading leaving = read(Position.EARLIEST).all();
        append(1);
        leaving.positions(1);

        leaving.cancel();
        append(1);

        read(Position.EARLIEST).all().positions(2);
        assertThat(leaving.nothingYet()).isTrue();
    }

    @Test
    void closingCompletesEveryReaderAfterTheLastRecord() throws Exception {
        append(2);
        Reading fast = read(Position.EARLIEST).all();
        Reading slow = read(Position.EARLIEST);
        slow.request(1);
        slow.positions(1);
        log.accepted(MAIN, wish("unflushed"), AT, RecordListener.NOBODY);

        log.close();

        assertThat(fast.positions(3)).isEqualTo(range(1, 3));
        assertThat(fast.next()).isEqualTo("complete");
        assertThat(slow.nothingYet()).isTrue();
        slow.request(2);
        assertThat(slow.positions(2)).isEqualTo(range(2, 3));
        assertThat(slow.next()).isEqualTo("complete");
        assertThat(read(Position.LATEST).next()).isEqualTo("complete");
    }

    @Test
    void aReaderMayHandOverWhileItIsGivenARecord() throws Exception {
        Reading echoing = new Reading() {
            @Override
            protected void hookOnNext(Outcome outcome) {
                if (outcome.position() < 5) {
                    log.mark(MAIN, StreamMark.Kind.RECONCILED, "echo", AT);
                    log.flush(Runnable::run);
                }
                super.hookOnNext(outcome);
            }
        };
        log.outcomes(Position.EARLIEST).subscribe(echoing);
        echoing.all();

        append(1);

        assertThat(echoing.positions(5)).isEqualTo(range(1, 5));
    }

    @Test
    void aRecordThatCannotBeReadIsNamed() throws Exception {
        append(3);
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("outcomes.db"))) {
            StoreFile.run(other, "UPDATE outcome SET record = '{' WHERE position = 2");
        }

        Reading reading = read(Position.EARLIEST).all();

        assertThat(reading.next())
                .isInstanceOfSatisfying(
                        StoreException.class,
                        error -> assertThat(error)
                                .hasMessageStartingWith(
                                        "record 2 of " + folder.resolve("outcomes.db") + " cannot be read: "));
    }
}
