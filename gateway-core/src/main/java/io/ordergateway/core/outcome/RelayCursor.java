package io.ordergateway.core.outcome;

/**
 * How far the log has been relayed to another one. Kept in the log itself, so that both are lost or kept together, and
 * nothing is thrown away before it was relayed. Thread-safe; may block on the file.
 */
public interface RelayCursor {
    /** The position of the newest record that is known to have arrived; 0 if none is. */
    long relayed();

    /** All records up to this position have arrived. */
    void relayed(long position);
}
