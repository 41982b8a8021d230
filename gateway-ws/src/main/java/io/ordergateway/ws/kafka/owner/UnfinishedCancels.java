package io.ordergateway.ws.kafka.owner;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.CancelOutcome.Accepted;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.UnfinishedCancel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one gateway's outcomes, and remembers of them what was accepted and has not ended. Not thread-safe. */
final class UnfinishedCancels {
    private final Map<Wanted, UnfinishedCancel> open = new LinkedHashMap<>();

    private record Wanted(Account account, CancelId cancelId) {}

    void read(Outcome outcome) {
        if (outcome instanceof CancelOutcome cancel) {
            read(cancel);
        }
    }

    private void read(CancelOutcome outcome) {
        Wanted wanted = new Wanted(outcome.account(), outcome.cancelId());
        if (outcome.step() instanceof Accepted accepted) {
            open.put(wanted, new UnfinishedCancel(wish(outcome, accepted), outcome.at(), null));
        } else if (outcome.closes()) {
            open.remove(wanted);
        } else if (outcome.result() != null) {
            // Without its acceptance, which the topic no longer holds, nobody knows what was wanted.
            open.computeIfPresent(
                    wanted, (any, known) -> new UnfinishedCancel(known.wish(), known.acceptedAt(), outcome.result()));
        }
    }

    private static CancelOrder wish(CancelOutcome outcome, Accepted accepted) {
        return new CancelOrder(
                outcome.cancelId(),
                outcome.account().name(),
                outcome.order(),
                accepted.await(),
                CancelOrder.DEFAULT_WITHIN,
                accepted.deadline(),
                accepted.placement());
    }

    /** What is open, by account, in the order of acceptance. */
    Map<Account, List<UnfinishedCancel>> byAccount() {
        Map<Account, List<UnfinishedCancel>> lists = new LinkedHashMap<>();
        open.forEach((wanted, cancel) -> lists.computeIfAbsent(wanted.account(), any -> new ArrayList<>())
                .add(cancel));
        return lists;
    }
}
