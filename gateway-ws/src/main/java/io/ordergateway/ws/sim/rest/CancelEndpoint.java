package io.ordergateway.ws.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.door.SimFloor;
import io.ordergateway.ws.sim.fault.SimFault;
import io.ordergateway.ws.sim.shape.Frames;
import io.ordergateway.ws.sim.shape.OrderArgs;
import io.ordergateway.ws.sim.shape.Refusal;
import io.ordergateway.ws.sim.shape.RestDialect;
import io.ordergateway.ws.sim.shape.RestDialect.RespInst;
import java.util.Optional;

/** Cancels of one order over REST (sections 5.3 and 5.4.2), and the faults in answering them. */
final class CancelEndpoint {
    private static final String CANCEL = "cancel-order";

    private final SimFloor floor;
    private final SimBook book;
    private final RestDialect dialect;

    CancelEndpoint(SimFloor floor, Category category, RestDialect dialect) {
        this.floor = floor;
        this.book = floor.books().of(category);
        this.dialect = dialect;
    }

    /** A request to cancel, on its way through here. */
    private record Wish(Exchange exchange, JsonNode params, OrderArgs.Cancel cancel, SimFault fault) {}

    void cancel(Exchange exchange) {
        floor.tally().restCancels.increment();
        JsonNode params = exchange.params();
        try {
            OrderArgs.Cancel cancel = new OrderArgs(params, floor.clock().millis())
                    .cancel('a', book, floor.habits().resolvesClientIds());
            floor.arrived(cancel.orderId(), cancel.time());
            SimFault fault = floor.faults().draw().onRest();
            floor.before(fault, book, cancel.orderId());
            answer(new Wish(exchange, params, cancel, fault));
        } catch (Refusal refusal) {
            boolean silent = refusal.code == Refusal.STALE && floor.habits().ignoresStale();
            if (!silent) {
                exchange.reply(dialect.refused(CANCEL, params, refusal));
            }
        }
    }

    private void answer(Wish wish) {
        if (RestFaults.insteadOf(wish.exchange(), wish.fault())) {
            return;
        }
        if (wish.fault() == SimFault.ERR) {
            throw Refusal.badId(wish.cancel().id());
        }
        executeAndAnswer(wish);
    }

    private void executeAndAnswer(Wish wish) {
        Exchange exchange = wish.exchange();
        switch (wish.fault()) {
            case MUTE, CUT_AFTER -> {
                executeQuietly(wish);
                RestFaults.after(exchange, wish.fault());
            }
            case HTTP_502_AFTER, HTTP_524_AFTER, HTML_AFTER -> {
                execute(wish);
                RestFaults.after(exchange, wish.fault());
            }
            case HALF_ANSWER ->
                exchange.replyHalf(
                        200, Exchange.JSON_TYPE, outcome(wish, execute(wish)).toString());
            case NO_PUSH -> exchange.reply(outcome(wish, executeQuietly(wish)));
            case LATE -> {
                Optional<SimBook.Canceled> done = executeQuietly(wish);
                exchange.later(floor.faults().lateness(), () -> {
                    exchange.reply(outcome(wish, done));
                    done.ifPresent(canceled -> book.tell(canceled.after()));
                });
            }
            case PUSH_LATE -> {
                Optional<SimBook.Canceled> done = executeQuietly(wish);
                exchange.reply(outcome(wish, done));
                exchange.later(
                        floor.faults().lateness(), () -> done.ifPresent(canceled -> book.tell(canceled.after())));
            }
            case PUSH_FIRST -> {
                ObjectNode reply = outcome(wish, execute(wish));
                exchange.afterwards(() -> exchange.reply(reply));
            }
            case REPLY_LATE -> {
                ObjectNode reply = outcome(wish, execute(wish));
                exchange.later(floor.faults().lateness(), () -> exchange.reply(reply));
            }
            case DUPLICATE_300019 -> {
                execute(wish);
                throw Refusal.duplicateCancel();
            }
            case LIE -> exchange.reply(outcome(wish, fillInstead(wish.cancel())));
            default -> exchange.reply(outcome(wish, execute(wish)));
        }
    }

    private Optional<SimBook.Canceled> execute(Wish wish) {
        return book.cancel(wish.cancel().orderId(), wish.cancel().symbol());
    }

    private Optional<SimBook.Canceled> executeQuietly(Wish wish) {
        return book.cancelQuietly(wish.cancel().orderId(), wish.cancel().symbol());
    }

    /** Says that it canceled, as it was before, and fills. */
    private Optional<SimBook.Canceled> fillInstead(OrderArgs.Cancel cancel) {
        Optional<SimOrder> before = book.order(cancel.orderId());
        return book.fill(cancel.orderId()) ? before.map(order -> new SimBook.Canceled(order, order)) : Optional.empty();
    }

    /**
     * Section 5.4.2: a success shows the order as it was when the cancel was taken, unless the client asked to wait.
     * Sections 5.3 and 11, row 39: an order that is not open, or unknown, is 300019 unless a fault says otherwise.
     */
    private ObjectNode outcome(Wish wish, Optional<SimBook.Canceled> done) {
        RespInst respInst = RespInst.of(wish.params());
        return done.map(canceled -> respInst == RespInst.ACK ? canceled.before() : canceled.after())
                .map(order -> dialect.canceled(
                        wish.cancel(), order, respInst, floor.clock().instant()))
                .orElseGet(() -> gone(wish));
    }

    private ObjectNode gone(Wish wish) {
        OrderArgs.Cancel cancel = wish.cancel();
        return switch (wish.fault()) {
            case GONE_300006 -> refused(wish, Refusal.gone());
            case GONE_60060 -> refused(wish, Refusal.goneBeforePro());
            case GONE_EMPTY -> dialect.refused(CANCEL, Frames.object(), Refusal.wordless());
            case GONE_NESTED -> nested(cancel, Refusal.gone());
            case GONE_PUSH, GONE_PUSH_BY_REQUEST -> acknowledgedAndTurnedDown(wish);
            default -> refused(wish, Refusal.notOpen());
        };
    }

    /** An order that nobody knows has nothing to show in an acknowledgement, and is refused as ever. */
    private ObjectNode acknowledgedAndTurnedDown(Wish wish) {
        OrderArgs.Cancel cancel = wish.cancel();
        Optional<SimOrder> order = book.order(cancel.orderId());
        if (order.isEmpty()) {
            return refused(wish, Refusal.notOpen());
        }
        boolean byRequestId = wish.fault() == SimFault.GONE_PUSH_BY_REQUEST;
        book.refuseCancel(cancel.requestId(), cancel.orderId(), cancel.symbol(), byRequestId);
        return dialect.canceled(cancel, order.get(), RespInst.ACK, floor.clock().instant());
    }

    private ObjectNode refused(Wish wish, Refusal refusal) {
        return dialect.refused(CANCEL, wish.params(), refusal);
    }

    /** Section 5.3, the older documents: code 0 around an error. */
    private ObjectNode nested(OrderArgs.Cancel cancel, Refusal refusal) {
        ObjectNode data = Frames.object()
                .put("accountId", book.category().accountId())
                .put("ac", book.category().name())
                .put("action", CANCEL)
                .put("status", "Err");
        data.set(
                "info",
                Frames.object()
                        .put("code", refusal.code)
                        .put("id", cancel.id())
                        .put("message", refusal.text())
                        .put("symbol", cancel.symbol())
                        .put("reason", refusal.reason));
        return Frames.success(data);
    }
}
