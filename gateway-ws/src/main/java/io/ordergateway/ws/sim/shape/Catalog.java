package io.ordergateway.ws.sim.shape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What is traded: every field that the clients of section 12 read, and no more assets than they need. */
public final class Catalog {
    private static final List<String> ASSETS = List.of("BTC", "ETH", "USDT");
    private static final List<String> PAIRS = List.of("BTC/USDT", "ETH/USDT");
    private static final long SINCE = 1_569_506_400_000L;

    private Catalog() {}

    /** {@code v1/assets}. */
    public static ArrayNode assets() {
        return Frames.array(
                ASSETS,
                asset -> asset(asset)
                        .put("withdrawalFee", "0.0005")
                        .put("minWithdrawalAmt", "0.001")
                        .put("status", "Normal"));
    }

    /** {@code v2/assets}. */
    public static ArrayNode assetsOnChains() {
        return Frames.array(ASSETS, asset -> {
            ObjectNode chain = Frames.object()
                    .put("chainName", "Simulated")
                    .put("withdrawFee", "0.0005")
                    .put("allowDeposit", true)
                    .put("allowWithdraw", true)
                    .put("minDepositAmt", "0.0001")
                    .put("minWithdrawal", "0.001")
                    .put("numConfirmations", 1);
            ObjectNode shape = asset(asset);
            shape.putArray("blockChain").add(chain);
            return shape;
        });
    }

    /** {@code v1/products}. */
    public static ArrayNode products() {
        return Frames.array(
                PAIRS,
                pair -> Frames.object()
                        .put("symbol", pair)
                        .put("displayName", pair)
                        .put("baseAsset", pair.substring(0, pair.indexOf('/')))
                        .put("quoteAsset", pair.substring(pair.indexOf('/') + 1))
                        .put("status", "Normal")
                        .put("minNotional", "5")
                        .put("maxNotional", "1000000")
                        .put("marginTradable", true)
                        .put("commissionType", "Quote")
                        .put("commissionReserveRate", "0.001")
                        .put("tickSize", "0.01")
                        .put("lotSize", "0.00001"));
    }

    /** {@code v1/cash/products}. */
    public static ArrayNode cashProducts() {
        return Frames.array(
                PAIRS,
                pair -> Frames.object()
                        .put("symbol", pair)
                        .put("displayName", pair)
                        .put("domain", "USDS")
                        .put("tradingStartTime", SINCE)
                        .put("minQty", "0.00001")
                        .put("maxQty", "1000000000")
                        .put("minNotional", "5")
                        .put("maxNotional", "1000000")
                        .put("statusCode", "Normal")
                        .put("statusMessage", "")
                        .put("tickSize", "0.01")
                        .put("useTick", false)
                        .put("lotSize", "0.00001")
                        .put("useLot", false)
                        .put("commissionType", "Quote")
                        .put("commissionReserveRate", "0.001")
                        .put("qtyScale", 5)
                        .put("priceScale", 2)
                        .put("notionalScale", 4));
    }

    /** {@code v2/futures/contract}. */
    public static ArrayNode contracts() {
        return Frames.array(PAIRS, pair -> {
            String base = pair.substring(0, pair.indexOf('/'));
            ObjectNode contract = Frames.object()
                    .put("symbol", base + "-PERP")
                    .put("status", "Normal")
                    .put("displayName", base + "USDT")
                    .put("settlementAsset", "USDT")
                    .put("underlying", pair)
                    .put("tradingStartTime", SINCE);
            contract.set(
                    "priceFilter",
                    Frames.object()
                            .put("minPrice", "0.1")
                            .put("maxPrice", "1000000")
                            .put("tickSize", "0.1"));
            contract.set(
                    "lotSizeFilter",
                    Frames.object()
                            .put("minQty", "0.0001")
                            .put("maxQty", "1000000000")
                            .put("lotSize", "0.0001"));
            return contract.put("commissionType", "Quote").put("commissionReserveRate", "0.001");
        });
    }

    private static ObjectNode asset(String asset) {
        return Frames.object()
                .put("assetCode", asset)
                .put("assetName", asset)
                .put("precisionScale", 9)
                .put("nativeScale", 4);
    }
}
