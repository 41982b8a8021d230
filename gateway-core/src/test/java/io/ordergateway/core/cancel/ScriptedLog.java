package io.ordergateway.core.cancel;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.OutcomeLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A log that remembers everything, and whose disk is as slow as a test wants. */
public final class ScriptedLog implements OutcomeLog {
    public boolean holds;

    private final List<Outcome> records = new ArrayList<>();
    private final List<Runnable> held = new ArrayList<>();

    @Override
    public void append(
            Account account,
            CancelOrder wish,
            Outcome.Phase phase,
            @Nullable CancelResult result,
            Instant at,
            Runnable written) {
        records.add(new Outcome(records.size() + 1L, wish.cancelId(), phase, account, wish.order(), result, at));
        if (holds) {
            held.add(written);
        } else {
            written.run();
        }
    }

    /** The disk has caught up. */
    public void catchUp() {
        List<Runnable> all = List.copyOf(held);
        held.clear();
        all.forEach(Runnable::run);
    }

    public List<Outcome> records() {
        return records;
    }

    /** The phases that were recorded of a cancel, in order. */
    public List<Outcome.Phase> phases(String cancelId) {
        return records.stream()
                .filter(record -> record.cancelId().value().equals(cancelId))
                .map(Outcome::phase)
                .toList();
    }

    /** The one result that a cancel's phase carries. */
    public CancelResult result(String cancelId, Outcome.Phase phase) {
        List<CancelResult> results = records.stream()
                .filter(record -> record.cancelId().value().equals(cancelId) && record.phase() == phase)
                .map(Outcome::result)
                .toList();
        if (results.size() != 1) {
            throw new AssertionError(cancelId + " should have one " + phase + ", has " + results);
        }
        return results.get(0);
    }
}
