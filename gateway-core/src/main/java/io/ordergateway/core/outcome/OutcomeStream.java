package io.ordergateway.core.outcome;

import reactor.core.publisher.Flux;

/** Where outcomes are read. */
public interface OutcomeStream {
    /**
     * History from a position, then live, without gap or double, by the subscriber's demand. Never completes before the
     * log is closed. Emits on the thread that appends or that requests.
     *
     * @return ends with {@link OutcomesLost} if the position is older than what is kept, or if the subscriber fell so
     *     far behind that what it needs next is no longer kept
     */
    Flux<Outcome> outcomes(Position from);
}
