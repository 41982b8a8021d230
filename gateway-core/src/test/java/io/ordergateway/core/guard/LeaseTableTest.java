package io.ordergateway.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.guard.GuardReply.Reason;
import io.ordergateway.core.guard.LeaseState.Cause;
import io.ordergateway.core.guard.LeaseState.Phase;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.OrderRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseTableTest {
    private static final LeaseId ID = new LeaseId("alice", "quotes");
    private static final Duration TTL = Duration.ofSeconds(5);
    private static final LeaseTerms TERMS = LeaseTerms.of("main", TTL);
    private static final Duration TICK = Duration.ofNanos(1);

    private final LeaseTable leases = new LeaseTable();
    private final GuardRig rig = new GuardRig(leases::sweeps);

    private boolean arm() {
        return arm(ID, TERMS, "connection-1");
    }

    private boolean arm(LeaseId id, LeaseTerms terms, String connection) {
        assertThat(leases.refusal(id, terms)).isNull();
        return leases.arm(id, terms, connection, rig.now());
    }

    private LeaseState state() {
        return Objects.requireNonNull(leases.state(ID));
    }

    private void miss() {
        rig.pass(TTL);
        assertThat(leases.fireDue(rig.now())).hasSize(1);
    }

    private static void assertRefused(GuardReply.Refused refused, Reason reason, String field, String... words) {
        assertThat(refused).isNotNull();
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.field()).isEqualTo(field);
        assertThat(refused.text()).contains(words);
    }

    // ---- holding ----

    @Test
    void anArmedLeaseFiresWhenItsTimeIsUpAndNotBefore() {
        arm();
        assertThat(leases.nextFires()).hasValue(rig.now().in(TTL));
        rig.pass(TTL.minus(TICK));
        assertThat(leases.fireDue(rig.now())).isEmpty();

        rig.pass(TICK);

        assertThat(leases.fireDue(rig.now())).singleElement().satisfies(lease -> {
            assertThat(lease.id()).isEqualTo(ID);
            assertThat(lease.phase()).isEqualTo(Phase.FIRED);
            assertThat(lease.course().cause()).isEqualTo(Cause.MISSED_RENEWAL);
            assertThat(lease.course().firedAt()).isEqualTo(rig.now().wall());
        });
        assertThat(leases.fireDue(rig.now())).isEmpty();
        assertThat(leases.nextFires()).isEmpty();
    }

    @Test
    void oneThatIsRenewedInTimeNeverFires() {
        arm();

        for (int i = 0; i < 100; i++) {
            rig.pass(TTL.minus(TICK));
            assertThat(leases.fireDue(rig.now())).isEmpty();
            assertThat(arm()).as("new").isFalse();
        }

        assertThat(state().armedAt()).isBefore(rig.now().wall());
        assertThat(state().firesAt()).isEqualTo(rig.now().wall().plus(TTL));
    }

    @Test
    void otherTermsMakeItAnotherLease() {
        arm();

        assertThat(arm(ID, TERMS.symbols(List.of("BTC-PERP")), "connection-1")).isTrue();

        assertThat(leases.states()).hasSize(1);
        miss();
        assertThat(rig.begin()).hasSize(1);
    }

    @Test
    void aLostConnectionFiresWhatItHoldsAndNothingElse() {
        arm();
        arm(new LeaseId("bob", "quotes"), TERMS, "connection-2");
        leases.arm(new LeaseId("carol", "quotes"), TERMS, null, rig.now());

        List<LeaseState> fired = leases.connectionLost("connection-1", rig.now());

        assertThat(fired).singleElement().satisfies(lease -> {
            assertThat(lease.id()).isEqualTo(ID);
            assertThat(lease.course().cause()).isEqualTo(Cause.CONNECTION_LOST);
        });
    }

    @Test
    void aConnectionThatIsFoundDeadLateDoesNotFireWhatWasRenewedOverAnother() {
        arm();
        arm(ID, TERMS, "connection-2");

        assertThat(leases.connectionLost("connection-1", rig.now())).isEmpty();
        assertThat(leases.connectionLost("connection-2", rig.now())).hasSize(1);
    }

    @Test
    void whatIsDisarmedDoesNotFire() {
        arm();

        assertThat(leases.disarm(ID, rig.now()).phase()).isEqualTo(Phase.DISARMED);

        rig.pass(TTL);
        assertThat(leases.fireDue(rig.now())).isEmpty();
        assertThat(leases.connectionLost("connection-1", rig.now())).isEmpty();
        assertThat(leases.unfinished()).isEmpty();
        assertThat(leases.disarm(ID, rig.now())).isNull();
    }

    // ---- firing ----

    @Test
    void itsScopeIsEmptiedSymbolBySymbolAndOfItsStrategyOnly() {
        arm(ID, TERMS.symbols(List.of("BTC-PERP", "ETH-PERP", "BTC-PERP")).strategy("alp"), "connection-1");
        miss();

        List<CancelAll> wishes = leases.sweeps().stream().map(Sweep::begin).toList();

        assertThat(wishes).extracting(CancelAll::symbol).containsExactly("BTC-PERP", "ETH-PERP");
        assertThat(wishes).allSatisfy(wish -> {
            assertThat(wish.account()).isEqualTo("main");
            assertThat(wish.strategy()).isEqualTo("alp");
            assertThat(wish.within()).isEqualTo(Sweep.TRY_WITHIN);
        });
    }

    @Test
    void itEndsWhenEveryPartIsProvenFlat() {
        arm(ID, TERMS.symbols(List.of("BTC-PERP", "ETH-PERP")), "connection-1");
        miss();
        List<Sweep> both = rig.begin();
        both.get(0).ended(GuardRig.canceled(2), rig.now());
        both.get(1).ended(GuardRig.SILENT, rig.now());

        rig.pass(Sweep.SECOND_LOOK);
        rig.tried(GuardRig.EMPTY);
        assertThat(leases.settle(rig.now())).isEmpty();
        rig.pass(Sweep.LOOK_EVERY);
        assertThat(rig.tried(GuardRig.EMPTY))
                .as("what is proven is not looked at again")
                .isEqualTo(1);

        assertThat(leases.settle(rig.now())).singleElement().satisfies(lease -> {
            assertThat(lease.phase()).isEqualTo(Phase.PROVEN_FLAT);
            assertThat(lease.course().endedAt()).isEqualTo(rig.now().wall());
            assertThat(lease.course().sweeps()).extracting(SweepState::orders).containsExactly(2L, 0L);
        });
        assertThat(leases.settle(rig.now())).isEmpty();
        assertThat(leases.unfinished()).isEmpty();
        assertThat(leases.states()).as("remembered").hasSize(1);
    }

    @Test
    void whatCannotBeProvenIsGivenUpAfterItsTimeAndSaysWhatStoodInTheWay() {
        arm();
        miss();
        rig.tried(GuardRig.SILENT);
        rig.pass(LeaseTable.PURSUED_FOR.minus(TICK));
        assertThat(leases.settle(rig.now())).isEmpty();
        assertThat(leases.unfinished()).hasSize(1);

        rig.pass(TICK);

        assertThat(leases.settle(rig.now())).singleElement().satisfies(lease -> {
            assertThat(lease.phase()).isEqualTo(Phase.GAVE_UP);
            assertThat(lease.course().sweeps())
                    .extracting(SweepState::obstacle)
                    .containsExactly("the venue does not answer");
        });
        assertThat(leases.sweeps()).isEmpty();
        assertThat(leases.refusal(ID, TERMS)).isNull();
    }

    @Test
    void aRehearsalOnlyAsksAndTellsWhatItFound() {
        arm(ID, TERMS.rehearsing(), "connection-1");
        miss();

        assertThat(leases.sweeps()).allMatch(Sweep::isRehearsal);
        rig.tried(SweepReport.of(GuardRig.open("o1", "o2")));

        assertThat(leases.settle(rig.now())).singleElement().satisfies(lease -> {
            assertThat(lease.phase()).isEqualTo(Phase.REHEARSED);
            assertThat(lease.course().wouldCancel())
                    .extracting(open -> open.order())
                    .containsExactly(new OrderRef("o1", "BTC-PERP"), new OrderRef("o2", "BTC-PERP"));
        });
    }

    @Test
    void aRehearsalThatIsNotAnsweredSaysSo() {
        arm(ID, TERMS.rehearsing(), "connection-1");
        miss();

        rig.tried(GuardRig.SILENT);

        assertThat(leases.settle(rig.now())).singleElement().satisfies(lease -> {
            assertThat(lease.phase()).isEqualTo(Phase.REHEARSED);
            assertThat(lease.course().sweeps().get(0).obstacle()).isEqualTo("the venue does not answer");
        });
    }

    @Test
    void itCannotBeArmedWhileItIsPursued() {
        arm();
        miss();
        rig.tried(GuardRig.SILENT);

        GuardReply.Refused refused = leases.refusal(ID, TERMS);

        assertRefused(refused, Reason.NOT_FLAT, "name", "quotes", "account main: the venue does not answer");
        rig.pass(Sweep.AGAIN.cap());
        rig.proven();
        leases.settle(rig.now());
        assertThat(leases.refusal(ID, TERMS)).isNull();
    }

    @Test
    void norWhileATryIsUnderWayThatWasBegunBeforeItWasDisarmed() {
        arm();
        miss();
        List<Sweep> begun = rig.begin();

        leases.disarm(ID, rig.now());

        assertThat(leases.sweeps()).isEmpty();
        assertRefused(leases.refusal(ID, TERMS), Reason.NOT_FLAT, "name", "quotes");
        begun.get(0).ended(GuardRig.SILENT, rig.now());
        assertThat(leases.refusal(ID, TERMS)).isNull();
    }

    // ---- what is refused ----

    @ParameterizedTest
    @ValueSource(strings = {"PT0.499999999S", "PT1H0.000000001S", "PT0S", "PT-5S"})
    void timesBeyondTheBoundsAreRefused(Duration ttl) {
        LeaseTerms terms = LeaseTerms.of("main", ttl);

        assertRefused(leases.refusal(ID, terms), Reason.INVALID, "ttl", "ttl is " + ttl, "write PT0.5S to PT1H");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.5S", "PT1H"})
    void theBoundsThemselvesAreNot(Duration ttl) {
        assertThat(leases.refusal(ID, LeaseTerms.of("main", ttl))).isNull();
    }

    @Test
    void moreSymbolsThanTheBoundAreRefused() {
        LeaseTerms most = TERMS.symbols(Collections.nCopies(LeaseTerms.MAX_SYMBOLS, "BTC-PERP"));
        LeaseTerms more = TERMS.symbols(Collections.nCopies(LeaseTerms.MAX_SYMBOLS + 1, "BTC-PERP"));

        assertThat(leases.refusal(ID, most)).isNull();
        assertRefused(leases.refusal(ID, more), Reason.INVALID, "symbols", "17", "at most 16");
    }

    @Test
    void namesThatCannotBeShownAreRefused() {
        assertRefused(leases.refusal(new LeaseId("alice", " "), TERMS), Reason.INVALID, "name", "name is empty");
        assertRefused(
                leases.refusal(new LeaseId("alice", "a\nb"), TERMS), Reason.INVALID, "name", "\"a?b\"", "control");
        assertRefused(
                leases.refusal(new LeaseId("a".repeat(65), "quotes"), TERMS),
                Reason.INVALID,
                "client",
                "65",
                "1 to 64");
        assertThat(leases.refusal(new LeaseId("a".repeat(64), "quotes"), TERMS)).isNull();
    }

    @Test
    void aClientHasSoManyLeasesAndThoseThatHaveEndedMakeRoom() {
        for (int i = 0; i < LeaseTable.MAX_PER_CLIENT; i++) {
            arm(new LeaseId("alice", "lease-" + i), TERMS, "connection-1");
        }
        LeaseId oneMore = new LeaseId("alice", "one-more");
        assertRefused(leases.refusal(oneMore, TERMS), Reason.TOO_MANY, "name", "16 leases", "lease-0");
        assertThat(leases.refusal(new LeaseId("bob", "one-more"), TERMS)).isNull();
        assertThat(leases.refusal(new LeaseId("alice", "lease-3"), TERMS))
                .as("a renewal")
                .isNull();

        leases.disarm(new LeaseId("alice", "lease-3"), rig.now());
        arm(oneMore, TERMS, "connection-1");

        assertThat(leases.states()).hasSize(LeaseTable.MAX_PER_CLIENT);
        assertThat(leases.state(new LeaseId("alice", "lease-3"))).isNull();
    }

    // ---- again ----

    @Test
    void afterARestartAnArmedLeaseHasItsWholeTimeAndThenFires() {
        arm();
        rig.pass(TTL.minus(TICK));
        LeaseTable after = new LeaseTable();

        after.restore(leases.unfinished(), rig.pass(Duration.ofHours(3)));

        assertThat(after.state(ID).armedAt()).isEqualTo(state().armedAt());
        rig.pass(TTL.minus(TICK));
        assertThat(after.fireDue(rig.now())).isEmpty();
        rig.pass(TICK);
        assertThat(after.fireDue(rig.now())).hasSize(1);
    }

    @Test
    void oneThatIsRenewedAfterTheRestartDoesNot() {
        arm();
        LeaseTable after = new LeaseTable();
        after.restore(leases.unfinished(), rig.now());
        rig.pass(TTL.minus(TICK));

        assertThat(after.arm(ID, TERMS, "connection-9", rig.now())).as("new").isFalse();

        rig.pass(TTL.minus(TICK));
        assertThat(after.fireDue(rig.now())).isEmpty();
    }

    @Test
    void oneThatHadFiredIsPursuedAtOnce() {
        arm();
        miss();
        Instant firedAt = state().course().firedAt();
        LeaseTable after = new LeaseTable();

        after.restore(leases.unfinished(), rig.pass(Duration.ofHours(3)));

        assertThat(after.state(ID).phase()).isEqualTo(Phase.FIRED);
        assertThat(after.state(ID).course().firedAt()).isEqualTo(firedAt);
        assertThat(after.sweeps()).singleElement().matches(sweep -> sweep.isDue(rig.now()));
    }
}
