package io.ordergateway.ws.sim.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.sim.door.RateLimits;
import io.ordergateway.ws.sim.door.RateMeter;
import io.ordergateway.ws.sim.door.SimFloor;
import io.ordergateway.ws.sim.shape.Catalog;
import io.ordergateway.ws.sim.shape.Frames;
import java.util.function.ToIntFunction;

/** What the venue tells everybody. */
final class PublicEndpoints {
    private final SimFloor floor;

    PublicEndpoints(SimFloor floor) {
        this.floor = floor;
    }

    void assets(Exchange exchange) {
        exchange.reply(Frames.success(Catalog.assets()));
    }

    void assetsOnChains(Exchange exchange) {
        exchange.reply(Frames.success(Catalog.assetsOnChains()));
    }

    void products(Exchange exchange) {
        exchange.reply(Frames.success(Catalog.products()));
    }

    void cashProducts(Exchange exchange) {
        exchange.reply(Frames.success(Catalog.cashProducts()));
    }

    void contracts(Exchange exchange) {
        exchange.reply(Frames.success(Catalog.contracts()));
    }

    /** Section 2.6: the venue's clock. */
    void exchangeInfo(Exchange exchange) {
        long now = floor.clock().millis();
        long sent = exchange.params().path("requestTime").asLong(now);
        exchange.reply(Frames.success(Frames.object()
                .put("requestTimeEcho", sent)
                .put("requestReceiveAt", now)
                .put("latency", now - sent)));
    }

    /** Section 9.1. The names are documented; how they nest is not written in the dossier. */
    void riskLimits(Exchange exchange) {
        RateMeter meter = floor.meter();
        RateLimits limits = meter.limits();
        ObjectNode thresholds = Frames.object();
        thresholds.set("level1OpThreshold", operations(limits, RateLimits.Levels::first));
        thresholds.set("level1ReqThreshold", requests(limits, RateLimits.Levels::first));
        thresholds.set("level2OpThreshold", operations(limits, RateLimits.Levels::second));
        thresholds.set("level2ReqThreshold", requests(limits, RateLimits.Levels::second));
        ObjectNode socket = Frames.object();
        socket.set("messageThreshold", thresholds);
        socket.set(
                "limits",
                Frames.object()
                        .put("maxWebSocketSessionsPerIpAccountGroup", limits.maxSockets())
                        .put("maxWebSocketSessionsPerIpTotal", 300));
        boolean banned = meter.isBanned();
        socket.set(
                "status",
                Frames.object()
                        .put("isBanned", banned)
                        .put("bannedUntil", banned ? floor.clock().millis() + meter.bannedForMillis() : -1)
                        .put("violationCode", banned ? 100014 : 0)
                        .put("reason", banned ? meter.violation() : ""));
        ObjectNode data = Frames.object().put("ip", "127.0.0.1");
        data.set("webSocket", socket);
        exchange.reply(Frames.success(data));
    }

    private static ObjectNode operations(RateLimits limits, ToIntFunction<RateLimits.Levels> level) {
        int admin = level.applyAsInt(limits.of(RateLimits.Kind.ADMIN));
        int stream = level.applyAsInt(limits.of(RateLimits.Kind.STREAM));
        return Frames.object()
                .put("auth", admin)
                .put("ping", admin)
                .put("pong", admin)
                .put("sub", stream)
                .put("unsub", stream)
                .put("req", level.applyAsInt(limits.of(RateLimits.Kind.REQUEST)));
    }

    private static ObjectNode requests(RateLimits limits, ToIntFunction<RateLimits.Levels> level) {
        int order = level.applyAsInt(limits.of(RateLimits.Kind.ORDER));
        int batch = level.applyAsInt(limits.of(RateLimits.Kind.BATCH));
        int snapshot = level.applyAsInt(limits.of(RateLimits.Kind.SNAPSHOT));
        int query = level.applyAsInt(limits.of(RateLimits.Kind.QUERY));
        return Frames.object()
                .put("place_order", order)
                .put("cancel_order", order)
                .put("cancel_all", order)
                .put("batch_place_order", batch)
                .put("batch_cancel_order", batch)
                .put("depth_snapshot", snapshot)
                .put("depth_snapshot_top100", snapshot)
                .put("market_trades", query)
                .put("balance", query)
                .put("open_order", query)
                .put("margin_risk", query)
                .put("futures_account_snapshot", query)
                .put("futures_open_orders", query);
    }
}
