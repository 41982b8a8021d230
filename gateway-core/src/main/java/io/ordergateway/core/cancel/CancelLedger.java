package io.ordergateway.core.cancel;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.OutcomeLog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account's cancels as promises: what was accepted, what its caller was told, what is still owed. Every entry is
 * answered exactly once, and every answer waits for its record. Owned by the account's thread.
 */
final class CancelLedger {
    private static final Logger log = LoggerFactory.getLogger(CancelLedger.class);

    private final Account account;
    private final OutcomeLog outcomes;
    private final int answersKept;
    private final Admission admission;

    private final Map<CancelId, PendingCancel> pending = new HashMap<>();
    private final LinkedHashMap<CancelId, PendingCancel.Answer> answers = new LinkedHashMap<>();
    private final TreeSet<PendingCancel> deadlines =
            new TreeSet<>(Comparator.<PendingCancel>comparingLong(cancel -> cancel.deadline)
                    .thenComparingLong(cancel -> cancel.number));
    private long accepted;

    CancelLedger(Account account, OutcomeLog outcomes, Admission admission, int answersKept) {
        this.account = account;
        this.outcomes = outcomes;
        this.admission = admission;
        this.answersKept = answersKept;
    }

    /** Enters a wish for which a place was acquired. */
    PendingCancel accept(CancelOrder wish, OrderPursuit pursuit, Consumer<CancelResult> answer, Now now) {
        long deadline = now.in(Admission.timeLeft(wish, now));
        PendingCancel cancel = new PendingCancel(wish, pursuit, deadline, accepted++);
        cancel.listen(answer);
        pending.put(wish.cancelId(), cancel);
        deadlines.add(cancel);
        write(cancel, Outcome.Phase.ACCEPTED, null, now, CancelLedger::nobodyWaits);
        return cancel;
    }

    /**
     * The same id again: the earlier answer (or, if the order's end became known since, that), or a share in the coming
     * one.
     *
     * @return false if the id is new
     */
    boolean answersAgain(CancelOrder wish, Consumer<CancelResult> answer) {
        PendingCancel cancel = pending.get(wish.cancelId());
        if (cancel != null) {
            share(wish, answer, cancel.wish.order(), cancel::listen);
            return true;
        }
        PendingCancel.Answer told = answers.get(wish.cancelId());
        if (told != null) {
            share(wish, answer, told.result.order(), told::listen);
            return true;
        }
        return false;
    }

    private static void share(
            CancelOrder wish, Consumer<CancelResult> answer, OrderRef order, Predicate<Consumer<CancelResult>> listen) {
        if (!order.equals(wish.order())) {
            tell(answer, reused(wish, order));
        } else if (!listen.test(answer)) {
            String text = PendingCancel.MAX_LISTENERS + " callers wait for cancelId " + wish.cancelId() + " already";
            tell(answer, Admission.refusal(wish, RefusalReason.OVERLOADED, null, text));
        }
    }

    private static CancelResult.Refused reused(CancelOrder wish, OrderRef order) {
        String text = "cancelId " + wish.cancelId() + " was used for order " + order + "; use another one for "
                + wish.order();
        return Admission.refusal(wish, RefusalReason.INVALID, "cancelId", text);
    }

    /** Takes out a cancel whose deadline has passed, if there is one. Its end may still be owed. */
    @Nullable
    PendingCancel overdue(Now now) {
        if (deadlines.isEmpty() || !now.reached(deadlines.first().deadline)) {
            return null;
        }
        return deadlines.pollFirst();
    }

    void sent(PendingCancel cancel, Now now) {
        write(cancel, Outcome.Phase.SENT, null, now, CancelLedger::nobodyWaits);
    }

    /** Tells the caller, once the record is written. The cancel stays open if its end is not known. */
    void answer(PendingCancel cancel, CancelResult result, Now now) {
        PendingCancel.Answer answer = cancel.decide(result);
        write(cancel, Outcome.Phase.SETTLED, result, now, answer::written);
    }

    /** The end of a cancel: its caller is told, or, if it was told something less before, the stream is. */
    void close(PendingCancel cancel, CancelResult result, Now now) {
        pending.remove(cancel.wish.cancelId());
        deadlines.remove(cancel);
        admission.release();
        PendingCancel.Answer told = cancel.answer();
        if (told == null) {
            PendingCancel.Answer answer = cancel.decide(result);
            remember(answer);
            write(cancel, Outcome.Phase.SETTLED, result, now, answer::written);
        } else if (result.isFinal()) {
            PendingCancel.Answer end = new PendingCancel.Answer(result, new ArrayList<>(0));
            remember(end);
            write(cancel, Outcome.Phase.FINAL, result, now, end::written);
        } else {
            remember(told); // nothing better is known
        }
    }

    /**
     * To be done before anybody is told: who is told may repeat the id at once. A refusal is not remembered: nothing was
     * sent, and the same wish may be tried again under its id.
     */
    private void remember(PendingCancel.Answer answer) {
        if (answer.result instanceof CancelResult.Refused) {
            return;
        }
        answers.put(answer.result.cancelId(), answer);
        if (answers.size() > answersKept) {
            answers.remove(answers.keySet().iterator().next());
        }
    }

    private void write(
            PendingCancel cancel, Outcome.Phase phase, @Nullable CancelResult result, Now now, Runnable written) {
        CancelOrder wish = cancel.wish;
        outcomes.append(
                new Outcome(Outcome.UNWRITTEN, wish.cancelId(), phase, account, wish.order(), result, now.wall()),
                written);
    }

    private static void nobodyWaits() {}

    /** Tells one caller. What a caller throws must not reach the cancels of others. */
    static void tell(Consumer<CancelResult> listener, CancelResult result) {
        try {
            listener.accept(result);
        } catch (RuntimeException | Error e) {
            log.error("a listener of {} threw; its cancel is settled all the same", result.cancelId(), e);
        }
    }
}
