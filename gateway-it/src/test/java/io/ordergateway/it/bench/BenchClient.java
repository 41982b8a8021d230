package io.ordergateway.it.bench;

/** A way to cancel orders. Everything it is asked to do is timed, but for what can be prepared. */
interface BenchClient extends AutoCloseable {
    /** Makes what a caller would have at hand before he decides to cancel these orders. */
    Load prepare(Batch batch);

    /** Cancels whose order's end this client still waits for. */
    default int pending() {
        return 0;
    }

    @Override
    void close();

    /** The cancels of one batch. Any thread. */
    interface Load {
        /** Cancels one of its orders; returns at once, unless the client can only wait. */
        void cancel(int index);

        /** Cancels all of its orders in the best way the client has. */
        void burst();

        /** Ends its use. */
        default void release() {}
    }
}
