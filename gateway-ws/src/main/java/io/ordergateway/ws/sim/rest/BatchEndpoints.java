package io.ordergateway.ws.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.door.SimFloor;
import io.ordergateway.ws.sim.fault.SimFault;
import io.ordergateway.ws.sim.shape.OrderArgs;
import io.ordergateway.ws.sim.shape.Refusal;
import io.ordergateway.ws.sim.shape.RestDialect;
import io.ordergateway.ws.sim.shape.RestDialect.BadItem;
import io.ordergateway.ws.sim.shape.RestDialect.Item;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Batches over REST (sections 5.3 and 5.4.4): one order that does not pass the basic checks fails them all. */
final class BatchEndpoints {
    private static final int MAX_BATCH = 10;

    private final SimFloor floor;
    private final SimBook book;
    private final RestDialect dialect;

    BatchEndpoints(SimFloor floor, Category category, RestDialect dialect) {
        this.floor = floor;
        this.book = floor.books().of(category);
        this.dialect = dialect;
    }

    void place(Exchange exchange) {
        Set<String> ids = new HashSet<>();
        exchange.reply(this.<OrderArgs.Place>run(
                exchange,
                "batch-place-order",
                args -> check(args.place('a', book), ids),
                place -> new Item(place.id(), place.orderId(), place.symbol()),
                place -> OrderArgs.rest(place, book)));
    }

    /** Draws one fault for the whole batch. */
    void cancel(Exchange exchange) {
        floor.tally().restBatches.increment();
        SimFault fault = floor.faults().draw().onRest();
        if (RestFaults.insteadOf(exchange, fault)) {
            return;
        }
        boolean untold = fault == SimFault.MUTE || fault == SimFault.CUT_AFTER;
        ObjectNode reply = this.<OrderArgs.Cancel>run(
                exchange,
                "batch-cancel-order",
                args -> check(args.cancel('a', book, floor.habits().resolvesClientIds())),
                cancel -> new Item(cancel.id(), cancel.orderId(), cancel.symbol()),
                cancel -> cancel(cancel, untold));
        if (RestFaults.after(exchange, fault)) {
            return;
        }
        if (fault == SimFault.REPLY_LATE) {
            exchange.later(floor.faults().lateness(), () -> exchange.reply(reply));
        } else {
            exchange.reply(reply);
        }
    }

    private void cancel(OrderArgs.Cancel cancel, boolean untold) {
        if (untold) {
            book.cancelQuietly(cancel.orderId(), cancel.symbol());
        } else {
            book.cancel(cancel.orderId(), cancel.symbol());
        }
    }

    private OrderArgs.Place check(OrderArgs.Place place, Set<String> ids) {
        if (!ids.add(place.orderId()) || book.order(place.orderId()).isPresent()) {
            throw Refusal.duplicateOrder();
        }
        return place;
    }

    private OrderArgs.Cancel check(OrderArgs.Cancel cancel) {
        floor.arrived(cancel.orderId(), cancel.time());
        boolean open = book.order(cancel.orderId())
                .filter(order -> order.symbol().equals(cancel.symbol()))
                .map(SimOrder::status)
                .filter(SimOrder.Status::isOpen)
                .isPresent();
        if (!open) {
            throw Refusal.gone();
        }
        return cancel;
    }

    private <T> ObjectNode run(
            Exchange exchange,
            String action,
            Function<OrderArgs, T> check,
            Function<T, Item> item,
            Consumer<T> execute) {
        JsonNode orders = exchange.params().path("orders");
        if (!orders.isArray() || orders.isEmpty() || orders.size() > MAX_BATCH) {
            throw Refusal.invalid("orders must be a list of 1 to " + MAX_BATCH + " orders");
        }
        List<T> sound = new ArrayList<>();
        List<@Nullable Refusal> refusals = new ArrayList<>();
        for (JsonNode order : orders) {
            try {
                sound.add(check.apply(new OrderArgs(order, floor.clock().millis())));
                refusals.add(null);
            } catch (Refusal refusal) {
                refusals.add(refusal);
            }
        }
        if (sound.size() < orders.size()) {
            return dialect.batchRefused(blame(orders, refusals));
        }
        sound.forEach(execute);
        List<Item> items = sound.stream().map(item).toList();
        return dialect.batchDone(action, items, floor.clock().instant());
    }

    private static List<BadItem> blame(JsonNode orders, List<@Nullable Refusal> refusals) {
        List<BadItem> items = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            JsonNode order = orders.get(i);
            Refusal refusal = refusals.get(i);
            items.add(new BadItem(
                    OrderArgs.text(order, "id"),
                    OrderArgs.text(order, "orderId"),
                    OrderArgs.text(order, "symbol"),
                    refusal == null ? Refusal.innocentInBatch() : refusal));
        }
        return items;
    }
}
