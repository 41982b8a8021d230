package io.ordergateway.ws.kafka.owner;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.outcome.EarlierCancels;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.UnfinishedCancel;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one gateway's outcomes, and remembers of them what was accepted and has not ended. Without its acceptance, where the
 * topic no longer holds that, nobody knows what was wanted. Not thread-safe.
 */
final class UnfinishedCancels {
    private static final int NO_ANSWERS = 0;

    private final Map<Account, EarlierCancels> accounts = new LinkedHashMap<>();

    void read(Outcome outcome) {
        accounts.computeIfAbsent(outcome.account(), account -> new EarlierCancels(account, NO_ANSWERS))
                .read(outcome);
    }

    /** What is open, by account, in the order of acceptance. */
    Map<Account, List<UnfinishedCancel>> byAccount() {
        Map<Account, List<UnfinishedCancel>> lists = new LinkedHashMap<>();
        accounts.forEach((account, earlier) -> {
            if (!earlier.unfinished().isEmpty()) {
                lists.put(account, oldestFirst(earlier.unfinished()));
            }
        });
        return lists;
    }

    /** They were read partition by partition. */
    private static List<UnfinishedCancel> oldestFirst(List<UnfinishedCancel> cancels) {
        return cancels.stream()
                .sorted(Comparator.comparing(UnfinishedCancel::acceptedAt))
                .toList();
    }
}
