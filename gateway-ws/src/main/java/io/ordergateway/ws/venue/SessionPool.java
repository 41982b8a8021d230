package io.ordergateway.ws.venue;

import io.ordergateway.core.cancel.CancelPath;
import io.ordergateway.core.cancel.CancelService;
import io.ordergateway.core.cancel.OrderQuery;
import io.ordergateway.core.cancel.PathAttempt;
import io.ordergateway.core.cancel.ScopeAttempt;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.route.Fit;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.session.SessionEvent;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.core.session.SessionState;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.core.session.VenueClock;
import io.ordergateway.core.timing.Now;
import io.ordergateway.ws.wire.TextBuffer;
import io.ordergateway.ws.wire.VenueCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket sessions of one account. Each has a place of its own, in which a session that grows old is replaced: the new
 * one is made first, takes over when it is ready, and only then is the old one left to drain.
 */
public final class SessionPool {
    private static final Logger log = LoggerFactory.getLogger(SessionPool.class);

    private final String label;
    private final VenueSession.Shared shared;
    private final List<Place> places = new ArrayList<>();
    private @Nullable CancelService service;
    private boolean stopped;
    private boolean away;
    private long awayUntil;

    /**
     * A pool that is not started.
     *
     * @param label how log lines call it: {@code venue|account}
     * @param size how many sessions it keeps
     */
    public SessionPool(
            String label, int size, AccountLoop loop, VenueConnector connector, VenueCodec codec, Limits limits) {
        this.label = label;
        this.shared = new VenueSession.Shared(
                loop, connector, codec, new TextBuffer(), limits.clock(), limits.budgets(), limits.patience());
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
    public record Limits(VenueClock clock, VenueBudgets.Sockets budgets, Patience patience) {}

    /** One path for each place. */
    public List<CancelPath> paths() {
        return List.copyOf(places);
    }

    /** Begins to connect; what the venue says of orders goes to this service. */
    public void start(CancelService cancels) {
        service = cancels;
        places.forEach(place -> place.serving().start(cancels));
    }

    /** Ends every session, begun or not, for good; requests in flight become doubts. */
    public void stop() {
        stopped = true;
        places.forEach(Place::stop);
    }

    /** Does what time has made due. */
    public void sweep(Now now) {
        for (Place place : places) {
            place.sweep(now);
        }
    }

    /** Whether no session has anything to do or to wait for, but to keep itself alive. */
    public boolean isAtRest() {
        for (Place place : places) {
            if (!place.isAtRest()) {
                return false;
            }
        }
        return true;
    }

    /** The sessions as they were a moment ago. Any thread. */
    public List<SessionHealth> seen() {
        return places.stream().map(Place::seen).toList();
    }

    /** Whether any session can be asked for the open orders. */
    public boolean mayAsk() {
        return places.stream().anyMatch(place -> place.serving().mayAsk());
    }

    /** Asks for the open orders on any session that is ready; false if none is. */
    public boolean ask(@Nullable String symbol, OrderQuery.OpenAnswer answer) {
        ListQuestion question = new ListQuestion(answer);
        for (Place place : places) {
            if (place.serving().ask(symbol, question)) {
                return true;
            }
        }
        return false;
    }

    /** A ban is the address's: no session tries again before it ends. */
    private void stayAway(SessionEvent.StayAway ban) {
        long until = shared.loop().now().nanos() + ban.time().toNanos();
        if (!away || until - awayUntil > 0) {
            log.warn("[{}] {}", label, ban.why());
            away = true;
            awayUntil = until;
        }
        places.forEach(place -> place.stayAway(ban));
    }

    /** Sessions that stand now know of a ban; one that is made before it ends would not. */
    private boolean isAway(Now now) {
        away = away && !now.reached(awayUntil);
        return away;
    }

    /** Where one session stands, and the next after it. */
    private final class Place implements CancelPath {
        private final String label;
        private int generation;
        private volatile Standing standing;
        private @Nullable VenueSession successor;
        private volatile boolean rotates = true;

        Place(String label) {
            this.label = label;
            this.standing = new Standing(make(), List.of(), SessionHealth.NEW.counts());
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
        public PathHealth health(RequestClass what, Now now) { // sockets count both alike
            return stopped ? PathHealth.CLOSED : serving().health(now);
        }

        @Override
        public Fit fit(RequestClass what, long deadline, Now now) {
            return serving().fit(now);
        }

        @Override
        public void send(PathAttempt attempt, Now now) {
            serving().send(attempt, now);
        }

        @Override
        public void sendAll(ScopeAttempt attempt, Now now) {
            serving().sendAll(attempt, now);
        }

        void sweep(Now now) {
            serving().sweep(now);
            if (!standing.draining.isEmpty()) {
                standing.draining.forEach(session -> session.sweep(now));
                standing = standing.withoutDrained();
            }
            rotate(now);
        }

        boolean isAtRest() {
            return successor == null && standing.draining.isEmpty() && serving().isAtRest();
        }

        private void rotate(Now now) {
            if (successor == null) {
                boolean wanted =
                        rotates && standing.draining.isEmpty() && serving().wantsSuccessor(now) && !isAway(now);
                if (service != null && wanted) {
                    successor = make();
                    successor.start(service);
                }
                return;
            }
            successor.sweep(now);
            if (successor.state() == SessionState.BARRED) {
                successor = null; // the credentials will not do any more; the old one lives on what they did once
                rotates = false;
            } else if (successor.state() == SessionState.READY || serving().state() != SessionState.READY) {
                replace(successor);
            }
        }

        /** The successor serves as soon as it is ready, or as the old one is lost: it is on its way already. */
        private void replace(VenueSession next) {
            VenueSession old = serving();
            standing = standing.replacedBy(next);
            successor = null;
            old.retire();
        }

        void stayAway(SessionEvent.StayAway ban) {
            serving().stayAway(ban);
            if (successor != null) {
                successor.stayAway(ban);
            }
        }

        void stop() {
            standing.all().forEach(VenueSession::stop);
            if (successor != null) {
                successor.stop();
            }
        }

        private VenueSession serving() {
            return standing.serving;
        }

        SessionHealth seen() {
            Standing looked = standing;
            SessionHealth health = looked.seen();
            return looked.serving == serving()
                    ? rotates
                            ? health
                            : health.troubled("its successor's login was refused; this one cannot be replaced")
                    : seen(); // replaced while we looked: it may not look ready any more
        }
    }

    /**
     * Who stands in a place, and stood there; one value, so that what others see never goes back.
     *
     * @param draining those that were replaced and still wait for replies
     * @param before what those have met that are gone
     */
    private record Standing(VenueSession serving, List<VenueSession> draining, SessionHealth.Counts before) {
        List<VenueSession> all() {
            return Stream.concat(Stream.of(serving), draining.stream()).toList();
        }

        Standing replacedBy(VenueSession next) {
            return new Standing(next, all(), before);
        }

        Standing withoutDrained() {
            if (draining.stream().noneMatch(Standing::isDrained)) {
                return this;
            }
            SessionHealth.Counts gone = before;
            for (VenueSession session : draining) {
                gone = isDrained(session) ? gone.plus(session.seen().counts()) : gone;
            }
            return new Standing(
                    serving,
                    draining.stream().filter(session -> !isDrained(session)).toList(),
                    gone);
        }

        private static boolean isDrained(VenueSession session) {
            return session.state() == SessionState.STOPPED;
        }

        SessionHealth seen() {
            SessionHealth health = serving.seen();
            SessionHealth.Counts counts = before;
            for (VenueSession session : all()) {
                counts = counts.plus(session.seen().counts());
            }
            return health.counting(counts);
        }
    }
}
