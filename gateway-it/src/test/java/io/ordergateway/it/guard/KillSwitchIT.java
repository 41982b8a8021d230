package io.ordergateway.it.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.guard.GuardEvent.Turn;
import io.ordergateway.core.guard.GuardReply;
import io.ordergateway.core.guard.GuardReply.Reason;
import io.ordergateway.core.guard.KillScope;
import io.ordergateway.core.guard.KillState;
import io.ordergateway.core.guard.SweepState;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.ws.sim.SimVenue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A kill switch empties its scope, keeps it empty, and is released when the venue has proven that it is. */
@Timeout(120)
class KillSwitchIT {
    private static final KillScope MAIN = new KillScope("main", null);

    @TempDir
    private Path folder;

    private GuardDesk open(GuardedVenue venue) {
        return GuardDesk.open(folder.resolve("outcomes.db"), venue.account("main"));
    }

    private static List<String> place(GuardedVenue venue, int orders) {
        return Stream.generate(() -> venue.place(venue.symbol())).limit(orders).toList();
    }

    private static void awaitGone(GuardedVenue venue, List<String> orders) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(GuardDesk.PATIENCE)
                .until(() -> orders.stream().noneMatch(venue::rests));
    }

    private static void assertReleaseRefused(GuardDesk desk, KillScope scope, String... words) {
        assertThat(desk.release(scope)).isInstanceOfSatisfying(GuardReply.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.NOT_FLAT);
            assertThat(refused.text()).contains(words);
        });
    }

    @ParameterizedTest
    @EnumSource
    void everythingIsGoneAndItIsReleasedOnceThatIsProvenAndNotBefore(GuardedVenue.Kind kind) {
        try (GuardedVenue venue = kind.start();
                GuardDesk desk = open(venue)) {
            List<String> orders = place(venue, 3);

            desk.kill(MAIN);
            assertReleaseRefused(desk, MAIN, "account main");

            awaitGone(venue, orders);
            desk.awaitFlat(MAIN);
            assertThat(desk.latched(MAIN).orElseThrow().sweeps())
                    .extracting(SweepState::orders)
                    .containsExactly(3L);
            assertThat(desk.release(MAIN)).isInstanceOf(GuardReply.OfSwitch.class);
            assertThat(desk.latched(MAIN)).isEmpty();
            assertThat(desk.turns()).containsExactly(Turn.LATCHED, Turn.FLAT, Turn.RELEASED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAppearsWhileItIsLatchedIsCanceledToo(GuardedVenue.Kind kind) {
        try (GuardedVenue venue = kind.start();
                GuardDesk desk = open(venue)) {
            desk.kill(MAIN);
            desk.awaitFlat(MAIN);

            List<String> orders = place(venue, 2);

            awaitGone(venue, orders);
            await().atMost(GuardDesk.PATIENCE)
                    .untilAsserted(() -> assertThat(desk.turns())
                            .containsExactly(Turn.LATCHED, Turn.FLAT, Turn.NOT_FLAT, Turn.FLAT));
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterARestartItGoesOn(GuardedVenue.Kind kind) {
        try (GuardedVenue venue = kind.start()) {
            KillState latched;
            try (GuardDesk desk = open(venue)) {
                latched = desk.kill(MAIN);
                desk.awaitFlat(MAIN);
            }
            List<String> orders = place(venue, 2);

            try (GuardDesk desk = open(venue)) {
                awaitGone(venue, orders);
                assertThat(desk.latched(MAIN).orElseThrow().by()).isEqualTo("olga");
                assertThat(desk.latched(MAIN).orElseThrow().latchedAt()).isEqualTo(latched.latchedAt());
                desk.awaitFlat(MAIN);
                assertThat(desk.release(MAIN)).isInstanceOf(GuardReply.OfSwitch.class);
            }

            try (GuardDesk desk = open(venue)) {
                assertThat(desk.latched(MAIN)).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aVenueThatDoesNotAnswerIsNotCalledFlat(GuardedVenue.Kind kind) {
        try (GuardedVenue venue = kind.start();
                GuardDesk desk = open(venue)) {
            List<String> orders = place(venue, 2);
            venue.answers(false);
            desk.kill(MAIN);
            await().atMost(GuardDesk.PATIENCE)
                    .until(() ->
                            desk.latched(MAIN).orElseThrow().sweeps().get(0).obstacle() != null);

            assertReleaseRefused(desk, MAIN, "it is not proven", "account main: ");
            assertThat(desk.turns()).containsExactly(Turn.LATCHED);
            venue.answers(true);

            awaitGone(venue, orders);
            desk.awaitFlat(MAIN);
            assertThat(desk.release(MAIN)).isInstanceOf(GuardReply.OfSwitch.class);
        }
    }

    @Test
    void aListThatIsEmptyAndFalseIsNotProof() {
        try (SimVenue venue = SimVenue.start(0);
                GuardDesk desk = open(new GuardedVenue.Ascendex(venue))) {
            String order = venue.book().place("BTC-PERP", "Buy", "0.1", "30000");
            venue.faults().listNothing(1);
            Queue<Integer> openWhenFlat = new ConcurrentLinkedQueue<>();
            desk.onTurn(Turn.FLAT, state -> openWhenFlat.add(venue.book().open().size()));

            desk.kill(MAIN);
            await().atMost(GuardDesk.PATIENCE).until(() -> venue.counts().openQueries() == 1);
            assertThat(venue.book().order(order).orElseThrow().status().isOpen())
                    .isTrue();
            assertReleaseRefused(desk, MAIN, "account main");

            desk.awaitFlat(MAIN);
            assertThat(openWhenFlat).containsExactly(0);
        }
    }

    @Test
    void aReleaseAwaitsTheLookThatIsUnderWayAndWhatThatFinds() {
        try (GuardedVenue venue = GuardedVenue.Kind.ASCENDEX.start();
                GuardDesk desk = open(venue)) {
            desk.kill(MAIN);
            desk.awaitFlat(MAIN);
            int looks = desk.latched(MAIN).orElseThrow().sweeps().get(0).tries();
            venue.answers(false);
            await().atMost(GuardDesk.PATIENCE)
                    .until(() ->
                            desk.latched(MAIN).orElseThrow().sweeps().get(0).tries() > looks);
            assertThat(desk.latched(MAIN).orElseThrow().isFlat())
                    .as("by the looks before")
                    .isTrue();

            assertReleaseRefused(desk, MAIN, "account main: ");

            assertThat(desk.latched(MAIN)).isPresent();
        }
    }

    @Test
    void oneSymbolIsKeptEmptyAndTheOthersAreTraded() {
        try (GuardedVenue venue = GuardedVenue.Kind.ASCENDEX.start();
                GuardDesk desk = open(venue)) {
            KillScope scope = new KillScope("main", venue.symbol());
            List<String> orders = place(venue, 2);
            String other = venue.place(venue.elsewhere());

            desk.kill(scope);
            awaitGone(venue, orders);
            desk.awaitFlat(scope);

            assertThat(venue.rests(other)).isTrue();
            CancelOrder wish = CancelOrder.of("main", venue.elsewhere(), other).awaitFinal();
            assertThat(desk.gateway.cancel(wish).block(GuardDesk.PATIENCE)).isInstanceOf(CancelResult.Canceled.class);
        }
    }

    @Test
    void ofAllAccountsOneThatIsAwayDoesNotHoldTheOthersUp() {
        try (GuardedVenue away = GuardedVenue.Kind.ASCENDEX.start();
                GuardedVenue there = GuardedVenue.Kind.HASHKEY.start();
                GuardDesk desk =
                        GuardDesk.open(folder.resolve("outcomes.db"), away.account("away"), there.account("there"))) {
            List<String> orders = place(there, 2);
            String unreachable = away.place(away.symbol());
            away.answers(false);

            desk.kill(KillScope.EVERYTHING);

            awaitGone(there, orders);
            await().atMost(GuardDesk.PATIENCE)
                    .until(() -> desk.latched(KillScope.EVERYTHING).orElseThrow().sweeps().stream()
                            .anyMatch(sweep -> sweep.flatSince() != null));
            assertReleaseRefused(desk, KillScope.EVERYTHING, "account away");
            assertThat(away.rests(unreachable)).isTrue();
            away.answers(true);
            awaitGone(away, List.of(unreachable));
        }
    }

    @Test
    void aSymbolThatNoAccountCanHaveIsRefused() {
        try (GuardedVenue venue = GuardedVenue.Kind.ASCENDEX.start();
                GuardDesk desk = open(venue)) {
            KillScope scope = new KillScope(null, "BTC PERP");

            assertThat(desk.guards.kill(scope, "olga", "why").block(GuardDesk.PATIENCE))
                    .isInstanceOfSatisfying(
                            GuardReply.Refused.class,
                            refused -> assertThat(refused.field()).isEqualTo("symbol"));
            assertThat(desk.latched(scope)).isEmpty();
        }
    }
}
