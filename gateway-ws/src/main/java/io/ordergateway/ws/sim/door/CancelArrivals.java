package io.ordergateway.ws.sim.door;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** When each cancel of one order came in, by whichever way, for tests that hold it against a deadline. */
public final class CancelArrivals {
    /** So many are kept; further ones are not. */
    public static final int MAX = 1_000_000;

    private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile boolean watching;

    /**
     * A cancel came in.
     *
     * @param orderId the order it is about
     * @param time the time that stands in it
     * @param at when it was read
     */
    public record Arrival(String orderId, Instant time, Instant at) {}

    /** Keeps what comes from now on. */
    public void watch() {
        watching = true;
    }

    /** What came since, the oldest first. */
    public List<Arrival> all() {
        return List.copyOf(arrivals);
    }

    /** Notes one, if anybody watches. */
    public void note(String orderId, long timeMillis, Instant at) {
        if (watching && count.incrementAndGet() <= MAX) {
            arrivals.add(new Arrival(orderId, Instant.ofEpochMilli(timeMillis), at));
        }
    }
}
