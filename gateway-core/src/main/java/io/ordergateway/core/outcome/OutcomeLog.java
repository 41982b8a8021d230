package io.ordergateway.core.outcome;

/** Where outcomes are written. Append-only, in one order for all accounts. */
public interface OutcomeLog {
    /**
     * Hands a record over. Records of one thread keep their order. Never throws.
     *
     * @param outcome unwritten; the log gives it its position
     * @param written called exactly once, after this record and every earlier one are written: on the calling thread
     *     before this method returns, or on the log's writer
     */
    void append(Outcome outcome, Runnable written);
}
