package io.ordergateway.ws.guard;

import io.ordergateway.core.guard.KillState;
import io.ordergateway.core.guard.LeaseState;
import java.util.List;

/**
 * What must survive the process.
 *
 * @param leases those armed, and those that fired and have not come to their end
 * @param switches those latched
 */
record KeptGuards(List<LeaseState> leases, List<KillState> switches) {
    static final KeptGuards NONE = new KeptGuards(List.of(), List.of());

    KeptGuards {
        leases = List.copyOf(leases);
        switches = List.copyOf(switches);
    }
}
