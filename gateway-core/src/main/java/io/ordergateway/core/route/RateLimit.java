package io.ordergateway.core.route;

import java.time.Duration;

/**
 * What a venue allows of one class of requests, or the part of it that this gateway may use.
 *
 * @param name the class, for operators and refusals, for example {@code socket-order}
 * @param most requests in any {@code window}, at least 1
 * @param window the venue's own window, more than zero
 * @param reserve of {@code most}, how many only cancels may spend; less than {@code most}
 */
public record RateLimit(String name, int most, Duration window, int reserve) {
    private static final int PERCENT = 100;

    public RateLimit {
        if (most < 1) {
            throw new IllegalArgumentException("most of " + name + " must be at least 1, is " + most);
        }
        if (window.isZero() || window.isNegative()) {
            throw new IllegalArgumentException("window of " + name + " must be more than zero, is " + window);
        }
        if (reserve < 0 || reserve >= most) {
            throw new IllegalArgumentException(
                    "reserve of " + name + " must be from 0 up to " + (most - 1) + ", is " + reserve);
        }
    }

    /**
     * The part of the limit that one of several gateways may use, so that all of them together stay within it.
     *
     * @param percent 1 to 100
     */
    public RateLimit share(int percent) {
        if (percent < 1 || percent > PERCENT) {
            throw new IllegalArgumentException("share of " + name + " must be from 1 to 100 percent, is " + percent);
        }
        int part = Math.max(1, (int) ((long) most * percent / PERCENT));
        return new RateLimit(name, part, window, Math.min(part - 1, (int) ((long) reserve * percent / PERCENT)));
    }
}
