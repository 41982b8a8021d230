package io.ordergateway.ws.wire.ascendex;

import org.jspecify.annotations.Nullable;

/**
 * The dialect of cash and margin, and of the futures of old (F1).
 *
 * @param account the account selector (1.4): {@code cash}, {@code margin} or {@code futures}
 */
record AscendexV1(String account) implements AscendexDialect {
    @Override
    public String streamPath() {
        return "/api/pro/v1/stream";
    }

    @Override
    public String streamApiPath() {
        return "stream";
    }

    @Override
    public String orderChannel() {
        return "order:" + account;
    }

    @Override
    public String path(String resource) {
        return "/api/pro/v1/" + account + "/" + resource;
    }

    @Override
    public String apiPath(String resource) {
        return resource;
    }

    @Override
    public String introductionPath() {
        return "/api/pro/v1/info";
    }

    @Override
    public String introductionApiPath() {
        return "info";
    }

    /** The documents have the id in the arguments; the one beside them is what a generic error echoes (4.2, 4.3 G). */
    @Override
    public AscendexCancel cancel() {
        return new AscendexCancel(
                "{\"op\":\"req\",\"action\":\"cancel-order\",\"id\":\"", "\",\"account\":\"" + account + "\",");
    }

    @Override
    public String cancelAll(String id, @Nullable String symbol, long timeMillis) {
        return action("cancel-all", id) + "\"time\":" + timeMillis + ",\"id\":\"" + id + "\""
                + AscendexDialect.member("symbol", symbol) + "}}";
    }

    @Override
    public String openOrders(String id, @Nullable String symbol) {
        return action("open-order", id) + (symbol == null ? "" : "\"symbols\":\"" + symbol + "\"") + "}}";
    }

    private String action(String name, String id) {
        return "{\"op\":\"req\",\"action\":\"" + name + "\",\"id\":\"" + id + "\",\"account\":\"" + account
                + "\",\"args\":{";
    }
}
