package io.ordergateway.ws.sim.hashkey.shape;

import io.ordergateway.ws.sim.hashkey.book.Product;
import io.ordergateway.ws.sim.hashkey.door.HashKeyFloor;
import io.ordergateway.ws.sim.hashkey.door.HashKeyHabit;

/** How one site writes its orders. */
public record Shapes(OrderShape spot, OrderShape futures) {
    public static Shapes of(HashKeyFloor floor) {
        boolean showsPendingCancel = floor.has(HashKeyHabit.PENDING_CANCEL);
        OrderShape futures = floor.site().hasFuturesV1()
                ? new FuturesV1Shape(showsPendingCancel)
                : new FuturesV2Shape(showsPendingCancel);
        return new Shapes(new SpotShape(showsPendingCancel), futures);
    }

    public OrderShape of(Product product) {
        return product == Product.SPOT ? spot : futures;
    }
}
