package io.ordergateway.ws.wire.hashkey;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderRef;
import java.math.BigInteger;
import java.util.regex.Pattern;
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

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

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

    /**
     * Asks for the page of the history on which an order would be: its ids are smaller than the one that is given. {@code null}
     * by a client order id, by which nothing is found there, and for futures, whose histories nobody has described (5).
     */
    @Nullable
    String history(HashkeySite site, OrderRef order) {
        boolean has = this == SPOT
                && !order.isByClientId()
                && DIGITS.matcher(order.id()).matches();
        return has ? site.pageFrom() + "=" + new BigInteger(order.id()).add(BigInteger.ONE) + "&limit=1" : null;
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

    /**
     * Whether there is a list of open orders. The second futures API documents none: one that were made up after the first might
     * be answered with an empty list, which would pass for proof.
     */
    boolean listsOpenOrders() {
        return this != FUTURES_V2;
    }

    /** Asks for the open orders, from one on. */
    String openOrders(HashkeySite site, @Nullable String symbol, @Nullable String from) {
        String start = this == SPOT ? site.pageFrom() : "fromOrderId";
        String type = this == SPOT ? "" : "type=LIMIT&";
        return (symbol == null ? "" : "symbol=" + HashkeyAccount.escaped(symbol) + "&")
                + type
                + (from == null ? "" : start + "=" + HashkeyAccount.escaped(from) + "&")
                + "limit=" + page();
    }
}
