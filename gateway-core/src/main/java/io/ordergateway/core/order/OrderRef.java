package io.ordergateway.core.order;

/**
 * Names one order at a venue: by the venue's own id of it or, where the venue cancels by that, by the client order id that
 * its owner gave it. Ids are opaque: venues have changed their form more than once. One order under its two names is two of
 * these, which are never equal, whatever the ids are.
 *
 * <p>A client order id must never be used twice: of two orders with the same nobody can tell which one is meant.
 *
 * @param id the venue's id of the order, or its client order id
 * @param symbol the venue's name of the instrument, for example {@code BTC-PERP}
 * @param isByClientId whether {@code id} is the client order id
 */
public record OrderRef(String id, String symbol, boolean isByClientId) {
    /** Names an order by the venue's own id of it. */
    public OrderRef(String orderId, String symbol) {
        this(orderId, symbol, false);
    }

    /** Names an order by its client order id. Only some venues cancel by it; the others' accounts refuse the cancel. */
    public static OrderRef byClientId(String clientOrderId, String symbol) {
        return new OrderRef(clientOrderId, symbol, true);
    }

    /** The venue's own id of the order; empty if the order is named by its client order id. */
    public String orderId() {
        return isByClientId ? "" : id;
    }

    /** The order's client order id; empty if the order is named by the venue's own id of it. */
    public String clientOrderId() {
        return isByClientId ? id : "";
    }

    /** For messages and logs: on one line, whatever a caller wrote. */
    @Override
    public String toString() {
        return (isByClientId ? "clientOrderId=" : "") + IdRules.quotable(id) + "@" + IdRules.quotable(symbol);
    }
}
