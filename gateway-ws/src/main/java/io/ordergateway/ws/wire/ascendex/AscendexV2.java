package io.ordergateway.ws.wire.ascendex;

import org.jspecify.annotations.Nullable;

/** The dialect of futures (V2). */
record AscendexV2() implements AscendexDialect {
    @Override
    public String streamPath() {
        return "/api/pro/v2/stream";
    }

    @Override
    public String streamApiPath() {
        return "v2/stream";
    }

    @Override
    public String orderChannel() {
        return "futures-order";
    }

    @Override
    public String path(String resource) {
        return "/api/pro/v2/futures/" + resource;
    }

    @Override
    public String apiPath(String resource) {
        return "v2/futures/" + resource;
    }

    @Override
    public String introductionPath() {
        return "/api/pro/v2/account/info";
    }

    @Override
    public String introductionApiPath() {
        return "v2/account/info";
    }

    @Override
    public AscendexCancel cancel() {
        return new AscendexCancel("{\"op\":\"req\",\"action\":\"cancel-order\",\"ac\":\"futures\",\"id\":\"", "\",");
    }

    @Override
    public String cancelAll(String id, @Nullable String symbol, long timeMillis) {
        return "{\"op\":\"req\",\"action\":\"cancel-all\",\"ac\":\"futures\",\"id\":\"" + id
                + "\",\"args\":{\"time\":" + timeMillis + ",\"id\":\"" + id + "\""
                + AscendexDialect.member("symbol", symbol) + "}}";
    }

    /** The arguments are mandatory, if only to be empty (4.6). */
    @Override
    public String openOrders(String id, @Nullable String symbol) {
        return "{\"op\":\"req\",\"id\":\"" + id + "\",\"action\":\"futures-open-orders\",\"args\":{"
                + (symbol == null ? "" : "\"symbol\":\"" + symbol + "\"") + "}}";
    }
}
