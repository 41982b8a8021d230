package io.ordergateway.ws.sim.coinswitch.rest;

import io.ordergateway.ws.sim.coinswitch.book.CoinswitchBook;
import io.ordergateway.ws.sim.coinswitch.book.Order;
import io.ordergateway.ws.sim.coinswitch.book.Surface;
import io.ordergateway.ws.sim.coinswitch.door.CoinswitchFault;
import io.ordergateway.ws.sim.coinswitch.door.Floor;
import io.ordergateway.ws.sim.coinswitch.stream.StreamHub;
import io.ordergateway.ws.sim.http.HttpExchange;
import java.util.Optional;

/** Cancels of one order (section 3), and the faults in answering them. */
final class CancelEndpoint {
    private final Floor floor;
    private final CoinswitchBook book;
    private final StreamHub hub;

    CancelEndpoint(Floor floor, Surface surface, StreamHub hub) {
        this.floor = floor;
        this.book = floor.book(surface);
        this.hub = hub;
    }

    void cancel(HttpExchange exchange) {
        Params params = Params.of(exchange);
        if (book.surface() == Surface.FUTURES) {
            params.oneOf("exchange", FuturesEndpoints.EXCHANGE);
        }
        String orderId = params.text("order_id");
        floor.arrivals().note(orderId, Routes.epoch(exchange), floor.clock().instant());
        CoinswitchFault fault = floor.faults().draw().on(book.surface());
        if (FaultyReply.insteadOf(exchange, fault, floor.habits().unknownStatus())) {
            return;
        }
        if (book.surface() == Surface.SPOT && book.isOpen(orderId)) {
            hub.treat(orderId, fault);
        }
        before(fault, orderId);
        FaultyReply.send(
                exchange, fault, outcome(orderId, fault), floor.faults().lateness());
    }

    private void before(CoinswitchFault fault, String orderId) {
        switch (fault) {
            case FILL_FIRST -> book.fill(orderId);
            case PART_FILL_FIRST -> book.fillHalf(orderId);
            case EXPIRE_FIRST -> book.expire(orderId);
            default -> {}
        }
    }

    private Answer outcome(String orderId, CoinswitchFault fault) {
        Optional<Order> raised = book.cancel(orderId, fault.end());
        if (raised.isPresent()) {
            return Answer.data(
                    book.surface() == Surface.SPOT
                            ? Shapes.spotCanceled(raised.get())
                            : Shapes.futuresCanceled(raised.get()));
        }
        return Answer.refused(book.order(orderId)
                .map(order -> Refusal.notCancelable(goneStatus(fault, Refusal.BUSINESS), order))
                .orElseGet(() ->
                        Refusal.unknownOrder(goneStatus(fault, floor.habits().unknownStatus()))));
    }

    private static int goneStatus(CoinswitchFault fault, int otherwise) {
        return switch (fault) {
            case GONE_404 -> 404;
            case GONE_409 -> 409;
            case GONE_422 -> 422;
            default -> otherwise;
        };
    }
}
