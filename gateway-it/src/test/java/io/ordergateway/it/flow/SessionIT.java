package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.core.session.SessionState;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.venue.SessionPool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The life of a session beside the cancels. */
class SessionIT {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int SESSIONS = 3;

    @Test
    void aVenueThatPingsIsAnsweredAndKeepsTheSession() {
        SimVenue venue = SimVenue.start(SimSettings.defaults().withPingAfter(Duration.ofMillis(50)));
        try (Desk desk = Desk.open(venue, config -> config)) {
            desk.awaitReady();
            // Unanswered, three pings would have ended it after 200 ms.
            await().during(Duration.ofSeconds(1))
                    .atMost(Desk.PATIENCE)
                    .until(() -> desk.gateway.health().socketsReady());

            assertThat(venue.counts().sockets()).isEqualTo(1);
        }
    }

    @Test
    void weAskAVenueThatSaysNothingWhetherItLives() {
        try (Desk desk = Desk.ready(config -> patience(config, SHORT, Duration.ofSeconds(30)))) {
            await().atMost(Desk.PATIENCE)
                    .until(() -> desk.venue.counts().sessions().pings() >= 3);

            assertThat(desk.gateway.health().socketsReady()).isTrue();
            assertThat(desk.venue.counts().sockets()).isEqualTo(1);
        }
    }

    @Test
    void aVenueThatIsSilentTooLongIsLeftAndTriedAgain() {
        // Never pinged, the simulated venue has no reason to speak.
        try (Desk desk = Desk.ready(config -> patience(config, Duration.ofMinutes(1), SHORT))) {
            await().atMost(Desk.PATIENCE).until(() -> desk.venue.counts().sockets() >= 3);

            assertThat(desk.venue.counts().sessions().logins()).isGreaterThanOrEqualTo(2);
        }
    }

    private static AccountConfig patience(AccountConfig config, Duration ping, Duration silence) {
        SessionTimings timings = new SessionTimings(
                Duration.ofSeconds(5),
                ping,
                silence,
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofSeconds(5),
                new Backoff(Duration.ofMillis(20), Duration.ofMillis(40)));
        AccountConfig.Tuning tuning = config.tuning();
        return config.tuned(tuning.timings(timings));
    }

    /** Pongs that come behind later pings are the venue's time of the earlier ones. */
    @Test
    void pongsThatWereHeldUpDoNotPutTheVenuesClockWrong() {
        Duration ping = Duration.ofSeconds(1);
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue);
                Desk desk = Desk.open(venue, config -> front.on(patience(config, ping, Duration.ofSeconds(30))))) {
            desk.awaitReady();
            front.hold(frame -> frame.contains("\"pong\""));
            await().atMost(Desk.PATIENCE).until(() -> said(front, "ping").size() >= 3);
            front.release();

            assertThat(desk.cancel(Desk.finalWish(desk.place()))).isInstanceOf(CancelResult.Canceled.class);

            long sent = Long.parseLong(said(front, "cancel-order").get(0).replaceAll(".*\"time\":(\\d+).*", "$1"));
            assertThat(System.currentTimeMillis() - sent).isBetween(-500L, 500L);
        }
    }

    private static List<String> said(Front front, String what) {
        return front.frames().stream()
                .filter(frame -> frame.contains("\"" + what + "\""))
                .toList();
    }

    /** Dossier 7, code 100009: "after re-auth". */
    @Test
    void aSessionThatTheVenueNoLongerTakesForLoggedInLogsInAgain() {
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue);
                Desk desk = Desk.open(venue, front::on)) {
            desk.awaitReady();
            front.swallow(frame -> frame.contains("cancel-order"));
            var told = desk.gateway.cancel(Desk.finalWish(desk.place())).toFuture();
            await().atMost(Desk.PATIENCE)
                    .until(() -> !said(front, "cancel-order").isEmpty());
            String id = said(front, "cancel-order").get(0).replaceAll(".*?\"id\":\"([^\"]+)\".*", "$1");
            front.behave();

            venue.broadcast("{\"m\":\"error\",\"id\":\"" + id
                    + "\",\"code\":100009,\"reason\":\"AUTHORIZATION_NEEDED\",\"info\":\"log in\"}");

            await().atMost(Desk.PATIENCE).until(() -> venue.counts().sessions().logins() == 2);
            assertThat(told).succeedsWithin(Desk.PATIENCE).isInstanceOf(CancelResult.Canceled.class);
            desk.assertBooksAgree(1);
        }
    }

    @Test
    void aVenueThatAcceptsAndNeverShakesHandsIsNotWaitedForForEver() throws IOException {
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Desk desk = Desk.open(
                        SimVenue.start(0),
                        config -> config.at(config.rest(), URI.create("ws://127.0.0.1:" + mute.getLocalPort()))
                                .tuned(config.tuning()
                                        .timings(new SessionTimings(
                                                SHORT,
                                                SHORT,
                                                SHORT,
                                                SHORT,
                                                SHORT,
                                                SHORT,
                                                new Backoff(Duration.ofMillis(20), Duration.ofMillis(40))))))) {
            await().atMost(Desk.PATIENCE)
                    .until(() -> desk.gateway
                                    .health()
                                    .accounts()
                                    .get(0)
                                    .sessions()
                                    .get(0)
                                    .epoch()
                            >= 3);

            CancelResult told = desk.cancel(Desk.finalWish(desk.place()));

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            desk.assertBooksAgree(1);
        }
    }

    @Test
    void everySessionOfThePoolLogsIn() {
        try (Desk desk = Desk.ready(config -> config.sessions(2))) {
            await().atMost(Desk.PATIENCE)
                    .until(() -> desk.gateway.health().accounts().get(0).sessions().stream()
                            .allMatch(session -> session.state() == SessionState.READY));

            assertThat(desk.venue.openSockets()).isEqualTo(2);
        }
    }

    // ---- a venue that is half there ----

    @Test
    void aVenueThatShowsNoDataIsAskedForSomeAndKeptIfItAnswers() {
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue);
                Desk desk = Desk.open(venue, config -> idle(front.on(config), SHORT))) {
            await().atMost(Desk.PATIENCE).until(() -> venue.counts().openQueries() >= 3);

            assertThat(desk.gateway.health().socketsReady()).isTrue();
            assertThat(front.upgrades()).hasSize(1);
        }
    }

    @Test
    void aVenueThatOnlyHeartbeatsAndDoesNotAnswerWhenAskedIsLeft() {
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue);
                Desk desk = Desk.open(venue, config -> idle(front.on(config), SHORT))) {
            desk.awaitReady();
            front.swallow(frame -> frame.contains("\"op\":\"req\""));

            await().atMost(Desk.PATIENCE).until(() -> health(desk).trouble().contains("though the heartbeat goes on"));

            assertThat(venue.counts().sessions().pings()).isPositive();
            front.behave();
            await().atMost(Desk.PATIENCE).until(() -> front.upgrades().size() >= 2 && venue.openSockets() == 1);
            desk.awaitReady();
        }
    }

    /** A probe that is not answered for half a second is enough; pings go on all the while. */
    private static AccountConfig idle(AccountConfig config, Duration idle) {
        SessionTimings timings = new SessionTimings(
                Duration.ofMillis(500),
                Duration.ofMillis(50),
                Duration.ofSeconds(30),
                idle,
                Duration.ofHours(1),
                Duration.ofSeconds(5),
                new Backoff(Duration.ofMillis(20), Duration.ofMillis(40)));
        return config.tuned(config.tuning().timings(timings));
    }

    @Test
    void nothingIsSentBeforeTheVenueHasTakenLoginAndSubscription() {
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue)) {
            front.hold(frame -> frame.contains("\"m\":\"auth\""));
            try (Desk desk = Desk.open(venue, front::on)) {
                await().atMost(Desk.PATIENCE).until(() -> front.frames().size() == 1);
                CancelResult early = desk.cancel(Desk.finalWish(desk.place()));
                assertThat(front.frames()).singleElement().asString().contains("\"op\":\"auth\"");

                front.holdInstead(frame -> frame.contains("\"m\":\"sub\""));
                await().atMost(Desk.PATIENCE).until(() -> front.frames().size() == 2);
                CancelResult later = desk.cancel(Desk.finalWish(desk.place()));
                assertThat(front.frames()).last().asString().contains("\"op\":\"sub\"");

                front.release();
                desk.awaitReady();
                CancelResult ready = desk.cancel(Desk.finalWish(desk.place()));
                assertThat(front.frames()).last().asString().contains("cancel-order");

                assertThat(List.of(early, later, ready))
                        .extracting(told -> told.attempts().get(0).path())
                        .containsExactly(PathKind.REST, PathKind.REST, PathKind.SOCKET);
                assertThat(venue.counts().socketCancels()).isEqualTo(1);
                desk.assertBooksAgree(3);
            }
        }
    }

    // ---- a venue that wants none of us ----

    @Test
    void aVenueThatWantsNoConnectionForAWhileIsLeftAloneThatLongByEverySession() {
        Duration away = Duration.ofSeconds(2);
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue);
                Desk desk = Desk.open(venue, config -> front.on(config).sessions(SESSIONS))) {
            await().atMost(Desk.PATIENCE).until(() -> venue.openSockets() == SESSIONS);
            front.answer("/stream", Front.Page.of(429, away), SESSIONS);
            int before = front.upgrades().size();

            venue.cutSockets();
            await().atMost(Desk.PATIENCE).until(() -> front.upgrades().size() > before);
            CancelResult told = desk.cancel(Desk.finalWish(desk.place()));

            assertThat(told).isInstanceOf(CancelResult.Canceled.class);
            assertThat(told.attempts().get(0).path()).isEqualTo(PathKind.REST);
            assertThat(desk.gateway.health().accounts().get(0).warnings())
                    .anySatisfy(warning -> assertThat(warning).contains("HTTP 429", "staying away for PT2S"));
            await().atMost(Desk.PATIENCE).until(() -> venue.openSockets() == SESSIONS);
            List<Front.Asked> upgrades = front.upgrades();
            long firstRefused = upgrades.get(before).nanos();
            assertThat(upgrades.subList(before, upgrades.size()))
                    .filteredOn(asked -> asked.nanos() - firstRefused < away.toNanos())
                    .hasSizeLessThanOrEqualTo(SESSIONS); // those that were on their way when the first was refused
            desk.assertBooksAgree(1);
        }
    }

    @Test
    void aVenueThatDoesNotSayHowLongIsLeftAloneForAsLongAsItsBansLast() {
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue);
                Desk desk = Desk.open(venue, config -> front.on(config).sessions(SESSIONS))) {
            await().atMost(Desk.PATIENCE).until(() -> venue.openSockets() == SESSIONS);
            front.answer("/stream", Front.Page.of(429));
            int before = front.upgrades().size();

            venue.cutSockets();
            await().atMost(Desk.PATIENCE).until(() -> front.upgrades().size() > before);

            // Five times the longest wait between two connections.
            await().during(Duration.ofSeconds(1))
                    .atMost(Desk.PATIENCE)
                    .until(() -> front.upgrades().size() <= before + SESSIONS);
            assertThat(desk.gateway.health().accounts().get(0).warnings())
                    .anySatisfy(warning -> assertThat(warning).contains("HTTP 429", "staying away for PT15M"));
        }
    }

    @Test
    void aVenueThatStaysAwayIsToldOfOnceAndItsReturnOnce() {
        Logger log = (Logger) LoggerFactory.getLogger(SessionPool.class);
        Level usual = log.getLevel();
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        SimVenue venue = SimVenue.start(0);
        try (Front front = Front.before(venue);
                Desk desk = Desk.open(venue, front::on)) {
            desk.awaitReady();
            logged.start();
            log.setLevel(Level.INFO);
            log.addAppender(logged);

            front.answer("/stream", Front.Page.of(503));
            venue.cutSockets();
            await().atMost(Desk.PATIENCE).until(() -> front.upgrades().size() >= 6);
            front.behave();
            desk.awaitReady();

            assertThat(logged.list)
                    .extracting(ILoggingEvent::getLevel)
                    .as("%s", logged.list)
                    .containsExactly(Level.WARN, Level.INFO);
            assertThat(logged.list.get(1).getFormattedMessage()).contains("main#1", "ready");
        } finally {
            log.detachAppender(logged);
            log.setLevel(usual);
        }
    }

    private static SessionHealth health(Desk desk) {
        return desk.gateway.health().accounts().get(0).sessions().get(0);
    }
}
