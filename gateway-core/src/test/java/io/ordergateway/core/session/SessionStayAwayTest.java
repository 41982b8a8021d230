package io.ordergateway.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The venue turned the account away for a while: no connection is opened until then, whatever else happens. */
class SessionStayAwayTest {
    private static final Duration MOMENT = Duration.ofNanos(1);
    private static final Duration BAN = Duration.ofMinutes(15);
    private static final Duration FLOOR = SessionRig.TIMINGS.reconnect().floor();

    private static SessionEvent ban(Duration time) {
        return new SessionEvent.StayAway("banned", time);
    }

    /** Asks at every second, and at the last moment, that nothing is opened; and that something is after it. */
    private static void assertThatItOpensAfter(Duration wait, SessionRig session) {
        long epoch = session.epoch();
        Duration step = Duration.ofSeconds(1);
        Duration left = wait.minus(MOMENT);
        for (; left.compareTo(step) > 0; left = left.minus(step)) {
            session.pass(step);
            assertThat(session.on("Tick")).isEmpty();
        }
        session.pass(left);
        assertThat(session.on("Tick")).isEmpty();
        session.pass(MOMENT);

        assertThat(session.on("Tick")).containsExactly(new SessionAction.Open(epoch + 1));
    }

    @ParameterizedTest
    @EnumSource(SessionState.class)
    void changesNothingWhereASessionStands(SessionState state) {
        SessionRig session = SessionRig.in(state);

        assertThat(session.on(ban(BAN))).isEmpty();

        assertThat(session.state()).isEqualTo(state);
    }

    @ParameterizedTest
    @EnumSource(names = {"CONNECTING", "LOGGING_IN", "SUBSCRIBING", "READY"})
    void whoeverIsConnectedKeepsTheConnectionAndObeysOnceItIsLost(SessionState state) {
        SessionRig session = SessionRig.in(state);
        session.on(ban(BAN));

        session.on("Lost");

        assertThatItOpensAfter(BAN.plus(FLOOR), session);
    }

    @Test
    void whoeverWaitsWaitsLongerAndSaysWhy() {
        SessionRig session = SessionRig.in(SessionState.WAITING);
        assertThat(session.trouble()).isEqualTo("reset by peer");

        session.on(ban(BAN));

        assertThat(session.trouble()).isEqualTo("banned");
        assertThatItOpensAfter(BAN.plus(FLOOR), session);
    }

    @Test
    void whoeverIsStartedMeanwhileWaitsTooAndSaysWhy() {
        SessionRig session = SessionRig.in(SessionState.STOPPED);
        session.on(ban(BAN));

        assertThat(session.on("Start")).isEmpty();

        assertThat(session.state()).isEqualTo(SessionState.WAITING);
        assertThat(session.trouble()).isEqualTo("banned");
        assertThatItOpensAfter(BAN.plus(FLOOR), session);
    }

    @Test
    void whoeverIsLostWhileItLastsSaysWhyItStaysAway() {
        SessionRig session = SessionRig.in(SessionState.READY);
        session.on(ban(BAN));
        session.on("Lost");

        session.pass(Duration.ofMinutes(1));
        session.on("Tick");

        assertThat(session.trouble()).isEqualTo("banned");
    }

    @ParameterizedTest
    @EnumSource(names = {"BARRED", "DRAINING"})
    void whoeverWouldNotComeBackAnywayDoesNotComeBackAfterIt(SessionState state) {
        SessionRig session = SessionRig.in(state);
        session.on(ban(BAN));

        session.pass(BAN.plus(BAN));

        assertThat(session.on("Tick")).noneMatch(SessionAction.Open.class::isInstance);
        assertThat(session.epoch()).isEqualTo(1);
    }

    @Test
    void sessionsTurnedAwayTogetherDoNotComeBackTogether() {
        SessionRig first = SessionRig.in(SessionState.WAITING);
        SessionRig second = SessionRig.in(SessionState.WAITING);
        second.jitter = 0.5;

        first.on(ban(BAN));
        second.on(ban(BAN));

        assertThatItOpensAfter(BAN.plus(FLOOR), first);
        assertThatItOpensAfter(BAN.plus(Duration.ofMillis(1_500)), second);
    }

    @Test
    void theSameBanToldByEverySessionIsNoLongerBan() {
        SessionRig session = SessionRig.in(SessionState.WAITING);
        session.on(ban(BAN));

        for (int told = 0; told < 20; told++) {
            session.jitter = 0.9;
            session.on(ban(BAN));
        }

        assertThatItOpensAfter(BAN.plus(FLOOR), session);
    }

    @Test
    void theLongerOfTwoBansCountsInWhicheverOrderTheyCome() {
        SessionRig longFirst = SessionRig.in(SessionState.WAITING);
        longFirst.on(ban(BAN));
        longFirst.on(ban(Duration.ofMinutes(1)));
        SessionRig shortFirst = SessionRig.in(SessionState.WAITING);
        shortFirst.on(ban(Duration.ofMinutes(1)));
        shortFirst.on(ban(BAN));

        assertThatItOpensAfter(BAN.plus(FLOOR), longFirst);
        assertThatItOpensAfter(BAN.plus(FLOOR), shortFirst);
    }

    @Test
    void aBanShorterThanTheOrdinaryWaitChangesNothing() {
        SessionRig session = SessionRig.in(SessionState.READY);
        session.jitter = 1.0;
        session.on("Lost");

        session.on(ban(Duration.ofMillis(500)));

        assertThat(session.trouble()).isEqualTo("reset by peer");
        assertThatItOpensAfter(Duration.ofSeconds(2), session);
    }

    @Test
    void aBanThatHasPassedIsForgotten() {
        SessionRig session = SessionRig.in(SessionState.READY);
        session.on(ban(BAN));
        session.pass(BAN);

        session.on("Lost");

        assertThatItOpensAfter(FLOOR, session);
        List.of("Opened", "LoginAccepted", "Subscribed").forEach(session::on);
        session.on("Lost");
        assertThatItOpensAfter(FLOOR, session);
    }

    @Test
    void whyASessionIsNotReadyIsSaidUntilItIs() {
        SessionRig session = SessionRig.in(SessionState.STOPPED);
        assertThat(session.trouble()).isEmpty();
        session.on("Start");
        session.on("Lost");

        for (String step : List.of("Overdue", "Opened", "LoginAccepted")) {
            session.on(step);
            assertThat(session.trouble()).isEqualTo("reset by peer");
        }
        session.on("Subscribed");
        assertThat(session.trouble()).isEmpty();
    }
}
