package io.ordergateway.it.flow;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimBook;

/** What an account may trade on the venue: each category has a book, symbols and a dialect of its own. */
enum Market {
    CASH(Account.Category.CASH, Category.CASH, "BTC/USDT"),
    MARGIN(Account.Category.MARGIN, Category.MARGIN, "BTC/USDT"),
    FUTURES(Account.Category.FUTURES, Category.FUTURES, "BTC-PERP"),
    /** The same book as futures, in the dialect that the venue gave up (1.5). */
    FUTURES_V1(Account.Category.FUTURES, Category.FUTURES, "BTC-PERP");

    final Account.Category category;
    final String symbol;
    private final Category atVenue;

    Market(Account.Category category, Category atVenue, String symbol) {
        this.category = category;
        this.atVenue = atVenue;
        this.symbol = symbol;
    }

    /** A venue on a free port that serves this market. */
    SimVenue start() {
        return SimVenue.start(settings());
    }

    SimSettings settings() {
        SimSettings settings = SimSettings.defaults();
        return this == FUTURES_V1 ? settings.withHabits(settings.habits().servingFuturesV1()) : settings;
    }

    SimBook book(SimVenue venue) {
        return venue.book(atVenue);
    }

    /** Any market with another book. */
    Market another() {
        return this == CASH ? MARGIN : CASH;
    }

    CancelOrder wish(String orderId) {
        return CancelOrder.of(Desk.ACCOUNT, symbol, orderId);
    }

    CancelOrder finalWish(String orderId) {
        return wish(orderId).awaitFinal();
    }
}
