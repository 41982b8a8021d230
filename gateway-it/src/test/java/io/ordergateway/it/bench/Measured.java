package io.ordergateway.it.bench;

/**
 * One client in one mode in one round.
 *
 * @param timed how many times were taken: one for each burst, or for each cancel that was timed alone
 * @param cancels how many cancels that were
 * @param cost of a cancel
 * @param endCost of an order's end that the venue pushed afterwards, 0 for clients that do not care
 */
record Measured(
        String client, String mode, long timed, long cancels, Times micros, Cost cost, Cost endCost, Faults faults) {
    double p50() {
        return micros.p50;
    }

    double p99() {
        return micros.p99;
    }

    double p999() {
        return micros.p999;
    }

    double cpuNanos() {
        return cost.cpuNanos;
    }

    double bytes() {
        return cost.bytes;
    }

    double written() {
        return micros.written;
    }

    /**
     * Microseconds.
     *
     * @param p50 at this percentile, as the others
     * @param written the mean from the call until a cancel's bytes were handed to the socket, 0 for clients that cannot tell
     */
    record Times(double p50, double p99, double p999, double written) {}

    /** Allocated bytes, and nanoseconds of CPU. */
    record Cost(double bytes, double cpuNanos) {}

    /** Replies that did not come in time, were not what was asked for, or came twice. */
    record Faults(long lost, long wrong, long doubled) {
        long sum() {
            return lost + wrong + doubled;
        }
    }
}
