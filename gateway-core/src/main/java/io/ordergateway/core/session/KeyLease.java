package io.ordergateway.core.session;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When a key that opens a stream is to be asked for, renewed or given up. One key serves however many connections, one after
 * the other: it is asked for by nobody while somebody asks for it, since a second one would leave the first listening to
 * nothing. Told the time, holds no key. Not thread-safe; its stream's loop owns it.
 */
public final class KeyLease {
    /** What time has made due. */
    public enum Due {
        NOTHING,
        /** The key is to be renewed; until that is answered it is not said again. */
        RENEW,
        /** The key has lived its time without having been renewed, and is held no longer. */
        EXPIRED
    }

    private final Duration renewEvery;
    private final Duration lifetime;
    private final Backoff again;
    private final DoubleSupplier random;

    private boolean asking;
    private boolean held;
    private boolean renewing;
    private long number;
    private int failures;
    private long renewAt;
    private long expiresAt;

    /**
     * A lease of no key yet.
     *
     * @param renewEvery shorter than {@code lifetime}
     * @param lifetime how long a key lives that is not renewed
     * @param again the wait after a renewal that was not answered
     * @param random numbers in [0, 1) for the jitter of that
     */
    public KeyLease(Duration renewEvery, Duration lifetime, Backoff again, DoubleSupplier random) {
        if (renewEvery.compareTo(lifetime) >= 0) {
            throw new IllegalArgumentException(
                    "renewEvery is " + renewEvery + "; write less than the lifetime of " + lifetime);
        }
        this.renewEvery = renewEvery;
        this.lifetime = lifetime;
        this.again = again;
        this.random = random;
    }

    /** Whether there is a key. */
    public boolean isHeld() {
        return held;
    }

    /** Whether a key is being asked for. */
    public boolean isAsking() {
        return asking;
    }

    /** Which key is held, counted from 1; answers to a renewal are given in under the number of the key they are about. */
    public long number() {
        return number;
    }

    /** A connection wants a key. Whether one must be asked for: not if there is one, nor if somebody asks already. */
    public boolean want() {
        if (held || asking) {
            return false;
        }
        asking = true;
        return true;
    }

    /**
     * A key came.
     *
     * @param asked monotonic nanoseconds when it was asked for, from which its life is counted
     */
    public void granted(long asked) {
        asking = false;
        held = true;
        renewing = false;
        number++;
        live(asked);
    }

    /** No key came. */
    public void denied() {
        asking = false;
    }

    /**
     * What is due.
     *
     * @param now monotonic nanoseconds
     * @param mayAsk whether a key could be renewed at this moment; if not, that stays due
     */
    public Due due(long now, boolean mayAsk) {
        if (held && now - expiresAt >= 0) {
            held = false;
            return Due.EXPIRED;
        }
        if (held && !renewing && mayAsk && now - renewAt >= 0) {
            renewing = true;
            return Due.RENEW;
        }
        return Due.NOTHING;
    }

    /**
     * A key was renewed.
     *
     * @param key its number; of one that is held no longer the answer changes nothing
     * @param asked monotonic nanoseconds when that was asked for
     */
    public void renewed(long key, long asked) {
        if (isCurrent(key)) {
            renewing = false;
            live(asked);
        }
    }

    /** It is not known whether a key was renewed: that is tried again soon, as long as the key may live. */
    public void notRenewed(long key, long now) {
        if (isCurrent(key)) {
            renewing = false;
            failures++;
            renewAt = now + again.nanos(failures, random.getAsDouble());
        }
    }

    /** The key held may be dead: it is to be renewed now, which tells. */
    public void doubt(long now) {
        renewAt = now;
    }

    /** Nothing more can be expected of a key. Whether that was so new. */
    public boolean lost(long key) {
        boolean current = isCurrent(key);
        if (current) {
            held = false;
        }
        return current;
    }

    private boolean isCurrent(long key) {
        return held && key == number;
    }

    private void live(long from) {
        failures = 0;
        renewAt = from + renewEvery.toNanos();
        expiresAt = from + lifetime.toNanos();
    }
}
