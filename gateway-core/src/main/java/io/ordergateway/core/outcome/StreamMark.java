package io.ordergateway.core.outcome;

import io.ordergateway.core.order.Account;
import java.time.Instant;

/**
 * What the stream says of itself: records too, so that whoever replays it learns them at the same place.
 *
 * @param account whose cancels it is about
 * @param kind what is said
 * @param text the same in words, with the numbers
 */
public record StreamMark(long position, Account account, Kind kind, String text, Instant at) implements Outcome {
    /** What a mark says. */
    public enum Kind {
        /** Something happened here that the stream does not know: treat what may be missing as unknown. */
        GAP,
        /** The gateway was started again, and asks the venue what became of the cancels it had not finished. */
        RECONCILING,
        /** All of them have been asked about or settled: from here the stream tells all again. */
        RECONCILED
    }
}
