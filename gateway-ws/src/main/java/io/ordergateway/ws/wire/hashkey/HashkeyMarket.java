package io.ordergateway.ws.wire.hashkey;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderRef;
import org.jspecify.annotations.Nullable;

/** Where orders rest, and how the requests about them are called there (3, 4, 5). Queries come without time and signature. */
enum HashkeyMarket {
    /** Spot, on every site. */
    SPOT("/api/v1/spot/"),
    /** Perpetuals of HashKey Global. Orders that wait for a trigger are of another type, and are not meant here (3.3). */
    FUTURES_V1("/api/v1/futures/"),
    /** Perpetuals of Hong Kong and MENA. The same holds. */
    FUTURES_V2("/api/v2/futures/");

    /** The most orders in one answer (5); futures: ccxt. */
    private static final int SPOT_PAGE = 1000;

    private static final int FUTURES_PAGE = 500;

    private static final int MAX_BATCH = 100;

    private final String path;

    HashkeyMarket(String path) {
        this.path = path;
    }

    static HashkeyMarket of(HashkeySite site, Account.Category category) {
        return switch (category) {
            case CASH -> SPOT;
            case FUTURES -> site == HashkeySite.GLOBAL ? FUTURES_V1 : FUTURES_V2;
            case MARGIN ->
                throw new IllegalArgumentException(
                        "category is margin, which HashKey does not have; write cash (for spot) or futures");
        };
    }

    /** The path of a resource. */
    String path(String resource) {
        return path + resource;
    }

    /** Names an order in a cancel; where a type is wanted that is all types but those with a trigger. */
    String cancel(OrderRef order) {
        String id = (order.isByClientId() ? "clientOrderId=" : "orderId=") + HashkeyAccount.escaped(order.id());
        return switch (this) {
            case SPOT -> id;
            case FUTURES_V1 -> id + "&type=LIMIT&symbol=" + HashkeyAccount.escaped(order.symbol());
            case FUTURES_V2 -> id + "&orderType=LIMIT";
        };
    }

    /** Names an order in a question. */
    static String status(OrderRef order) {
        return (order.isByClientId() ? "origClientOrderId=" : "orderId=") + HashkeyAccount.escaped(order.id());
    }

    /** How many orders one request may cancel by their ids (4); the second futures API has no such request. */
    int maxBatch() {
        return this == FUTURES_V2 ? 1 : MAX_BATCH;
    }

    /**
     * The resource that cancels all of a symbol, {@code null} if there is none. Of the whole account only MENA documents one,
     * and the second futures API wants a side.
     */
    @Nullable
    String cancelAll(HashkeySite site, @Nullable String symbol) {
        return switch (this) {
            case SPOT -> symbol != null ? "openOrders" : site == HashkeySite.MENA ? "cancelAllOpenOrders" : null;
            case FUTURES_V1 -> symbol != null ? "batchOrders" : null;
            case FUTURES_V2 -> null;
        };
    }

    /** How many orders a list holds at most; one that holds so many may go on. */
    int page() {
        return this == SPOT ? SPOT_PAGE : FUTURES_PAGE;
    }

    /** Asks for the open orders, from one on. The second futures API documents no such list: it is taken to be like the first. */
    String openOrders(HashkeySite site, @Nullable String symbol, @Nullable String from) {
        String start = this == SPOT ? site.pageFrom() : "fromOrderId";
        String type = this == SPOT ? "" : this == FUTURES_V1 ? "type=LIMIT&" : "orderType=LIMIT&";
        return (symbol == null ? "" : "symbol=" + HashkeyAccount.escaped(symbol) + "&")
                + type
                + (from == null ? "" : start + "=" + HashkeyAccount.escaped(from) + "&")
                + "limit=" + page();
    }
}
