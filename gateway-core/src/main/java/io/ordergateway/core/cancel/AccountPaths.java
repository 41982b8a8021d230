package io.ordergateway.core.cancel;

import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.route.CancelRouter;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.route.Route;
import java.util.List;

/** The ways of one account, by preference, and what they can do at a moment. */
final class AccountPaths {
    private final List<CancelPath> paths;

    AccountPaths(List<CancelPath> paths) {
        this.paths = List.copyOf(paths);
        if (this.paths.size() > CancelRouter.MAX_PATHS) {
            throw new IllegalArgumentException(
                    "an account has at most " + CancelRouter.MAX_PATHS + " paths, not " + this.paths.size());
        }
    }

    CancelPath get(int path) {
        return paths.get(path);
    }

    /** The next one that was not tried. */
    Route route(int tried, Now now) {
        return CancelRouter.choose(paths.size(), path -> paths.get(path).health(now), tried);
    }

    /** Whether none is there, or will be back by itself. */
    boolean areGone(Now now) {
        return route(CancelRouter.NONE, now) instanceof Route.Exhausted;
    }

    /** Whether there is a second way now. */
    boolean areSeveral(Now now) {
        int ready = 0;
        for (CancelPath path : paths) {
            ready += path.health(now) == PathHealth.READY ? 1 : 0;
        }
        return ready > 1;
    }

    /** Whether the order channel can be heard. With every session down no push will come. */
    boolean hear(Now now) {
        for (CancelPath path : paths) {
            if (path.kind() == PathKind.SOCKET) {
                PathHealth health = path.health(now);
                if (health == PathHealth.READY || health == PathHealth.FULL) {
                    return true;
                }
            }
        }
        return false;
    }
}
