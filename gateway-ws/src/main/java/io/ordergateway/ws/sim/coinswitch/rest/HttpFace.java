package io.ordergateway.ws.sim.coinswitch.rest;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.ordergateway.ws.sim.coinswitch.stream.StreamClient;
import io.ordergateway.ws.sim.coinswitch.stream.StreamDoor;
import io.ordergateway.ws.sim.control.Controls;
import io.ordergateway.ws.sim.http.HttpExchange;
import io.ordergateway.ws.sim.http.LoopbackServer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection while it speaks HTTP: hands REST requests on, and turns an upgrade into a client of the stream. */
// A write or close that fails ends the connection, which is seen where connections end.
@SuppressWarnings("FutureReturnValueIgnored")
public final class HttpFace extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger log = LoggerFactory.getLogger(HttpFace.class);

    private final Routes routes;
    private final Controls controls;
    private final StreamDoor door;

    public HttpFace(Routes routes, Controls controls, StreamDoor door) {
        this.routes = routes;
        this.controls = controls;
        this.door = door;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        HttpExchange exchange = new HttpExchange(ctx, request);
        if (!request.decoderResult().isSuccess() || !exchange.hasReadableUri()) {
            Answer.message(400, "Bad Request").send(exchange);
        } else if (exchange.path().startsWith(Controls.PATH)) {
            controls.serve(exchange);
        } else if (door.isAt(exchange.path())) {
            upgrade(ctx.channel(), request, exchange);
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
    private void upgrade(Channel channel, FullHttpRequest request, HttpExchange exchange) {
        boolean upgrades = request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        if (!first(exchange, "EIO").equals("4")) {
            new Answer(400, "{\"code\":5,\"message\":\"Unsupported protocol version\"}").send(exchange);
        } else if (!first(exchange, "transport").equals("websocket") || !upgrades) {
            new Answer(400, "{\"code\":0,\"message\":\"Transport unknown\"}").send(exchange);
        } else if (door.closedWith() != 0) {
            exchange.replyPage(door.closedWith(), "Unavailable");
        } else {
            shakeHands(channel, request);
        }
    }

    private static String first(HttpExchange exchange, String name) {
        return exchange.query().parameters().getOrDefault(name, List.of("")).get(0);
    }

    private void shakeHands(Channel channel, FullHttpRequest request) {
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
                        "ws://" + request.headers().get(HttpHeaderNames.HOST) + request.uri(),
                        null,
                        false,
                        LoopbackServer.MAX_MESSAGE_BYTES)
                .newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel);
            return;
        }
        StreamClient client = door.open(channel);
        channel.pipeline()
                .addLast(new WebSocketFrameAggregator(LoopbackServer.MAX_MESSAGE_BYTES), client)
                .remove(this);
        handshaker.handshake(channel, request).addListener(done -> {
            if (done.isSuccess()) {
                client.greet();
            } else {
                channel.close();
            }
        });
    }
}
