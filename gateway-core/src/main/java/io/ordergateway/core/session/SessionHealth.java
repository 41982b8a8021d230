package io.ordergateway.core.session;

/**
 * A session as others may see it: an immutable snapshot.
 *
 * @param state where it stands
 * @param epoch the number of its connection
 * @param inFlight requests that wait for a reply
 * @param trouble why it is not ready, or why the last connection ended; empty while nothing is wrong
 * @param counts what it has met
 */
public record SessionHealth(SessionState state, long epoch, int inFlight, String trouble, Counts counts) {
    /** A session that has not begun. */
    public static final SessionHealth NEW = new SessionHealth(SessionState.STOPPED, 0, 0, "", Counts.NONE);

    /**
     * Since the session began, over all its connections.
     *
     * @param connections connections begun, those that failed and the one that stands among them
     * @param sent cancel frames written
     * @param flushes how often frames were pushed out: a burst takes one
     * @param unmatched replies that nobody waited for
     * @param unreadable frames that could not be read; changed nothing
     * @param stale events of connections that had been left; changed nothing
     */
    public record Counts(long connections, long sent, long flushes, Unmatched unmatched, long unreadable, long stale) {
        /** Nothing. */
        public static final Counts NONE = new Counts(0, 0, 0, Unmatched.NONE, 0, 0);

        /** Replies to a request that had been given up; used as evidence. */
        public long late() {
            return unmatched.late;
        }

        /** Further replies to an answered request; changed nothing. */
        public long duplicate() {
            return unmatched.duplicate;
        }

        /** Replies to nothing this session asked; changed nothing. */
        public long foreign() {
            return unmatched.foreign;
        }

        /** These and those together. */
        public Counts plus(Counts more) {
            return new Counts(
                    connections + more.connections,
                    sent + more.sent,
                    flushes + more.flushes,
                    unmatched.plus(more.unmatched),
                    unreadable + more.unreadable,
                    stale + more.stale);
        }
    }

    /**
     * Replies that nobody waited for.
     *
     * @param late replies to a request that had been given up; used as evidence
     * @param duplicate further replies to an answered request; changed nothing
     * @param foreign replies to nothing this session asked; changed nothing
     */
    public record Unmatched(long late, long duplicate, long foreign) {
        /** None. */
        public static final Unmatched NONE = new Unmatched(0, 0, 0);

        /** These and those together. */
        public Unmatched plus(Unmatched more) {
            return new Unmatched(late + more.late, duplicate + more.duplicate, foreign + more.foreign);
        }
    }

    /** The same session with other counts. */
    public SessionHealth counting(Counts other) {
        return new SessionHealth(state, epoch, inFlight, trouble, other);
    }

    /** The same session with this to say of it. */
    public SessionHealth troubled(String text) {
        return new SessionHealth(state, epoch, inFlight, text, counts);
    }

    /** Whether it is logged in and subscribed, and takes cancels. */
    public boolean isReady() {
        return state == SessionState.READY;
    }
}
