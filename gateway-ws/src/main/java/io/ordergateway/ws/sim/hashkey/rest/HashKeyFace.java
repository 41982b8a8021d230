package io.ordergateway.ws.sim.hashkey.rest;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.ordergateway.ws.sim.control.Controls;
import io.ordergateway.ws.sim.hashkey.stream.StreamDoor;
import io.ordergateway.ws.sim.hashkey.stream.StreamSocket;
import io.ordergateway.ws.sim.http.HttpExchange;
import io.ordergateway.ws.sim.http.Upgrades;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection while it speaks HTTP: hands requests on, and turns an upgrade into a private stream. */
public final class HashKeyFace extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger log = LoggerFactory.getLogger(HashKeyFace.class);

    private final HashKeyRoutes routes;
    private final Controls controls;
    private final StreamDoor door;
    private final Upgrades upgrades;
    private final Answers answers;

    public HashKeyFace(HashKeyRoutes routes, Controls controls, StreamDoor door, Upgrades upgrades, Answers answers) {
        this.routes = routes;
        this.controls = controls;
        this.door = door;
        this.upgrades = upgrades;
        this.answers = answers;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        HttpExchange exchange = new HttpExchange(ctx, request);
        if (!request.decoderResult().isSuccess() || !exchange.hasReadableUri()) {
            exchange.reply(400, HttpExchange.PLAIN, "Illegal request-target");
        } else if (request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            upgrade(ctx, request, exchange);
        } else if (exchange.path().startsWith(Controls.PATH)) {
            controls.serve(exchange);
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

    /** Section 9. What a handshake with a bad listen key is answered with is not documented: here it is status 401. */
    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, HttpExchange exchange) {
        Optional<String> listenKey = door.listenKey(exchange.path());
        if (listenKey.isEmpty()) {
            answers.notFound(exchange);
        } else if (!upgrades.refuses(exchange)) {
            open(ctx, request, exchange, listenKey.get());
        }
    }

    private void open(ChannelHandlerContext ctx, FullHttpRequest request, HttpExchange exchange, String listenKey) {
        if (!door.mayOpen(listenKey)) {
            exchange.reply(401, HttpExchange.PLAIN, "Unauthorized");
            return;
        }
        StreamSocket stream = door.open(ctx.channel(), listenKey);
        Upgrades.shakeHands(ctx, request, stream, stream::begin);
    }
}
