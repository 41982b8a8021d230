package io.ordergateway.ws.sim.hashkey.book;

/** What is traded: each has paths and shapes of its own. */
public enum Product {
    SPOT,
    FUTURES;

    private static final String PERPETUAL = "-PERPETUAL";

    /** By the symbol, which ends in {@code -PERPETUAL} for futures (section 12). */
    public static Product of(String symbol) {
        return symbol.endsWith(PERPETUAL) ? FUTURES : SPOT;
    }
}
