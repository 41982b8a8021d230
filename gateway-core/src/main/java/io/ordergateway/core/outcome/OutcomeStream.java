package io.ordergateway.core.outcome;

import reactor.core.publisher.Flux;

/** Where outcomes are read. */
public interface OutcomeStream {
    /**
     * History from a position, then live, without gap or double, by the subscriber's demand. Never completes before the
     * log is closed. A log in memory emits on the thread that appends or that requests, one in a file on threads of its own.
     *
     * @return ends with {@link OutcomesLost} if the position is older than what is kept, or if the subscriber fell so
     *     far behind that what it needs next is no longer kept; with {@link SubscriberTooSlow} if it had seen the newest
     *     outcome and then fell further behind than the log's bound
     */
    Flux<Outcome> outcomes(Position from);
}
