package io.ordergateway.core.guard;

import java.time.Instant;
import java.util.List;

/**
 * A latched kill switch at one moment.
 *
 * @param by who latched it
 * @param reason why, in their words
 * @param sweeps one for each account
 */
public record KillState(KillScope scope, String by, String reason, Instant latchedAt, List<SweepState> sweeps) {
    public KillState {
        sweeps = List.copyOf(sweeps);
    }

    /** Whether it is proven, for every account, that nothing of the scope rests. */
    public boolean isFlat() {
        return sweeps.stream().allMatch(sweep -> sweep.flatSince() != null);
    }
}
