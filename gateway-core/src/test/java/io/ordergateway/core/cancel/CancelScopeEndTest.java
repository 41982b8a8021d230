package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.ScopeRig.everything;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.CancelResult.Unknown;
import io.ordergateway.core.order.RefusalReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Who wished a scope empty is told the end once, after everything else, whatever thread that comes on. */
class CancelScopeEndTest {
    private final Desk desk = new Desk();
    private final ScopeRig scope = new ScopeRig(desk);

    private static void assertRefused(ScopeRig rig, RefusalReason reason, String field, String... words) {
        assertThat(rig.told).singleElement().isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(reason);
            assertThat(refused.field()).isEqualTo(field);
            assertThat(refused.text()).contains(words);
        });
        assertThat(rig.ends).containsExactly(1);
    }

    @Nested
    class WhereTheLogIsSlow {
        @Test
        void theListIsNotAskedBeforeTheResultsAreWritten() {
            scope.handIn(everything());
            scope.lists("o1");
            desk.log.holds = true;
            desk.socket.replies(VenueSays.canceled());
            desk.sweep();
            assertThat(scope.told).isEmpty();
            assertThat(desk.query.lists()).isZero();

            desk.log.catchUp();
            assertTold(scope.told, Canceled.class);
            scope.lists();

            scope.assertEndedAfter(1);
        }

        @Test
        void theEndAtTheDeadlineWaitsForResultsThatAreNotWrittenYet() {
            scope.handIn(everything());
            scope.lists("o1", "o2");
            desk.log.holds = true;
            scope.pushes("o1", VenueSays.canceled());
            desk.pass(Desk.WITHIN);
            assertThat(scope.told).isEmpty();
            assertThat(scope.ends).isEmpty();

            desk.log.catchUp();

            assertTold(scope.toldOf("o1"), Canceled.class);
            assertTold(scope.toldOf("o2"), Unknown.class);
            scope.assertEndedUnproven(3);
        }

        @Test
        void theEndAtTheCloseWaitsForThemTooThoughNothingIsSweptAnyMore() {
            scope.handIn(everything());
            scope.lists("o1", "o2");
            desk.log.holds = true;

            desk.service.close(desk.time.now());
            assertThat(scope.told).isEmpty();
            assertThat(scope.ends).isEmpty();
            desk.log.catchUp();

            assertThat(scope.told).hasSize(3);
            assertThat(scope.ends).containsExactly(3);
            scope.assertEndedUnproven(3);
        }

        @Test
        void theEndComesAfterTheLastResultWhenAnotherThreadWritesThem() throws InterruptedException {
            for (int day = 0; day < 200; day++) {
                Desk other = new Desk();
                List<String> heard = new CopyOnWriteArrayList<>();
                other.service.cancelAll(
                        everything(), result -> heard.add("result"), () -> heard.add("end"), other.time.now());
                other.sweep();
                other.query.lists(ScopeRig.open(CancelAll.Side.BUY, "o1", "o2", "o3"));
                other.log.holds = true;
                other.socket.replies(VenueSays.canceled());
                Thread writer = new Thread(other.log::catchUp);

                writer.start();
                other.service.close(other.time.now());
                writer.join();
                other.log.catchUp();

                assertThat(heard).containsExactly("result", "result", "result", "result", "end");
            }
        }
    }

    @Nested
    class AtTheClose {
        @Test
        void whatWasFoundAndTheScopeEndWithWhatIsKnown() {
            scope.handIn(everything());
            scope.lists("o1");

            desk.service.close(desk.time.now());

            assertTold(scope.toldOf("o1"), Unknown.class);
            scope.assertEndedUnproven(2);
        }

        @Test
        void aFrameThatWasHeldBackMayNotLeaveAnyMore() {
            desk.socket.holds = true;
            scope.handIn(everything());
            scope.lists("o1");

            desk.service.close(desk.time.now());

            assertThat(desk.socket.scopes().get(0).mayLeave(desk.time.now())).isFalse();
            desk.socket.replies(VenueSays.notSent());
            assertThat(scope.frames()).isEqualTo(1);
        }

        @Test
        void aBlindFrameThatWasHeldBackMayNotEither() {
            desk.socket.holds = true;
            scope.handIn(everything());
            scope.listsNothingReadable();

            desk.service.close(desk.time.now());

            assertThat(desk.socket.scopes().get(0).mayLeave(desk.time.now())).isFalse();
        }

        @Test
        void aListThatComesAfterwardsChangesNothing() {
            scope.handIn(everything());
            desk.service.close(desk.time.now());

            desk.query.lists(ScopeRig.open(CancelAll.Side.BUY, "o1"));

            assertThat(desk.log.records()).isEmpty();
            scope.assertRefusedUnsent();
        }

        @Test
        void newcomersAreRefused() {
            desk.service.close(desk.time.now());

            scope.handIn(everything());

            assertRefused(scope, RefusalReason.SHUTTING_DOWN, null, "the gateway is closed");
        }
    }

    @Nested
    class AtTheDoor {
        @Test
        void noMoreScopesAreUnderWayThanTheBound() {
            for (int i = 0; i < Admission.MAX_SCOPES; i++) {
                new ScopeRig(desk).handIn(everything().id("all" + i));
            }

            scope.handIn(everything());
            assertRefused(scope, RefusalReason.OVERLOADED, null, "maxScopes", "16");

            desk.query.lists(List.of());
            ScopeRig next = new ScopeRig(desk).handIn(everything());
            assertThat(next.told).isEmpty();
        }

        @Test
        void nonsenseIsRefusedAndNamesTheField() {
            refused(everything().id(""), RefusalReason.INVALID, "cancelId");
            refused(new CancelAll(null, "main", null, null, null, Desk.WITHIN), RefusalReason.INVALID, "cancelId");
            refused(everything().symbol("BTC PERP"), RefusalReason.INVALID, "symbol");
            refused(everything().symbol(""), RefusalReason.INVALID, "symbol");
            refused(everything().side(CancelAll.Side.UNKNOWN), RefusalReason.INVALID, "side");
            refused(everything().within(null), RefusalReason.INVALID, "within");
            refused(everything().within(Duration.ZERO), RefusalReason.INVALID, "within");
            refused(everything().within(Duration.ofNanos(-1)), RefusalReason.INVALID, "within");
            refused(everything().within(CancelOrder.MAX_WITHIN.plusNanos(1)), RefusalReason.INVALID, "within");
            assertThat(desk.query.listed()).isEmpty();
        }

        private void refused(CancelAll wish, RefusalReason reason, String field) {
            ScopeRig rig = new ScopeRig(desk).handIn(wish);
            assertRefused(rig, reason, field, field, "write");
        }

        @Test
        void theShortestAndTheLongestTimeAreTakenIn() {
            assertThat(new ScopeRig(desk).handIn(everything().within(Duration.ofNanos(1))).told)
                    .isEmpty();
            assertThat(new ScopeRig(desk).handIn(everything().within(CancelOrder.MAX_WITHIN)).told)
                    .isEmpty();
        }
    }

    @Test
    void whoeverThrowsWhenToldDoesNotDisturbTheOthers() {
        List<CancelId> heard = new ArrayList<>();
        desk.service.cancelAll(
                everything(),
                result -> {
                    throw new IllegalStateException("a listener's fault");
                },
                () -> {
                    throw new IllegalStateException("a listener's fault");
                },
                desk.time.now());
        desk.service.cancelAll(
                everything(), result -> heard.add(result.cancelId()), () -> heard.add(null), desk.time.now());

        desk.query.lists(List.of());
        desk.query.lists(List.of());

        assertThat(heard).hasSize(1).containsOnlyNulls();
    }

    @Test
    void whoeverIsToldTheEndMayBeginAgainAtOnce() {
        List<CancelResult> told = new ArrayList<>();
        desk.service.cancelAll(everything(), told::add, () -> scope.handIn(everything()), desk.time.now());

        desk.query.lists(List.of());
        scope.lists();

        scope.assertEndedAfter(0);
    }

    @Test
    void anAnswerOnAStrangersThreadIsAFaultAndSaysSo() throws InterruptedException {
        scope.handIn(everything());
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        Thread stranger = new Thread(() -> {
            try {
                desk.query.lists(List.of());
            } catch (IllegalStateException e) {
                thrown.add(e);
            }
        });

        stranger.start();
        stranger.join();

        assertThat(thrown)
                .singleElement()
                .satisfies(fault -> assertThat(fault).hasMessageContaining("go through its CancelDoor"));
        assertThatThrownBy(() -> desk.query.lists(List.of())).as("it was taken").isInstanceOf(RuntimeException.class);
        assertThat(scope.ends).isEmpty();
    }
}
