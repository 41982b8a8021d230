package io.ordergateway.ws.sim.coinswitch.door;

import java.time.Duration;

/** Section 8: what is counted by itself, and how much of it the venue takes. */
public enum Endpoint {
    SPOT_CREATE(100, Duration.ofSeconds(10)),
    SPOT_LIST(10_000, Duration.ofSeconds(10)),
    /** No limit is printed; what is counted in a second is there to be read. */
    SPOT_CANCEL(Integer.MAX_VALUE, Duration.ofSeconds(1)),
    /** No limit is printed. */
    SPOT_STATUS(Integer.MAX_VALUE, Duration.ofSeconds(1)),
    FUTURES_CREATE(20, Duration.ofSeconds(60)),
    FUTURES_CANCEL(10, Duration.ofSeconds(60)),
    FUTURES_CANCEL_ALL(10, Duration.ofSeconds(60)),
    FUTURES_STATUS(20, Duration.ofSeconds(60)),
    FUTURES_OPEN(20, Duration.ofSeconds(60)),
    FUTURES_CLOSED(20, Duration.ofSeconds(60)),
    /** Key check and precisions; no limit is printed. */
    OTHER(Integer.MAX_VALUE, Duration.ofSeconds(1));

    private final int max;
    private final Duration window;

    Endpoint(int max, Duration window) {
        this.max = max;
        this.window = window;
    }

    /** What is documented. */
    Limit documented() {
        return new Limit(max, window);
    }

    /**
     * How many requests any window of this length may hold.
     *
     * @param max one more is answered with 429
     */
    public record Limit(int max, Duration window) {
        public Limit {
            if (max < 0 || window.isZero() || window.isNegative()) {
                throw new IllegalArgumentException(
                        "max must be 0 or more and window more than zero, are " + max + ", " + window);
            }
        }
    }
}
