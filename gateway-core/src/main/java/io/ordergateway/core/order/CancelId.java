package io.ordergateway.core.order;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The caller's idempotency key: the same id never sends a second time. Choose it before submitting and use it again on
 * every retry of the same wish.
 *
 * @param value 1 to {@value #MAX_LENGTH} characters out of {@code A-Z a-z 0-9 . _ : -}; checked when it is submitted
 */
public record CancelId(String value) {
    public static final int MAX_LENGTH = 64;

    // Random per process, so that ids made up here do not meet those of an earlier life in a durable log.
    private static final String PREFIX =
            "c" + Long.toString(new SecureRandom().nextLong() & Long.MAX_VALUE, Character.MAX_RADIX) + "-";
    private static final AtomicLong NEXT = new AtomicLong();

    /** Makes up an id that no other call returns. */
    public static CancelId next() {
        return new CancelId(PREFIX + Long.toString(NEXT.incrementAndGet(), Character.MAX_RADIX));
    }

    /** For messages and logs: on one line, whatever a caller wrote. */
    @Override
    public String toString() {
        return IdRules.quotable(value);
    }
}
