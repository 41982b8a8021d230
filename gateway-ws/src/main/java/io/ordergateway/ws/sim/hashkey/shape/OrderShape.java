package io.ordergateway.ws.sim.hashkey.shape;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;

/** One order as one part of the API writes it. */
public interface OrderShape {
    /** The answer to a placement. */
    ObjectNode placed(HashKeyOrder order);

    /** The answer to an accepted cancel: the order as it stood before (section 3.1). */
    ObjectNode canceled(HashKeyOrder before);

    /** The answer to a query. */
    ObjectNode found(HashKeyOrder order);

    /** The event on the private stream (section 9). */
    ObjectNode event(HashKeyOrder order);
}
