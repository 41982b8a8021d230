package io.ordergateway.ws.sim.hashkey.rest;

import io.ordergateway.ws.sim.hashkey.book.HashKeyBook;
import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;
import io.ordergateway.ws.sim.hashkey.book.NewOrder;
import io.ordergateway.ws.sim.hashkey.book.OrderType;
import io.ordergateway.ws.sim.hashkey.book.Product;
import io.ordergateway.ws.sim.hashkey.door.Params;
import io.ordergateway.ws.sim.hashkey.door.Refusal;
import io.ordergateway.ws.sim.hashkey.shape.OrderShape;
import java.util.Optional;
import java.util.function.Function;

/**
 * One part of the API: what it trades, and how it says so.
 *
 * @param placement reads a placement
 * @param typeParam the parameter that must say which kind of order is meant (section 3.3), empty where none must
 */
record Market(Product product, OrderShape shape, Function<Params, NewOrder> placement, String typeParam) {

    /** What a placement asks for, if it is sound. */
    NewOrder read(Params params) {
        return placement.apply(params);
    }

    /** Whether an order is one of this part, and of the kind that the request is about. */
    boolean takes(HashKeyOrder order, Params params) {
        if (order.wanted().product() != product) {
            return false;
        }
        boolean trigger = order.wanted().type() == OrderType.STOP;
        return typeParam.isEmpty() || trigger == params.text(typeParam).equals(OrderType.STOP.name());
    }

    /** Section 3.3: the kind of order must be said. */
    void checkType(Params params) {
        if (!typeParam.isEmpty()) {
            params.required(typeParam);
            params.choice(typeParam, "LIMIT", "LIMIT_MAKER", "STOP");
        }
    }

    /** Section 13.11: which id wins if both are sent is not known; here it is the venue's. */
    Optional<HashKeyOrder> find(HashKeyBook book, Params params, String... clientIdNames) {
        String orderId = params.text("orderId");
        String clientId = params.anyOf(clientIdNames);
        if (orderId.isEmpty() && clientId.isEmpty()) {
            throw Refusal.missing("orderId");
        }
        Optional<HashKeyOrder> found = orderId.isEmpty() ? book.byClientId(clientId) : book.order(orderId);
        return found.filter(order -> takes(order, params));
    }
}
