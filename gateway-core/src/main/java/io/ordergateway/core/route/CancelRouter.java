package io.ordergateway.core.route;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

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
    private static final Route LIMITED = new Route.Limited();
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
     * Picks a path that can send now.
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
                case SPENT -> otherwise = LIMITED;
                case FULL -> otherwise = otherwise instanceof Route.Limited ? LIMITED : CONGESTED;
                case DOWN -> otherwise = otherwise instanceof Route.Exhausted ? AWAY : otherwise;
                case CLOSED -> {}
            }
        }
        return otherwise;
    }

    /**
     * Picks a path on which a cancel may wait for its turn, where none can send now.
     *
     * @param paths how many there are
     * @param fit how it fits in on each whose limit is used up; {@code null} for those whose is not
     * @param tried the paths this cancel went already
     * @return the first on which it leaves in time, otherwise when there is room
     */
    public static Route soonest(int paths, IntFunction<@Nullable Fit> fit, int tried) {
        Fit soonest = null;
        for (int path = 0; path < paths; path++) {
            Fit here = (tried & 1 << path) != 0 ? null : fit.apply(path);
            if (here != null && here.inTime()) {
                return VIA[path];
            }
            if (here != null && (soonest == null || here.at() - soonest.at() < 0)) {
                soonest = here;
            }
        }
        return soonest == null ? EXHAUSTED : new Route.Spent(soonest);
    }
}
