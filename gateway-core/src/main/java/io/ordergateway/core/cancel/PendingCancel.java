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
    private @Nullable CancelResult answer;

    PendingCancel(CancelOrder wish, OrderPursuit pursuit, long deadline, long number) {
        this.wish = wish;
        this.pursuit = pursuit;
        this.deadline = deadline;
        this.number = number;
    }

    @Nullable
    CancelResult answer() {
        return answer;
    }

    boolean isAnswered() {
        return answer != null;
    }

    /** Decides what is told, once. */
    void decide(CancelResult result) {
        if (answer != null) {
            throw new IllegalStateException(wish.cancelId() + " was answered before, with " + answer);
        }
        answer = result;
    }

    /** Adds one who waits; false if too many wait already. */
    boolean listen(Consumer<CancelResult> listener) {
        return listeners.size() < MAX_LISTENERS && listeners.add(listener);
    }

    List<Consumer<CancelResult>> listeners() {
        return List.copyOf(listeners);
    }
}
