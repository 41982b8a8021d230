package io.ordergateway.ws.venue.rest;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.ws.wire.VenueRest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a list of open orders together that comes in pages. Whole or not at all: what is missing from such a list may still be
 * open. Pages may overlap by an order; that none falls between them is the venue's to see to.
 */
final class OpenOrderPages {
    /** The most pages of one list; one that has more counts as none. */
    static final int MAX_PAGES = 64;

    private final VenueRest venue;
    private final @Nullable String symbol;
    private final Set<CancelAll.OpenOrder> orders = new LinkedHashSet<>();
    private int pages;
    private boolean broken;

    /**
     * A list of which nothing came yet.
     *
     * @param symbol as it is asked for
     */
    OpenOrderPages(VenueRest venue, @Nullable String symbol) {
        this.venue = venue;
        this.symbol = symbol;
    }

    /**
     * Takes a page in.
     *
     * @return the request for the next, or {@code null} if there is none, or the list is broken
     */
    VenueRest.@Nullable Request take(int httpStatus, String body, long timeMillis) {
        Optional<List<CancelAll.OpenOrder>> page = venue.readOpenOrders(httpStatus, body);
        boolean brought = page.isPresent() && orders.addAll(page.get());
        Optional<VenueRest.Request> next = venue.nextOpenOrders(symbol, httpStatus, body, timeMillis);
        pages++;
        boolean stuck = next.isPresent() && (!brought || pages == MAX_PAGES);
        broken |= page.isEmpty() || stuck;
        return broken ? null : next.orElse(null);
    }

    /** The list, once there is no next page; empty if it is none that one can trust. */
    Optional<List<CancelAll.OpenOrder>> whole() {
        return broken ? Optional.empty() : Optional.of(List.copyOf(orders));
    }
}
