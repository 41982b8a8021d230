package io.ordergateway.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelAll;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A scope is flat when two lists in a row named nothing, and is flat no more when anything speaks against it. */
class SweepTest {
    private final GuardRig rig = new GuardRig(this::sweeps);
    private final Sweep sweep = new Sweep(CancelAll.of("main").symbol("BTC-PERP"), false, rig.now());

    private List<Sweep> sweeps() {
        return List.of(sweep);
    }

    @Test
    void isDueAtOnceAndNotWhileItIsTried() {
        assertThat(sweep.isDue(rig.now())).isTrue();

        sweep.begin();

        assertThat(sweep.isDue(rig.pass(Duration.ofHours(1)))).isFalse();
    }

    @Test
    void oneListThatNamesNothingIsNoProof() {
        rig.tried(GuardRig.EMPTY);

        assertThat(sweep.isFlat()).isFalse();
        assertThat(sweep.state().told()).contains("looked at once");
        assertThat(sweep.isDue(rig.pass(Sweep.SECOND_LOOK.minusNanos(1)))).isFalse();
        assertThat(sweep.isDue(rig.pass(Duration.ofNanos(1)))).isTrue();
    }

    @Test
    void twoInARowAre() {
        rig.proven();

        assertThat(sweep.isFlat()).isTrue();
        assertThat(sweep.state().flatSince()).isEqualTo(rig.now().wall());
    }

    @Test
    void aTryThatCanceledAndLeftNothingCountsAsTheFirst() {
        rig.tried(GuardRig.canceled(3));
        assertThat(sweep.isFlat()).isFalse();
        rig.pass(Sweep.SECOND_LOOK);
        rig.tried(GuardRig.EMPTY);

        assertThat(sweep.isFlat()).isTrue();
        assertThat(sweep.state().orders()).isEqualTo(3);
    }

    @Test
    void anAnswerThatFailedBetweenThemCountsAgainstBoth() {
        rig.tried(GuardRig.EMPTY);
        rig.pass(Sweep.SECOND_LOOK);
        rig.tried(GuardRig.SILENT);
        rig.pass(Sweep.AGAIN.cap());
        rig.tried(GuardRig.EMPTY);

        assertThat(sweep.isFlat()).isFalse();
    }

    @Test
    void whatWasFlatIsLookedAtAgainAndWhatAppearsTakesItBack() {
        rig.proven();
        assertThat(sweep.isDue(rig.pass(Sweep.LOOK_EVERY.minusNanos(1)))).isFalse();
        rig.pass(Duration.ofNanos(1));

        rig.tried(GuardRig.canceled(1));

        assertThat(sweep.isFlat()).isFalse();
        assertThat(sweep.state().flatSince()).isNull();
        assertThat(sweep.isDue(rig.pass(Sweep.SECOND_LOOK))).isTrue();
    }

    @Test
    void andSoDoesAVenueThatFallsSilent() {
        rig.proven();
        rig.pass(Sweep.LOOK_EVERY);

        rig.tried(GuardRig.SILENT);

        assertThat(sweep.isFlat()).isFalse();
        assertThat(sweep.state().obstacle()).isEqualTo("the venue does not answer");
        assertThat(sweep.state().told()).contains("BTC-PERP of account main", "the venue does not answer");
    }

    @Test
    void sinceWhenItIsFlatStaysWhileItIs() {
        rig.proven();
        var since = sweep.state().flatSince();
        rig.pass(Sweep.LOOK_EVERY);

        rig.tried(GuardRig.EMPTY);

        assertThat(sweep.state().flatSince()).isEqualTo(since);
        assertThat(sweep.state().lookedAt()).isEqualTo(rig.now().wall());
    }

    @Test
    void failuresAreTriedAgainSoonAndThenLessOften() {
        rig.tried(GuardRig.SILENT);
        assertThat(sweep.isDue(rig.pass(Duration.ofMillis(499)))).isFalse();
        assertThat(sweep.isDue(rig.pass(Duration.ofMillis(1)))).isTrue();

        for (int i = 0; i < 20; i++) {
            rig.tried(GuardRig.SILENT);
            rig.pass(Sweep.AGAIN.cap());
        }

        assertThat(sweep.state().tries()).isEqualTo(21);
    }

    @Test
    void afterAnAnswerTheFirstFailureIsTriedAgainSoonOnceMore() {
        rig.tried(GuardRig.SILENT);
        rig.pass(Sweep.AGAIN.cap());
        rig.tried(GuardRig.EMPTY);
        rig.pass(Sweep.SECOND_LOOK);

        rig.tried(GuardRig.SILENT);

        assertThat(sweep.isDue(rig.pass(Duration.ofMillis(500)))).isTrue();
    }

    @Test
    void eachTryHasAnIdOfItsOwn() {
        Set<CancelAll> wishes = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            wishes.add(sweep.begin());
            sweep.ended(GuardRig.EMPTY, rig.now());
        }

        assertThat(wishes)
                .hasSize(3)
                .allSatisfy(wish -> assertThat(wish.symbol()).isEqualTo("BTC-PERP"));
    }
}
