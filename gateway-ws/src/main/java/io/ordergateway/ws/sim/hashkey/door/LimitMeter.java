package io.ordergateway.ws.sim.hashkey.door;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Counts requests against the limits of section 8, and what was the most. May be used from any thread. */
public final class LimitMeter {
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTime;
    private final Map<RequestClass, Window> windows = new EnumMap<>(RequestClass.class);
    private final Window weights = new Window();
    private HashKeyLimits limits;
    private long closedUntil;
    private long bannedUntil;
    private int refusedInARow;
    private long tooMany;
    private long banned;

    public LimitMeter(HashKeyLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.closedUntil = nanoTime.getAsLong();
        this.bannedUntil = closedUntil;
        for (RequestClass type : RequestClass.values()) {
            windows.put(type, new Window());
        }
    }

    /** What becomes of a request. */
    public enum Verdict {
        SERVE,
        /** Too many: status 429. */
        TOO_MANY,
        /** The address went on after that: status 418. */
        BANNED
    }

    /**
     * What came in.
     *
     * @param orders the most placements and cancels in any second
     * @param queries the most queries in any second
     * @param weight the most weight of any second
     * @param tooMany requests that were refused because there were too many
     * @param banned requests that were refused because the address was banned
     */
    public record Load(int orders, int queries, int weight, long tooMany, long banned) {}

    private record Hit(long at, int weight) {}

    /** The last second: bounded by what one connection thread can take in during it. */
    private static final class Window {
        private final Deque<Hit> hits = new ArrayDeque<>();
        private int sum;
        private int most;

        void add(long now, int weight) {
            while (!hits.isEmpty() && now - hits.getFirst().at() >= WINDOW) {
                sum -= hits.removeFirst().weight();
            }
            hits.add(new Hit(now, weight));
            sum += weight;
            most = Math.max(most, sum);
        }

        void clear() {
            hits.clear();
            sum = 0;
            most = 0;
        }
    }

    /** Counts anew, against these limits, and forgets every penalty. */
    public synchronized void change(HashKeyLimits newLimits) {
        limits = newLimits;
        windows.values().forEach(Window::clear);
        weights.clear();
        closedUntil = nanoTime.getAsLong();
        bannedUntil = closedUntil;
        refusedInARow = 0;
        tooMany = 0;
        banned = 0;
    }

    /**
     * Counts one request, whatever becomes of it.
     *
     * @param weight section 8; zero for one that is not counted
     */
    public synchronized Verdict take(RequestClass type, int weight) {
        long now = nanoTime.getAsLong();
        Window window = window(type);
        if (weight > 0) {
            window.add(now, 1);
            weights.add(now, weight);
        }
        if (!limits.enforced()) {
            return Verdict.SERVE;
        }
        if (bannedUntil - now > 0) {
            banned++;
            return Verdict.BANNED;
        }
        if (type == RequestClass.PUBLIC || !exceeds(type, window, now)) {
            refusedInARow = type == RequestClass.PUBLIC ? refusedInARow : 0;
            return Verdict.SERVE;
        }
        return refuse(now);
    }

    /** Section 8: after too many orders wait one minute. */
    private boolean exceeds(RequestClass type, Window window, long now) {
        if (type == RequestClass.ORDER) {
            if (window.sum > limits.orders()) {
                closedUntil = now + limits.penalty().toNanos();
            }
            return window.sum > limits.orders() || closedUntil - now > 0 || weights.sum > limits.weight();
        }
        return (type == RequestClass.QUERY && window.sum > limits.queries()) || weights.sum > limits.weight();
    }

    private Verdict refuse(long now) {
        refusedInARow++;
        if (refusedInARow > limits.patience()) {
            bannedUntil = now + limits.penalty().toNanos();
            refusedInARow = 0;
            banned++;
            return Verdict.BANNED;
        }
        tooMany++;
        return Verdict.TOO_MANY;
    }

    /** How long until orders, or with a ban anything, would be served again: whole seconds, at least one. */
    public synchronized long retryAfterSeconds() {
        long now = nanoTime.getAsLong();
        long left = Math.max(bannedUntil - now, closedUntil - now);
        return Math.max(1, (left + WINDOW - 1) / WINDOW);
    }

    /** What came in since the limits were set. */
    public synchronized Load load() {
        return new Load(
                window(RequestClass.ORDER).most, window(RequestClass.QUERY).most, weights.most, tooMany, banned);
    }

    private Window window(RequestClass type) {
        return windows.computeIfAbsent(type, unused -> new Window());
    }
}
