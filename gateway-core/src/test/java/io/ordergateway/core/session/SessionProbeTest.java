package io.ordergateway.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A heartbeat that goes on does not prove that the venue still works: it is asked. */
class SessionProbeTest {
    private static final Duration MOMENT = Duration.ofNanos(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration IDLE = SessionRig.TIMINGS.idle();
    private static final Duration PATIENCE = SessionRig.TIMINGS.establish();

    private final SessionRig session = SessionRig.in(SessionState.READY);

    /** Time in which the venue shows the given sign of life and nothing else. */
    private void passWith(String sign, Duration time) {
        Duration left = time;
        while (left.compareTo(HEARTBEAT) > 0) {
            session.pass(HEARTBEAT);
            left = left.minus(HEARTBEAT);
            session.on(sign);
        }
        session.pass(left);
    }

    private long probes() {
        return session.on("Tick").stream()
                .filter(SessionAction.SendProbe.class::isInstance)
                .count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Heard", "Pinged", "HealthPoints"})
    void aHeartbeatIsNoDataAndTheVenueIsAskedForSomeOnce(String heartbeat) {
        passWith(heartbeat, IDLE.minus(MOMENT));
        assertThat(probes()).isZero();

        session.pass(MOMENT);
        assertThat(probes()).isEqualTo(1);
        assertThat(probes()).isZero();
        passWith(heartbeat, PATIENCE.minus(MOMENT));
        assertThat(probes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Heard", "Pinged", "HealthPoints"})
    void aVenueThatOwesTheAnswerTooLongIsLeftThoughItsHeartbeatGoesOn(String heartbeat) {
        passWith("Heard", IDLE);
        assertThat(probes()).isEqualTo(1);
        session.on(heartbeat);

        session.pass(PATIENCE.minus(MOMENT));
        session.on("Tick");
        assertThat(session.state()).isEqualTo(SessionState.READY);
        session.pass(MOMENT);

        String why = "no data for PT1M, and none when asked, though the heartbeat goes on";
        assertThat(session.on("Tick"))
                .isEqualTo(List.of(new SessionAction.Close(1, why), new SessionAction.ReleaseInFlight(why)));
        assertThat(session.trouble()).isEqualTo(why);
        assertThat(session.state()).isEqualTo(SessionState.WAITING);
    }

    @Test
    void anAnswerInTheLastMomentSavesTheConnectionAndTheTimeBeginsAnew() {
        passWith("Heard", IDLE);
        assertThat(probes()).isEqualTo(1);
        session.pass(PATIENCE.minus(MOMENT));
        session.on("HeardData");

        passWith("Heard", IDLE.minus(MOMENT));
        assertThat(probes()).isZero();
        session.pass(MOMENT);

        assertThat(probes()).isEqualTo(1);
        assertThat(session.state()).isEqualTo(SessionState.READY);
    }

    @Test
    void aVenueThatShowsDataIsNotAsked() {
        for (int hour = 0; hour < 24; hour++) {
            for (int minute = 0; minute < 60; minute++) {
                passWith("Heard", IDLE.minus(MOMENT));
                assertThat(probes()).isZero();
                session.on("HeardData");
            }
        }
    }

    @Test
    void dataIsASignOfLifeLikeAnyFrame() {
        session.pass(SessionRig.TIMINGS.silence().minus(MOMENT));
        session.on("HeardData");
        session.pass(MOMENT);
        session.on("Tick");

        assertThat(session.state()).isEqualTo(SessionState.READY);
    }

    @Test
    void aQuestionThatTheOldConnectionOwedIsNotHeldAgainstTheNewOne() {
        passWith("Heard", IDLE);
        assertThat(probes()).isEqualTo(1);
        session.on("Lost");
        List.of("Overdue", "Opened", "LoginAccepted", "Subscribed").forEach(session::on);

        passWith("Heard", IDLE.minus(MOMENT));

        assertThat(probes()).isZero();
        assertThat(session.state()).isEqualTo(SessionState.READY);
    }
}
