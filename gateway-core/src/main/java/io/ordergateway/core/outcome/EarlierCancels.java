package io.ordergateway.core.outcome;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.outcome.CancelOutcome.Accepted;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the records of an earlier process say of one account's cancels, read in their order: which had not ended, and what
 * the others were told. Not thread-safe.
 */
public final class EarlierCancels {
    private final Account account;
    private final Map<CancelId, UnfinishedCancel> unfinished = new LinkedHashMap<>();
    private final Map<CancelId, AnsweredCancel> answered;

    /**
     * @param answersKept how many answers are remembered, the oldest forgotten first
     */
    public EarlierCancels(Account account, int answersKept) {
        this.account = account;
        this.answered = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<CancelId, AnsweredCancel> eldest) {
                return size() > answersKept;
            }
        };
    }

    /** Reads the next record; one of another account says nothing. */
    public void read(Outcome record) {
        if (record instanceof CancelOutcome cancel && cancel.account().equals(account)) {
            read(cancel);
        }
    }

    private void read(CancelOutcome cancel) {
        CancelId id = cancel.cancelId();
        if (cancel.step() instanceof Accepted accepted) {
            unfinished.put(id, new UnfinishedCancel(wish(cancel, accepted), cancel.at(), null));
            return;
        }
        CancelResult result = cancel.result();
        if (result == null) {
            return;
        }
        if (result.isFinal()) {
            unfinished.remove(id);
        } else {
            unfinished.computeIfPresent(
                    id, (same, open) -> new UnfinishedCancel(open.wish(), open.acceptedAt(), result));
        }
        remember(cancel, result);
    }

    /** The newest answer counts. What was refused was not sent, and may be asked for again. */
    private void remember(CancelOutcome cancel, CancelResult result) {
        answered.remove(cancel.cancelId());
        if (result.isFinal() && !(result instanceof Refused)) {
            answered.put(cancel.cancelId(), new AnsweredCancel(cancel.cancelId(), cancel.order(), result));
        }
    }

    private static CancelOrder wish(CancelOutcome cancel, Accepted accepted) {
        return new CancelOrder(
                cancel.cancelId(),
                cancel.account().name(),
                cancel.order(),
                accepted.await(),
                Duration.between(cancel.at(), accepted.deadline()),
                accepted.deadline(),
                accepted.terms());
    }

    /** Accepted and not ended, oldest first. */
    public List<UnfinishedCancel> unfinished() {
        return List.copyOf(unfinished.values());
    }

    /** Ended, and what was told of it, oldest first. */
    public List<AnsweredCancel> answered() {
        return List.copyOf(answered.values());
    }
}
