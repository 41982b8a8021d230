package io.ordergateway.ws.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.door.SimFloor;
import io.ordergateway.ws.sim.shape.Frames;
import io.ordergateway.ws.sim.shape.OrderArgs;
import io.ordergateway.ws.sim.shape.Orders;
import io.ordergateway.ws.sim.shape.Refusal;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Who the account is, what it holds, and its history across the categories. */
final class AccountEndpoints {
    /** Section 5.3. */
    private static final int HISTORY_DEFAULT = 500;

    private static final int HISTORY_MAX = 1000;

    private final SimFloor floor;

    AccountEndpoints(SimFloor floor) {
        this.floor = floor;
    }

    /** Section 1.3. */
    void info(Exchange exchange) {
        exchange.reply(Frames.success(account()));
    }

    /** Section 1.3: the same, with futures. */
    void infoWithFutures(Exchange exchange) {
        ObjectNode data = account().put("limitQuota", 1000);
        data.putArray("futuresAccount").add(Category.FUTURES.accountId());
        exchange.reply(Frames.success(data));
    }

    private ObjectNode account() {
        ObjectNode data = Frames.object()
                .put("accountGroup", floor.account().group())
                .put("email", "demo@example.com")
                .put("expireTime", -1)
                .put("userUID", floor.account().userUid())
                .put("tradePermission", true)
                .put("transferPermission", false)
                .put("viewPermission", true);
        data.putArray("allowedIps");
        data.putArray("cashAccount").add(Category.CASH.accountId());
        data.putArray("marginAccount").add(Category.MARGIN.accountId());
        return data;
    }

    /** The names are those that the clients of section 12 read. */
    void balance(Exchange exchange, Category category) {
        String asset = OrderArgs.text(exchange.params(), "asset");
        exchange.reply(Frames.success(Frames.array(
                floor.books().of(category).balances().stream()
                        .filter(balance -> asset.isEmpty() || balance.asset().equals(asset))
                        .toList(),
                balance -> {
                    ObjectNode shape = Frames.object()
                            .put("asset", balance.asset())
                            .put("totalBalance", balance.total().toPlainString())
                            .put("availableBalance", balance.available().toPlainString());
                    return category == Category.MARGIN
                            ? shape.put("borrowed", "0").put("interest", "0")
                            : shape;
                })));
    }

    /** Section 5.3: ended orders, by sequence number. */
    void history(Exchange exchange) {
        JsonNode params = exchange.params();
        String account = OrderArgs.text(params, "account");
        Category category = Category.named(account)
                .orElseThrow(() -> new Refusal(200003, "ACCOUNT_NOT_FOUND", "Invalid account: " + account));
        int limit = OrderEndpoints.count(params, "limit", HISTORY_DEFAULT, HISTORY_MAX);
        List<SimOrder> found = floor.books().of(category).all().stream()
                .filter(order -> !order.status().isOpen())
                .filter(asked(params))
                .sorted(Comparator.comparingLong(SimOrder::sn))
                .limit(limit)
                .toList();
        exchange.reply(Frames.success(Frames.array(found, order -> Orders.history(order, category))));
    }

    private static Predicate<SimOrder> asked(JsonNode params) {
        String symbol = OrderArgs.text(params, "symbol");
        long from = params.path("startTime").asLong(0);
        long until = params.path("endTime").asLong(Long.MAX_VALUE);
        long sn = params.path("seqNum").asLong(0);
        return order -> (symbol.isEmpty() || order.symbol().equals(symbol))
                && order.changedAt().toEpochMilli() >= from
                && order.changedAt().toEpochMilli() <= until
                && order.sn() >= sn;
    }
}
