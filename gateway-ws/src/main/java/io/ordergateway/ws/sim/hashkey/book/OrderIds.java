package io.ordergateway.ws.sim.hashkey.book;

import java.time.Clock;

/**
 * Makes ids as the dossier's samples look: the milliseconds since the start of 2018 in Beijing, times 2^23, and a running
 * number. Always odd, so that one that passed through a double is another one.
 */
final class OrderIds {
    private static final long START_MILLIS = 1_514_736_000_000L;
    private static final int NUMBER_BITS = 23;
    /** Section 10: what the venue makes up looks like a time in microseconds. */
    private static final long CLIENT_IDS_PER_MILLI = 1_000;

    private final Clock clock;
    private long lastOrderId;
    private long lastClientId;

    OrderIds(Clock clock) {
        this.clock = clock;
    }

    /** Greater than any before, also when the clock is set back. */
    String nextOrderId() {
        long byTime = ((clock.millis() - START_MILLIS) << NUMBER_BITS) | 1;
        lastOrderId = Math.max(byTime, lastOrderId + 2);
        return Long.toString(lastOrderId);
    }

    String nextClientId() {
        lastClientId = Math.max(clock.millis() * CLIENT_IDS_PER_MILLI, lastClientId + 1);
        return Long.toString(lastClientId);
    }
}
