package io.ordergateway.core.outcome;

import io.ordergateway.core.order.Account;
import java.time.Instant;

/**
 * One record of the stream: a step in a cancel's life, or a mark that says what the stream itself knows or does not. A
 * subscriber who only wants the cancels takes {@code outcomes.ofType(CancelOutcome.class)}.
 */
public sealed interface Outcome permits CancelOutcome, StreamMark {
    /** Its place in the stream: 1 or more, and one more than the record before. */
    long position();

    /** Whose record it is. */
    Account account();

    /** When what it tells happened. */
    Instant at();
}
