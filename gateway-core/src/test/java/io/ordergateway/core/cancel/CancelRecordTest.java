package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.WITHIN;
import static io.ordergateway.core.cancel.Desk.assertNothingTold;
import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.CancelResult.Unknown;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import io.ordergateway.core.outcome.OutcomeLog.Closed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is told is on record, and a log that cannot keep up or cannot write is no place to begin anything. */
class CancelRecordTest {
    private static final String FULL_DISK = "the disk is full; make room";

    private static void assertRefused(List<CancelResult> told, RefusalReason reason) {
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        Refused.class, no -> assertThat(no.reason()).isEqualTo(reason));
    }

    @Nested
    class ALogThatIsClosed {
        private final Desk desk = new Desk();

        @Test
        void refusesCancelsInItsOwnWordsAndSendsNothing() {
            desk.log.closed = new Closed(RefusalReason.UNRECORDED, FULL_DISK);

            List<CancelResult> told = desk.cancel(wish("c1"));

            assertRefused(told, RefusalReason.UNRECORDED);
            assertThat(((Refused) told.get(0)).text()).isEqualTo(FULL_DISK);
            assertThat(desk.handed()).isZero();
            assertThat(desk.log.records()).isEmpty();
        }

        @Test
        void stillTakesTheRecordsOfWhatWasAcceptedBefore() {
            List<CancelResult> told = desk.cancel(wish("c1"));
            desk.log.closed = new Closed(RefusalReason.OVERLOADED, "behind");

            desk.socket.replies(VenueSays.canceled());

            assertTold(told, Canceled.class);
        }

        @Test
        void tellsARepeatedIdWhatItWasTold() {
            List<CancelResult> told = desk.cancel(wish("c1"));
            desk.socket.replies(VenueSays.canceled());
            desk.log.closed = new Closed(RefusalReason.UNRECORDED, FULL_DISK);

            assertThat(desk.cancel(wish("c1"))).isEqualTo(told);
        }
    }

    @Nested
    class ARecordThatIsLost {
        private final Desk desk = new Desk();

        @Test
        void leavesItsCallerWithUnknownSinceNothingWouldBearTheResultOut() {
            desk.log.holds = true;
            List<CancelResult> told = desk.cancel(wish("c1"));
            desk.socket.replies(VenueSays.canceled());
            assertNothingTold(told);

            desk.log.lose(FULL_DISK);

            assertThat(told).singleElement().isInstanceOfSatisfying(Unknown.class, unknown -> {
                assertThat(unknown.text()).contains(FULL_DISK);
                assertThat(unknown.attempts()).hasSize(1);
            });
        }

        @Test
        void isToldInTheSameWayToWhoComesLater() {
            desk.log.holds = true;
            desk.cancel(wish("c1"));
            desk.socket.replies(VenueSays.canceled());
            desk.log.lose(FULL_DISK);

            assertTold(desk.cancel(wish("c1")), Unknown.class);
        }
    }

    @Nested
    class RecordBeforeSend {
        private final Desk desk = new Desk(Desk.LIMITS.recordBeforeSend(true));
        private final Queue<Runnable> thread = new ArrayDeque<>();
        private final CancelDoor door = new CancelDoor(desk.service, thread::add, desk.time::now, 5);
        private final List<CancelResult> told = new ArrayList<>();

        @BeforeEach
        void theWriterIsBusy() {
            desk.log.holds = true;
        }

        private void submit(CancelOrder... wishes) {
            door.submit(List.of(wishes), told::add);
            runThread();
        }

        private void runThread() {
            for (Runnable task = thread.poll(); task != null; task = thread.poll()) {
                task.run();
            }
        }

        private void catchUp() {
            desk.log.catchUp();
            runThread();
        }

        @Test
        void holdsTheFrameUntilTheAcceptanceIsWritten() {
            submit(wish("c1"));
            assertThat(desk.handed()).isZero();

            catchUp();

            assertThat(desk.handed()).isEqualTo(1);
            assertThat(desk.log.phases("c1")).containsExactly(Phase.ACCEPTED, Phase.SENT);
        }

        @Test
        void holdsEachFrameOfABurstForItsOwnRecord() {
            submit(wish("c1", "o1"), wish("c2", "o2"), wish("c3", "o3"));

            catchUp();

            assertThat(desk.handed()).isEqualTo(3);
        }

        @Test
        void isSentOnceForTwoCancelsOfOneOrder() {
            submit(wish("c1"), wish("c2"));

            catchUp();
            desk.socket.replies(VenueSays.canceled());
            catchUp();

            assertThat(desk.handed()).isEqualTo(1);
            assertThat(told).hasSize(2).hasOnlyElementsOfType(Canceled.class);
        }

        @Test
        void sendsNothingWhoseRecordComesAfterTheDeadline() {
            submit(wish("c1"));

            desk.pass(WITHIN);
            catchUp();

            assertRefused(told, RefusalReason.UNRECORDED);
            assertThat(desk.handed()).isZero();
        }

        @Test
        void sendsNothingThatEndedMeanwhile() {
            submit(wish("c1"));

            desk.pushes(VenueSays.filled());
            catchUp();

            assertThat(desk.handed()).isZero();
            assertThat(told).hasSize(1);
        }

        @Test
        void sendsNothingWhoseRecordIsLost() {
            submit(wish("c1"));
            desk.service.close(desk.time.now());

            desk.log.lose(FULL_DISK);
            runThread();

            assertThat(desk.handed()).isZero();
            assertThat(told).hasSize(1);
        }

        @Test
        void cancelsAWholeScopeOrderByOrder() {
            desk.service.cancelAll(CancelAll.of("main"), told::add, () -> {}, desk.time.now());
            desk.query.lists(ScopeRig.open(null, "o1", "o2"));
            assertThat(desk.handed()).isZero();

            catchUp();

            assertThat(desk.socket.scopes()).isEmpty();
            assertThat(desk.handed()).isEqualTo(2);
        }
    }
}
