package io.ordergateway.core.session;

import io.ordergateway.core.order.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How far the venue's clock is ahead of ours. A venue turns away requests whose time is too far from its own, so what is
 * signed and sent carries the venue's time. Each exchange with a known time of the venue is a measurement, off by half
 * its duration at most; the shortest recent one counts, and no more is corrected than it proves: a slow answer must not
 * put a good clock wrong. Owned by the account's thread, but for what is {@code seen}.
 */
public final class VenueClock {
    /** How far apart the clocks may be without a warning: a third of AscendEX's window of 30 s (dossier 2.1). */
    public static final Duration SKEW_WARNING = Duration.ofSeconds(10);

    /** Measurements that count; an older one may have been overtaken by the drift of either clock. */
    private static final int KEPT = 8;

    /** What two measurements may differ by beyond their own errors before a clock must have been set. */
    private static final long JUMP_MILLIS = 250;

    private final Deque<Measurement> recent = new ArrayDeque<>(KEPT);
    private volatile long offset;
    private boolean doubted;

    private record Measurement(long offset, long error) {
        /** The smallest correction that agrees with it. */
        long proven() {
            return offset > 0 ? Math.max(0, offset - error) : Math.min(0, offset + error);
        }

        boolean contradicts(Measurement other) {
            return Math.abs(offset - other.offset) > error + other.error + JUMP_MILLIS;
        }
    }

    /**
     * An exchange took place.
     *
     * @param sent our time when the question left
     * @param venueMillis what the venue said its time was when it took or answered the question
     * @param received our time when the answer came
     */
    public void measured(Instant sent, long venueMillis, Instant received) {
        long from = sent.toEpochMilli();
        long to = received.toEpochMilli();
        if (to < from) {
            return; // our clock was set back between the two
        }
        Measurement now = new Measurement(venueMillis - (from + (to - from) / 2), (to - from + 1) / 2 + 1);
        recent.removeIf(now::contradicts);
        if (recent.size() == KEPT) {
            recent.remove();
        }
        recent.add(now);
        Measurement best = now;
        for (Measurement one : recent) {
            best = one.error < best.error ? one : best;
        }
        offset = best.proven();
        doubted = false;
    }

    /** The venue turned something away for its time: one of the clocks may have been set. */
    public void doubt() {
        doubted = true;
    }

    /** Takes notice of a request that was turned away, if its time may be why. */
    public Verdict heed(Verdict verdict) {
        if (verdict instanceof Verdict.Denied no && no.mayBeClock()) {
            doubt();
        }
        return verdict;
    }

    /** Whether the venue's time had better be asked now. */
    public boolean isDoubted() {
        return doubted;
    }

    /** The venue's time at a time of ours, in milliseconds since the epoch; ours, while nothing was measured. */
    public long millisAt(Instant ours) {
        return ours.toEpochMilli() + offset;
    }

    /** How far the venue's clock is ahead, negative if it is behind; zero while nothing was measured. Any thread. */
    public Duration seenSkew() {
        return Duration.ofMillis(offset);
    }
}
