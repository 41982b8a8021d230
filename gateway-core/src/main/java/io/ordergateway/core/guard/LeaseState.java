package io.ordergateway.core.guard;

import io.ordergateway.core.order.CancelAll.OpenOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A lease at one moment.
 *
 * @param armedAt when it was armed first under these terms
 * @param firesAt when it fires unless it is renewed, or would have; by the time of day
 * @param course what came of it, or {@code null} if it has not fired
 */
public record LeaseState(
        LeaseId id,
        LeaseTerms terms,
        Phase phase,
        Instant armedAt,
        Instant firesAt,
        @Nullable Course course) {
    /** How far it is. */
    public enum Phase {
        /** It waits to be renewed. */
        ARMED,
        /** It was not renewed: its scope is being emptied, or asked about. */
        FIRED,
        /** The venue's list proved that nothing of its scope rests. */
        PROVEN_FLAT,
        /** It was said what would have been canceled, or why nobody knows. */
        REHEARSED,
        /** It is not proven, and is tried no more: {@link LeaseTable#PURSUED_FOR} has passed. */
        GAVE_UP,
        /** It was taken back. Of a fired one, a try that was under way may still cancel. */
        DISARMED
    }

    /** Why it fired. */
    public enum Cause {
        MISSED_RENEWAL,
        CONNECTION_LOST
    }

    /**
     * What came of a lease that fired.
     *
     * @param endedAt when it came to its end; {@code null} while it is pursued
     * @param sweeps one for each instrument, or one for all
     * @param wouldCancel what a rehearsal found open, at most {@value SweepReport#MAX_NAMED} for each of {@code sweeps}
     */
    public record Course(
            Cause cause,
            Instant firedAt,
            @Nullable Instant endedAt,
            List<SweepState> sweeps,
            List<OpenOrder> wouldCancel) {
        public Course {
            sweeps = List.copyOf(sweeps);
            wouldCancel = List.copyOf(wouldCancel);
        }
    }
}
