package io.ordergateway.ws.sim.control;

import io.ordergateway.ws.sim.http.Upgrades;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What every simulated venue on 127.0.0.1 does on order. All methods may be called from any thread. */
public interface ControlledVenue extends AutoCloseable {
    int port();

    /** Scheme, host and port of its HTTP. */
    default String restUrl() {
        return "http://127.0.0.1:" + port();
    }

    /** Scheme, host and port of its WebSockets. */
    default String socketUrl() {
        return "ws://127.0.0.1:" + port();
    }

    /** Where its WebSockets come in. */
    Upgrades upgrades();

    /** When false, an upgrade is answered with HTTP 503. Open sockets stay. */
    default void acceptSockets(boolean accept) {
        if (accept) {
            upgrades().accept();
        } else {
            refuseSockets(503);
        }
    }

    /** Every upgrade is answered with this status, such as 429, until sockets are accepted again. */
    default void refuseSockets(int status) {
        upgrades().refuse(status, null);
    }

    /** The same, with a {@code Retry-After} in whole seconds. */
    default void refuseSockets(int status, Duration retryAfter) {
        upgrades().refuse(status, retryAfter);
    }

    /** Resets every open socket; they are gone when this returns. */
    void cutSockets();

    /** When false, a signed request finds its connection reset instead of an answer. */
    void acceptRest(boolean accept);

    /** How far ahead of its settings' clock the venue's is from now on; behind when negative. */
    void skew(Duration ahead);

    /** How an order is filled; empty when the venue never heard of it. */
    Optional<Filling> filling(String orderId);

    /** Fills one order. */
    @FunctionalInterface
    interface Filling {
        /**
         * Fills what is left, or less.
         *
         * @param qty how much; null for all that is left
         * @return false if the order is not open any more
         * @throws IllegalArgumentException if less than this is left
         */
        boolean fill(@Nullable String qty);
    }

    /** Stops listening, closes every connection and ends the venue's thread. */
    @Override
    void close();
}
