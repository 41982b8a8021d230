package io.ordergateway.core.guard;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the emptying of one scope is.
 *
 * @param account whose
 * @param symbol of one instrument, or {@code null} for all
 * @param tries how often it was begun
 * @param orders how many orders were found and ended, or would be canceled, in all tries
 * @param flatSince since when it is proven that nothing rests; {@code null} while it is not
 * @param lookedAt when the venue last answered, or failed to; {@code null} before that
 * @param obstacle what stands in the way, in a sentence; {@code null} if nothing does
 */
public record SweepState(
        String account,
        @Nullable String symbol,
        int tries,
        long orders,
        @Nullable Instant flatSince,
        @Nullable Instant lookedAt,
        @Nullable String obstacle) {
    /** For sentences. */
    String told() {
        String where = (symbol == null ? "account " : symbol + " of account ") + account;
        if (flatSince != null) {
            return where + " is flat since " + flatSince;
        }
        return where
                + (obstacle != null
                        ? ": " + obstacle
                        : lookedAt == null ? " was not looked at yet" : " was looked at once");
    }
}
