package io.ordergateway.core.cancel;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.timing.Now;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a venue about orders. Called on the account's thread only. */
public interface OrderQuery {
    /** Whether the venue's limits allow a question now; cancels come first. */
    boolean mayAsk(Now now);

    /** About how many orders may be asked one by one within so long, as far as the venue's limits go. */
    default int room(Duration within, Now now) {
        return Integer.MAX_VALUE;
    }

    /** Whether the open orders can be asked for now, on whatever way. */
    boolean mayList(Now now);

    /**
     * Asks once what became of an order.
     *
     * @param answer called exactly once, on the account's thread, never before this method returns
     */
    void status(OrderRef order, Answer answer);

    /**
     * Asks once which orders are open.
     *
     * @param symbol of which instrument, or {@code null} for all
     * @param answer called exactly once, on the account's thread, never before this method returns
     */
    void open(@Nullable String symbol, OpenAnswer answer);

    /** Takes the answer to one question about one order. */
    @FunctionalInterface
    interface Answer {
        /**
         * The question was answered, or could not be.
         *
         * @param verdict {@code Ended}, {@code Resting}, {@code Missing}, or {@code Unclear} if the question failed or
         *     timed out
         * @param otherName how else the answer names an order that has ended: by its client order id where it was asked for
         *     by the venue's id, or the other way round. Whoever pursues it under that name learns of it too
         */
        void accept(Verdict verdict, @Nullable OrderRef otherName, Now now);

        /** The same, of an answer that does not name the order in another way. */
        default void accept(Verdict verdict, Now now) {
            accept(verdict, null, now);
        }
    }

    /** Takes the answer to one question about all open orders. */
    @FunctionalInterface
    interface OpenAnswer {
        /**
         * The question was answered, or could not be.
         *
         * @param orders those open; not present if there is no answer that can be trusted
         */
        void accept(Optional<List<CancelAll.OpenOrder>> orders, Now now);
    }
}
