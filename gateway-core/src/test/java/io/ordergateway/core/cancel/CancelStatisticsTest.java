package io.ordergateway.core.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.ledger.CancelStatistics;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.UnfinishedCancel;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.timing.Stage;
import io.ordergateway.core.timing.StageTimes;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is counted of cancels, as operators see it. */
class CancelStatisticsTest {
    private final Desk desk = new Desk();
    private final CancelStatistics statistics = desk.service.statistics();

    private StageTimes.Seen certain() {
        return statistics.stages().seen().stream()
                .filter(seen -> seen.stage() == Stage.CERTAIN)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyKindAndReasonIsThereBeforeAnythingHappened() {
        assertThat(statistics.results()).hasSize(CancelResult.Kind.values().length);
        assertThat(statistics.refusals()).hasSize(RefusalReason.values().length);
        assertThat(statistics.results().values()).containsOnly(0L);
        assertThat(statistics.refusals().values()).containsOnly(0L);
    }

    @Test
    void whatTheCallerIsToldCountsAndWhatFollowsDoesNot() {
        desk.cancel(Desk.wish("c1"));
        desk.socket.replies(VenueSays.taken());
        desk.pushes(VenueSays.canceled());

        assertThat(statistics.results())
                .containsEntry(CancelResult.Kind.ACKNOWLEDGED, 1L)
                .containsEntry(CancelResult.Kind.CANCELED, 0L);
    }

    @Test
    void theSameIdAgainIsAnsweredAndNotCountedAgain() {
        desk.cancel(Desk.wish("c1"));
        desk.socket.replies(VenueSays.canceled());

        desk.cancel(Desk.wish("c1"));

        assertThat(statistics.results()).containsEntry(CancelResult.Kind.CANCELED, 1L);
    }

    @Test
    void whatIsRefusedCountsUnderItsReasonWhereverItWasRefused() {
        CancelDoor door = new CancelDoor(desk.service, Runnable::run, desk.time::now, 1);

        desk.cancel(Desk.wish("c1", "no such id!"));
        desk.cancel(Desk.wish("c2").within(Duration.ZERO));
        door.submit(List.of(Desk.wish("c3", "o3"), Desk.wish("c4", "o4")), told -> {});
        desk.service.cancelAll(CancelAll.of("main").symbol("no such symbol!"), told -> {}, () -> {}, desk.time.now());

        assertThat(statistics.results()).containsEntry(CancelResult.Kind.REFUSED, 5L);
        assertThat(statistics.refusals())
                .containsEntry(RefusalReason.INVALID, 2L)
                .containsEntry(RefusalReason.DEADLINE, 1L)
                .containsEntry(RefusalReason.OVERLOADED, 2L);
    }

    @Test
    void certaintyIsTimedFromAcceptanceToTheEndWhateverWasToldInBetween() {
        desk.cancel(Desk.wish("c1"));
        desk.pass(Desk.WITHIN);
        assertThat(statistics.results()).containsEntry(CancelResult.Kind.UNKNOWN, 1L);
        assertThat(certain().count()).isZero();

        desk.pass(Duration.ofSeconds(2));
        desk.pushes(VenueSays.canceled());

        assertThat(certain().count()).isEqualTo(1);
        assertThat(certain().totalNanos()).isEqualTo(Desk.WITHIN.plusSeconds(2).toNanos());
    }

    @Test
    void aCancelThatEndsWithoutCertaintyIsNotTimed() {
        desk.cancel(Desk.wish("c1"));

        desk.service.close(desk.time.now());

        assertThat(statistics.results()).containsEntry(CancelResult.Kind.UNKNOWN, 1L);
        assertThat(certain().count()).isZero();
    }

    @Test
    void aRestartDoesNotShortenTheTimeToCertainty() {
        Instant acceptedAt = desk.time.now().wall().minusSeconds(3);
        desk.service.resume(
                List.of(new UnfinishedCancel(Desk.wish("c1"), acceptedAt, null)), List.of(), desk.time.now());

        desk.pass(Duration.ofSeconds(1));
        desk.pushes(VenueSays.canceled());

        assertThat(certain().totalNanos()).isEqualTo(Duration.ofSeconds(4).toNanos());
    }

    @Test
    void whatWasSentAndHasNoEndIsADoubtAsOldAsItsAcceptance() {
        desk.cancel(Desk.wish("c1"));
        desk.pass(Duration.ofSeconds(1));
        desk.cancel(Desk.wish("c2", "o2"));

        desk.pass(Duration.ofSeconds(1));
        assertThat(statistics.doubts()).isEqualTo(new CancelStatistics.Doubts(0, ManualTime.START));

        desk.pass(CancelLimits.Doubt.LASTING.minusSeconds(1));
        assertThat(statistics.doubts()).isEqualTo(new CancelStatistics.Doubts(1, ManualTime.START));

        desk.pushes(VenueSays.canceled());
        desk.pass(Duration.ofSeconds(1));
        assertThat(statistics.doubts()).isEqualTo(new CancelStatistics.Doubts(1, ManualTime.START.plusSeconds(1)));
    }

    @Test
    void whatCouldNotBeSentIsNoDoubt() {
        desk.socket.health = PathHealth.DOWN;
        desk.standby.health = PathHealth.DOWN;
        desk.rest.health = PathHealth.DOWN;
        desk.cancel(Desk.wish("c1"));

        desk.pass(Duration.ofSeconds(2));

        assertThat(statistics.pending()).isEqualTo(1);
        assertThat(statistics.doubts()).isEqualTo(CancelStatistics.Doubts.NONE);
    }

    @Test
    void itIsLookedForDoubtsOnceASecond() {
        desk.sweep();
        desk.cancel(Desk.wish("c1"));

        desk.pass(Duration.ofMillis(999));
        assertThat(statistics.doubts()).isEqualTo(CancelStatistics.Doubts.NONE);

        desk.pass(Duration.ofMillis(1));
        assertThat(statistics.doubts().oldest()).isEqualTo(ManualTime.START);
    }

    @Test
    void countingAllocatesNothing() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        CancelResult refused = CancelResult.Refused.of(Desk.wish("c1"), RefusalReason.NO_PATH, null, "no way out");
        long[] allocated = new long[2];
        for (int round = 0; round < 2; round++) { // the first one loads what is to be loaded
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100_000; i++) {
                statistics.told(refused);
                statistics.stages().record(Stage.CERTAIN, i * 37L);
                statistics.underWay(i, i);
            }
            allocated[round] = threads.getCurrentThreadAllocatedBytes() - before;
        }

        assertThat(allocated[1]).as("bytes for 100,000 cancels").isLessThan(100_000);
    }
}
