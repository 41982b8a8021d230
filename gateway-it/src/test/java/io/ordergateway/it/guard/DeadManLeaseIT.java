package io.ordergateway.it.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.guard.GuardReply;
import io.ordergateway.core.guard.GuardReply.Reason;
import io.ordergateway.core.guard.LeaseId;
import io.ordergateway.core.guard.LeaseState;
import io.ordergateway.core.guard.LeaseState.Cause;
import io.ordergateway.core.guard.LeaseState.Phase;
import io.ordergateway.core.guard.LeaseTerms;
import io.ordergateway.core.guard.SweepState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

/** A lease that nobody renews, against a venue with sessions and one without: its orders are gone, and others are not. */
@Timeout(120)
@ParameterizedClass
@EnumSource(GuardedVenue.Kind.class)
class DeadManLeaseIT {
    private static final LeaseId ID = new LeaseId("alice", "quotes");
    private static final Duration SHORT = LeaseTerms.MIN_TTL;
    private static final LeaseTerms LONG = LeaseTerms.of("main", LeaseTerms.MAX_TTL);

    /** What a busy machine may take to wake a thread and to go to a venue of its own and back. */
    private static final Duration ROUND_TRIP = Duration.ofSeconds(2);

    private final GuardedVenue venue;

    @TempDir
    private Path folder;

    DeadManLeaseIT(GuardedVenue.Kind kind) {
        this.venue = kind.start();
    }

    @AfterEach
    void close() {
        venue.close();
    }

    private GuardDesk open() {
        return GuardDesk.open(folder.resolve("outcomes.db"), venue.account("main"));
    }

    private List<String> place(int orders) {
        return Stream.generate(() -> venue.place(venue.symbol())).limit(orders).toList();
    }

    private void awaitGone(List<String> orders) {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(GuardDesk.PATIENCE)
                .until(() -> orders.stream().noneMatch(venue::rests));
    }

    @Test
    void notRenewedItFiresWhenItsTimeIsUpAndItsOrdersAreGoneARoundTripLater() {
        List<String> orders = place(3);
        try (GuardDesk desk = open()) {
            Instant firesAt =
                    desk.arm(ID, LeaseTerms.of("main", SHORT), "connection-1").firesAt();

            awaitGone(orders);

            assertThat(Instant.now()).isBetween(firesAt, firesAt.plus(ROUND_TRIP));
            LeaseState proven = desk.await(ID, Phase.PROVEN_FLAT);
            LeaseState.Course course = Objects.requireNonNull(proven.course());
            assertThat(course.cause()).isEqualTo(Cause.MISSED_RENEWAL);
            assertThat(course.firedAt()).isAfterOrEqualTo(firesAt);
            assertThat(course.sweeps()).extracting(SweepState::orders).containsExactly(3L);
            assertThat(desk.phases()).containsExactly(Phase.FIRED, Phase.PROVEN_FLAT);
        }
    }

    @Test
    void renewedAllTheTimeItNeverFires() {
        List<String> orders = place(2);
        LeaseTerms terms = LeaseTerms.of("main", Duration.ofSeconds(4));
        try (GuardDesk desk = open()) {
            Flux.interval(Duration.ZERO, Duration.ofMillis(50)) // whatever becomes of the answers before
                    .onBackpressureDrop()
                    .flatMap(any -> desk.guards.arm(ID, terms, "connection-1"))
                    .take(terms.ttl().multipliedBy(3).dividedBy(2))
                    .blockLast(GuardDesk.PATIENCE);

            assertThat(desk.lease(ID).phase()).isEqualTo(Phase.ARMED);
            assertThat(desk.events).isEmpty();
            assertThat(orders).allMatch(venue::rests);
            assertThat(venue.questions() + venue.cancels()).isZero();
        }
    }

    @Test
    void whenItsConnectionIsLostItFiresAtOnce() {
        List<String> orders = place(3);
        try (GuardDesk desk = open()) {
            desk.arm(ID, LONG, "connection-1");
            desk.arm(new LeaseId("alice", "another"), LONG.symbols(List.of(venue.elsewhere())), "connection-2");
            String other = venue.place(venue.elsewhere());
            desk.arm(ID, LONG.symbols(List.of(venue.symbol())), "connection-1");

            desk.guards.connectionLost("connection-1");

            awaitGone(orders);
            assertThat(desk.await(ID, Phase.PROVEN_FLAT).course().cause()).isEqualTo(Cause.CONNECTION_LOST);
            assertThat(desk.lease(new LeaseId("alice", "another")).phase()).isEqualTo(Phase.ARMED);
            assertThat(venue.rests(other)).isTrue();
        }
    }

    @Test
    void anArmedLeaseThatIsNotRenewedAfterARestartFires() {
        List<String> orders = place(2);
        LeaseTerms terms = LeaseTerms.of("main", Duration.ofSeconds(3));
        try (GuardDesk desk = open()) {
            desk.arm(ID, terms, "connection-1");
        }
        assertThat(orders).allMatch(venue::rests);

        Instant restart = Instant.now();
        try (GuardDesk desk = open()) {
            awaitGone(orders);
            LeaseState.Course course =
                    Objects.requireNonNull(desk.await(ID, Phase.PROVEN_FLAT).course());
            assertThat(course.cause()).isEqualTo(Cause.MISSED_RENEWAL);
            assertThat(course.firedAt()).isAfterOrEqualTo(restart.plus(terms.ttl()));
        }

        try (GuardDesk desk = open()) {
            assertThat(desk.guards.leases().block(GuardDesk.PATIENCE))
                    .as("done")
                    .isEmpty();
        }
    }

    @Test
    void oneThatHadFiredBeforeTheRestartIsPursuedAtOnceAfterIt() {
        List<String> orders = place(2);
        try (GuardDesk desk = open()) {
            desk.arm(ID, LONG, "connection-1");
            venue.answers(false);
            desk.guards.connectionLost("connection-1");
            desk.await(ID, Phase.FIRED);
        }
        assertThat(orders).allMatch(venue::rests);
        venue.answers(true);

        try (GuardDesk desk = open()) {
            awaitGone(orders);
            assertThat(desk.await(ID, Phase.PROVEN_FLAT).course().cause()).isEqualTo(Cause.CONNECTION_LOST);
        }
    }

    @Test
    void whileTheVenueIsAwayItIsTriedAndSaysSoAndCannotBeArmedAgain() {
        List<String> orders = place(2);
        try (GuardDesk desk = open()) {
            desk.arm(ID, LONG, "connection-1");
            venue.answers(false);
            desk.guards.connectionLost("connection-1");
            await().atMost(GuardDesk.PATIENCE)
                    .until(() -> desk.lease(ID).course().sweeps().get(0).obstacle() != null);

            assertThat(desk.guards.arm(ID, LONG, "connection-2").block(GuardDesk.PATIENCE))
                    .isInstanceOfSatisfying(
                            GuardReply.Refused.class,
                            refused -> assertThat(refused.reason()).isEqualTo(Reason.NOT_FLAT));
            assertThat(orders).allMatch(venue::rests);
            venue.answers(true);

            awaitGone(orders);
            desk.await(ID, Phase.PROVEN_FLAT);
            desk.arm(ID, LONG, "connection-2");
        }
    }

    @Test
    void aRehearsalSaysWhatItWouldCancelAndCancelsNothing() {
        List<String> orders = place(3);
        venue.place(venue.elsewhere());
        try (GuardDesk desk = open()) {
            desk.arm(ID, LONG.symbols(List.of(venue.symbol())).rehearsing(), "connection-1");

            desk.guards.connectionLost("connection-1");

            LeaseState.Course course =
                    Objects.requireNonNull(desk.await(ID, Phase.REHEARSED).course());
            assertThat(course.wouldCancel())
                    .extracting(open -> open.order().orderId())
                    .containsExactlyInAnyOrderElementsOf(orders);
            assertThat(orders).allMatch(venue::rests);
            assertThat(venue.cancels()).isZero();
        }
    }

    @Test
    void aRehearsalOfAVenueThatIsAwayDoesNotSayThatThereIsNothing() {
        place(1);
        try (GuardDesk desk = open()) {
            desk.arm(ID, LONG.rehearsing(), "connection-1");
            venue.answers(false);

            desk.guards.connectionLost("connection-1");

            LeaseState.Course course =
                    Objects.requireNonNull(desk.await(ID, Phase.REHEARSED).course());
            assertThat(course.wouldCancel()).isEmpty();
            assertThat(course.sweeps().get(0).obstacle()).contains("which orders are open");
        }
    }

    @Test
    void armingSaysWhetherItSurvivesARestart() {
        try (GuardDesk desk = open()) {
            assertThat(desk.guards.arm(ID, LONG, null).block(GuardDesk.PATIENCE))
                    .isInstanceOfSatisfying(GuardReply.OfLease.class, armed -> {
                        assertThat(armed.kept().survivesRestart()).isTrue();
                        assertThat(armed.kept().text()).contains("outcomes.db.guards");
                    });
        }
        try (GuardDesk desk = GuardDesk.open(venue.account("main"))) {
            assertThat(desk.guards.arm(ID, LONG, null).block(GuardDesk.PATIENCE))
                    .isInstanceOfSatisfying(GuardReply.OfLease.class, armed -> {
                        assertThat(armed.kept().survivesRestart()).isFalse();
                        assertThat(armed.kept().text()).contains("no store");
                    });
        }
    }

    @Test
    void whatTheAccountsVenueWouldNotUnderstandIsRefusedWhenItIsArmedAndNotWhenItFires() {
        try (GuardDesk desk = open()) {
            assertRefused(desk, LONG.symbols(List.of("BTC PERP")), "symbol");
            assertRefused(desk, LeaseTerms.of("mian", SHORT), "account");
            assertRefused(desk, LONG.strategy("too-long-a-tag"), "strategy");
            assertRefused(desk, LeaseTerms.of("main", SHORT.minusMillis(1)), "ttl");
        }
    }

    private static void assertRefused(GuardDesk desk, LeaseTerms terms, String field) {
        assertThat(desk.guards.arm(ID, terms, null).block(GuardDesk.PATIENCE))
                .isInstanceOfSatisfying(GuardReply.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.INVALID);
                    assertThat(refused.field()).isEqualTo(field);
                });
    }
}
