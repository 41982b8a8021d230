package io.ordergateway.core.order;

/**
 * One set of credentials at one venue.
 *
 * @param name how callers and configuration call it; unique within a gateway
 * @param venue where it trades
 * @param category which of the venue's books its orders rest in
 */
public record Account(String name, Venue venue, Category category) {
    /** The venue's split of an account into separate books of orders. */
    public enum Category {
        CASH,
        MARGIN,
        FUTURES
    }
}
