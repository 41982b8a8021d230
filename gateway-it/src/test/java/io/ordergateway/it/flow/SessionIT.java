package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.session.SessionState;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The life of a session beside the cancels. */
class SessionIT {
    private static final Duration SHORT = Duration.ofMillis(200);

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
            await().atMost(Desk.PATIENCE).until(() -> desk.venue.counts().pings() >= 3);

            assertThat(desk.gateway.health().socketsReady()).isTrue();
            assertThat(desk.venue.counts().sockets()).isEqualTo(1);
        }
    }

    @Test
    void aVenueThatIsSilentTooLongIsLeftAndTriedAgain() {
        // Never pinged, the simulated venue has no reason to speak.
        try (Desk desk = Desk.ready(config -> patience(config, Duration.ofMinutes(1), SHORT))) {
            await().atMost(Desk.PATIENCE).until(() -> desk.venue.counts().sockets() >= 3);

            assertThat(desk.venue.counts().logins()).isGreaterThanOrEqualTo(2);
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
}
