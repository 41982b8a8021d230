package io.ordergateway.ws.sim.rest;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.ordergateway.ws.sim.control.Controls;
import io.ordergateway.ws.sim.door.SimAuth;
import io.ordergateway.ws.sim.http.Upgrades;
import io.ordergateway.ws.sim.socket.SocketDoor;
import io.ordergateway.ws.sim.socket.SocketFace;
import io.ordergateway.ws.sim.socket.Stream;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection while it speaks HTTP: hands REST requests on, and turns an upgrade into a socket. */
public final class HttpFace extends SimpleChannelInboundHandler<FullHttpRequest> {
    /** Section 1.1. */
    private static final int MAX_URI = 2048;

    private static final Logger log = LoggerFactory.getLogger(HttpFace.class);

    private final Routes routes;
    private final Controls control;
    private final SocketDoor door;
    private final Upgrades upgrades;

    public HttpFace(Routes routes, Controls control, SocketDoor door, Upgrades upgrades) {
        this.routes = routes;
        this.control = control;
        this.door = door;
        this.upgrades = upgrades;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        Exchange exchange = new Exchange(ctx, request);
        if (!request.decoderResult().isSuccess() || !exchange.hasReadableUri()) {
            exchange.reply(400, Exchange.PLAIN, "Illegal request-target");
        } else if (request.uri().length() > MAX_URI) {
            String text = "URI length exceeds the configured limit of " + MAX_URI + " characters";
            exchange.reply(414, Exchange.PLAIN, text);
        } else if (request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            upgrade(ctx, request, exchange);
        } else if (exchange.path().startsWith(Controls.PATH)) {
            control.serve(exchange);
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

    /** Section 3.1. The status of a refusal for bad headers is not documented. */
    private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, Exchange exchange) {
        Optional<Stream> stream = door.stream(exchange.path());
        if (stream.isEmpty()) {
            exchange.replyNotFound();
            return;
        }
        if (door.isTooMany()) {
            exchange.replyPage(429, "Too Many Requests");
            return;
        }
        if (upgrades.refuses(exchange)) {
            return;
        }
        HttpHeaders headers = request.headers();
        boolean withLogin = headers.contains(SimAuth.KEY_HEADER) || headers.contains(SimAuth.SIGNATURE_HEADER);
        if (withLogin
                && !door.mayLogIn(
                        stream.get(),
                        headers.get(SimAuth.KEY_HEADER),
                        headers.get(SimAuth.TIMESTAMP_HEADER),
                        headers.get(SimAuth.SIGNATURE_HEADER))) {
            exchange.reply(401, Exchange.PLAIN, "Unauthorized");
            return;
        }
        SocketFace socket = door.open(ctx.channel(), stream.get(), withLogin);
        Upgrades.shakeHands(ctx, request, socket, socket::greet);
    }
}
