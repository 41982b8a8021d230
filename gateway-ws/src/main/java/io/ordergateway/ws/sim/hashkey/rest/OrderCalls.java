package io.ordergateway.ws.sim.hashkey.rest;

import io.ordergateway.ws.sim.hashkey.book.Filter;
import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;
import io.ordergateway.ws.sim.hashkey.book.NewOrder;
import io.ordergateway.ws.sim.hashkey.door.HashKeyFloor;
import io.ordergateway.ws.sim.hashkey.door.HashKeyHabit;
import io.ordergateway.ws.sim.hashkey.door.Params;
import io.ordergateway.ws.sim.hashkey.door.Refusal;
import io.ordergateway.ws.sim.hashkey.shape.Json;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Placements and queries of one part of the API (section 5). */
final class OrderCalls {
    private static final int LIMIT = 500;
    private static final int MAX_LIMIT = 1_000;

    private final HashKeyFloor floor;
    private final Market market;

    OrderCalls(HashKeyFloor floor, Market market) {
        this.floor = floor;
        this.market = market;
    }

    void create(Call call) {
        NewOrder wanted = market.read(call.params());
        floor.tally().creates.increment();
        Duration pendingNew = floor.pace().pendingNew();
        HashKeyOrder placed = floor.book()
                .place(wanted, !pendingNew.isZero())
                .orElseThrow(() -> Refusal.of(Refusal.DUPLICATE_CLIENT_ID));
        if (!pendingNew.isZero()) {
            call.exchange().later(pendingNew, () -> floor.book().accept(placed.orderId()));
        }
        call.reply(market.shape().placed(floor.book().order(placed.orderId()).orElse(placed)));
    }

    /** Checks a placement and does nothing. */
    void test(Call call) {
        market.read(call.params());
        call.reply(Json.object());
    }

    void query(Call call) {
        floor.tally().queries.increment();
        HashKeyOrder found = market.find(floor.book(), call.params(), "origClientOrderId", "clientOrderId")
                .filter(order -> order.status().isOpen() || !floor.has(HashKeyHabit.FORGETS_ENDED))
                .orElseThrow(() -> Refusal.of(Refusal.NOT_FOUND));
        call.reply(market.shape().found(found));
    }

    void open(Call call) {
        floor.tally().openQueries.increment();
        list(call, floor.book().open(filter(call.params())), order -> true);
    }

    /** The ended orders of the time that is asked for. */
    void history(Call call) {
        long from = call.params().number("startTime", 0, 0, Long.MAX_VALUE);
        long to = call.params().number("endTime", Long.MAX_VALUE, 0, Long.MAX_VALUE);
        list(call, floor.book().ended(filter(call.params())), order -> {
            long placedAt = order.terms().placedAt().toEpochMilli();
            return placedAt >= from && placedAt <= to;
        });
    }

    private Filter filter(Params params) {
        return new Filter(market.product(), params.text("symbol"), params.text("side"));
    }

    private void list(Call call, List<HashKeyOrder> orders, Predicate<HashKeyOrder> wanted) {
        Params params = call.params();
        List<HashKeyOrder> page = Page.of(
                orders.stream()
                        .filter(order -> market.typeParam().isEmpty()
                                || !params.has(market.typeParam())
                                || market.takes(order, params))
                        .filter(wanted)
                        .toList(),
                params,
                LIMIT,
                MAX_LIMIT);
        call.reply(Json.array(page, market.shape()::found));
    }
}
