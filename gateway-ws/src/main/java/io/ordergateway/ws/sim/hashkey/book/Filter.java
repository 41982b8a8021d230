package io.ordergateway.ws.sim.hashkey.book;

/**
 * Which orders are meant.
 *
 * @param symbol empty for every symbol
 * @param side as the order was placed; empty for both. {@code BUY} means {@code BUY_OPEN} and {@code BUY_CLOSE} as well
 */
public record Filter(Product product, String symbol, String side) {
    public static Filter all(Product product) {
        return new Filter(product, "", "");
    }

    boolean takes(HashKeyOrder order) {
        return order.wanted().product() == product
                && (symbol.isEmpty() || order.symbol().equals(symbol))
                && (side.isEmpty()
                        || order.wanted().side().equals(side)
                        || order.wanted().side().startsWith(side + "_"));
    }
}
