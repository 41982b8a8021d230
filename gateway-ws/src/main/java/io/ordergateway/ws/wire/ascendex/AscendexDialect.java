package io.ordergateway.ws.wire.ascendex;

import io.ordergateway.core.order.Account;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the generations of the API write differently (1.2, 1.4, 4). What they reply is read alike, whichever it is. */
sealed interface AscendexDialect permits AscendexV1, AscendexV2 {
    static AscendexDialect of(Account.Category category, AscendexAccount.Generation futures) {
        boolean v2 = category == Account.Category.FUTURES && futures == AscendexAccount.Generation.V2;
        return v2 ? new AscendexV2() : new AscendexV1(category.name().toLowerCase(Locale.ROOT));
    }

    /** The path of the stream, below the account group. */
    String streamPath();

    /** The path of the stream as it is signed (2.2). */
    String streamApiPath();

    /** The channel that speaks of orders. */
    String orderChannel();

    /** The path of something about orders, such as {@code order/all}, below the account group. */
    String path(String resource);

    /** The same as it is signed: neither group nor category are (2.2). */
    String apiPath(String resource);

    /** The path of the account's introduction, without a group. */
    String introductionPath();

    /** The same as it is signed. */
    String introductionApiPath();

    /** The frame that cancels one order, with gaps. */
    AscendexCancel cancel();

    String cancelAll(String id, @Nullable String symbol, long timeMillis);

    String openOrders(String id, @Nullable String symbol);

    /** The members that follow the others in an order for all symbols, or for one. */
    static String member(String name, @Nullable String value) {
        return value == null ? "" : ",\"" + name + "\":\"" + value + "\"";
    }
}
