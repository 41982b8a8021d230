package io.ordergateway.core.route;

import java.util.BitSet;
import java.util.function.IntFunction;

/**
 * Chooses the path of the next attempt: the first that is ready and has not been tried yet. Paths are listed by
 * preference, sockets before REST, so that REST takes over exactly when no untried socket is ready.
 */
public final class CancelRouter {
    private static final Route CONGESTED = new Route.Congested();
    private static final Route AWAY = new Route.Away();
    private static final Route EXHAUSTED = new Route.Exhausted();

    private CancelRouter() {}

    /**
     * Picks a path.
     *
     * @param paths how many there are
     * @param health the health of each, by preference
     * @param tried the paths this cancel went already
     */
    public static Route choose(int paths, IntFunction<PathHealth> health, BitSet tried) {
        Route otherwise = EXHAUSTED;
        for (int path = 0; path < paths; path++) {
            if (tried.get(path)) {
                continue;
            }
            switch (health.apply(path)) {
                case READY -> {
                    return new Route.Via(path);
                }
                case FULL -> otherwise = CONGESTED;
                case DOWN -> otherwise = otherwise instanceof Route.Congested ? CONGESTED : AWAY;
                case CLOSED -> {}
            }
        }
        return otherwise;
    }
}
