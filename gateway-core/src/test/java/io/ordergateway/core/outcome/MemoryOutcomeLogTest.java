package io.ordergateway.core.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.Venue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.test.StepVerifier;

class MemoryOutcomeLogTest {
    private static final Account ACCOUNT = new Account("main", Venue.ASCENDEX, Account.Category.FUTURES);

    private final MemoryOutcomeLog log = new MemoryOutcomeLog(4);

    private static void append(OutcomeLog log, String cancelId, Runnable written) {
        CancelOrder wish = CancelOrder.of(ACCOUNT.name(), "BTC-PERP", "o1").id(cancelId);
        log.accepted(ACCOUNT, wish, Instant.EPOCH, new RecordListener() {
            @Override
            public void written() {
                written.run();
            }

            @Override
            public void lost(String why) {
                throw new AssertionError(why);
            }
        });
    }

    private void append(int count) {
        for (int i = 0; i < count; i++) {
            append(log, "c", () -> {});
        }
    }

    private Reading read(Position from) {
        Reading reading = new Reading();
        log.outcomes(from).subscribe(reading);
        return reading;
    }

    /** Subscribes without demand and writes down what it is given. */
    private static class Reading extends BaseSubscriber<Outcome> {
        final List<Long> positions = new ArrayList<>();
        Throwable error;
        boolean completed;

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        @Override
        protected void hookOnNext(Outcome outcome) {
            positions.add(outcome.position());
        }

        @Override
        protected void hookOnError(Throwable thrown) {
            error = thrown;
        }

        @Override
        protected void hookOnComplete() {
            completed = true;
        }

        Reading all() {
            requestUnbounded();
            return this;
        }
    }

    @Test
    void positionsAreDenseAndBeginAtOne() {
        append(3);

        assertThat(read(Position.EARLIEST).all().positions).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aRecordIsKeptAsItWasHandedOver() {
        append(log, "mine", () -> {});

        StepVerifier.create(log.outcomes(Position.of(1)).take(1))
                .expectNext(new CancelOutcome(
                        1,
                        new CancelId("mine"),
                        ACCOUNT,
                        new OrderRef("o1", "BTC-PERP"),
                        new CancelOutcome.Accepted(
                                CancelOrder.Await.ACK,
                                Instant.EPOCH.plus(CancelOrder.DEFAULT_WITHIN),
                                CancelOrder.Terms.NONE),
                        Instant.EPOCH))
                .verifyComplete();
    }

    @Test
    void writtenIsSaidOnceAndBeforeAppendReturns() {
        List<String> said = new ArrayList<>();

        append(log, "c1", () -> said.add("written"));

        assertThat(said).containsExactly("written");
    }

    @Test
    void latestIsOnlyWhatHappensFromNowOn() {
        append(2);
        Reading reading = read(Position.LATEST).all();
        append(2);

        assertThat(reading.positions).containsExactly(3L, 4L);
    }

    @Test
    void aPositionIsTheFirstThatIsWanted() {
        append(4);

        assertThat(read(Position.of(3)).all().positions).containsExactly(3L, 4L);
    }

    @Test
    void aPositionThatIsStillToComeIsWaitedFor() {
        append(1);
        Reading reading = read(Position.of(3)).all();
        append(3);

        assertThat(reading.positions).containsExactly(3L, 4L);
    }

    @Test
    void earliestIsTheOldestThatIsKept() {
        append(6);

        assertThat(read(Position.EARLIEST).all().positions).containsExactly(3L, 4L, 5L, 6L);
    }

    @Test
    void historyGoesOverIntoLiveWithoutGapOrDouble() {
        append(3);
        Reading reading = read(Position.of(2)).all();
        append(4);

        assertThat(reading.positions).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void nothingIsEmittedThatWasNotAskedFor() {
        append(3);
        Reading reading = read(Position.EARLIEST);
        assertThat(reading.positions).isEmpty();

        reading.request(2);
        assertThat(reading.positions).containsExactly(1L, 2L);

        reading.request(2);
        append(1);
        assertThat(reading.positions).containsExactly(1L, 2L, 3L, 4L);

        append(1);
        assertThat(reading.positions).hasSize(4);
    }

    @Test
    void aReaderWhoFallsOffTheRingIsToldWhatItMissed() {
        Reading reading = read(Position.EARLIEST);
        reading.request(1);
        append(6);

        assertThat(reading.positions).containsExactly(1L);
        assertThat(reading.error).isInstanceOfSatisfying(OutcomesLost.class, lost -> {
            assertThat(lost.wanted()).isEqualTo(2);
            assertThat(lost.oldest()).isEqualTo(3);
        });
    }

    @Test
    void aReaderWhoIsExactlyOneRingBehindLosesNothing() {
        Reading reading = read(Position.EARLIEST);
        append(4);

        assertThat(reading.all().positions).containsExactly(1L, 2L, 3L, 4L);
        assertThat(reading.error).isNull();
    }

    @Test
    void whoeverAsksForWhatIsNoLongerKeptIsToldAtOnce() {
        append(6);

        StepVerifier.create(log.outcomes(Position.of(2)))
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOf(OutcomesLost.class)
                        .hasMessageContaining("outcome 2 is no longer kept; the oldest is 3"))
                .verify();
    }

    @Test
    void aReaderWhoIsCutOffDisturbsNobody() {
        Reading slow = read(Position.EARLIEST);
        Reading fast = read(Position.EARLIEST).all();

        append(9);

        assertThat(slow.error).isInstanceOf(OutcomesLost.class);
        assertThat(fast.positions)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 9).boxed().toList());
    }

    @Test
    void aReaderWhoCancelsIsGivenNothingMore() {
        Reading reading = read(Position.EARLIEST).all();
        append(1);

        reading.cancel();
        append(1);

        assertThat(reading.positions).containsExactly(1L);
    }

    @Test
    void closingCompletesEveryReaderAfterTheLastRecord() {
        append(2);
        Reading fast = read(Position.EARLIEST).all();
        Reading slow = read(Position.EARLIEST);
        slow.request(1);

        log.close();
        assertThat(fast.completed).isTrue();
        assertThat(slow.completed).isFalse();

        slow.request(1);
        assertThat(slow.positions).containsExactly(1L, 2L);
        assertThat(slow.completed).isTrue();
    }

    @Test
    void aClosedLogStillTellsItsHistory() {
        append(2);
        log.close();

        assertThat(read(Position.EARLIEST).all().positions).containsExactly(1L, 2L);
        assertThat(read(Position.LATEST).completed).isTrue();
    }

    @Test
    void aReaderMayAppendWhileItIsGivenARecord() {
        MemoryOutcomeLog roomy = new MemoryOutcomeLog(16);
        Reading echoing = new Reading() {
            @Override
            protected void hookOnNext(Outcome outcome) {
                if (outcome.position() < 5) {
                    append(roomy, "echo", () -> {});
                }
                super.hookOnNext(outcome);
            }
        };
        roomy.outcomes(Position.EARLIEST).subscribe(echoing);
        echoing.all();

        append(roomy, "call", () -> {});

        assertThat(echoing.positions).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    @Timeout(20)
    void manyWritersAndManyReadersAgreeOnOneOrder() throws Exception {
        int writers = 4;
        int each = 500;
        MemoryOutcomeLog shared = new MemoryOutcomeLog(writers * each);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(writers + 2);
        List<Future<List<Outcome>>> readings = new ArrayList<>();
        List<Future<?>> writings = new ArrayList<>();

        for (int reader = 0; reader < 2; reader++) {
            int batch = reader == 0 ? Integer.MAX_VALUE : 7;
            readings.add(threads.submit(() -> {
                go.await();
                return shared.outcomes(Position.EARLIEST)
                        .limitRate(batch)
                        .take(writers * (long) each)
                        .collectList()
                        .block();
            }));
        }
        for (int writer = 0; writer < writers; writer++) {
            String name = "w" + writer + "-";
            writings.add(threads.submit(() -> {
                go.await();
                for (int i = 0; i < each; i++) {
                    append(shared, name + i, () -> {});
                }
                return null;
            }));
        }
        go.countDown();

        for (Future<?> writing : writings) {
            writing.get(10, TimeUnit.SECONDS);
        }
        for (Future<List<Outcome>> reading : readings) {
            assertEverythingInOrder(reading.get(10, TimeUnit.SECONDS), writers, each);
        }
        threads.shutdown();
    }

    private static void assertEverythingInOrder(List<Outcome> read, int writers, int each) {
        assertThat(read.stream().map(Outcome::position))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, writers * (long) each).boxed().toList());
        for (int writer = 0; writer < writers; writer++) {
            String name = "w" + writer + "-";
            assertThat(read.stream()
                            .map(outcome -> ((CancelOutcome) outcome).cancelId().value())
                            .filter(id -> id.startsWith(name)))
                    .containsExactlyElementsOf(
                            LongStream.range(0, each).mapToObj(i -> name + i).toList());
        }
    }

    @Test
    void aLogWithoutRoomAndAPositionBelowZeroAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryOutcomeLog(0));
        assertThatIllegalArgumentException().isThrownBy(() -> Position.of(-1));
    }

    @Test
    void theEarliestIsTheOldestThereIsWhenTheReaderBegins() {
        append(10);
        List<Long> read = new ArrayList<>();

        log.outcomes(Position.EARLIEST).subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                append(1);
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            protected void hookOnNext(Outcome outcome) {
                read.add(outcome.position());
            }
        });

        assertThat(read).containsExactly(8L, 9L, 10L, 11L);
    }

    @Test
    void aSubscriberThatThrowsIsDroppedAndHarmsNobody() {
        AtomicInteger written = new AtomicInteger();
        log.outcomes(Position.EARLIEST).subscribe(new RudeSubscriber());
        Reading polite = read(Position.EARLIEST).all();

        append(log, "c1", written::incrementAndGet);
        append(log, "c2", written::incrementAndGet);

        assertThat(written).hasValue(2);
        assertThat(polite.positions).containsExactly(1L, 2L);
    }

    private static final class RudeSubscriber implements CoreSubscriber<Outcome> {
        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Outcome outcome) {
            throw new IllegalStateException("a subscriber's own trouble");
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onComplete() {}
    }
}
