package io.ordergateway.ws.sim.hashkey.rest;

import io.ordergateway.ws.sim.hashkey.book.HashKeyBook;
import io.ordergateway.ws.sim.hashkey.book.NewOrder;
import io.ordergateway.ws.sim.hashkey.book.OrderType;
import io.ordergateway.ws.sim.hashkey.book.Product;
import io.ordergateway.ws.sim.hashkey.door.Params;
import io.ordergateway.ws.sim.hashkey.door.Refusal;
import io.ordergateway.ws.sim.hashkey.shape.HashKeyCatalog;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;

/** Reads and checks what a placement asks for, in the three ways of the API (section 5). */
final class Placements {
    /** Section 10. */
    private static final int MAX_SPOT_ID = 255;

    private static final int MAX_FUTURES_ID = 100;
    private static final Pattern CLIENT_ID = Pattern.compile("[.A-Z:/a-z0-9_-]+");
    private static final String PRICE = "price";
    private static final String QUANTITY = "quantity";

    private Placements() {}

    static NewOrder spot(Params params) {
        String symbol = symbol(params, Product.SPOT);
        params.required("side");
        String side = params.choice("side", "BUY", "SELL");
        params.required("type");
        OrderType type = OrderType.valueOf(params.choice("type", "LIMIT", "MARKET", "LIMIT_MAKER"));
        String timeInForce = params.choice("timeInForce", "GTC", "IOC", "FOK");
        params.choice("stpMode", "EXPIRE_TAKER", "EXPIRE_MAKER");
        boolean byAmount = type == OrderType.MARKET && params.has("amount");
        BigDecimal price = type == OrderType.MARKET ? BigDecimal.ZERO : params.amount(PRICE);
        BigDecimal qty = byAmount
                ? params.amount("amount").divide(HashKeyBook.MARKET_PRICE, MathContext.DECIMAL32)
                : params.amount(QUANTITY);
        String clientId = clientId(params, "newClientOrderId", MAX_SPOT_ID);
        return new NewOrder(symbol, side, type, timeInForce, price, qty, clientId);
    }

    /** The global site. */
    static NewOrder futuresV1(Params params) {
        String symbol = symbol(params, Product.FUTURES);
        params.required("side");
        String side = params.choice("side", "BUY_OPEN", "SELL_OPEN", "BUY_CLOSE", "SELL_CLOSE");
        boolean trigger = params.choice("type", "LIMIT", "STOP").equals("STOP");
        boolean market = params.choice("priceType", "INPUT", "MARKET").equals("MARKET");
        String timeInForce = params.choice("timeInForce", "GTC", "IOC", "FOK", "LIMIT_MAKER");
        boolean makerOnly = timeInForce.equals("LIMIT_MAKER");
        OrderType type = market ? OrderType.MARKET : makerOnly ? OrderType.LIMIT_MAKER : OrderType.LIMIT;
        return new NewOrder(
                symbol,
                side,
                trigger ? OrderType.STOP : type,
                makerOnly ? "GTC" : timeInForce,
                market ? BigDecimal.ZERO : params.amount(PRICE),
                params.amount(QUANTITY),
                clientId(params, "clientOrderId", MAX_FUTURES_ID));
    }

    /** Hong Kong and the Emirates. */
    static NewOrder futuresV2(Params params) {
        String symbol = symbol(params, Product.FUTURES);
        params.required("side");
        String side = params.choice("side", "BUY", "SELL");
        params.required("orderType");
        OrderType type = OrderType.valueOf(params.choice("orderType", "LIMIT", "MARKET", "LIMIT_MAKER", "STOP"));
        return new NewOrder(
                symbol,
                side,
                type,
                params.choice("timeInForce", "GTC", "IOC", "FOK"),
                type == OrderType.MARKET ? BigDecimal.ZERO : params.amount(PRICE),
                params.amount("baseQty"),
                clientId(params, "clientOrderId", MAX_FUTURES_ID));
    }

    private static String symbol(Params params, Product product) {
        String symbol = params.required("symbol");
        if (!HashKeyCatalog.knows(symbol) || Product.of(symbol) != product) {
            throw Refusal.of(Refusal.NO_SYMBOL);
        }
        return symbol;
    }

    private static String clientId(Params params, String name, int maxLength) {
        String id = params.text(name);
        if (!id.isEmpty() && (id.length() > maxLength || !CLIENT_ID.matcher(id).matches())) {
            throw Refusal.of(Refusal.BAD_CLIENT_ID);
        }
        return id;
    }
}
