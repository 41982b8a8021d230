package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.fault.SimFault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Sessions that take each other's place while cancels stream. */
class RotationIT {
    private static final Duration AGE = Duration.ofMillis(400);
    private static final int POOL = 2;

    @Test
    void sessionsGrowOldAndAreReplacedAndNoCancelNoticesIt() {
        try (Desk desk = Desk.ready(config -> aging(config, AGE).sessions(POOL));
                Watch watch = new Watch(desk)) {
            int cancels = 0;
            // Both places are taken by the third generation of sessions or a later one.
            while (desk.venue.counts().sockets() < 3 * POOL) {
                List<CancelResult> told =
                        desk.cancels(desk.place(5).stream().map(Desk::finalWish).toList());
                assertThat(told).allSatisfy(result -> {
                    assertThat(result).isInstanceOf(CancelResult.Canceled.class);
                    assertThat(result.attempts())
                            .singleElement()
                            .satisfies(attempt -> assertThat(attempt.path()).isEqualTo(PathKind.SOCKET));
                });
                cancels += told.size();
            }

            desk.assertBooksAgree(cancels);
            assertThat(desk.venue.counts().socketCancels()).isEqualTo(cancels);
            assertThat(desk.venue.counts().restCancels()).isZero();
            assertThat(watch.looks()).isGreaterThan(100);
            assertThat(watch.withoutSession()).isZero();
            assertThat(watch.countsThatWentBack()).isZero();
            assertThat(watch.mostSockets()).isBetween(POOL + 1, 2 * POOL);
            await().atMost(Desk.PATIENCE).until(() -> desk.venue.openSockets() == POOL);
            assertThat(sent(desk)).isEqualTo(cancels);
        }
    }

    @Test
    void anOldSessionIsLeftOnlyWhenItsLastReplyIsIn() {
        try (Desk desk = Desk.ready(Desk::patient)) {
            desk.venue.faults().lateBy(Duration.ofMillis(500));
            desk.venue.faults().next(SimFault.LATE);
            CompletableFuture<CancelResult> old =
                    desk.gateway.cancel(Desk.finalWish(desk.place())).toFuture();
            await().atMost(Desk.PATIENCE).until(() -> desk.venue.counts().socketCancels() == 1);
            tellHealthPoints(desk, 1);
            await().atMost(Desk.PATIENCE).until(() -> desk.venue.openSockets() == 2);

            CancelResult young = desk.cancel(Desk.finalWish(desk.place()));

            assertThat(young).isInstanceOf(CancelResult.Canceled.class);
            assertThat(old).isNotDone();
            assertThat(old).succeedsWithin(Desk.PATIENCE);
            assertThat(old.join()).isInstanceOf(CancelResult.Canceled.class);
            assertThat(old.join().attempts()).hasSize(1);
            await().atMost(Desk.PATIENCE).until(() -> desk.venue.openSockets() == 1);
            assertThat(sent(desk)).isEqualTo(2);
            desk.assertBooksAgree(2);
        }
    }

    @Test
    void aVenueThatDoesNotHearUsIsGivenAnotherConnectionAndOnlyOne() {
        try (Desk desk = Desk.ready();
                Watch watch = new Watch(desk)) {
            tellHealthPoints(desk, 1);

            await().atMost(Desk.PATIENCE)
                    .until(() -> desk.venue.counts().sockets() == 2 && desk.venue.openSockets() == 1);

            CancelResult told = desk.cancel(Desk.finalWish(desk.place()));
            assertThat(told.attempts())
                    .singleElement()
                    .satisfies(attempt -> assertThat(attempt.path()).isEqualTo(PathKind.SOCKET));
            await().during(Duration.ofMillis(500))
                    .atMost(Desk.PATIENCE)
                    .until(() -> desk.venue.counts().sockets() == 2);
            assertThat(watch.withoutSession()).isZero();
            desk.assertBooksAgree(1);
        }
    }

    @Test
    void aVenueThatHearsUsWellKeepsItsConnection() {
        try (Desk desk = Desk.ready()) {
            tellHealthPoints(desk, 2);

            await().during(Duration.ofMillis(500))
                    .atMost(Desk.PATIENCE)
                    .until(() -> desk.venue.counts().sockets() == 1);
        }
    }

    @Test
    void aVenueThatSaysDisconnectedIsComeBackToAndWhatWasInFlightGoesAnotherWay() {
        try (Desk desk = Desk.ready()) {
            desk.venue
                    .faults()
                    .next(SimFault.SILENT, SimFault.SILENT, SimFault.MUTE, SimFault.MUTE, SimFault.DISCONNECTED);

            List<CancelResult> told =
                    desk.cancels(desk.place(20).stream().map(Desk::finalWish).toList());

            assertThat(told)
                    .hasSize(20)
                    .allSatisfy(result -> assertThat(result).isInstanceOf(CancelResult.Canceled.class));
            assertThat(told)
                    .filteredOn(result -> result.attempts().size() > 1)
                    .hasSize(20)
                    .allSatisfy(result -> assertThat(result.attempts().get(0).verdict())
                            .asString()
                            .contains("connection-lost", "Session is disconnected"));
            desk.awaitReady();
            assertThat(desk.venue.counts().sockets()).isEqualTo(2);
            desk.assertBooksAgree(20);
        }
    }

    private static final Duration UNDER_WAY = Duration.ofMillis(500);

    @Test
    void whileTheVenueWantsNoConnectionNoneIsMadeToReplaceAnother() {
        Duration away = Duration.ofSeconds(2);
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue);
                Desk desk =
                        Desk.open(venue, config -> front.on(aging(config, AGE).sessions(POOL)))) {
            await().atMost(Desk.PATIENCE).until(() -> desk.venue.openSockets() >= POOL);
            front.answer("/stream", Front.Page.of(429, away), 1);
            int before = front.upgrades().size();

            await().atMost(Desk.PATIENCE)
                    .until(() -> longest(pauses(front, before)).compareTo(away) >= 0);

            // What was connecting already when the first was turned away cannot be called back.
            assertThat(pauses(front, before))
                    .allSatisfy(pause -> assertThat(pause)
                            .matches(time -> time.compareTo(UNDER_WAY) < 0 || time.compareTo(away) >= 0));
            assertThat(desk.gateway.health().socketsReady()).isTrue();
        }
    }

    /** How long after the upgrade of this number each later one came. */
    private static List<Duration> pauses(Front front, int number) {
        List<Front.Asked> upgrades = front.upgrades();
        return upgrades.stream()
                .skip(number + 1L)
                .map(later ->
                        Duration.ofNanos(later.nanos() - upgrades.get(number).nanos()))
                .toList();
    }

    private static Duration longest(List<Duration> pauses) {
        return pauses.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static AccountConfig aging(AccountConfig config, Duration age) {
        AccountConfig.Tuning tuning = Desk.patient(config).tuning();
        return config.tuned(tuning.timings(tuning.timings().rotating(age)));
    }

    private static void tellHealthPoints(Desk desk, int points) {
        desk.venue.broadcast("{\"m\":\"ping\",\"hp\":" + points + "}");
    }

    private static long sent(Desk desk) {
        return desk.gateway.health().accounts().get(0).sessions().stream()
                .map(SessionHealth::counts)
                .mapToLong(SessionHealth.Counts::sent)
                .sum();
    }

    /** Looks at the gateway's health again and again, as an operator's dashboard would. */
    private static final class Watch implements AutoCloseable {
        private final Desk desk;
        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private final AtomicInteger looks = new AtomicInteger();
        private final AtomicInteger withoutSession = new AtomicInteger();
        private final AtomicInteger wentBack = new AtomicInteger();
        private final AtomicInteger mostSockets = new AtomicInteger();
        private long sentBefore;

        Watch(Desk desk) {
            this.desk = desk;
            thread.scheduleWithFixedDelay(this::look, 0, 100, TimeUnit.MICROSECONDS);
        }

        private void look() {
            looks.incrementAndGet();
            long sent = sent(desk);
            if (sent < sentBefore) {
                wentBack.incrementAndGet();
            }
            sentBefore = sent;
            if (!desk.gateway.health().socketsReady()) {
                withoutSession.incrementAndGet();
            }
            mostSockets.accumulateAndGet(desk.venue.openSockets(), Math::max);
        }

        int looks() {
            return looks.get();
        }

        int withoutSession() {
            return withoutSession.get();
        }

        int countsThatWentBack() {
            return wentBack.get();
        }

        int mostSockets() {
            return mostSockets.get();
        }

        @Override
        public void close() {
            thread.shutdownNow();
        }
    }
}
