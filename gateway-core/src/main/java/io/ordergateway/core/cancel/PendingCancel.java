package io.ordergateway.core.cancel;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One accepted cancel: who wants to know, until when, and what they were told. */
final class PendingCancel {
    /** How many callers may wait for the answer to one cancel id. */
    static final int MAX_LISTENERS = 64;

    final CancelOrder wish;
    final OrderPursuit pursuit;
    final long deadline;
    final long number;
    private final List<Consumer<CancelResult>> listeners = new ArrayList<>(1);
    private @Nullable Answer answer;

    PendingCancel(CancelOrder wish, OrderPursuit pursuit, long deadline, long number) {
        this.wish = wish;
        this.pursuit = pursuit;
        this.deadline = deadline;
        this.number = number;
    }

    @Nullable
    Answer answer() {
        return answer;
    }

    boolean isAnswered() {
        return answer != null;
    }

    /** Decides what is told, once. It is told when its record is written. */
    Answer decide(CancelResult result) {
        if (answer != null) {
            throw new IllegalStateException(wish.cancelId() + " was answered before, with " + answer.result);
        }
        answer = new Answer(result, listeners);
        return answer;
    }

    /** Adds one who waits; false if too many wait already. */
    boolean listen(Consumer<CancelResult> listener) {
        return answer != null ? answer.listen(listener) : listeners.size() < MAX_LISTENERS && listeners.add(listener);
    }

    /**
     * A result and those who wait for it. Nobody is told before the record is written, however late they ask; the log's
     * writer may be another thread than the account's, so this is thread-safe.
     */
    static final class Answer {
        final CancelResult result;
        private List<Consumer<CancelResult>> waiting;
        private boolean written;

        Answer(CancelResult result, List<Consumer<CancelResult>> waiting) {
            this.result = result;
            this.waiting = waiting;
        }

        /** Tells one more, now or when it is written; false if too many wait already. */
        boolean listen(Consumer<CancelResult> listener) {
            synchronized (this) {
                if (!written) {
                    return waiting.size() < MAX_LISTENERS && waiting.add(listener);
                }
            }
            CancelLedger.tell(listener, result);
            return true;
        }

        /** The record is written: tells everyone who waits. */
        void written() {
            List<Consumer<CancelResult>> all;
            synchronized (this) {
                written = true;
                all = waiting;
                waiting = List.of();
            }
            all.forEach(listener -> CancelLedger.tell(listener, result));
        }
    }
}
