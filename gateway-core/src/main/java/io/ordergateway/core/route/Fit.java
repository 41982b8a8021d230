package io.ordergateway.core.route;

/**
 * How a request fits into the venue's limits.
 *
 * @param inTime whether it would leave before its deadline, and no other that was accepted would be late because of it
 * @param at if not, the earliest deadline with which it would, by the forward clock
 * @param limit what it is counted by
 */
public record Fit(boolean inTime, long at, RateLimit limit) {}
