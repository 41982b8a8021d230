package io.ordergateway.core.order;

/**
 * Names one order at a venue. The order id is opaque: venues have changed its form more than once.
 *
 * @param orderId the venue's id of the order
 * @param symbol the venue's name of the instrument, for example {@code BTC-PERP}
 */
public record OrderRef(String orderId, String symbol) {
    /** For messages and logs: on one line, whatever a caller wrote. */
    @Override
    public String toString() {
        return IdRules.quotable(orderId) + "@" + IdRules.quotable(symbol);
    }
}
