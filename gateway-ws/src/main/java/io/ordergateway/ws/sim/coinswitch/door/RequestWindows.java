package io.ordergateway.ws.sim.coinswitch.door;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.function.LongSupplier;

/**
 * Counts the requests of each endpoint in a window that slides (section 8). What was turned away counts as well, so that
 * who goes on asking stays turned away. May be used from any thread.
 */
public final class RequestWindows {
    private final LongSupplier nanoTime;
    private final Map<Endpoint, Window> windows = new EnumMap<>(Endpoint.class);
    private EndpointLimits limits;

    /** Counts against these limits. */
    public RequestWindows(EndpointLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    private static final class Window {
        private final Queue<Long> arrivals = new ArrayDeque<>();
        private long total;
        private long refused;
        private int most;
    }

    /**
     * What came for one endpoint.
     *
     * @param total requests, since the start or since the limits were changed
     * @param most the most of them that any window of the limit's length held
     * @param refused how many were answered with 429 for being too many
     */
    public record Seen(long total, int most, long refused) {}

    /** Counts anew, against these limits. */
    public synchronized void change(EndpointLimits newLimits) {
        limits = newLimits;
        windows.clear();
    }

    /** Counts one request; false when it is one too many. */
    public synchronized boolean take(Endpoint endpoint) {
        Window window = windows.computeIfAbsent(endpoint, unused -> new Window());
        Endpoint.Limit limit = limits.of(endpoint);
        long now = nanoTime.getAsLong();
        long length = limit.window().toNanos();
        for (Long oldest = window.arrivals.peek();
                oldest != null && now - oldest >= length;
                oldest = window.arrivals.peek()) {
            window.arrivals.remove();
        }
        window.arrivals.add(now);
        window.total++;
        window.most = Math.max(window.most, window.arrivals.size());
        boolean taken = !limits.enforced() || window.arrivals.size() <= limit.max();
        if (!taken) {
            window.refused++;
        }
        return taken;
    }

    /** What came for an endpoint. */
    public synchronized Seen seen(Endpoint endpoint) {
        Window window = windows.get(endpoint);
        return window == null ? new Seen(0, 0, 0) : new Seen(window.total, window.most, window.refused);
    }

    public synchronized EndpointLimits limits() {
        return limits;
    }
}
