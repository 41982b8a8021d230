package io.ordergateway.ws.venue;

import io.ordergateway.core.cancel.CancelPath;
import io.ordergateway.core.cancel.CancelService;
import io.ordergateway.core.cancel.Now;
import io.ordergateway.core.cancel.PathAttempt;
import io.ordergateway.core.cancel.ScopeAttempt;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.session.SessionEvent;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.core.session.SessionState;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.core.session.VenueClock;
import io.ordergateway.ws.wire.VenueCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The socket sessions of one account. Each has a place of its own, in which a session that grows old is replaced: the new
 * one is made first, takes over when it is ready, and only then is the old one left to drain.
 */
public final class SessionPool {
    private final VenueSession.Shared shared;
    private final List<Place> places = new ArrayList<>();
    private @Nullable CancelService service;
    private boolean stopped;

    /**
     * A pool that is not started.
     *
     * @param label how log lines call it: {@code venue|account}
     * @param size how many sessions it keeps
     */
    public SessionPool(
            String label, int size, AccountLoop loop, VenueConnector connector, VenueCodec codec, Limits limits) {
        this.shared =
                new VenueSession.Shared(loop, connector, codec, limits.clock(), limits.budgets(), limits.patience());
        for (int number = 1; number <= size; number++) {
            places.add(new Place(label + "#" + number));
        }
    }

    /**
     * How long sessions wait, and for how much.
     *
     * @param replyTimeout how long a reply is awaited before the cancel takes another path
     * @param maxInFlight requests that may wait for their replies
     */
    public record Patience(SessionTimings timings, Duration replyTimeout, int maxInFlight) {}

    /**
     * By what the sessions of an account are measured.
     *
     * @param clock the venue's
     * @param budgets what may still be sent
     * @param patience how long is waited
     */
    public record Limits(VenueClock clock, VenueBudgets budgets, Patience patience) {}

    /** One path for each place. */
    public List<CancelPath> paths() {
        return List.copyOf(places);
    }

    /** Begins to connect; what the venue says of orders goes to this service. */
    public void start(CancelService cancels) {
        service = cancels;
        places.forEach(place -> place.serving.start(cancels));
    }

    /** Ends every session, begun or not, for good; requests in flight become doubts. */
    public void stop() {
        stopped = true;
        places.forEach(Place::stop);
    }

    /** Does what time has made due. */
    public void sweep(Now now) {
        places.forEach(place -> place.sweep(now));
    }

    /** The sessions as they were a moment ago. Any thread. */
    public List<SessionHealth> seen() {
        return places.stream().map(Place::seen).toList();
    }

    /** Whether any session can be asked for the open orders. */
    boolean mayAsk() {
        return places.stream().anyMatch(place -> place.serving.mayAsk());
    }

    /** Asks for the open orders on any session that is ready; false if none is. */
    boolean ask(@Nullable String symbol, ListQuestion question) {
        for (Place place : places) {
            if (place.serving.ask(symbol, question)) {
                return true;
            }
        }
        return false;
    }

    /** A ban is the address's: no session tries again before it ends. */
    private void stayAway(SessionEvent.StayAway ban) {
        places.forEach(place -> place.stayAway(ban));
    }

    /** Where one session stands, and the next after it. */
    private final class Place implements CancelPath {
        private final String label;
        private final List<VenueSession> draining = new ArrayList<>();
        private int generation;
        private volatile VenueSession serving;
        private @Nullable VenueSession successor;
        private volatile SessionHealth.Counts before = SessionHealth.NEW.counts();

        Place(String label) {
            this.label = label;
            this.serving = make();
        }

        private VenueSession make() {
            generation++;
            String name = generation == 1 ? label : label + "." + generation;
            return new VenueSession(name, shared, SessionPool.this::stayAway);
        }

        @Override
        public PathKind kind() {
            return PathKind.SOCKET;
        }

        @Override
        public PathHealth health() {
            return stopped ? PathHealth.CLOSED : serving.health();
        }

        @Override
        public void send(PathAttempt attempt) {
            serving.send(attempt);
        }

        @Override
        public void sendAll(ScopeAttempt attempt) {
            serving.sendAll(attempt);
        }

        void sweep(Now now) {
            serving.sweep(now);
            draining.forEach(session -> session.sweep(now));
            draining.removeIf(this::isDrained);
            rotate(now);
        }

        private boolean isDrained(VenueSession session) {
            if (session.state() != SessionState.STOPPED) {
                return false;
            }
            before = before.plus(session.seen().counts());
            return true;
        }

        private void rotate(Now now) {
            if (successor == null) {
                if (service != null && draining.isEmpty() && serving.wantsSuccessor(now)) {
                    successor = make();
                    successor.start(service);
                }
                return;
            }
            successor.sweep(now);
            if (successor.state() == SessionState.READY || serving.state() != SessionState.READY) {
                replace(successor);
            }
        }

        /** The successor serves as soon as it is ready, or as the old one is lost: it is on its way already. */
        private void replace(VenueSession next) {
            VenueSession old = serving;
            serving = next;
            successor = null;
            draining.add(old);
            old.retire();
        }

        void stayAway(SessionEvent.StayAway ban) {
            serving.stayAway(ban);
            if (successor != null) {
                successor.stayAway(ban);
            }
        }

        void stop() {
            serving.stop();
            draining.forEach(VenueSession::stop);
            if (successor != null) {
                successor.stop();
            }
        }

        SessionHealth seen() {
            SessionHealth health = serving.seen();
            return health.counting(before.plus(health.counts()));
        }
    }
}
