package io.ordergateway.core.session;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * The life of one session: the only place where its state changes. It is told what happened and when, and answers with
 * what must be done. Not thread-safe; its session's loop owns it.
 */
public final class SessionMachine {
    /** A venue that will bear no more than this many unanswered pings does not hear us: our answers go out at once. */
    private static final int FEW_HEALTH_POINTS = 1;

    /** How much sooner than its full age a connection may be replaced, so that a pool does not rotate all at once. */
    private static final double ROTATION_JITTER = 0.1;

    private SessionTimings timings;
    private final DoubleSupplier random;

    // For the session.
    private SessionState state = SessionState.STOPPED;
    private long epoch;
    private int failures;
    private long connectAt;
    private boolean away;
    private long awayUntil;
    private String awayWhy = "";
    private String trouble = "";
    private long staleEvents;

    // For the connection.
    private long establishBy;
    private long readyAt;
    private long rotateAt;
    private long drainBy;
    private long lastHeard;
    private long lastData;
    private long lastPing;
    private long probedAt;
    private boolean probing;
    private boolean unheard;

    /**
     * @param random numbers in [0, 1) for the jitter of reconnects and rotations
     */
    public SessionMachine(SessionTimings timings, DoubleSupplier random) {
        this.timings = timings;
        this.random = random;
    }

    /** From now on the venue is pinged so often, and counts as dead after such a silence. */
    public void heartbeat(Duration ping, Duration silence) {
        timings = timings.beating(ping, silence);
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

    /** Why the session is not ready, in one line; empty while it is, and before anything went wrong. */
    public String trouble() {
        return trouble;
    }

    /** Whether another connection had better take over while this one still works. */
    public boolean wantsSuccessor(long now) {
        boolean deaf = unheard && now - readyAt >= timings.reconnect().cap().toNanos(); // or it would be a storm
        return state == SessionState.READY && (deaf || now - rotateAt >= 0);
    }

    /**
     * Takes an event in.
     *
     * @param now monotonic nanoseconds
     * @return what to do, in order; empty if nothing
     */
    public List<SessionAction> on(SessionEvent event, long now) {
        if (event instanceof SessionEvent.OfConnection of) {
            if (of.epoch() != epoch || !connected()) {
                staleEvents++;
                return List.of();
            }
            lastHeard = now;
            return onConnection(of, now);
        }
        if (event instanceof SessionEvent.Start) {
            return state == SessionState.STOPPED ? connect(now) : List.of();
        }
        if (event instanceof SessionEvent.Stop) {
            return stop("stopped");
        }
        if (event instanceof SessionEvent.Retire) {
            return retire(now);
        }
        if (event instanceof SessionEvent.Drained) {
            return state == SessionState.DRAINING ? stop("drained") : List.of();
        }
        if (event instanceof SessionEvent.StayAway ban) {
            return stayAway(ban, now);
        }
        return tick(now);
    }

    private List<SessionAction> onConnection(SessionEvent.OfConnection event, long now) {
        if (event instanceof SessionEvent.Opened) {
            return step(SessionState.CONNECTING, SessionState.LOGGING_IN, new SessionAction.SendLogin());
        }
        if (event instanceof SessionEvent.LoginAccepted) {
            return step(SessionState.LOGGING_IN, SessionState.SUBSCRIBING, new SessionAction.SendSubscribe());
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
        if (event instanceof SessionEvent.HeardData) {
            heardData(now);
        } else if (event instanceof SessionEvent.Pinged) {
            return List.of(new SessionAction.SendPong());
        } else if (event instanceof SessionEvent.HealthPoints health) {
            unheard = health.points() <= FEW_HEALTH_POINTS;
        } else if (event instanceof SessionEvent.Lost gone) {
            return lost(gone.cause(), now);
        }
        return List.of();
    }

    /** What {@link SessionEvent.HeardData} of this connection does, for those who hear a thousand at once. */
    public void heardData(long now) {
        lastHeard = now;
        lastData = now;
        probing = false;
    }

    private boolean connected() {
        return switch (state) {
            case CONNECTING, LOGGING_IN, SUBSCRIBING, READY, DRAINING -> true;
            case STOPPED, WAITING, BARRED -> false;
        };
    }

    // ---- up ----

    private List<SessionAction> connect(long now) {
        if (away && now - awayUntil < 0) {
            state = SessionState.WAITING;
            waitUntilBack();
            return List.of();
        }
        away = false;
        epoch++;
        state = SessionState.CONNECTING;
        establishBy = now + timings.establish().toNanos();
        return List.of(new SessionAction.Open(epoch));
    }

    private List<SessionAction> step(SessionState from, SessionState to, SessionAction action) {
        if (state != from) {
            return List.of();
        }
        state = to;
        return List.of(action);
    }

    private List<SessionAction> ready(long now) {
        if (state != SessionState.SUBSCRIBING) {
            return List.of();
        }
        state = SessionState.READY;
        trouble = "";
        readyAt = now;
        lastPing = now;
        lastData = now;
        probing = false;
        unheard = false;
        long age = timings.rotate().toNanos();
        rotateAt = now + age - (long) (age * ROTATION_JITTER * random.getAsDouble());
        return List.of(new SessionAction.AnnounceReady());
    }

    // ---- time ----

    private List<SessionAction> tick(long now) {
        if (state == SessionState.WAITING) {
            return now - connectAt >= 0 ? connect(now) : List.of();
        }
        if (state == SessionState.DRAINING && now - drainBy >= 0) {
            return stop("replaced, and not drained within " + timings.drain());
        }
        if (state == SessionState.READY || state == SessionState.DRAINING) {
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
        if (probing && now - probedAt >= timings.establish().toNanos()) {
            String text = "no data for " + timings.idle() + ", and none when asked, though the heartbeat goes on";
            return lost(text, now);
        }
        if (!probing && now - lastData >= timings.idle().toNanos()) {
            probing = true;
            probedAt = now;
            return List.of(new SessionAction.SendProbe());
        }
        if (now - lastPing >= timings.ping().toNanos()) {
            lastPing = now;
            return List.of(new SessionAction.SendPing());
        }
        return List.of();
    }

    // ---- down ----

    /** Only a connection that was logged in, subscribed and stood for a while lets past failures be forgotten. */
    private List<SessionAction> lost(String why, long now) {
        if (state == SessionState.DRAINING) {
            return stop(why);
        }
        boolean stood = state == SessionState.READY
                && now - readyAt >= timings.establish().toNanos();
        failures = stood ? 1 : failures + 1;
        connectAt = now + timings.reconnect().nanos(failures, random.getAsDouble());
        state = SessionState.WAITING;
        return leave(why);
    }

    private List<SessionAction> stayAway(SessionEvent.StayAway ban, long now) {
        long until = now + ban.time().toNanos();
        if (!away || until - awayUntil > 0) {
            away = true;
            awayUntil = until;
            awayWhy = ban.why();
        }
        if (state == SessionState.WAITING && awayUntil - connectAt > 0) {
            waitUntilBack();
        }
        return List.of();
    }

    /** Every session of the account stays away equally long; they had better not come back at once. */
    private void waitUntilBack() {
        connectAt = awayUntil + timings.reconnect().nanos(1, random.getAsDouble());
        trouble = awayWhy;
    }

    private List<SessionAction> barred(String why) {
        state = SessionState.BARRED;
        return leave(why);
    }

    private List<SessionAction> retire(long now) {
        if (state != SessionState.READY) {
            return state == SessionState.DRAINING ? List.of() : stop("replaced");
        }
        state = SessionState.DRAINING;
        drainBy = now + timings.drain().toNanos();
        return List.of();
    }

    private List<SessionAction> stop(String why) {
        boolean open = connected();
        state = SessionState.STOPPED;
        return open ? leave(why) : List.of();
    }

    /** The one way out of a connection, whatever the reason. */
    private List<SessionAction> leave(String why) {
        trouble = why;
        return List.of(new SessionAction.Close(epoch, why), new SessionAction.ReleaseInFlight(why));
    }
}
