package io.ordergateway.ws.sim.hashkey.rest;

import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;
import io.ordergateway.ws.sim.hashkey.door.Params;
import java.util.Comparator;
import java.util.List;

/**
 * A page of a list of orders. Section 5 says of the history alone that the id of a page asks for smaller ones; here every list is
 * like that, the newest order first.
 */
final class Page {
    private Page() {}

    static List<HashKeyOrder> of(List<HashKeyOrder> orders, Params params, int limit, int maxLimit) {
        long count = params.number("limit", limit, 1, maxLimit);
        String given = params.anyOf("fromOrderId", "orderId");
        long below = given.isEmpty()
                ? Long.MAX_VALUE
                : params.number(params.has("fromOrderId") ? "fromOrderId" : "orderId", 0, 0, Long.MAX_VALUE);
        return orders.stream()
                .filter(order -> id(order) < below)
                .sorted(Comparator.comparingLong(Page::id).reversed())
                .limit(count)
                .toList();
    }

    private static long id(HashKeyOrder order) {
        return Long.parseLong(order.orderId());
    }
}
