package io.ordergateway.core.route;

/** The router's answer. */
public sealed interface Route {
    /**
     * Send it that way.
     *
     * @param path index of the path among those the router was asked about
     */
    record Via(int path) implements Route {}

    /** Paths work, but the venue's limits are in the way; {@link CancelRouter#soonest} says for how long. */
    record Limited() implements Route {}

    /**
     * Paths work, but the venue's limits leave no room in time on any.
     *
     * @param fit where there is room soonest, and when
     */
    record Spent(Fit fit) implements Route {}

    /** Paths work, but each is at a bound of ours. */
    record Congested() implements Route {}

    /** No path can send now; one that was not tried may be back in time. */
    record Away() implements Route {}

    /** Every path that can send, or may be back, has been tried. */
    record Exhausted() implements Route {}
}
