package io.ordergateway.core.route;

import java.util.BitSet;
import java.util.List;

/**
 * Chooses the path of the next attempt: the first that is ready and has not been tried yet. Paths are listed by
 * preference, sockets before REST, so that REST takes over exactly when no untried socket is ready.
 */
public final class CancelRouter {
    private CancelRouter() {}

    /**
     * Picks a path.
     *
     * @param paths the health of each path, by preference
     * @param tried the paths this cancel went already
     */
    public static Route choose(List<PathHealth> paths, BitSet tried) {
        boolean congested = false;
        for (int path = 0; path < paths.size(); path++) {
            if (tried.get(path)) {
                continue;
            }
            if (paths.get(path) == PathHealth.READY) {
                return new Route.Via(path);
            }
            congested |= paths.get(path) == PathHealth.FULL;
        }
        return congested ? new Route.Congested() : new Route.Exhausted();
    }
}
