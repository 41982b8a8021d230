package io.ordergateway.core.cancel;

import static io.ordergateway.core.cancel.Desk.assertTold;
import static io.ordergateway.core.cancel.Desk.wish;
import static io.ordergateway.core.cancel.ScopeRig.everything;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelAll.Side;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Canceled;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.CancelResult.Rejected;
import io.ordergateway.core.order.CancelResult.TooLate;
import io.ordergateway.core.order.CancelResult.Unknown;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import io.ordergateway.core.route.PathHealth;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Frames for a whole scope are lost, turned down or never leave; lists cannot be read. */
class CancelScopeLossTest {
    private final ScopeRig scope = ScopeRig.handedIn(everything());
    private final Desk desk = scope.desk;

    private void everyPathIs(PathHealth health) {
        desk.socket.health = health;
        desk.standby.health = health;
        desk.rest.health = health;
    }

    @Nested
    class Frames {
        @Test
        void aFrameLostOnOnePathIsSentByTheNext() {
            scope.lists("o1", "o2");

            desk.socket.replies(VenueSays.silence());
            assertThat(desk.standby.scopes()).hasSize(1);
            desk.standby.replies(VenueSays.notSent());
            assertThat(desk.rest.scopes()).hasSize(1);
            desk.rest.replies(VenueSays.taken());
            scope.pushes("o1", VenueSays.canceled());
            scope.pushes("o2", VenueSays.canceled());
            scope.lists();

            scope.assertEndedAfter(2);
            assertThat(desk.handed()).isZero();
        }

        @Test
        void onlyWhatHasNotEndedIsSentByTheNext() {
            scope.lists("o1");
            scope.pushes("o1", VenueSays.filled());

            desk.socket.replies(VenueSays.silence());

            assertThat(scope.frames()).isEqualTo(1);
            scope.lists();
            scope.assertEndedAfter(1);
        }

        @Test
        void framesLostOnEveryPathLeaveEachOrderToItself() {
            scope.lists("o1", "o2");
            desk.socket.replies(VenueSays.silence());
            desk.standby.replies(VenueSays.silence());
            desk.rest.replies(VenueSays.silence());

            desk.sweep();
            assertThat(desk.query.open()).as("a frame may have worked").isEqualTo(2);
            desk.query.answers(VenueSays.canceled());
            desk.query.answers(VenueSays.resting());
            assertThat(desk.socket.handed()).isEqualTo(1);
            desk.socket.replies(VenueSays.canceled());
            scope.lists();

            assertTold(scope.toldOf("o1"), Canceled.class);
            assertTold(scope.toldOf("o2"), Canceled.class);
            scope.assertEndedAfter(2);
            assertThat(scope.frames()).isEqualTo(3);
        }

        @Test
        void framesThatLeftByNoPathLeaveEachOrderToItself() {
            desk.socket.holds = true;
            desk.standby.holds = true;
            desk.rest.holds = true;
            scope.lists("o1", "o2");
            desk.socket.replies(VenueSays.notSent());
            desk.standby.replies(VenueSays.notSent());
            desk.rest.replies(VenueSays.notSent());
            assertThat(desk.query.asked()).isZero();

            desk.socket.holds = false;
            desk.sweep();

            assertThat(desk.socket.handed()).isEqualTo(2);
        }

        @Test
        void withoutAnyPathEachOrderWaitsForOneByItself() {
            everyPathIs(PathHealth.DOWN);
            scope.lists("o1", "o2");
            assertThat(scope.frames()).isZero();

            desk.rest.health = PathHealth.READY;
            desk.sweep();

            assertThat(desk.rest.handed()).isEqualTo(2);
        }

        @Test
        void pathsThatWillNotBeBackAreARefusalOfEachOrderAndNoProofForTheScope() {
            everyPathIs(PathHealth.CLOSED);
            scope.lists("o1");

            assertTold(scope.toldOf("o1"), Refused.class);
            scope.lists("o1");
            desk.pass(Desk.WITHIN);

            scope.assertEndedUnproven(2);
        }

        /** The frame was turned down, and not the cancel of any order: each is tried by itself. */
        @Test
        void aFrameThatTheVenueTurnsDownLeavesEachOrderToItself() {
            scope.lists("o1", "o2");

            desk.socket.replies(VenueSays.denied());
            assertThat(scope.told).isEmpty();
            assertThat(desk.socket.handed()).isEqualTo(2);
            desk.socket.replies(VenueSays.canceled());
            desk.socket.replies(VenueSays.denied());
            scope.lists("o2");

            assertTold(scope.toldOf("o1"), Canceled.class);
            assertTold(scope.toldOf("o2"), Rejected.class);
            scope.assertEndedAfter(2);
        }

        @Test
        void aFrameThatFoundNothingOpenHasEachOrderAskedAboutAndNothingElse() {
            scope.lists("o1", "o2");

            desk.socket.replies(VenueSays.gone());
            assertThat(desk.handed()).isZero();
            desk.sweep();
            desk.query.answers(VenueSays.filled());
            desk.query.answers(VenueSays.canceled());
            scope.lists();

            assertTold(scope.toldOf("o1"), TooLate.class);
            assertTold(scope.toldOf("o2"), TooLate.class);
            scope.assertEndedAfter(2);
        }

        @Test
        void aPathThatBreaksWithAFrameIsAPathThatLostIt() {
            desk.socket.breaksOn = "*";

            scope.lists("o1");

            assertThat(desk.standby.scopes()).hasSize(1);
            desk.standby.replies(VenueSays.canceled());
            scope.lists();
            scope.assertEndedAfter(1);
        }

        @Test
        void aLateReplyToALostFrameIsEvidence() {
            scope.lists("o1");
            ScopeAttempt first = desk.socket.scopes().get(0);
            desk.socket.replies(VenueSays.silence());

            first.settle(VenueSays.taken(), desk.time.now());
            desk.standby.replies(VenueSays.gone());
            scope.pushes("o1", VenueSays.canceled());
            scope.lists();

            assertTold(scope.toldOf("o1"), Canceled.class);
            scope.assertEndedAfter(1);
        }

        @Test
        void aFrameMayLeaveUntilItsDeadlineToTheNanosecond() {
            desk.socket.holds = true;
            scope.lists("o1");
            ScopeAttempt frame = desk.socket.scopes().get(0);

            assertThat(frame.mayLeave(desk.time.pass(Desk.WITHIN.minusNanos(1))))
                    .isTrue();
            assertThat(frame.mayLeave(desk.time.pass(Duration.ofNanos(1)))).isFalse();

            desk.sweep();
            assertTold(scope.toldOf("o1"), Refused.class);
            desk.socket.replies(VenueSays.notSent());
            assertThat(scope.frames()).isEqualTo(1);
            scope.assertEndedUnproven(2);
        }

        /** Whoever is told that the scope is empty may place orders the next moment. */
        @Test
        void aFrameThatWasHeldBackMayNotLeaveOnceNobodyWantsIt() {
            desk.socket.holds = true;
            scope.lists("o1");
            ScopeAttempt frame = desk.socket.scopes().get(0);
            assertThat(frame.mayLeave(desk.time.now())).isTrue();

            scope.pushes("o1", VenueSays.filled());
            assertThat(frame.mayLeave(desk.time.now())).isFalse();
            scope.lists();

            scope.assertEndedAfter(1);
            assertThat(frame.mayLeave(desk.time.now())).isFalse();
        }

        @Test
        void aFrameForOrdersOfAnEarlierRoundMayStillHaveCanceledThoseOfTheNext() {
            scope.lists("o1");
            desk.socket.replies(VenueSays.taken());
            scope.pushes("o1", VenueSays.canceled());

            scope.lists("o2");
            desk.socket.replies(VenueSays.gone());
            desk.isAsked(VenueSays.canceled());

            assertTold(scope.toldOf("o2"), Canceled.class);
        }
    }

    @Nested
    class Lists {
        @Test
        void withoutAListOneFrameGoesBlindAndTheListIsAskedForAgain() {
            scope.listsNothingReadable();
            assertThat(desk.socket.scopes()).hasSize(1);
            desk.socket.replies(VenueSays.taken());

            desk.pass(Duration.ofMillis(200).minusNanos(1));
            assertThat(desk.query.lists()).isZero();
            desk.pass(Duration.ofNanos(1));
            scope.listsNothingReadable();
            assertThat(scope.frames()).as("one is enough").isEqualTo(1);

            desk.pass(Duration.ofMillis(400));
            scope.lists();
            scope.assertEndedAfter(0);
        }

        @Test
        void aBlindFrameThatIsLostIsSentByTheNextPathToo() {
            scope.listsNothingReadable();

            desk.socket.replies(VenueSays.silence());
            desk.standby.replies(VenueSays.notSent());
            desk.rest.replies(VenueSays.silence());

            assertThat(desk.rest.scopes()).hasSize(1);
            assertThat(scope.frames()).isEqualTo(3);
        }

        @Test
        void anOrderThatABlindFrameMayHaveCanceledIsCanceledByUs() {
            scope.listsNothingReadable();
            desk.socket.replies(VenueSays.taken());
            desk.pass(Duration.ofMillis(200));

            scope.lists("o1");
            desk.socket.replies(VenueSays.gone());
            desk.isAsked(VenueSays.canceled());

            assertTold(scope.toldOf("o1"), Canceled.class);
        }

        @Test
        void anOrderThatABlindFrameCannotHaveCanceledIsNot() {
            scope.listsNothingReadable();
            desk.socket.replies(VenueSays.denied());
            desk.pass(Duration.ofMillis(200));

            scope.lists("o1");
            desk.socket.replies(VenueSays.gone());
            desk.isAsked(VenueSays.canceled());

            assertTold(scope.toldOf("o1"), TooLate.class);
        }

        @Test
        void anOrderWhoseOwnCancelNeverLeftMayHaveBeenCanceledByAFrameAllTheSame() {
            desk.socket.holds = true;
            List<CancelResult> told = desk.cancel(wish("c1"));
            desk.socket.holds = false;

            scope.listsNothingReadable();
            desk.pushes(VenueSays.canceled());

            assertTold(told, Canceled.class);
        }

        @Test
        void anOrderThatABlindFrameMayStillCancelIsNotCalledStanding() {
            Desk late = new Desk();
            late.cancel(wish("c1"));
            late.socket.replies(VenueSays.taken());
            late.pass(Desk.WINDOW.minusSeconds(1));
            ScopeRig blind = new ScopeRig(late).handIn(everything());
            blind.listsNothingReadable();

            late.pass(Duration.ofSeconds(1));
            late.isAsked(VenueSays.resting());
            assertThat(late.log.phases("c1")).doesNotContain(Phase.FINAL);

            late.pushes(VenueSays.canceled());
            late.assertEndedLater("c1", Canceled.class);
        }

        @Test
        void aBlindFrameThatWasHeldBackMayNotLeaveOnceAListIsThere() {
            desk.socket.holds = true;
            scope.listsNothingReadable();
            ScopeAttempt blind = desk.socket.scopes().get(0);
            assertThat(blind.mayLeave(desk.time.now())).isTrue();
            desk.pass(Duration.ofMillis(200));

            scope.lists("o1");

            assertThat(blind.mayLeave(desk.time.now())).isFalse();
            desk.socket.replies(VenueSays.notSent());
            assertThat(scope.frames()).isEqualTo(2);
        }

        @Test
        void ofOneSideNothingGoesBlind() {
            Desk other = new Desk();
            ScopeRig side = new ScopeRig(other).handIn(everything().side(Side.BUY));

            side.listsNothingReadable();

            assertThat(side.frames()).isZero();
            other.pass(Desk.WITHIN);
            side.assertRefusedUnsent();
        }

        @Test
        void aListThatIsNeverReadableIsNoProof() {
            for (int millis = 0; millis < 6_000; millis++) {
                desk.pass(Duration.ofMillis(1));
                if (desk.query.lists() > 0) {
                    desk.query.lists(null);
                }
            }

            assertThat(desk.query.listed()).hasSizeBetween(3, 7);
            scope.assertEndedUnproven(1);
        }

        @Test
        void aQueryThatBreaksIsAListThatCannotBeRead() {
            Desk other = new Desk();
            other.query.breaks = true;
            ScopeRig broken = new ScopeRig(other).handIn(everything());
            assertThat(broken.frames()).isEqualTo(1);

            other.query.breaks = false;
            other.pass(Duration.ofMillis(200));
            broken.lists();

            broken.assertEndedAfter(0);
        }
    }

    @Test
    void whatIsNotKnownByTheDeadlineIsUnknownForEachOrderAndForTheScope() {
        scope.lists("o1", "o2");
        desk.socket.replies(VenueSays.taken());
        scope.pushes("o1", VenueSays.canceled());

        desk.pass(Desk.WITHIN.minusNanos(1));
        assertThat(scope.told).hasSize(1);
        desk.pass(Duration.ofNanos(1));

        assertTold(scope.toldOf("o1"), Canceled.class);
        assertTold(scope.toldOf("o2"), Unknown.class);
        scope.assertEndedUnproven(3);
        scope.pushes("o2", VenueSays.canceled());
        assertThat(scope.told).as("its end comes on the stream").hasSize(3);
        desk.assertEndedLater(scope.toldOf("o2").get(0).cancelId().value(), Canceled.class);
    }

    @Test
    void anAnswerToTheListAfterTheDeadlineChangesNothing() {
        desk.pass(Desk.WITHIN);
        assertThat(desk.query.lists()).isEqualTo(1);

        desk.query.lists(ScopeRig.open(Side.BUY, "o1"));

        assertThat(desk.service.pending()).isZero();
        scope.assertRefusedUnsent();
    }

    @Test
    void aScopeOfAnAccountWithNoWayOutIsRefusedAtOnce() {
        Desk closed = new Desk();
        closed.socket.health = PathHealth.CLOSED;
        closed.standby.health = PathHealth.CLOSED;
        closed.rest.health = PathHealth.CLOSED;
        closed.query.allowed = false;

        new ScopeRig(closed).handIn(everything()).assertRefusedUnsent();
    }

    @Test
    void everyVerdictOfAFrameInEveryOrderOfPathsEndsEachOrderOnce() {
        List<Verdict> verdicts = List.of(
                VenueSays.taken(),
                VenueSays.gone(),
                VenueSays.denied(),
                VenueSays.silence(),
                VenueSays.notSent(),
                VenueSays.canceled());
        for (Verdict first : verdicts) {
            for (Verdict second : verdicts) {
                Desk other = new Desk();
                ScopeRig rig = new ScopeRig(other).handIn(everything());
                rig.lists("o1", "o2");
                other.socket.replies(first);
                if (other.standby.waits()) {
                    other.standby.replies(second);
                }
                other.pass(Desk.WITHIN);
                while (other.query.open() > 0) {
                    other.query.answers(VenueSays.canceled());
                }
                if (other.query.lists() > 0) {
                    other.query.lists(List.of());
                }
                other.sweep();

                String where = first + " then " + second;
                assertThat(rig.toldOf("o1")).as(where).hasSize(1);
                assertThat(rig.toldOf("o2")).as(where).hasSize(1);
                assertThat(rig.ends).as(where).containsExactly(rig.told.size());
                assertThat(other.service.pending()).as(where).isZero();
            }
        }
    }
}
