package io.ordergateway.core.guard;

import java.time.Instant;

/** Something happened to a guard. */
public sealed interface GuardEvent {
    /** When. */
    Instant at();

    /** A lease fired, or came to its end: {@link LeaseState#phase()} says which. */
    record OfLease(LeaseState lease, Instant at) implements GuardEvent {}

    /**
     * A kill switch was latched or released, or its scope became flat or is so no more.
     *
     * @param by who released it, else who latched it
     */
    record OfSwitch(Turn turn, KillState killSwitch, String by, Instant at) implements GuardEvent {}

    /** What happened to a kill switch. */
    enum Turn {
        LATCHED,
        /** It is proven that nothing rests. */
        FLAT,
        /** Something appeared, or the venue does not answer any more. */
        NOT_FLAT,
        RELEASED
    }
}
