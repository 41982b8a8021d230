package io.ordergateway.core.route;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Chooses the path of the next attempt: the first that is ready and has not been tried yet. Paths are listed by
 * preference, sockets before REST, so that REST takes over exactly when no untried socket is ready.
 */
public final class CancelRouter {
    /** More paths than an account ever has. */
    public static final int MAX_PATHS = Integer.SIZE;

    /** No path was tried yet. */
    public static final int NONE = 0;

    private static final Route[] VIA = new Route[MAX_PATHS];
    private static final Route CONGESTED = new Route.Congested();
    private static final Route AWAY = new Route.Away();
    private static final Route EXHAUSTED = new Route.Exhausted();

    static {
        Arrays.setAll(VIA, Route.Via::new);
    }

    private CancelRouter() {}

    /** The paths that were tried, and this one. */
    public static int with(int tried, int path) {
        return tried | 1 << path;
    }

    /**
     * Picks a path.
     *
     * @param paths how many there are, at most {@value #MAX_PATHS}
     * @param health the health of each, by preference
     * @param tried the paths this cancel went already, {@link #NONE} or what {@link #with} made of it
     */
    public static Route choose(int paths, IntFunction<PathHealth> health, int tried) {
        Route otherwise = EXHAUSTED;
        for (int path = 0; path < paths; path++) {
            if ((tried & 1 << path) != 0) {
                continue;
            }
            switch (health.apply(path)) {
                case READY -> {
                    return VIA[path];
                }
                case FULL -> otherwise = CONGESTED;
                case DOWN -> otherwise = otherwise instanceof Route.Congested ? CONGESTED : AWAY;
                case CLOSED -> {}
            }
        }
        return otherwise;
    }
}
