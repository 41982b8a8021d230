package io.ordergateway.ws.sim.hashkey.door;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param pendingNew between the acceptance of an order and its place in the book; zero for an order that is in it at once
 * @param cancelTakes between the acceptance of a cancel and the order's end; zero for one that ends before it is answered
 * @param pingEvery between JSON pings on a stream (section 9)
 * @param idleFor how long a stream may go without a heartbeat from the client (section 9)
 * @param keyLasts how long a listen key is valid unless it is refreshed (section 9)
 */
public record HashKeyPace(
        Duration pendingNew, Duration cancelTakes, Duration pingEvery, Duration idleFor, Duration keyLasts) {

    public HashKeyPace {
        check("pendingNew", pendingNew, false);
        check("cancelTakes", cancelTakes, false);
        check("pingEvery", pingEvery, true);
        check("idleFor", idleFor, true);
        check("keyLasts", keyLasts, true);
    }

    /** At once into the book, 20 ms for a cancel, a ping every 30 s, 60 minutes for streams and keys. */
    public static HashKeyPace documented() {
        return new HashKeyPace(
                Duration.ZERO,
                Duration.ofMillis(20),
                Duration.ofSeconds(30),
                Duration.ofMinutes(60),
                Duration.ofMinutes(60));
    }

    public HashKeyPace withPendingNew(Duration time) {
        return new HashKeyPace(time, cancelTakes, pingEvery, idleFor, keyLasts);
    }

    public HashKeyPace withCancelTakes(Duration time) {
        return new HashKeyPace(pendingNew, time, pingEvery, idleFor, keyLasts);
    }

    public HashKeyPace withPingEvery(Duration time) {
        return new HashKeyPace(pendingNew, cancelTakes, time, idleFor, keyLasts);
    }

    public HashKeyPace withIdleFor(Duration time) {
        return new HashKeyPace(pendingNew, cancelTakes, pingEvery, time, keyLasts);
    }

    public HashKeyPace withKeyLasts(Duration time) {
        return new HashKeyPace(pendingNew, cancelTakes, pingEvery, idleFor, time);
    }

    private static void check(String name, Duration time, boolean positive) {
        if (time.isNegative() || (positive && time.isZero())) {
            throw new IllegalArgumentException(
                    name + " must be " + (positive ? "more than zero" : "zero or more") + ", is " + time);
        }
    }
}
