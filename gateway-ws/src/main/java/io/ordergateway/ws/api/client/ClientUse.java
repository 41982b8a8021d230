package io.ordergateway.ws.api.client;

/** How much of its quota one client uses now. Thread-safe. */
final class ClientUse {
    private static final double NANOS_PER_SECOND = 1e9;

    private int connections;
    private double available;
    private long lastNanos;
    private boolean begun;

    /** Whether one more connection may be; it is counted then, until {@link #disconnected()}. */
    synchronized boolean connected(int most) {
        if (connections >= most) {
            return false;
        }
        connections++;
        return true;
    }

    synchronized void disconnected() {
        connections--;
    }

    /**
     * Whether so many may go now; they are counted then. What is allowed in a second may go at once, and comes back evenly.
     *
     * @param nowNanos by a clock that never goes back
     */
    synchronized boolean take(int count, int perSecond, long nowNanos) {
        double refill = (nowNanos - lastNanos) / NANOS_PER_SECOND * perSecond;
        available = begun ? Math.min(perSecond, available + refill) : perSecond;
        begun = true;
        lastNanos = nowNanos;
        if (count > available) {
            return false;
        }
        available -= count;
        return true;
    }
}
