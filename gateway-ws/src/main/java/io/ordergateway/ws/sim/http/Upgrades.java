package io.ordergateway.ws.sim.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where connections become WebSockets: whether any may, which any thread may change, and how. */
public final class Upgrades {
    private volatile @Nullable Refusal told;

    private record Refusal(int status, Map<String, String> headers) {}

    /** Lets handshakes in, as at the start. */
    public void accept() {
        told = null;
    }

    /**
     * Every handshake is answered with this from now on.
     *
     * @param status 400 to 599
     * @param retryAfter told in whole seconds; null for nothing
     */
    public void refuse(int status, @Nullable Duration retryAfter) {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be 400 to 599, is " + status);
        }
        told = new Refusal(
                status, retryAfter == null ? Map.of() : Map.of("Retry-After", Long.toString(retryAfter.toSeconds())));
    }

    /** Answers a handshake if it is to be refused; whether it was. */
    public boolean refuses(HttpExchange exchange) {
        Refusal refusal = told;
        if (refusal != null) {
            String title = refusal.status == 429 ? "Too Many Requests" : "Unavailable";
            exchange.replyPage(refusal.status, title, refusal.headers);
        }
        return refusal != null;
    }

    /**
     * Shakes hands, and puts the socket in the place of what spoke HTTP. On the venue's thread.
     *
     * @param http what speaks HTTP on this connection
     * @param greet run once the handshake is through
     */
    // A handshake that fails ends the connection.
    @SuppressWarnings("FutureReturnValueIgnored")
    public static void shakeHands(
            ChannelHandlerContext http, FullHttpRequest request, ChannelHandler socket, Runnable greet) {
        Channel channel = http.channel();
        String url = "ws://" + request.headers().get(HttpHeaderNames.HOST) + request.uri();
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
                        url, null, false, LoopbackServer.MAX_MESSAGE_BYTES)
                .newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(channel);
            return;
        }
        channel.pipeline()
                .addLast(new WebSocketFrameAggregator(LoopbackServer.MAX_MESSAGE_BYTES), socket)
                .remove(http.handler());
        handshaker.handshake(channel, request).addListener(done -> {
            if (done.isSuccess()) {
                greet.run();
            } else {
                channel.close();
            }
        });
    }
}
