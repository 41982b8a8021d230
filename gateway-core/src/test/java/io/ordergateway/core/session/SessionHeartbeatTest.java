package io.ordergateway.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A venue may say, when a connection opens, how both sides are to show that they live. */
class SessionHeartbeatTest {
    private static final Duration MOMENT = Duration.ofNanos(1);

    private final SessionMachine machine = new SessionMachine(SessionRig.TIMINGS, () -> 0.0);
    private long now;

    @Test
    void theVenueIsPingedAndGivenUpAsItSays() {
        machine.on(new SessionEvent.Start(), now);
        machine.on(new SessionEvent.Opened(1), now);
        machine.heartbeat(Duration.ofSeconds(3), Duration.ofSeconds(45));
        machine.on(new SessionEvent.LoginAccepted(1), now);
        machine.on(new SessionEvent.Subscribed(1), now);

        pass(Duration.ofSeconds(3).minus(MOMENT));
        assertThat(machine.on(new SessionEvent.Tick(), now)).isEmpty();
        pass(MOMENT);
        assertThat(machine.on(new SessionEvent.Tick(), now)).containsExactly(new SessionAction.SendPing());
        pass(Duration.ofSeconds(42).minus(MOMENT));
        machine.on(new SessionEvent.Tick(), now);
        assertThat(machine.state()).isEqualTo(SessionState.READY);
        pass(MOMENT);
        machine.on(new SessionEvent.Tick(), now);

        assertThat(machine.state()).isEqualTo(SessionState.WAITING);
        assertThat(machine.trouble()).isEqualTo("silent for PT45S");
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
