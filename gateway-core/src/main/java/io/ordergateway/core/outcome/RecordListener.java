package io.ordergateway.core.outcome;

/** Waits for a record to be written. Called exactly once. */
public interface RecordListener {
    /** Waits for nothing. */
    RecordListener NOBODY = new RecordListener() {
        @Override
        public void written() {}

        @Override
        public void lost(String why) {}
    };

    /** The record and every earlier one are written, as safely as the log's policy says. */
    void written();

    /**
     * The log was closed and could not write the record.
     *
     * @param why a sentence for people
     */
    void lost(String why);
}
