package io.ordergateway.it.bench;

/** A way to cancel orders. Everything it is asked to do is timed, but for what can be prepared. */
interface BenchClient extends AutoCloseable {
    /** Makes what a caller would have at hand before he decides to cancel these orders. */
    Load prepare(Batch batch);

    /** Cancels whose order's end this client still waits for, and records of them that wait to be written. */
    default long pending() {
        return 0;
    }

    /** How long its cancels took so far from the call until their bytes were handed to the socket, where it can tell. */
    default Written written() {
        return new Written(0, 0);
    }

    /** So many cancels, together. */
    record Written(long cancels, long nanos) {
        /** The mean of those that came since; 0 if none did. */
        double since(Written before) {
            return cancels == before.cancels ? 0 : (double) (nanos - before.nanos) / (cancels - before.cancels);
        }
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
