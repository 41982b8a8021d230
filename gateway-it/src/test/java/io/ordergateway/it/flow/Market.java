package io.ordergateway.it.flow;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimBook;

/** What an account may trade on the venue: each category has a book, symbols and a dialect of its own. */
enum Market {
    CASH(Account.Category.CASH, Category.CASH, "BTC/USDT"),
    MARGIN(Account.Category.MARGIN, Category.MARGIN, "BTC/USDT"),
    FUTURES(Account.Category.FUTURES, Category.FUTURES, "BTC-PERP");

    final Account.Category category;
    final String symbol;
    private final Category atVenue;

    Market(Account.Category category, Category atVenue, String symbol) {
        this.category = category;
        this.atVenue = atVenue;
        this.symbol = symbol;
    }

    SimBook book(SimVenue venue) {
        return venue.book(atVenue);
    }

    CancelOrder wish(String orderId) {
        return CancelOrder.of(Desk.ACCOUNT, symbol, orderId);
    }

    CancelOrder finalWish(String orderId) {
        return wish(orderId).awaitFinal();
    }
}
