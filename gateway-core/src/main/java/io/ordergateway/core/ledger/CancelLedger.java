package io.ordergateway.core.ledger;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.AnsweredCancel;
import io.ordergateway.core.outcome.OutcomeLog;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.outcome.StreamMark;
import io.ordergateway.core.outcome.UnfinishedCancel;
import io.ordergateway.core.table.KeyedTable;
import io.ordergateway.core.table.TimerWheel;
import io.ordergateway.core.timing.Now;
import io.ordergateway.core.timing.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account's cancels as promises: what was accepted, what its caller was told, what is still owed. Every entry is
 * answered exactly once, and every answer waits for its record. Owned by the account's thread.
 */
public final class CancelLedger {
    private static final Logger log = LoggerFactory.getLogger(CancelLedger.class);

    private final Account account;
    private final OutcomeLog outcomes;
    private final int answersKept;

    private final KeyedTable<PendingCancel> pending = new KeyedTable<>(CancelLedger::id);

    // Those that ended, in a table of their own: it is large and seldom looked at, and what is pending stays close.
    private final KeyedTable<PendingCancel> answers = new KeyedTable<>(CancelLedger::id);
    private final Deque<PendingCancel> oldestAnswers = new ArrayDeque<>();
    private final Set<PendingCancel> resumed = new LinkedHashSet<>();
    private final TimerWheel<PendingCancel> deadlines = new TimerWheel<>();
    private final CancelStatistics statistics = new CancelStatistics();

    /**
     * An empty ledger.
     *
     * @param answersKept ended cancels whose answer is remembered for a repeated id, oldest forgotten first
     */
    public CancelLedger(Account account, OutcomeLog outcomes, int answersKept) {
        this.account = account;
        this.outcomes = outcomes;
        this.answersKept = answersKept;
    }

    /** What is counted of its cancels. Any thread. */
    public CancelStatistics statistics() {
        return statistics;
    }

    /**
     * Takes up what an earlier process left, and says so on the stream until all of it has ended.
     *
     * @param earlier accepted and not ended, oldest first
     * @param answered ended, oldest first
     */
    public void resume(List<UnfinishedCancel> earlier, List<AnsweredCancel> answered, Now now) {
        for (AnsweredCancel answer : answered) {
            CancelOrder wish = CancelOrder.of(account.name(), answer.order())
                    .id(answer.cancelId().value());
            remember(PendingCancel.resumed(wish, answer.result(), now.nanos()));
        }
        for (UnfinishedCancel one : earlier) {
            long ago = Duration.between(one.acceptedAt(), now.wall()).toNanos();
            PendingCancel cancel = PendingCancel.resumed(one.wish(), one.told(), now.nanos() - Math.max(0, ago));
            Duration left = Duration.between(now.wall(), one.wish().deadlineFrom(one.acceptedAt()));
            pending.put(cancel);
            deadlines.set(cancel, now.in(left));
            resumed.add(cancel);
        }
        if (!resumed.isEmpty()) {
            String text = "the venue is asked about what was accepted and had not ended: " + resumed.size() + " in all";
            outcomes.mark(account, StreamMark.Kind.RECONCILING, text, now.wall());
        }
    }

    /** What an earlier process left, and is not known to have ended yet; oldest first. */
    public List<PendingCancel> resumed() {
        return List.copyOf(resumed);
    }

    /** Cancels that were accepted and have not ended. */
    public int pending() {
        return pending.size();
    }

    /**
     * Enters a wish whose id is new.
     *
     * @param answer called exactly once, here or on the outcome log's writer
     * @param deadline the moment of the forward clock after which no byte of it may leave
     */
    public PendingCancel accept(CancelOrder wish, Consumer<CancelResult> answer, long deadline, Now now) {
        PendingCancel cancel = enter(wish, answer, deadline, now);
        outcomes.accepted(account, wish, now.wall(), RecordListener.NOBODY);
        return cancel;
    }

    /**
     * The same, for a cancel that is held until its acceptance is written.
     *
     * @param recorded told then, perhaps on the outcome log's writer
     */
    public PendingCancel accept(
            CancelOrder wish, Consumer<CancelResult> answer, long deadline, Now now, Consumer<PendingCancel> recorded) {
        PendingCancel cancel = enter(wish, answer, deadline, now);
        cancel.held(true);
        outcomes.accepted(account, wish, now.wall(), new RecordListener() {
            @Override
            public void written() {
                recorded.accept(cancel);
            }

            @Override
            public void lost(String why) {
                log.debug("{} was accepted and never recorded, so nothing of it left: {}", wish.cancelId(), why);
            }
        });
        return cancel;
    }

    private PendingCancel enter(CancelOrder wish, Consumer<CancelResult> answer, long deadline, Now now) {
        PendingCancel cancel = new PendingCancel(wish, answer, now.nanos());
        pending.put(cancel);
        deadlines.set(cancel, deadline);
        return cancel;
    }

    /**
     * The same id again: the earlier answer (or, if the order's end became known since, that), or a share in the coming
     * one.
     *
     * @return false if the id is new
     */
    public boolean answersAgain(CancelOrder wish, Consumer<CancelResult> answer) {
        String id = wish.cancelId().value();
        PendingCancel underWay = pending.get(id);
        PendingCancel known = underWay != null ? underWay : answers.get(id);
        if (known == null) {
            return false;
        }
        CancelOrder first = known.wish();
        if (!first.order().equals(wish.order())) {
            String text = "cancelId " + wish.cancelId() + " was used for order " + first.order()
                    + "; use another one for " + wish.order();
            refuse(answer, Refused.of(wish, RefusalReason.INVALID, "cancelId", text));
        } else if (!known.listen(answer)) {
            String text = PendingCancel.MAX_LISTENERS + " callers wait for cancelId " + wish.cancelId() + " already";
            refuse(answer, Refused.of(wish, RefusalReason.OVERLOADED, null, text));
        }
        return true;
    }

    /** Turns away a wish that was not accepted: it has no record. */
    public void refuse(Consumer<CancelResult> answer, Refused refused) {
        statistics.told(refused);
        tell(answer, refused);
    }

    /** A cancel whose deadline has passed, if there is one; it is not named again. Its end may still be owed. */
    public @Nullable PendingCancel overdue(long now) {
        return deadlines.due(now);
    }

    /** A frame or request left for the venue. */
    public void sent(PendingCancel cancel, PathKind path, Instant at) {
        outcomes.sent(account, cancel.wish(), path, at);
    }

    /** Tells the caller, once the record is written. The cancel stays open if its end is not known. */
    public void answer(PendingCancel cancel, CancelResult result, Instant at) {
        decide(cancel, result);
        outcomes.settled(account, cancel.wish(), result, at, cancel);
    }

    private void decide(PendingCancel cancel, CancelResult result) {
        cancel.decide(result);
        statistics.told(result);
    }

    /** The end of a cancel: its caller is told, or, if it was told something less before, the stream is. */
    public void close(PendingCancel cancel, CancelResult result, Now now) {
        if (!pending.remove(cancel)) {
            throw new IllegalStateException(cancel.wish().cancelId() + " ended twice");
        }
        deadlines.cancel(cancel);
        if (result.isFinal()) {
            statistics.stages().record(Stage.CERTAIN, now.nanos() - cancel.acceptedAt());
        }
        if (!cancel.isAnswered()) {
            decide(cancel, result);
            remember(cancel);
            outcomes.settled(account, cancel.wish(), result, now.wall(), cancel);
        } else if (result.isFinal()) {
            // Who asks again waits for this record.
            PendingCancel ended = new PendingCancel(cancel.wish(), CancelLedger::nobodyAsked, cancel.acceptedAt());
            ended.decide(result);
            remember(ended);
            outcomes.ended(account, cancel.wish(), result, now.wall(), ended);
        } else {
            remember(cancel); // nothing better is known than what was told
        }
        if (!resumed.isEmpty() && result.isFinal() && resumed.remove(cancel) && resumed.isEmpty()) {
            outcomes.mark(account, StreamMark.Kind.RECONCILED, "what an earlier process left has ended", now.wall());
        }
    }

    /**
     * To be done before anybody is told: who is told may repeat the id at once. A refusal is not remembered: nothing was
     * sent, and the same wish may be tried again under its id.
     */
    private void remember(PendingCancel answered) {
        if (answered.result() instanceof Refused) {
            return;
        }
        answers.put(answered);
        oldestAnswers.add(answered);
        if (oldestAnswers.size() > answersKept) {
            answers.remove(oldestAnswers.remove());
        }
    }

    private static String id(PendingCancel cancel) {
        return cancel.wish().cancelId().value();
    }

    static void nobodyAsked(CancelResult result) {}

    /** Tells one caller. What a caller throws must not reach the cancels of others. */
    public static void tell(Consumer<CancelResult> listener, CancelResult result) {
        try {
            listener.accept(result);
        } catch (RuntimeException | Error e) {
            log.error("a listener of {} threw; its cancel is settled all the same", result.cancelId(), e);
        }
    }
}
