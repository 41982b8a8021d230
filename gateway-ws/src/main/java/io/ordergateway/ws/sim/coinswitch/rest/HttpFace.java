package io.ordergateway.ws.sim.coinswitch.rest;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.ordergateway.ws.sim.coinswitch.stream.StreamClient;
import io.ordergateway.ws.sim.coinswitch.stream.StreamDoor;
import io.ordergateway.ws.sim.control.Controls;
import io.ordergateway.ws.sim.http.HttpExchange;
import io.ordergateway.ws.sim.http.Upgrades;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection while it speaks HTTP: hands REST requests on, and turns an upgrade into a client of the stream. */
public final class HttpFace extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger log = LoggerFactory.getLogger(HttpFace.class);

    private final Routes routes;
    private final Controls controls;
    private final StreamDoor door;
    private final Upgrades upgrades;

    public HttpFace(Routes routes, Controls controls, StreamDoor door, Upgrades upgrades) {
        this.routes = routes;
        this.controls = controls;
        this.door = door;
        this.upgrades = upgrades;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        HttpExchange exchange = new HttpExchange(ctx, request);
        if (!request.decoderResult().isSuccess() || !exchange.hasReadableUri()) {
            Answer.message(400, "Bad Request").send(exchange);
        } else if (exchange.path().startsWith(Controls.PATH)) {
            controls.serve(exchange);
        } else if (door.isAt(exchange.path())) {
            upgrade(ctx, request, exchange);
        } else {
            routes.serve(exchange);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("a connection broke: {}", cause.toString());
        ctx.close();
    }

    /** What else than version 4 over WebSocket is answered with is Engine.IO's own, not the dossier's. */
    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, HttpExchange exchange) {
        boolean wanted = request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        if (!first(exchange, "EIO").equals("4")) {
            new Answer(400, "{\"code\":5,\"message\":\"Unsupported protocol version\"}").send(exchange);
        } else if (!first(exchange, "transport").equals("websocket") || !wanted) {
            new Answer(400, "{\"code\":0,\"message\":\"Transport unknown\"}").send(exchange);
        } else if (!upgrades.refuses(exchange)) {
            StreamClient client = door.open(ctx.channel());
            Upgrades.shakeHands(ctx, request, client, client::greet);
        }
    }

    private static String first(HttpExchange exchange, String name) {
        return exchange.query().parameters().getOrDefault(name, List.of("")).get(0);
    }
}
