package io.ordergateway.core.route;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which cancels to send a second time because their reply is late: later than almost all recent replies were. At most
 * {@value #PERCENT} % of all cancels are, so that a venue in trouble is not given more of it. Not thread-safe; the
 * account's loop owns it.
 *
 * @param <T> a request that was sent
 */
public final class Hedge<T> {
    /** At most so many of a hundred cancels are sent a second time. */
    public static final int PERCENT = 5;

    private static final int KEPT = 512;
    private static final int ENOUGH = 128;
    private static final int FRESH = 64;
    private static final double LATE = 0.99;
    private static final int CREDIT_FOR_ONE = 100;
    private static final int MAX_CREDIT = 10 * CREDIT_FOR_ONE;

    private final int capacity;
    private final Deque<Sent<T>> sent = new ArrayDeque<>();
    private final long[] latencies = new long[KEPT];
    private long measured;
    private long patience = Long.MAX_VALUE;
    private int credit;

    private record Sent<T>(T request, long at) {}

    /**
     * @param capacity how many requests are watched at once; 0 for no hedging
     */
    public Hedge(int capacity) {
        this.capacity = capacity;
    }

    /** A request left; it is watched if there is room. */
    public void sent(T request, long now) {
        if (sent.size() < capacity) {
            credit = Math.min(MAX_CREDIT, credit + PERCENT);
            sent.add(new Sent<>(request, now));
        }
    }

    /** A reply came, so long after its request. */
    public void answered(long nanos) {
        if (capacity == 0) {
            return;
        }
        latencies[(int) (measured % KEPT)] = nanos;
        measured++;
        if (measured >= ENOUGH && measured % FRESH == 0) {
            long[] sorted = Arrays.copyOf(latencies, (int) Math.min(measured, KEPT));
            Arrays.sort(sorted);
            patience = sorted[(int) (sorted.length * LATE)];
        }
    }

    /** How long a reply may take before it is late; for ever, until enough were measured. */
    public long patience() {
        return patience;
    }

    /**
     * The oldest request that waits for a reply which is late; it is not named again. {@code null} if there is none, or if
     * the share of second requests is used up.
     *
     * @param waits whether a request still waits for its reply
     */
    public @Nullable T late(Predicate<T> waits, long now) {
        for (Sent<T> oldest = sent.peek(); oldest != null; oldest = sent.peek()) {
            if (waits.test(oldest.request)) {
                if (now - oldest.at < patience || credit < CREDIT_FOR_ONE) {
                    return null;
                }
                sent.remove();
                credit -= CREDIT_FOR_ONE;
                return oldest.request;
            }
            sent.remove();
        }
        return null;
    }
}
