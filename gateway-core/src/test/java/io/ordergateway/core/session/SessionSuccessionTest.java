package io.ordergateway.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection is replaced while it still works, and ends once nothing is owed to it. */
class SessionSuccessionTest {
    private static final Duration PAUSE = SessionRig.TIMINGS.reconnect().cap();

    private static final Duration MOMENT = Duration.ofNanos(1);
    private static final Duration AGE = SessionRig.TIMINGS.rotate();

    private static List<SessionAction> leaving(String why) {
        return List.of(new SessionAction.Close(1, why), new SessionAction.ReleaseInFlight(why));
    }

    @Nested
    class Wanted {
        @ParameterizedTest
        @CsvSource({"0.0, 43200000", "0.5, 41040000", "1.0, 38880000"})
        void aSuccessorIsWantedAtTheJitteredAgeToTheNanosecond(double jitter, long dueMillis) {
            SessionRig session = SessionRig.in(SessionState.SUBSCRIBING);
            session.jitter = jitter;
            session.on("Subscribed");

            session.pass(Duration.ofMillis(dueMillis).minus(MOMENT));
            assertThat(session.wantsSuccessor()).isFalse();
            session.pass(MOMENT);

            assertThat(session.wantsSuccessor()).isTrue();
        }

        @Test
        void theAgeIsThatOfTheConnectionAndNotOfTheSession() {
            SessionRig session = SessionRig.in(SessionState.READY);
            session.pass(AGE);
            session.on("Lost");
            List.of("Overdue", "Opened", "LoginAccepted", "Subscribed").forEach(session::on);

            session.pass(AGE.minus(MOMENT));
            assertThat(session.wantsSuccessor()).isFalse();
            session.pass(MOMENT);

            assertThat(session.wantsSuccessor()).isTrue();
        }

        @ParameterizedTest
        @CsvSource({"3, false", "2, false", "1, true", "0, true", "-1, true"})
        void aVenueThatSoonStopsBearingOurSilenceDoesNotHearUs(int points, boolean wanted) {
            SessionRig session = SessionRig.in(SessionState.READY);
            session.pass(PAUSE);

            session.on(new SessionEvent.HealthPoints(session.epoch(), points));

            assertThat(session.wantsSuccessor()).isEqualTo(wanted);
        }

        @Test
        void aVenueThatHearsNobodyIsNotStormedWithSuccessors() {
            SessionRig session = SessionRig.in(SessionState.READY);
            session.on(new SessionEvent.HealthPoints(session.epoch(), 1));

            session.pass(PAUSE.minusNanos(1));
            assertThat(session.wantsSuccessor()).isFalse();
            session.pass(Duration.ofNanos(1));

            assertThat(session.wantsSuccessor()).isTrue();
        }

        @Test
        void aVenueThatHearsUsAgainIsForgiven() {
            SessionRig session = SessionRig.in(SessionState.READY);
            session.pass(PAUSE);
            session.on(new SessionEvent.HealthPoints(session.epoch(), 1));

            session.on(new SessionEvent.HealthPoints(session.epoch(), 3));

            assertThat(session.wantsSuccessor()).isFalse();
        }

        @Test
        void whatAnEarlierConnectionSufferedIsNoReasonToReplaceTheNext() {
            SessionRig session = SessionRig.in(SessionState.READY);
            session.on(new SessionEvent.HealthPoints(session.epoch(), 0));
            session.on("Lost");
            List.of("Overdue", "Opened", "LoginAccepted", "Subscribed").forEach(session::on);
            session.pass(PAUSE);

            assertThat(session.wantsSuccessor()).isFalse();
        }

        @ParameterizedTest
        @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "READY")
        void onlyASessionThatWorksAsksForOne(SessionState state) {
            SessionRig session = SessionRig.in(state);

            session.pass(AGE.multipliedBy(2));
            session.on(new SessionEvent.HealthPoints(session.epoch(), 0));

            assertThat(session.wantsSuccessor()).isFalse();
        }
    }

    @Nested
    class Draining {
        private final SessionRig session = SessionRig.in(SessionState.READY);

        Draining() {
            assertThat(session.on("Retire")).isEmpty();
            assertThat(session.state()).isEqualTo(SessionState.DRAINING);
        }

        @Test
        void endsWhenNothingIsInFlightAnyMore() {
            assertThat(session.on("Drained")).isEqualTo(leaving("drained"));

            assertThat(session.trouble()).isEqualTo("drained");
            assertThatItNeverConnectsAgain();
        }

        @Test
        void endsAtItsDeadlineToTheNanosecond() {
            session.pass(SessionRig.TIMINGS.drain().minus(MOMENT));
            session.on("Heard");
            session.on("Tick");
            assertThat(session.state()).isEqualTo(SessionState.DRAINING);

            session.pass(MOMENT);
            assertThat(session.on("Tick")).isEqualTo(leaving("replaced, and not drained within PT30S"));

            assertThatItNeverConnectsAgain();
        }

        @Test
        void endsWithTheConnection() {
            assertThat(session.on("Lost")).isEqualTo(leaving("reset by peer"));

            assertThatItNeverConnectsAgain();
        }

        @Test
        void beingRetiredTwiceDoesNotBuyMoreTime() {
            session.pass(SessionRig.TIMINGS.drain().minus(MOMENT));
            session.on("Heard");
            session.on("Retire");
            session.pass(MOMENT);
            session.on("Tick");

            assertThat(session.state()).isEqualTo(SessionState.STOPPED);
        }

        @Test
        void keepsTheHeartbeatGoingMeanwhile() {
            assertThat(session.on("Pinged")).containsExactly(new SessionAction.SendPong());

            session.pass(SessionRig.TIMINGS.ping());

            assertThat(session.on("Tick")).containsExactly(new SessionAction.SendPing());
        }

        @Test
        void asksForNoSuccessorOfItsOwn() {
            session.on(new SessionEvent.HealthPoints(session.epoch(), 0));
            session.pass(AGE);

            assertThat(session.wantsSuccessor()).isFalse();
        }

        private void assertThatItNeverConnectsAgain() {
            assertThat(session.state()).isEqualTo(SessionState.STOPPED);
            for (int day = 0; day < 365; day++) {
                session.pass(Duration.ofDays(1));
                assertThat(session.on("Tick")).isEmpty();
            }
            assertThat(session.epoch()).isEqualTo(1);
        }
    }

    @Test
    void aSilentConnectionIsDeadWhileItDrainsToo() {
        SessionRig session = SessionRig.in(SessionState.READY);
        session.pass(SessionRig.TIMINGS.silence().minusSeconds(1));
        session.on("Retire");

        session.pass(Duration.ofSeconds(1).minus(MOMENT));
        session.on("Tick");
        assertThat(session.state()).isEqualTo(SessionState.DRAINING);
        session.pass(MOMENT);

        assertThat(session.on("Tick")).isEqualTo(leaving("silent for PT35S"));
        assertThat(session.state()).isEqualTo(SessionState.STOPPED);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTING", "LOGGING_IN", "SUBSCRIBING"})
    void aSessionThatIsNotReadyHasNothingToDrain(SessionState state) {
        assertThat(SessionRig.in(state).on("Retire")).isEqualTo(leaving("replaced"));
    }
}
