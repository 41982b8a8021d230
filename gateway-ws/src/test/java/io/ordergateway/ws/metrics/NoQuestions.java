package io.ordergateway.ws.metrics;

import io.ordergateway.core.cancel.OrderQuery;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.timing.Now;
import org.jspecify.annotations.Nullable;

/** A venue that is never asked. */
final class NoQuestions implements OrderQuery {
    @Override
    public boolean mayAsk(Now now) {
        return false;
    }

    @Override
    public boolean mayList(Now now) {
        return false;
    }

    @Override
    public void status(OrderRef order, Answer answer) {
        throw new AssertionError("asked about " + order);
    }

    @Override
    public void open(@Nullable String symbol, OpenAnswer answer) {
        throw new AssertionError("asked for the open orders");
    }
}
