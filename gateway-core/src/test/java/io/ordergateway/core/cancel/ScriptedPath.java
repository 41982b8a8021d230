package io.ordergateway.core.cancel;

import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.Fit;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.timing.Now;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A path whose venue speaks when a test says so. A frame leaves as soon as it is handed over, unless the path holds; a
 * cancel for a path that is not ready, or one that must not leave, fails the test.
 */
public final class ScriptedPath implements CancelPath {
    private static final RateLimit NO_LIMIT = new RateLimit("none", 1, Duration.ofDays(1), 0);

    public PathHealth health = PathHealth.READY;
    public boolean holds;

    /** How a cancel fits in by this deadline, while the health is {@link PathHealth#SPENT}. */
    public LongFunction<Fit> fit = deadline -> new Fit(false, deadline, NO_LIMIT);

    /** The order whose cancel meets a fault in this very path; {@code *} for a whole scope. */
    public String breaksOn = "";

    /** Happens while the next cancel is handed over, once. */
    public Runnable atSend = () -> {};

    private final PathKind kind;
    private final ManualTime time;
    private final Deque<CancelPath.Outgoing> unanswered = new ArrayDeque<>();
    private final List<ScopeAttempt> scopes = new ArrayList<>();
    private final List<PathAttempt> all = new ArrayList<>();

    public ScriptedPath(PathKind kind, ManualTime time) {
        this.kind = kind;
        this.time = time;
    }

    @Override
    public PathKind kind() {
        return kind;
    }

    @Override
    public PathHealth health(RequestClass what, Now now) {
        return health;
    }

    @Override
    public Fit fit(RequestClass what, long deadline, Now now) {
        return fit.apply(deadline);
    }

    private boolean mayBeGiven(Deferrable request, Now now) {
        boolean inTurn = health == PathHealth.SPENT
                && fit.apply(request.sendableUntil(now)).inTime();
        return (inTurn || health == PathHealth.READY) && request.mayLeave(now);
    }

    @Override
    public void send(PathAttempt attempt, Now now) {
        if (!mayBeGiven(attempt, now)) {
            throw new AssertionError(
                    "unexpected cancel of " + attempt.order() + " for a " + kind + " that is " + health + " at " + now);
        }
        if (attempt.order().id().equals(breaksOn)) {
            throw new IllegalStateException("a fault in the path");
        }
        Runnable once = atSend;
        atSend = () -> {};
        once.run();
        all.add(attempt);
        unanswered.add(attempt);
        if (!holds) {
            attempt.sent(now);
        }
    }

    @Override
    public void sendAll(ScopeAttempt attempt, Now now) {
        if (!mayBeGiven(attempt, now)) {
            throw new AssertionError("unexpected cancel of a scope for a " + kind + " that is " + health);
        }
        scopes.add(attempt);
        if (breaksOn.equals("*")) {
            throw new IllegalStateException("a fault in the path");
        }
        unanswered.add(attempt);
        if (!holds) {
            attempt.sent(now);
        }
    }

    /** The whole scopes it was handed. */
    public List<ScopeAttempt> scopes() {
        return scopes;
    }

    /** How many cancels it was handed. */
    public int handed() {
        return all.size();
    }

    /** The attempt that was handed over last, answered or not. */
    public PathAttempt last() {
        return all.get(all.size() - 1);
    }

    /** The venue answers the oldest attempt that waits. */
    public void replies(Verdict verdict) {
        CancelPath.Outgoing attempt = unanswered.remove();
        attempt.settle(verdict, time.now());
    }

    /** Whether something waits for a reply. */
    public boolean waits() {
        return !unanswered.isEmpty();
    }
}
