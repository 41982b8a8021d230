package io.ordergateway.core.session;

import java.time.Duration;
import java.util.List;

/** A session machine with its own time, led into a state by the shortest way. */
final class SessionRig {
    static final SessionTimings TIMINGS = new SessionTimings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(35),
            Duration.ofSeconds(60),
            Duration.ofHours(12),
            Duration.ofSeconds(30),
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(16)));

    private static final Duration LONG_AFTER = Duration.ofHours(1);

    /** Where between floor and ceiling a reconnect falls. */
    double jitter;

    private final SessionMachine machine = new SessionMachine(TIMINGS, () -> jitter);
    private long now = -2_000_000_000L; // readings of a forward clock may be negative, and may pass zero

    static SessionRig in(SessionState state) {
        SessionRig session = new SessionRig();
        List<String> way = switch (state) {
            case STOPPED -> List.of();
            case CONNECTING -> List.of("Start");
            case LOGGING_IN -> List.of("Start", "Opened");
            case SUBSCRIBING -> List.of("Start", "Opened", "LoginAccepted");
            case READY -> List.of("Start", "Opened", "LoginAccepted", "Subscribed");
            case DRAINING -> List.of("Start", "Opened", "LoginAccepted", "Subscribed", "Retire");
            case WAITING -> List.of("Start", "Lost");
            case BARRED -> List.of("Start", "Opened", "LoginRefused");
        };
        way.forEach(session::on);
        return session;
    }

    SessionState state() {
        return machine.state();
    }

    long epoch() {
        return machine.epoch();
    }

    boolean wantsSuccessor() {
        return machine.wantsSuccessor(now);
    }

    String trouble() {
        return machine.trouble();
    }

    long staleEvents() {
        return machine.staleEvents();
    }

    void pass(Duration time) {
        now += time.toNanos();
    }

    List<SessionAction> on(SessionEvent event) {
        return machine.on(event, now);
    }

    /** An event by its name, of the connection that counts. */
    List<SessionAction> on(String event) {
        if (event.equals("Overdue")) {
            pass(LONG_AFTER);
        }
        long epoch = machine.epoch();
        return on(
                switch (event) {
                    case "Start" -> new SessionEvent.Start();
                    case "Stop" -> new SessionEvent.Stop();
                    case "Tick", "Overdue" -> new SessionEvent.Tick();
                    case "Opened" -> new SessionEvent.Opened(epoch);
                    case "LoginAccepted" -> new SessionEvent.LoginAccepted(epoch);
                    case "LoginRefused" -> new SessionEvent.LoginRefused(epoch, "bad key");
                    case "Subscribed" -> new SessionEvent.Subscribed(epoch);
                    case "SubscribeRefused" -> new SessionEvent.SubscribeRefused(epoch, "no channel");
                    case "Retire" -> new SessionEvent.Retire();
                    case "Drained" -> new SessionEvent.Drained();
                    case "StayAway" -> new SessionEvent.StayAway("banned", Duration.ofMinutes(15));
                    case "HeardData" -> new SessionEvent.HeardData(epoch);
                    case "HealthPoints" -> new SessionEvent.HealthPoints(epoch, 3);
                    case "Heard" -> new SessionEvent.Heard(epoch);
                    case "Pinged" -> new SessionEvent.Pinged(epoch);
                    case "Lost" -> new SessionEvent.Lost(epoch, "reset by peer");
                    default -> throw new IllegalArgumentException("no event is called " + event);
                });
    }
}
