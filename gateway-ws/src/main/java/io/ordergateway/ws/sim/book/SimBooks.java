package io.ordergateway.ws.sim.book;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The books of one account, one for each category. */
public final class SimBooks {
    private final Map<Category, SimBook> books = new EnumMap<>(Category.class);

    public SimBooks(Clock clock, String userUid, Consumer<BookEvent> listener) {
        for (Category category : Category.values()) {
            books.put(category, new SimBook(category, clock, userUid, listener));
        }
    }

    public SimBook of(Category category) {
        SimBook book = books.get(category);
        if (book == null) {
            throw new IllegalStateException("no book for " + category);
        }
        return book;
    }

    /** The book that knows this order; empty when none does. */
    public Optional<SimBook> holding(String orderId) {
        return books.values().stream()
                .filter(book -> book.order(orderId).isPresent())
                .findFirst();
    }
}
