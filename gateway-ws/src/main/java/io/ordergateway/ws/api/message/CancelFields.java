package io.ordergateway.ws.api.message;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.OrderRef;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Reads what a client wants canceled. Ids and symbols are not looked at here: the account's venue knows its own. */
public final class CancelFields {
    /** The fields of one order. */
    public static final Set<String> ORDER =
            Set.of("orderId", "clientOrderId", "symbol", "await", "withinMs", "allowCollateral");

    /** The fields of one order of a batch: its own id, too. */
    public static final Set<String> ORDER_OF_BATCH =
            Set.of("id", "orderId", "clientOrderId", "symbol", "await", "withinMs", "allowCollateral");

    /** The fields of a scope. */
    public static final Set<String> SCOPE = Set.of("symbol", "side", "strategy", "withinMs");

    private static final String SYMBOL = "write the venue's name of the instrument, such as \"BTC-PERP\"";
    private static final String BY = "write orderId or clientOrderId";
    private static final String SIDE = "write \"buy\" or \"sell\", or leave it out for both";
    private static final String AWAIT = "write \"ack\", \"final\" or \"gone\"";

    private CancelFields() {}

    /**
     * One order.
     *
     * @throws RequestFault if a field is missing or has the wrong type
     */
    public static CancelOrder order(String account, RequestFields fields) {
        return wish(account, ref(fields), fields);
    }

    /**
     * One order whose id stands elsewhere: the venue's own, unless {@code by} is {@code clientOrderId}.
     *
     * @throws RequestFault if a field is missing or has the wrong type
     */
    public static CancelOrder named(String account, String id, RequestFields fields) {
        String symbol = fields.text("symbol", SYMBOL);
        String by = fields.textOrNull("by", BY);
        return switch (by == null ? "orderId" : by) {
            case "orderId" -> wish(account, new OrderRef(id, symbol), fields);
            case "clientOrderId" -> wish(account, OrderRef.byClientId(id, symbol), fields);
            default -> throw RequestFault.field("by", String.valueOf(by), BY);
        };
    }

    private static CancelOrder wish(String account, OrderRef order, RequestFields fields) {
        CancelOrder wish = await(CancelOrder.of(account, order).within(within(fields)), fields);
        return fields.flag("allowCollateral") ? wish.allowCollateral() : wish;
    }

    private static OrderRef ref(RequestFields fields) {
        String symbol = fields.text("symbol", SYMBOL);
        String orderId = fields.textOrNull("orderId", "write the venue's id of the order, as a string");
        String clientOrderId = fields.textOrNull("clientOrderId", "write your own id of the order, as a string");
        if ((orderId == null) == (clientOrderId == null)) {
            String text = "write one of orderId and clientOrderId";
            throw orderId == null
                    ? RequestFault.missing("orderId", text)
                    : RequestFault.field("clientOrderId", "written beside orderId", text);
        }
        return orderId == null
                ? OrderRef.byClientId(String.valueOf(clientOrderId), symbol)
                : new OrderRef(orderId, symbol);
    }

    private static CancelOrder await(CancelOrder wish, RequestFields fields) {
        String word = fields.textOrNull("await", AWAIT);
        return switch (word == null ? "ack" : word) {
            case "ack" -> wish.awaitAck();
            case "final" -> wish.awaitFinal();
            case "gone" -> wish.untilGone();
            default -> throw RequestFault.field("await", String.valueOf(word), AWAIT);
        };
    }

    /**
     * A scope.
     *
     * @throws RequestFault if a field has the wrong type
     */
    public static CancelAll scope(String account, RequestFields fields) {
        CancelAll scope = CancelAll.of(account).within(within(fields));
        String symbol = fields.textOrNull("symbol", "write a symbol, or leave it out for all");
        String strategy = fields.textOrNull("strategy", "write the end of the strategy's order ids, or leave it out");
        scope = symbol == null ? scope : scope.symbol(symbol);
        scope = strategy == null ? scope : scope.strategy(strategy);
        String side = fields.textOrNull("side", SIDE);
        return side == null ? scope : scope.side(side(side));
    }

    private static CancelAll.Side side(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "buy" -> CancelAll.Side.BUY;
            case "sell" -> CancelAll.Side.SELL;
            default -> throw RequestFault.field("side", word, SIDE);
        };
    }

    private static Duration within(RequestFields fields) {
        return Duration.ofMillis(
                fields.number("withinMs", CancelOrder.DEFAULT_WITHIN.toMillis(), 1, CancelOrder.MAX_WITHIN.toMillis()));
    }
}
