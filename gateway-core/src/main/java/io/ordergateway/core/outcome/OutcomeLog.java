package io.ordergateway.core.outcome;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where outcomes are written. Append-only, in one order for all accounts. */
public interface OutcomeLog {
    /**
     * Hands a record over: what will be an {@link Outcome} for those who read it. Most records are read by nobody, so the
     * log is given what it is made of, and makes it when it is asked for. Records of one thread keep their order. Never
     * throws.
     *
     * @param wish the cancel that it is about
     * @param result present exactly in {@code SETTLED} and {@code FINAL}
     * @param at when it happened
     * @param written called exactly once, after this record and every earlier one are written: on the calling thread
     *     before this method returns, or on the log's writer
     */
    void append(
            Account account,
            CancelOrder wish,
            Outcome.Phase phase,
            @Nullable CancelResult result,
            Instant at,
            Runnable written);
}
