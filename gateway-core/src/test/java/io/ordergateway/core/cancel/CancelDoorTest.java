package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.MemoryOutcomeLog;
import io.ordergateway.core.route.PathHealth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CancelDoorTest {
    private static final int MAX_WAITING = 5;

    private final Desk desk = new Desk();
    private final Queue<Runnable> thread = new ArrayDeque<>();
    private final CancelDoor door = new CancelDoor(desk.service, thread::add, desk.time::now, MAX_WAITING);
    private final List<CancelResult> told = new ArrayList<>();

    private static List<CancelOrder> burst(String prefix, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> wish(prefix + i, "order-of-" + prefix + i))
                .toList();
    }

    private void runThread() {
        for (Runnable task = thread.poll(); task != null; task = thread.poll()) {
            task.run();
        }
    }

    private static void assertRefused(List<CancelResult> told, int count, RefusalReason reason) {
        assertThat(told)
                .hasSize(count)
                .allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused -> assertThat(refused.reason()).isEqualTo(reason)));
    }

    @Test
    void aBurstEntersOnce() {
        door.submit(burst("a", 5), told::add);
        assertThat(desk.handed()).as("nothing happens on the caller's thread").isZero();
        assertThat(thread).hasSize(1);

        runThread();

        assertThat(desk.socket.handed()).isEqualTo(5);
    }

    @Test
    void burstsThatArriveWhileTheThreadIsBusyEnterTogether() {
        door.submit(burst("a", 2), told::add);
        door.submit(burst("b", 2), told::add);
        assertThat(thread).hasSize(1);

        runThread();

        assertThat(desk.socket.handed()).isEqualTo(4);
    }

    @Test
    void aBurstThatArrivesWhileAnotherIsSentIsNotForgotten() {
        desk.socket.atSend = () -> door.submit(burst("b", 2), told::add);
        door.submit(burst("a", 2), told::add);

        runThread();

        assertThat(desk.socket.handed()).isEqualTo(4);
    }

    @Test
    void aBurstBeyondTheBoundIsRefusedWholeByTheNameOfTheBound() {
        door.submit(burst("a", 3), result -> {});

        door.submit(burst("b", 3), told::add);

        assertRefused(told, 3, RefusalReason.OVERLOADED);
        assertThat(((Refused) told.get(0)).text()).contains("maxWaiting").contains("5");
        assertThat(told).extracting(result -> result.cancelId().value()).containsExactly("b0", "b1", "b2");
    }

    @Test
    void onceTheThreadHasTakenThemThereIsRoomAgain() {
        door.submit(burst("a", 5), told::add);
        door.submit(burst("b", 1), result -> {});
        runThread();

        door.submit(burst("c", 3), told::add);
        runThread();

        assertThat(told).isEmpty();
        assertThat(desk.handed()).isEqualTo(8);
    }

    @Test
    void aCallerMaySubmitFromItsAnswer() {
        desk.socket.health = PathHealth.CLOSED;
        desk.standby.health = PathHealth.CLOSED;
        desk.rest.health = PathHealth.CLOSED;

        door.submit(burst("a", 1), result -> door.submit(burst("b", 1), told::add));
        runThread();

        assertRefused(told, 1, RefusalReason.NO_PATH);
    }

    @Test
    void aThreadThatIsGoneMeansShuttingDownForEveryone() {
        Executor gone = task -> {
            throw new RejectedExecutionException("shut down");
        };
        CancelDoor closed = new CancelDoor(desk.service, gone, desk.time::now, MAX_WAITING);

        closed.submit(burst("a", 5), told::add);
        assertRefused(told, 5, RefusalReason.SHUTTING_DOWN);

        closed.submit(burst("b", 5), told::add);
        assertRefused(told, 10, RefusalReason.SHUTTING_DOWN);
    }

    @Test
    void aListenerThatThrowsAtTheDoorHarmsNoOtherOrderOfTheBurst() {
        door.submit(burst("a", 6), result -> {
            told.add(result);
            throw new IllegalStateException("a listener's own trouble");
        });

        assertRefused(told, 6, RefusalReason.OVERLOADED);
    }

    @Test
    void aCancelThatAPathCannotTakeGoesByTheNextAndHarmsNoOther() {
        desk.socket.breaksOn = "order-of-a1";

        door.submit(burst("a", 3), told::add);
        runThread();

        assertThat(desk.socket.handed()).isEqualTo(2);
        assertThat(desk.standby.handed()).isEqualTo(1);
        assertThat(told).isEmpty();
    }

    @Test
    void anErrorInAListenerDoesNotShutTheDoor() {
        door.submit(List.of(wish("a", "not an id")), result -> {
            throw new NoClassDefFoundError("a listener's own trouble");
        });
        runThread();

        door.submit(List.of(wish("b", "not an id")), told::add);
        runThread();

        assertThat(told).hasSize(1);
    }

    @Test
    void whoTriesAgainFromARefusalGoesToTheEndOfTheQueueAndLetsTheThreadGo() {
        door.submit(List.of(wish("a", "not an id")), this::tryAgain);

        thread.remove().run();

        assertThat(told).hasSize(1);
        assertThat(thread).hasSize(1);
    }

    private void tryAgain(CancelResult refused) {
        told.add(refused);
        door.submit(List.of(wish("a", "not an id")), this::tryAgain);
    }

    @Test
    @Timeout(20)
    void manyThreadsSubmitAndEveryCancelIsAnsweredExactlyOnce() throws InterruptedException {
        int callers = 4;
        int bursts = 50;
        int size = 5;
        Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
        CountDownLatch everyone = new CountDownLatch(callers * bursts * size);
        ExecutorService loop = Executors.newSingleThreadExecutor();
        CancelDoor busy = busyDoor(loop, callers * bursts * size);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        CountDownLatch go = new CountDownLatch(1);

        for (int caller = 0; caller < callers; caller++) {
            String name = "t" + caller;
            threads.execute(() -> {
                awaitQuietly(go);
                for (int i = 0; i < bursts; i++) {
                    busy.submit(burst(name + "-" + i + "-", size), result -> {
                        answers.computeIfAbsent(result.cancelId().value(), any -> new AtomicInteger())
                                .incrementAndGet();
                        assertThat(result).isInstanceOf(Canceled.class);
                        everyone.countDown();
                    });
                }
            });
        }
        go.countDown();

        assertThat(everyone.await(10, TimeUnit.SECONDS)).isTrue();
        threads.shutdown();
        loop.shutdown();
        assertThat(loop.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(answers).hasSize(callers * bursts * size);
        assertThat(answers.values()).allSatisfy(count -> assertThat(count).hasValue(1));
    }

    /** A door to a venue that cancels everything at once. */
    private static CancelDoor busyDoor(Executor loop, int maxWaiting) {
        ManualTime time = new ManualTime();
        CancelService service = new CancelService(
                Desk.ACCOUNT,
                List.of(new InstantPath(attempt -> {
                    attempt.sent(time.now());
                    attempt.settle(VenueSays.canceled(), time.now());
                })),
                new ScriptedQuery(time),
                new MemoryOutcomeLog(16),
                Desk.IDS,
                Desk.LIMITS);
        return new CancelDoor(service, loop, time::now, maxWaiting);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aScopeEntersOnTheAccountsThreadOnly() {
        List<String> ends = new ArrayList<>();
        door.submit(ScopeRig.everything(), told::add, () -> ends.add("end"));
        assertThat(desk.query.listed()).isEmpty();

        runThread();
        desk.query.lists(List.of());

        assertThat(told).isEmpty();
        assertThat(ends).containsExactly("end");
    }

    @Test
    void aScopeBeforeTheDoorCountsAsOneCancel() {
        List<Integer> ends = new ArrayList<>();
        for (int i = 0; i < MAX_WAITING; i++) {
            door.submit(ScopeRig.everything(), told::add, () -> ends.add(told.size()));
        }
        assertThat(told).isEmpty();

        door.submit(ScopeRig.everything(), told::add, () -> ends.add(told.size()));
        assertRefused(told, 1, RefusalReason.OVERLOADED);
        assertThat(ends).containsExactly(1);
        door.submit(burst("a", 1), told::add);
        assertRefused(told, 2, RefusalReason.OVERLOADED);

        runThread();
        door.submit(ScopeRig.everything(), told::add, () -> ends.add(told.size()));
        assertThat(told).hasSize(2);
    }

    @Test
    void aScopeForAThreadThatIsGoneIsRefusedAndEnds() {
        List<Integer> ends = new ArrayList<>();
        CancelDoor shut = new CancelDoor(
                desk.service,
                task -> {
                    throw new RejectedExecutionException("the loop has ended");
                },
                desk.time::now,
                MAX_WAITING);

        for (int i = 0; i < 2 * MAX_WAITING; i++) {
            shut.submit(ScopeRig.everything(), told::add, () -> ends.add(told.size()));
        }

        assertRefused(told, 2 * MAX_WAITING, RefusalReason.SHUTTING_DOWN);
        assertThat(ends).hasSize(2 * MAX_WAITING);
        assertThat(told.get(0).cancelId().value()).isEqualTo(ScopeRig.ID);
    }
}
