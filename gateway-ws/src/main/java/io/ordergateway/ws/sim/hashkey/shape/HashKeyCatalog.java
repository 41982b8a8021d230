package io.ordergateway.ws.sim.hashkey.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What is traded: every field that the clients of section 12 read. */
public final class HashKeyCatalog {
    private static final List<Pair> PAIRS =
            List.of(new Pair("BTC", "USDT"), new Pair("ETH", "USDT"), new Pair("BTC", "USD"), new Pair("ETH", "USD"));
    private static final List<Pair> CONTRACTS = List.of(new Pair("BTC", "USDT"), new Pair("ETH", "USDT"));
    private static final String PERPETUAL = "-PERPETUAL";

    private HashKeyCatalog() {}

    private record Pair(String base, String quote) {
        String symbol() {
            return base + quote;
        }
    }

    public static boolean knows(String symbol) {
        return PAIRS.stream().anyMatch(pair -> pair.symbol().equals(symbol))
                || CONTRACTS.stream().anyMatch(pair -> symbol.equals(pair.symbol() + PERPETUAL));
    }

    /** {@code GET /api/v1/exchangeInfo}. */
    public static ObjectNode exchangeInfo(long now) {
        ObjectNode info = Json.object().put("timezone", "UTC").put("serverTime", Long.toString(now));
        info.putArray("brokerFilters");
        info.set("symbols", Json.array(PAIRS, HashKeyCatalog::spot));
        info.set("contracts", Json.array(CONTRACTS, HashKeyCatalog::contract));
        info.putArray("options");
        info.putArray("coins");
        return info;
    }

    private static ObjectNode spot(Pair pair) {
        ObjectNode spot = Json.object()
                .put("symbol", pair.symbol())
                .put("symbolName", pair.symbol())
                .put("status", "TRADING")
                .put("baseAsset", pair.base())
                .put("baseAssetPrecision", "0.00001")
                .put("quoteAsset", pair.quote())
                .put("quotePrecision", "0.0000001");
        return spot.set("filters", filters("0.01", "0.00001"));
    }

    private static ObjectNode contract(Pair pair) {
        ObjectNode contract = Json.object()
                .put("symbol", pair.symbol() + PERPETUAL)
                .put("symbolName", pair.symbol() + PERPETUAL)
                .put("status", "TRADING")
                .put("baseAsset", pair.symbol() + PERPETUAL)
                .put("baseAssetPrecision", "0.001")
                .put("quoteAsset", pair.quote())
                .put("inverse", false)
                .put("marginToken", pair.quote())
                .put("contractMultiplier", "0.001")
                .put("underlying", pair.base());
        return contract.set("filters", filters("0.1", "0.001"));
    }

    private static ArrayNode filters(String tickSize, String stepSize) {
        ObjectNode price = Json.object()
                .put("minPrice", tickSize)
                .put("maxPrice", "1000000.00000000")
                .put("tickSize", tickSize)
                .put("filterType", "PRICE_FILTER");
        ObjectNode lot = Json.object()
                .put("minQty", stepSize)
                .put("maxQty", "1000000")
                .put("stepSize", stepSize)
                .put("filterType", "LOT_SIZE");
        return Json.array(List.of(price, lot), filter -> filter);
    }
}
