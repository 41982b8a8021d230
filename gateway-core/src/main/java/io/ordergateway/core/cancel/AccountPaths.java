package io.ordergateway.core.cancel;

import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.CancelRouter;
import io.ordergateway.core.route.Fit;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.route.Route;
import io.ordergateway.core.timing.Now;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ways of one account, by preference, what they can do at a moment, and who waits for one of them. */
final class AccountPaths {
    private static final Logger log = LoggerFactory.getLogger(AccountPaths.class);

    private final String account;
    private final List<CancelPath> paths;
    private final Set<OrderPursuit> waiting = new LinkedHashSet<>();
    private BooleanSupplier stream = () -> false;

    AccountPaths(String account, List<CancelPath> paths) {
        this.account = account;
        this.paths = List.copyOf(paths);
        if (this.paths.size() > CancelRouter.MAX_PATHS) {
            throw new IllegalArgumentException(
                    "an account has at most " + CancelRouter.MAX_PATHS + " paths, not " + this.paths.size());
        }
    }

    PathKind kind(int path) {
        return paths.get(path).kind();
    }

    /** Hands a cancel to a path; what came of it if there is a fault in the path itself, otherwise {@code null}. */
    @Nullable
    Verdict send(int path, PathAttempt attempt, Now now) {
        try {
            paths.get(path).send(attempt, now);
            return null;
        } catch (RuntimeException e) {
            log.error("[{}] a fault in the {} path with {}", account, kind(path), attempt.order(), e);
            return fault(path, attempt.isSent(), e, now);
        }
    }

    /** The same with a cancel of a whole scope. */
    @Nullable
    Verdict sendAll(int path, ScopeAttempt attempt, Now now) {
        try {
            paths.get(path).sendAll(attempt, now);
            return null;
        } catch (RuntimeException e) {
            log.error("[{}] a fault in the {} path with a whole scope", account, kind(path), e);
            return fault(path, attempt.isSent(), e, now);
        }
    }

    private Verdict fault(int path, boolean sent, RuntimeException e, Now now) {
        Evidence fault = new Evidence(kind(path), "path-fault", e.toString(), now.wall());
        return sent ? new Verdict.Unclear(fault) : new Verdict.NotSent(fault);
    }

    /** The next one that was not tried and can send such a request now. */
    Route ready(RequestClass what, int tried, Now now) {
        return CancelRouter.choose(paths.size(), path -> paths.get(path).health(what, now), tried);
    }

    /**
     * The next one that was not tried and, where the venue's limits are in the way, can send such a request in time.
     *
     * @param deadline by the forward clock
     */
    Route inTurn(RequestClass what, int tried, long deadline, Now now) {
        return CancelRouter.soonest(paths.size(), path -> fit(paths.get(path), what, deadline, now), tried);
    }

    /** The same for a cancel of one order, in time for its caller or at least before it must not leave any more. */
    Route inTurn(OrderPursuit pursuit, Now now) {
        Route route = inTurn(RequestClass.CANCEL, pursuit.tried(), pursuit.wantedBy(now), now);
        boolean goesOn = route instanceof Route.Spent && pursuit.isUntilGone();
        return goesOn ? inTurn(RequestClass.CANCEL, pursuit.tried(), pursuit.sendableUntil(now), now) : route;
    }

    /**
     * The next one that was not tried and can cancel all open orders of a scope with one request, now or in time.
     *
     * @param symbol of this symbol, or {@code null} for the account's
     * @param deadline by the forward clock
     */
    Route routeAll(@Nullable String symbol, int tried, long deadline, Now now) {
        int unfit = tried;
        for (int path = 0; path < paths.size(); path++) {
            unfit = paths.get(path).cancelsAll(symbol) ? unfit : CancelRouter.with(unfit, path);
        }
        Route ready = ready(RequestClass.CANCEL_ALL, unfit, now);
        return ready instanceof Route.Limited ? inTurn(RequestClass.CANCEL_ALL, unfit, deadline, now) : ready;
    }

    private static @Nullable Fit fit(CancelPath path, RequestClass what, long deadline, Now now) {
        return path.health(what, now) == PathHealth.SPENT ? path.fit(what, deadline, now) : null;
    }

    /** Gives one that waits for its turn a sooner one, if there is one in time; {@code null} if no path keeps it. */
    @Nullable
    Fit sooner(PathAttempt attempt, long deadline, Now now) {
        for (CancelPath path : paths) {
            Fit fit = path.sooner(attempt, deadline, now);
            if (fit != null) {
                return fit;
            }
        }
        return null;
    }

    // ---- until there is one ----

    /** It waits for a path that can send. */
    void await(OrderPursuit pursuit) {
        waiting.add(pursuit);
    }

    boolean isAwaitedBy(OrderPursuit pursuit) {
        return waiting.contains(pursuit);
    }

    void waitsNoMore(OrderPursuit pursuit) {
        if (!waiting.isEmpty()) { // hardly any ever waits, and to ask would give each of them an identity hash
            waiting.remove(pursuit);
        }
    }

    /** Those that waited, who need not any more. */
    List<OrderPursuit> back(Now now) {
        Route route = waiting.isEmpty() ? null : ready(RequestClass.CANCEL, CancelRouter.NONE, now);
        if (route == null || route instanceof Route.Away || route instanceof Route.Congested) {
            return List.of();
        }
        List<OrderPursuit> all = List.copyOf(waiting);
        waiting.clear();
        return all;
    }

    // ---- what they can do ----

    /** Turns come with time. */
    void sendDue(Now now) {
        paths.forEach(path -> path.sendDue(now));
    }

    /** Whether none is there, or will be back by itself. */
    boolean areGone(Now now) {
        return ready(RequestClass.CANCEL, CancelRouter.NONE, now) instanceof Route.Exhausted;
    }

    /** Whether there is a second way now. */
    boolean areSeveral(Now now) {
        int ready = 0;
        for (CancelPath path : paths) {
            ready += path.health(RequestClass.CANCEL, now) == PathHealth.READY ? 1 : 0;
        }
        return ready > 1;
    }

    /** Another way on which the venue tells of orders; it takes no cancels. */
    void listenTo(BooleanSupplier ready) {
        stream = ready;
    }

    /** Whether the order channel can be heard. With every session down, and no stream, no push will come. */
    boolean hear(Now now) {
        if (stream.getAsBoolean()) {
            return true;
        }
        for (CancelPath path : paths) {
            if (path.kind() == PathKind.SOCKET) {
                PathHealth health = path.health(RequestClass.CANCEL, now);
                if (health != PathHealth.DOWN && health != PathHealth.CLOSED) {
                    return true;
                }
            }
        }
        return false;
    }
}
