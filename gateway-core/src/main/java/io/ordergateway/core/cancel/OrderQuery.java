package io.ordergateway.core.cancel;

import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.Verdict;

/** Asks a venue what became of an order. Called on the account's thread only. */
public interface OrderQuery {
    /**
     * Asks once.
     *
     * @param answer called exactly once, on the account's thread, never before this method returns
     */
    void status(OrderRef order, Answer answer);

    /** Takes the answer to one question. */
    @FunctionalInterface
    interface Answer {
        /**
         * The question was answered, or could not be.
         *
         * @param verdict {@code Ended}, {@code Resting}, {@code Missing}, or {@code Unclear} if the question failed or
         *     timed out
         */
        void accept(Verdict verdict, Now now);
    }
}
