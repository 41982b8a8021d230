package io.ordergateway.ws.sim.hashkey.rest;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.ordergateway.ws.sim.control.Controls;
import io.ordergateway.ws.sim.hashkey.stream.StreamDoor;
import io.ordergateway.ws.sim.hashkey.stream.StreamSocket;
import io.ordergateway.ws.sim.http.HttpExchange;
import io.ordergateway.ws.sim.http.LoopbackServer;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection while it speaks HTTP: hands requests on, and turns an upgrade into a private stream. */
// A write or close that fails ends the connection, which is seen where connections end.
@SuppressWarnings("FutureReturnValueIgnored")
public final class HashKeyFace extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger log = LoggerFactory.getLogger(HashKeyFace.class);

    private final HashKeyRoutes routes;
    private final Controls controls;
    private final StreamDoor door;
    private final Answers answers;

    public HashKeyFace(HashKeyRoutes routes, Controls controls, StreamDoor door, Answers answers) {
        this.routes = routes;
        this.controls = controls;
        this.door = door;
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
        Optional<StreamDoor.Closed> closed = door.closed();
        if (listenKey.isEmpty()) {
            answers.notFound(exchange);
        } else if (closed.isPresent()) {
            refuse(exchange, closed.get());
        } else if (!door.mayOpen(listenKey.get())) {
            exchange.reply(401, HttpExchange.PLAIN, "Unauthorized");
        } else {
            handshake(ctx, request, listenKey.get());
        }
    }

    private static void refuse(HttpExchange exchange, StreamDoor.Closed closed) {
        Map<String, String> headers = closed.retryAfter()
                .map(wait -> Map.of("Retry-After", Long.toString(wait.toSeconds())))
                .orElse(Map.of());
        exchange.replyPage(closed.status(), closed.status() == 429 ? "Too Many Requests" : "Unavailable", headers);
    }

    private void handshake(ChannelHandlerContext ctx, FullHttpRequest request, String listenKey) {
        String url = "ws://" + request.headers().get(HttpHeaderNames.HOST) + request.uri();
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
                        url, null, false, LoopbackServer.MAX_MESSAGE_BYTES)
                .newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(ctx.channel());
            return;
        }
        Channel channel = ctx.channel();
        StreamSocket stream = door.open(channel, listenKey);
        channel.pipeline()
                .addLast(new WebSocketFrameAggregator(LoopbackServer.MAX_MESSAGE_BYTES), stream)
                .remove(this);
        handshaker.handshake(channel, request).addListener(done -> {
            if (done.isSuccess()) {
                stream.begin();
            } else {
                channel.close();
            }
        });
    }
}
