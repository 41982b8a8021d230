package io.ordergateway.core.guard;

import org.jspecify.annotations.Nullable;

/** What comes of a request to a guard. */
public sealed interface GuardReply {
    /**
     * It was done, to a lease.
     *
     * @param kept whether that survives a restart
     */
    record OfLease(LeaseState lease, Kept kept) implements GuardReply {}

    /**
     * It was done, to a kill switch.
     *
     * @param kept whether that survives a restart
     */
    record OfSwitch(KillState killSwitch, Kept kept) implements GuardReply {}

    /**
     * It was not done.
     *
     * @param field what is wrong, where it is something that was written
     * @param text why, and what to do instead
     */
    record Refused(Reason reason, @Nullable String field, String text) implements GuardReply {
        static Refused invalid(String field, String text) {
            return new Refused(Reason.INVALID, field, text);
        }
    }

    /** Why something was not done. */
    enum Reason {
        /** Something that was written makes no sense. */
        INVALID,
        /** A bound on leases or kill switches was met. */
        TOO_MANY,
        /** There is no such lease or kill switch. */
        NOT_FOUND,
        /** It is not proven that the scope is empty. */
        NOT_FLAT,
        /** Too many requests wait. */
        OVERLOADED,
        /** The gateway is closed, or closing. */
        SHUTTING_DOWN
    }

    /**
     * Whether a guard survives the end of this process.
     *
     * @param text where it is kept, or why it is not
     */
    record Kept(boolean survivesRestart, String text) {}
}
