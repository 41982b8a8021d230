package io.ordergateway.core.session;

import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * The life of one session: the only place where its state changes. It is told what happened and when, and answers with
 * what must be done. Not thread-safe; its session's loop owns it.
 */
public final class SessionMachine {
    private final SessionTimings timings;
    private final DoubleSupplier random;

    // For the session.
    private SessionState state = SessionState.STOPPED;
    private long epoch;
    private int failures;
    private long reconnectAt;
    private long staleEvents;

    // For the connection.
    private long establishBy;
    private long lastHeard;
    private long lastPing;

    /**
     * @param random numbers in [0, 1) for the jitter of reconnects
     */
    public SessionMachine(SessionTimings timings, DoubleSupplier random) {
        this.timings = timings;
        this.random = random;
    }

    public SessionState state() {
        return state;
    }

    /** The number of the connection that counts; 0 before the first. */
    public long epoch() {
        return epoch;
    }

    /** How many events came from a connection that no longer counts. */
    public long staleEvents() {
        return staleEvents;
    }

    /**
     * Takes an event in.
     *
     * @param now monotonic nanoseconds
     * @return what to do, in order; empty if nothing
     */
    public List<SessionAction> on(SessionEvent event, long now) {
        if (event instanceof SessionEvent.OfConnection of && (of.epoch() != epoch || !connected())) {
            staleEvents++;
            return List.of();
        }
        if (event instanceof SessionEvent.Start) {
            return state == SessionState.STOPPED ? connect(now) : List.of();
        }
        if (event instanceof SessionEvent.Stop) {
            return stop();
        }
        if (event instanceof SessionEvent.Tick) {
            return tick(now);
        }
        lastHeard = now;
        if (event instanceof SessionEvent.Opened) {
            return opened();
        }
        if (event instanceof SessionEvent.LoginAccepted) {
            return loggedIn();
        }
        if (event instanceof SessionEvent.LoginRefused refused) {
            return state == SessionState.LOGGING_IN ? barred("login refused: " + refused.text()) : List.of();
        }
        if (event instanceof SessionEvent.Subscribed) {
            return ready(now);
        }
        if (event instanceof SessionEvent.SubscribeRefused refused) {
            return state == SessionState.SUBSCRIBING ? lost("subscription refused: " + refused.text(), now) : List.of();
        }
        if (event instanceof SessionEvent.Pinged) {
            return List.of(new SessionAction.SendPong());
        }
        if (event instanceof SessionEvent.Lost gone) {
            return lost(gone.cause(), now);
        }
        return List.of(); // Heard: noted above
    }

    private boolean connected() {
        return switch (state) {
            case CONNECTING, LOGGING_IN, SUBSCRIBING, READY -> true;
            case STOPPED, WAITING, BARRED -> false;
        };
    }

    private List<SessionAction> connect(long now) {
        epoch++;
        state = SessionState.CONNECTING;
        establishBy = now + timings.establish().toNanos();
        return List.of(new SessionAction.Open(epoch));
    }

    private List<SessionAction> opened() {
        if (state != SessionState.CONNECTING) {
            return List.of();
        }
        state = SessionState.LOGGING_IN;
        return List.of(new SessionAction.SendLogin());
    }

    private List<SessionAction> loggedIn() {
        if (state != SessionState.LOGGING_IN) {
            return List.of();
        }
        state = SessionState.SUBSCRIBING;
        return List.of(new SessionAction.SendSubscribe());
    }

    private List<SessionAction> ready(long now) {
        if (state != SessionState.SUBSCRIBING) {
            return List.of();
        }
        state = SessionState.READY;
        failures = 0;
        lastPing = now;
        return List.of(new SessionAction.AnnounceReady());
    }

    private List<SessionAction> tick(long now) {
        if (state == SessionState.WAITING && now - reconnectAt >= 0) {
            return connect(now);
        }
        if (state == SessionState.READY) {
            return keepAlive(now);
        }
        if (connected() && now - establishBy >= 0) {
            return lost("not ready within " + timings.establish() + ", stuck in " + state, now);
        }
        return List.of();
    }

    private List<SessionAction> keepAlive(long now) {
        if (now - lastHeard >= timings.silence().toNanos()) {
            return lost("silent for " + timings.silence(), now);
        }
        if (now - lastPing >= timings.ping().toNanos()) {
            lastPing = now;
            return List.of(new SessionAction.SendPing());
        }
        return List.of();
    }

    private List<SessionAction> lost(String why, long now) {
        failures++;
        reconnectAt = now + timings.reconnect().nanos(failures, random.getAsDouble());
        state = SessionState.WAITING;
        return leave(why);
    }

    private List<SessionAction> barred(String why) {
        state = SessionState.BARRED;
        return leave(why);
    }

    private List<SessionAction> stop() {
        boolean open = connected();
        state = SessionState.STOPPED;
        return open ? leave("stopped") : List.of();
    }

    /** The one way out of a connection, whatever the reason. */
    private List<SessionAction> leave(String why) {
        return List.of(new SessionAction.Close(epoch, why), new SessionAction.ReleaseInFlight(why));
    }
}
