package io.ordergateway.ws.wire.coinswitch;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderStatus;
import org.jspecify.annotations.Nullable;

/** What the two surfaces write differently (1, 3, 4, 5), and what their words mean (6). Their replies are read alike. */
sealed interface CoinswitchSurface permits CoinswitchFutures, CoinswitchSpot {
    /** Where every path begins. */
    String BASE = "/trade/api/v2/";

    /** Of an order some of which was executed: on futures an end, on spot not (6). */
    String PARTIALLY_EXECUTED = "PARTIALLY_EXECUTED";

    /**
     * A request before it is signed.
     *
     * @param path with its query, encoded as it travels
     * @param body JSON without spaces, its names in alphabetic order; empty for none
     */
    record Call(String method, String path, String body) {}

    static CoinswitchSurface of(Account.Category category) {
        return switch (category) {
            case FUTURES -> new CoinswitchFutures();
            case CASH -> new CoinswitchSpot();
            case MARGIN ->
                throw new IllegalArgumentException(
                        "category is margin, which coinswitch does not have; write futures, or cash for spot");
        };
    }

    Call cancel(String orderId);

    /** Whether there is a request that cancels all. */
    boolean cancelsAll();

    /**
     * Cancels all.
     *
     * @param symbol the one symbol meant, or {@code null} for all
     * @throws IllegalStateException if there is no such request
     */
    Call cancelAll(@Nullable String symbol);

    Call status(String orderId);

    /**
     * Asks for a page of open orders, newest first.
     *
     * @param symbol the one symbol meant, or {@code null} for all; a page may hold others all the same
     * @param until the cursor of the page before, in milliseconds, or 0 for the first
     */
    Call openOrders(@Nullable String symbol, long until);

    /** How many orders a page holds, unless it is the last. */
    int pageSize();

    /**
     * The venue's word for an order's status; {@link OrderStatus#UNKNOWN} for one that is not listed, or that is neither an
     * end nor sure to become one.
     *
     * @param word in upper case
     */
    OrderStatus meaning(String word);
}
