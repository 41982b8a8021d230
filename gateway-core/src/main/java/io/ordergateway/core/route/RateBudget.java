package io.ordergateway.core.route;

/**
 * How many requests of one class may still be sent: never more than the limit in any window of time, wherever the window
 * begins; so it is kept whether the venue's windows slide or begin anew. Cancels go first: a part of the limit is theirs
 * alone, and while any waits for its turn nothing else is sent. Owned by the account's thread, but for {@link #seen}.
 */
public final class RateBudget {
    private final RateLimit limit;
    private final SlidingCount count;
    private int promised;
    private int version;
    private volatile int seenTotal;

    /**
     * @param now monotonic nanoseconds
     */
    public RateBudget(RateLimit limit, long now) {
        this.limit = limit;
        this.count = new SlidingCount(limit.window().toNanos(), now);
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

    /** What it is measured by. */
    public RateLimit limit() {
        return limit;
    }

    /** The budget as it was a moment ago. Any thread. */
    public Seen seen() {
        return new Seen(limit, Math.max(0, limit.most() - seenTotal));
    }

    /** Whether so many cancels may be sent now. */
    public boolean allowsCancels(int weight, long now) {
        return limit.most() - totalAt(now) >= weight;
    }

    /** Whether so many cancels may be sent now beside all those that wait for their turn. */
    boolean allowsMoreCancels(int weight, long now) {
        return limit.most() - totalAt(now) - promised >= weight;
    }

    /** Whether something else than a cancel may be sent now. */
    public boolean allowsOthers(long now) {
        return allowsOthers(1, now);
    }

    /** The same for something that counts as so many. */
    public boolean allowsOthers(int weight, long now) {
        return limit.most() - limit.reserve() - promised - totalAt(now) >= weight;
    }

    /** How much of anything but cancels may be sent until then, if no cancel comes; at least what may be sent now. */
    public int roomForOthers(long until, long now) {
        totalAt(now);
        SlidingCount ahead = count.copy();
        ahead.advance(until);
        return Math.max(0, limit.most() - limit.reserve() - promised - ahead.total());
    }

    /** Something was sent. */
    public void spend(int weight, long now) {
        totalAt(now);
        count.add(weight);
        changed();
    }

    /**
     * What was counted when it was begun has not left. To be asked again and counted anew as it leaves: the venue's window
     * begins then.
     *
     * @param from when it was counted
     */
    public void notLeft(int weight, long from, long now) {
        totalAt(now);
        count.remove(weight, from);
        changed();
    }

    /** When what has not been sent yet could be. */
    public Plan plan(long now) {
        totalAt(now);
        return new Plan(count.copy(), limit.most(), now);
    }

    /** So much more waits for its turn, or less. */
    void promise(int weight) {
        promised += weight;
        version++;
    }

    /** Another number whenever something may fit in that did not, or the other way round. */
    int version(long now) {
        totalAt(now);
        return version;
    }

    /** Lets go of what has left the window. */
    public void sweep(long now) {
        totalAt(now);
    }

    private int totalAt(long now) {
        count.advance(now);
        if (seenTotal != count.total()) {
            changed();
        }
        return count.total();
    }

    private void changed() {
        version++;
        seenTotal = count.total();
    }

    /** A try on a copy of the count: one request after the other, each as soon as it is allowed. */
    public static final class Plan {
        private final SlidingCount count;
        private final int most;
        private final long now;
        private boolean later;

        private Plan(SlidingCount count, int most, long now) {
            this.count = count;
            this.most = most;
            this.now = now;
        }

        /**
         * When the next request has left: now, or by the end of the first slice in which it is allowed. It may go on any
         * moment of that slice and changes nothing for those that follow, so that a turn which is late by less does not
         * make a plan wrong.
         *
         * @param weight as how many it counts, at most as many as are allowed
         */
        public long next(int weight) {
            if (weight > most) {
                throw new IllegalArgumentException(
                        "a weight of " + weight + " never fits where " + most + " are allowed");
            }
            while (count.total() + weight > most) {
                count.advance();
                later = true;
            }
            count.add(weight);
            return later ? count.end() : now;
        }
    }
}
