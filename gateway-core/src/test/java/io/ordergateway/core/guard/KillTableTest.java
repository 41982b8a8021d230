package io.ordergateway.core.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.guard.GuardReply.Reason;
import io.ordergateway.core.order.CancelAll;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillTableTest {
    private static final List<String> ACCOUNTS = List.of("other", "main");
    private static final KillScope MAIN = new KillScope("main", null);
    private static final KillScope ALL = KillScope.EVERYTHING;

    private final KillTable kills = new KillTable();
    private final GuardRig rig = new GuardRig(kills::sweeps);

    private boolean latch(KillScope scope) {
        assertThat(kills.refusal(scope, "olga", "runaway")).isNull();
        return kills.latch(scope, "olga", "runaway", ACCOUNTS, rig.now());
    }

    private void assertReleaseRefused(KillScope scope, Reason reason, String... words) {
        GuardReply.Refused refused = kills.release(scope, "olga");
        assertThat(refused).isNotNull();
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.text()).contains(words);
    }

    @Test
    void aSwitchSaysWhoLatchedItWhenAndWhy() {
        assertThat(latch(MAIN)).isTrue();

        assertThat(kills.states()).singleElement().satisfies(state -> {
            assertThat(state.by()).isEqualTo("olga");
            assertThat(state.reason()).isEqualTo("runaway");
            assertThat(state.latchedAt()).isEqualTo(rig.now().wall());
            assertThat(state.isFlat()).isFalse();
        });
    }

    @Test
    void latchedAgainItStaysAsItIs() {
        latch(MAIN);
        rig.tried(GuardRig.EMPTY);
        rig.pass(Duration.ofMillis(1));

        assertThat(kills.latch(MAIN, "boris", "me too", ACCOUNTS, rig.now())).isFalse();

        assertThat(kills.states()).singleElement().satisfies(state -> {
            assertThat(state.by()).isEqualTo("olga");
            assertThat(state.sweeps()).extracting(SweepState::tries).containsExactly(1);
        });
    }

    @Test
    void ofEveryAccountEachIsEmptied() {
        latch(new KillScope(null, "BTC-PERP"));

        List<CancelAll> wishes = kills.sweeps().stream().map(Sweep::begin).toList();

        assertThat(wishes).extracting(CancelAll::account).containsExactly("main", "other");
        assertThat(wishes).extracting(CancelAll::symbol).containsOnly("BTC-PERP");
    }

    @Test
    void itIsNotReleasedBeforeItWasLookedAtTwice() {
        latch(MAIN);
        assertReleaseRefused(MAIN, Reason.NOT_FLAT, "account main was not looked at yet");
        rig.tried(GuardRig.EMPTY);
        assertReleaseRefused(MAIN, Reason.NOT_FLAT, "account main was looked at once");
        rig.pass(Sweep.SECOND_LOOK);
        rig.tried(GuardRig.EMPTY);

        assertThat(kills.release(MAIN, "boris")).isNull();

        assertThat(kills.isLatched(MAIN)).isFalse();
        assertThat(kills.sweeps()).isEmpty();
    }

    @Test
    void norWhileOneOfItsAccountsIsNotProven() {
        latch(ALL);
        List<Sweep> both = rig.begin();
        both.get(0).ended(GuardRig.EMPTY, rig.now());
        both.get(1).ended(GuardRig.SILENT, rig.now());
        rig.pass(Sweep.SECOND_LOOK);
        both = rig.begin();
        both.get(0).ended(GuardRig.EMPTY, rig.now());
        both.get(1).ended(GuardRig.SILENT, rig.now());

        assertReleaseRefused(ALL, Reason.NOT_FLAT, "every order on every account", "account other: the venue does not");
        assertThat(kills.states().get(0).isFlat()).isFalse();
    }

    @Test
    void norOnceSomethingAppeared() {
        latch(MAIN);
        rig.proven();
        assertThat(kills.turned()).extracting(KillState::isFlat).containsExactly(true);
        rig.pass(Sweep.LOOK_EVERY);

        rig.tried(GuardRig.canceled(1));

        assertThat(kills.turned()).extracting(KillState::isFlat).containsExactly(false);
        assertThat(kills.turned()).isEmpty();
        assertReleaseRefused(MAIN, Reason.NOT_FLAT, "account main was looked at once");
    }

    @Test
    void whileItIsLatchedItIsLookedAtForGood() {
        latch(MAIN);
        rig.proven();

        for (int i = 0; i < 1_000; i++) {
            rig.pass(Sweep.LOOK_EVERY);
            assertThat(rig.tried(GuardRig.EMPTY)).isEqualTo(1);
        }
    }

    @Test
    void aLookThatIsUnderWayIsAwaitedAndNoOtherBegins() {
        latch(MAIN);
        rig.proven();
        rig.pass(Sweep.LOOK_EVERY);
        List<Sweep> look = rig.begin();

        assertThat(kills.release(MAIN, "olga")).isNull();

        assertThat(kills.isLatched(MAIN)).isTrue();
        assertThat(kills.sweeps()).isEmpty();
        look.get(0).ended(GuardRig.EMPTY, rig.now());
        assertThat(kills.release(MAIN, "olga")).isNull();
        assertThat(kills.isLatched(MAIN)).isFalse();
    }

    @Test
    void ifThatLookFindsSomethingItStaysLatchedAndGoesOn() {
        latch(MAIN);
        rig.proven();
        rig.pass(Sweep.LOOK_EVERY);
        List<Sweep> look = rig.begin();
        kills.release(MAIN, "olga");

        look.get(0).ended(GuardRig.canceled(2), rig.now());

        assertReleaseRefused(MAIN, Reason.NOT_FLAT, "looked at once");
        assertThat(kills.sweeps()).hasSize(1);
    }

    @Test
    void whatIsNotLatchedCannotBeReleased() {
        latch(ALL);

        assertReleaseRefused(MAIN, Reason.NOT_FOUND, "every order on account main");
    }

    @Test
    void whoAndWhyMustBeSaid() {
        assertThat(kills.refusal(MAIN, "", "why").field()).isEqualTo("by");
        assertThat(kills.refusal(MAIN, "olga", null).field()).isEqualTo("reason");
        assertThat(kills.refusal(MAIN, "olga", "x".repeat(513)).text()).contains("513", "1 to 512");
        assertThat(kills.refusal(MAIN, "olga", "x".repeat(512))).isNull();
        latch(MAIN);
        assertThat(kills.release(MAIN, "a\tb").field()).isEqualTo("by");
    }

    @Test
    void soManyAreLatchedAtOnce() {
        for (int i = 0; i < KillTable.MAX_SWITCHES; i++) {
            latch(new KillScope("main", "S" + i));
        }

        assertThat(kills.refusal(MAIN, "olga", "why").reason()).isEqualTo(Reason.TOO_MANY);
        assertThat(kills.refusal(new KillScope("main", "S7"), "olga", "why")).isNull();
    }

    @Test
    void afterARestartItIsLatchedAndProvenAnew() {
        latch(ALL);
        rig.proven();
        KillTable after = new KillTable();

        after.restore(kills.states(), List.of("main", "other", "third"), rig.pass(Duration.ofHours(3)));

        assertThat(after.states()).singleElement().satisfies(state -> {
            assertThat(state.by()).isEqualTo("olga");
            assertThat(state.latchedAt()).isEqualTo(kills.states().get(0).latchedAt());
            assertThat(state.isFlat()).isFalse();
        });
        assertThat(after.sweeps()).hasSize(3).allMatch(sweep -> sweep.isDue(rig.now()));
    }
}
