package io.ordergateway.core.route;

import java.util.Arrays;

/**
 * How many requests of one class may still be sent: never more than the limit in any window of time, wherever the window
 * begins. Cancels go first: a part of the limit is theirs alone. Owned by the account's thread, but for {@link #seen}.
 */
public final class RateBudget {
    private static final int SLICES = 60;

    private final RateLimit limit;
    private final long slice;

    // One slice more than the window has, so that what was spent at the end of a slice is not forgotten too soon.
    private final int[] spent = new int[SLICES + 1];
    private long current;
    private int total;
    private volatile int seenTotal;

    /**
     * @param now monotonic nanoseconds
     */
    public RateBudget(RateLimit limit, long now) {
        this.limit = limit;
        this.slice = (limit.window().toNanos() + SLICES - 1) / SLICES; // up: all slices are no shorter than the window
        this.current = Math.floorDiv(now, slice);
    }

    /**
     * A budget as others may see it.
     *
     * @param limit what is allowed
     * @param remaining what a cancel may still spend now
     */
    public record Seen(RateLimit limit, int remaining) {
        /** What anything but a cancel may still spend now. */
        public int remainingForOthers() {
            return Math.max(0, remaining - limit.reserve());
        }
    }

    /** The budget as it was a moment ago. Any thread. */
    public Seen seen() {
        return new Seen(limit, Math.max(0, limit.most() - seenTotal));
    }

    /** Whether so many cancels may be sent now. */
    public boolean allowsCancels(int count, long now) {
        return limit.most() - totalAt(now) >= count;
    }

    /** Whether something else than a cancel may be sent now. */
    public boolean allowsOthers(long now) {
        return limit.most() - limit.reserve() - totalAt(now) >= 1;
    }

    /** Something was sent. */
    public void spend(int count, long now) {
        totalAt(now);
        spent[index(current)] += count;
        total += count;
        seenTotal = total;
    }

    /** Lets go of what has left the window. */
    public void sweep(long now) {
        totalAt(now);
    }

    private int totalAt(long now) {
        long slot = Math.floorDiv(now, slice);
        if (slot - current > SLICES) {
            Arrays.fill(spent, 0);
            total = 0;
            current = slot;
        }
        while (current < slot) {
            current++;
            total -= spent[index(current)];
            spent[index(current)] = 0;
        }
        if (seenTotal != total) {
            seenTotal = total;
        }
        return total;
    }

    private int index(long slot) {
        return (int) Math.floorMod(slot, (long) spent.length);
    }
}
