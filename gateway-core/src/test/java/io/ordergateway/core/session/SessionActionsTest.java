package io.ordergateway.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What must be done at each step, and when. */
class SessionActionsTest {
    private static final Duration MOMENT = Duration.ofNanos(1);

    @Test
    void aSessionOpensLogsInSubscribesAndOnlyThenAnnouncesItself() {
        SessionRig session = SessionRig.in(SessionState.STOPPED);

        assertThat(session.on("Start")).containsExactly(new SessionAction.Open(1));
        assertThat(session.on("Opened")).containsExactly(new SessionAction.SendLogin());
        assertThat(session.on("LoginAccepted")).containsExactly(new SessionAction.SendSubscribe());
        assertThat(session.on("Subscribed")).containsExactly(new SessionAction.AnnounceReady());
    }

    @ParameterizedTest
    @CsvSource({
        "READY, Opened",
        "READY, LoginAccepted",
        "READY, Subscribed",
        "READY, Start",
        "READY, Heard",
        "CONNECTING, LoginAccepted",
        "CONNECTING, Subscribed",
        "LOGGING_IN, Subscribed",
        "SUBSCRIBING, LoginAccepted",
        "STOPPED, Stop",
        "BARRED, Stop",
        "WAITING, Stop",
        "WAITING, Start",
        "BARRED, Start"
    })
    void stepsRepeatedOrOutOfTurnAskForNothing(SessionState state, String event) {
        assertThat(SessionRig.in(state).on(event)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTING", "LOGGING_IN", "SUBSCRIBING", "READY"})
    void everyReasonToLeaveClosesTheConnectionAndReleasesWhatIsInFlight(SessionState state) {
        assertThat(SessionRig.in(state).on("Lost")).isEqualTo(leaving("reset by peer"));
        assertThat(SessionRig.in(state).on("Stop")).isEqualTo(leaving("stopped"));
    }

    @Test
    void aRefusalOfTheStepThatIsWaitedForIsAReasonToLeave() {
        assertThat(SessionRig.in(SessionState.LOGGING_IN).on("LoginRefused"))
                .isEqualTo(leaving("login refused: bad key"));
        assertThat(SessionRig.in(SessionState.SUBSCRIBING).on("SubscribeRefused"))
                .isEqualTo(leaving("subscription refused: no channel"));
    }

    /** The venue has been seen to send a second error for what it had answered (dossier 3.3). */
    @Test
    void aRefusalOfAStepThatIsDoneChangesNothing() {
        assertThat(SessionRig.in(SessionState.READY).on("LoginRefused")).isEmpty();
        assertThat(SessionRig.in(SessionState.READY).on("SubscribeRefused")).isEmpty();
    }

    private static List<SessionAction> leaving(String why) {
        return List.of(new SessionAction.Close(1, why), new SessionAction.ReleaseInFlight(why));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTING", "LOGGING_IN", "SUBSCRIBING", "READY"})
    void aPingIsAnsweredInEveryConnectedState(SessionState state) {
        assertThat(SessionRig.in(state).on("Pinged")).containsExactly(new SessionAction.SendPong());
    }

    @Test
    void aStoppedSessionCanBeStartedAgainUnderANewEpoch() {
        SessionRig session = SessionRig.in(SessionState.READY);

        session.on("Stop");

        assertThat(session.on("Start")).containsExactly(new SessionAction.Open(2));
    }

    @Nested
    class Establishing {
        @ParameterizedTest
        @EnumSource(names = {"CONNECTING", "LOGGING_IN", "SUBSCRIBING"})
        void aSessionThatIsNotReadyInTimeIsLeftAndSaysWhereItStuck(SessionState stuck) {
            SessionRig session = SessionRig.in(stuck);

            session.pass(SessionRig.TIMINGS.establish().minus(MOMENT));
            assertThat(session.on("Tick")).isEmpty();
            session.pass(MOMENT);

            assertThat(session.on("Tick")).isEqualTo(leaving("not ready within PT5S, stuck in " + stuck));
        }

        @Test
        void chatterDoesNotBuyMoreTime() {
            SessionRig session = SessionRig.in(SessionState.LOGGING_IN);

            session.pass(SessionRig.TIMINGS.establish());
            session.on("Heard");
            session.on("Tick");

            assertThat(session.state()).isEqualTo(SessionState.WAITING);
        }

        @Test
        void aReadySessionIsNotMeasuredByIt() {
            SessionRig session = SessionRig.in(SessionState.READY);

            session.pass(SessionRig.TIMINGS.establish().plus(MOMENT));

            assertThat(session.on("Tick")).isEmpty();
        }
    }

    @Nested
    class KeepingAlive {
        private final SessionRig session = SessionRig.in(SessionState.READY);

        @Test
        void aReadySessionPingsOncePerInterval() {
            session.pass(SessionRig.TIMINGS.ping().minus(MOMENT));
            assertThat(session.on("Tick")).isEmpty();

            session.pass(MOMENT);
            assertThat(session.on("Tick")).containsExactly(new SessionAction.SendPing());
            assertThat(session.on("Tick")).isEmpty();

            session.pass(SessionRig.TIMINGS.ping());
            assertThat(session.on("Tick")).containsExactly(new SessionAction.SendPing());
        }

        @Test
        void silenceMeansThatTheConnectionIsDead() {
            session.pass(SessionRig.TIMINGS.silence().minus(MOMENT));
            assertThat(session.on("Tick")).containsExactly(new SessionAction.SendPing());

            session.pass(MOMENT);
            assertThat(session.on("Tick")).isEqualTo(leaving("silent for PT35S"));
        }

        @ParameterizedTest
        @CsvSource({"Heard", "Pinged"})
        void anyFrameIsASignOfLife(String frame) {
            session.pass(SessionRig.TIMINGS.silence().minus(MOMENT));
            session.on(frame);
            session.pass(MOMENT);
            session.on("Tick");

            assertThat(session.state()).isEqualTo(SessionState.READY);
        }
    }

    @Nested
    class Reconnecting {
        private final SessionRig session = SessionRig.in(SessionState.STOPPED);

        Reconnecting() {
            session.jitter = 1.0; // the ceiling itself, so that each doubling shows
            session.on("Start");
        }

        @Test
        void theWaitGrowsWithEachFailureInARow() {
            assertThatItReconnectsAfter(Duration.ofSeconds(2));
            assertThatItReconnectsAfter(Duration.ofSeconds(4));
            assertThatItReconnectsAfter(Duration.ofSeconds(8));
            assertThatItReconnectsAfter(Duration.ofSeconds(16));
            assertThatItReconnectsAfter(Duration.ofSeconds(16));
        }

        @Test
        void beingLoggedInIsNoReasonToForgetThePastFailures() {
            assertThatItReconnectsAfter(Duration.ofSeconds(2));
            session.on("Opened");
            session.on("LoginAccepted");

            assertThatItReconnectsAfter(Duration.ofSeconds(4));
        }

        @Test
        void beingReadyForAWhileIs() {
            failTwiceAndBecomeReady();
            session.pass(SessionRig.TIMINGS.establish());

            assertThatItReconnectsAfter(Duration.ofSeconds(2));
        }

        @Test
        void beingReadyAndLostAtOnceIsNot() {
            failTwiceAndBecomeReady();
            session.pass(SessionRig.TIMINGS.establish().minus(MOMENT));

            assertThatItReconnectsAfter(Duration.ofSeconds(8));
        }

        private void failTwiceAndBecomeReady() {
            assertThatItReconnectsAfter(Duration.ofSeconds(2));
            assertThatItReconnectsAfter(Duration.ofSeconds(4));
            session.on("Opened");
            session.on("LoginAccepted");
            session.on("Subscribed");
        }

        @Test
        void theJitterIsAskedEachTime() {
            session.jitter = 0.0;
            assertThatItReconnectsAfter(Duration.ofSeconds(1));
            session.jitter = 0.5;
            assertThatItReconnectsAfter(Duration.ofMillis(2_500));
        }

        @Test
        void refusedCredentialsAreNeverTriedAgainByThemselves() {
            session.on("Opened");
            session.on("LoginRefused");

            for (int day = 0; day < 365; day++) {
                session.pass(Duration.ofDays(1));
                assertThat(session.on("Tick")).isEmpty();
            }
            assertThat(session.state()).isEqualTo(SessionState.BARRED);
        }

        private void assertThatItReconnectsAfter(Duration wait) {
            long epoch = session.epoch();
            session.on("Lost");

            session.pass(wait.minus(MOMENT));
            assertThat(session.on("Tick")).isEmpty();
            session.pass(MOMENT);

            assertThat(session.on("Tick")).containsExactly(new SessionAction.Open(epoch + 1));
        }
    }
}
