package io.ordergateway.core.route;

/** The router's answer. */
public sealed interface Route {
    /**
     * Send it that way.
     *
     * @param path index in the list the router was asked about
     */
    record Via(int path) implements Route {}

    /** Every path that can send has been tried. */
    record Exhausted() implements Route {}

    /** Paths work, but each is at its bound. */
    record Congested() implements Route {}
}
