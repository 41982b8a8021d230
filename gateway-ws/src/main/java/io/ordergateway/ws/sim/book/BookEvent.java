package io.ordergateway.ws.sim.book;

import java.time.Instant;
import java.util.List;

/** What a book tells those who listen, in the order in which it happened. */
public sealed interface BookEvent {
    Category category();

    /**
     * An order changed.
     *
     * @param balances of the base and the quote asset after it; none for a contract
     */
    record Changed(Category category, SimOrder order, List<Balance> balances) implements BookEvent {}

    /**
     * The matching engine had no such open order to cancel (sections 3.6 and 3.7).
     *
     * @param requestId the id of the cancel request itself (section 8.2)
     * @param byRequestId whether the push goes under the id of the request instead of the target's
     */
    record CancelRefused(
            Category category,
            String requestId,
            String orderId,
            String symbol,
            boolean byRequestId,
            long sn,
            Instant at)
            implements BookEvent {}
}
