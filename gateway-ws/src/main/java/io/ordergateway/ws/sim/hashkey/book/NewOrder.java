package io.ordergateway.ws.sim.hashkey.book;

import java.math.BigDecimal;

/**
 * What a client asks for.
 *
 * @param symbol for example {@code BTCUSDT} or {@code BTCUSDT-PERPETUAL}
 * @param side {@code BUY} or {@code SELL}; of futures on the global site {@code BUY_OPEN} and the like
 * @param timeInForce {@code GTC}, {@code IOC} or {@code FOK}
 * @param price the limit price; zero for a market order
 * @param qty the whole quantity
 * @param clientOrderId empty when the client gave none
 */
public record NewOrder(
        String symbol,
        String side,
        OrderType type,
        String timeInForce,
        BigDecimal price,
        BigDecimal qty,
        String clientOrderId) {

    /** A limit order that rests until canceled. */
    public static NewOrder limit(String symbol, String side, String qty, String price) {
        return new NewOrder(symbol, side, OrderType.LIMIT, "GTC", new BigDecimal(price), new BigDecimal(qty), "");
    }

    public NewOrder withClientOrderId(String id) {
        return new NewOrder(symbol, side, type, timeInForce, price, qty, id);
    }

    public Product product() {
        return Product.of(symbol);
    }
}
