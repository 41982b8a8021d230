package io.ordergateway.core.route;

import io.ordergateway.core.session.Backoff;
import java.time.Duration;

/**
 * Keeps cancels off a path that answers none of them, so that a dying path does not eat their deadlines. Opens after
 * {@value #FAILURES_TO_OPEN} requests in a row without an answer; then lets one cancel at a time find out whether the
 * path is back, ever more rarely, and closes with the first answer. Not thread-safe; the account's loop owns it.
 *
 * <p>A venue that ignores a class of messages for a while, as AscendEX does beyond its first rate limit (dossier 9.1),
 * looks just like that: nothing comes back although the heartbeat goes on.
 */
public final class PathBreaker {
    /** So many requests in a row without an answer, and the path is left alone. */
    public static final int FAILURES_TO_OPEN = 5;

    private static final double LONGEST = 1.0;

    private final Backoff pause;
    private int failures;
    private int openings;
    private boolean open;
    private boolean trying;
    private boolean askedFor;
    private long tryAt;

    /**
     * @param pause how long an open breaker waits before it lets a cancel try; longer than a reply is waited for, so that
     *     requests from before it opened do not count against the one that tries
     */
    public PathBreaker(Backoff pause) {
        this.pause = pause;
    }

    /** Whether a cancel may take the path now. */
    public boolean allows(long now) {
        return !open || (!trying && now - tryAt >= 0);
    }

    public boolean isOpen() {
        return open;
    }

    /** When the next may try, while the breaker is open. */
    public long tryAt() {
        return tryAt;
    }

    /** Whether the path is left alone, and not even tried: what was given to it and has not left had better not. */
    public boolean isShut() {
        return open && !trying;
    }

    /** A request leaves: if the breaker is open, the one that tries. */
    public void sent() {
        trying |= open;
    }

    /**
     * The venue answered, whatever it said: the path works. While it asked to be left alone, only the answer to the one
     * that tries counts; others left before it asked.
     */
    public void answered() {
        failures = 0;
        if (!askedFor || trying) {
            openings = 0;
            open = false;
            trying = false;
            askedFor = false;
        }
    }

    /** A request that left stayed unanswered, or could not leave for want of a connection. */
    public void failed(long now) {
        failures++;
        if (open ? trying : failures >= FAILURES_TO_OPEN) {
            openFor(pause.nanos(++openings, LONGEST), now);
        }
    }

    /** The one that tried never left; another may try. */
    public void notSent() {
        trying = false;
    }

    /**
     * The venue itself asked to be left alone for so long; one that asks again, for longer and longer.
     *
     * @param time zero if it did not say
     */
    public void leaveAlone(Duration time, long now) {
        if (!open || trying) {
            openings++; // the same request, said to each that was under way, is one
        }
        askedFor = true;
        boolean asSaid = openings == 1 && !time.isZero();
        long atLeast = asSaid ? 0 : pause.nanos(Math.max(1, openings - 1), LONGEST);
        openFor(Math.max(time.toNanos(), atLeast), now);
    }

    /** Never shortens the time that is left. */
    private void openFor(long nanos, long now) {
        if (!open || now + nanos - tryAt > 0) {
            tryAt = now + nanos;
        }
        open = true;
        trying = false;
    }
}
