package io.ordergateway.ws.sim.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.ordergateway.ws.sim.door.SimAuth;
import io.ordergateway.ws.sim.shape.FuturesShapes;
import io.ordergateway.ws.sim.shape.Refusal;
import io.ordergateway.ws.sim.socket.SocketFace;
import io.ordergateway.ws.sim.socket.SocketHub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection while it speaks HTTP: hands REST requests on, and turns an upgrade into a socket. */
// A write or close that fails ends the connection, which is seen where connections end.
@SuppressWarnings("FutureReturnValueIgnored")
public final class HttpFace extends SimpleChannelInboundHandler<FullHttpRequest> {
    /** The largest request or frame taken. */
    public static final int MAX_MESSAGE_BYTES = 1024 * 1024;

    /** Section 1.1. */
    private static final int MAX_URI = 2048;

    private static final String PLAIN = "text/plain; charset=UTF-8";
    private static final Logger log = LoggerFactory.getLogger(HttpFace.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RestOrders rest;
    private final SocketHub hub;
    private final SimAuth auth;
    private final SocketMaker socketMaker;
    private final String stream;

    public HttpFace(RestOrders rest, SocketHub hub, SimAuth auth, SocketMaker socketMaker, int group) {
        this.rest = rest;
        this.hub = hub;
        this.auth = auth;
        this.socketMaker = socketMaker;
        this.stream = "/" + group + "/api/pro/v2/stream";
    }

    /** Makes the face of a connection that became a socket. */
    public interface SocketMaker {
        SocketFace make(Channel channel, boolean loggedIn);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        Exchange exchange = new Exchange(ctx, request);
        if (!request.decoderResult().isSuccess() || !exchange.hasReadableUri()) {
            exchange.reply(400, PLAIN, "Illegal request-target");
        } else if (request.uri().length() > MAX_URI) {
            exchange.reply(414, PLAIN, "URI length exceeds the configured limit of " + MAX_URI + " characters");
        } else if (request.headers().containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
            upgrade(ctx, request, exchange);
        } else {
            rest.serve(exchange);
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
        if (!exchange.path().equals(stream)) {
            exchange.replyNotFound();
            return;
        }
        if (!hub.isAccepting()) {
            exchange.reply(503, PLAIN, "Service unavailable");
            return;
        }
        HttpHeaders headers = request.headers();
        boolean withLogin = headers.contains(SimAuth.KEY_HEADER) || headers.contains(SimAuth.SIGNATURE_HEADER);
        if (withLogin
                && auth.checkStream(
                                headers.get(SimAuth.KEY_HEADER),
                                headers.get(SimAuth.TIMESTAMP_HEADER),
                                headers.get(SimAuth.SIGNATURE_HEADER))
                        != SimAuth.Verdict.GOOD) {
            exchange.reply(401, PLAIN, "Unauthorized");
            return;
        }
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshakerFactory(
                        "ws://" + headers.get(HttpHeaderNames.HOST) + stream, null, false, MAX_MESSAGE_BYTES)
                .newHandshaker(request);
        if (handshaker == null) {
            WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(ctx.channel());
            return;
        }
        SocketFace socket = socketMaker.make(ctx.channel(), withLogin);
        ctx.pipeline()
                .addLast(new WebSocketFrameAggregator(MAX_MESSAGE_BYTES), socket)
                .remove(this);
        handshaker.handshake(ctx.channel(), request).addListener(done -> {
            if (done.isSuccess()) {
                socket.greet();
            } else {
                ctx.channel().close();
            }
        });
    }

    /** One HTTP request and the ways to answer it, or not to. */
    public static final class Exchange {
        private final ChannelHandlerContext ctx;
        private final boolean keepAlive;
        private final String method;
        private final QueryStringDecoder uri;
        private final HttpHeaders headers;
        private final String body;

        Exchange(ChannelHandlerContext ctx, FullHttpRequest request) {
            this.ctx = ctx;
            this.keepAlive = request.decoderResult().isSuccess() && HttpUtil.isKeepAlive(request);
            this.method = request.method().name();
            this.uri = new QueryStringDecoder(request.uri());
            this.headers = request.headers();
            this.body = request.content().toString(UTF_8);
        }

        String method() {
            return method;
        }

        String path() {
            return uri.path();
        }

        /** Section 5.1: escapes that cannot be undone. */
        boolean hasReadableUri() {
            try {
                return uri.path() != null && uri.parameters() != null;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        @Nullable
        String header(String name) {
            return headers.get(name);
        }

        /** Section 12.2: what the query string says, overruled by the JSON body. Null members count as absent. */
        JsonNode params() {
            ObjectNode params = JSON.createObjectNode();
            uri.parameters().forEach((name, values) -> params.put(name, values.get(0)));
            if (body.isBlank()) {
                return params;
            }
            try {
                JSON.readTree(body).properties().forEach(member -> {
                    if (!member.getValue().isNull()) {
                        params.set(member.getKey(), member.getValue());
                    }
                });
            } catch (JsonProcessingException e) {
                throw new Refusal(150001, "INVALID_JSON_FORMAT", "Invalid JSON");
            }
            return params;
        }

        void reply(ObjectNode json) {
            reply(200, "application/json", json.toString());
        }

        /** Section 1.3. */
        void replyNotFound() {
            reply(
                    404,
                    "application/json",
                    FuturesShapes.failure(404, "URL requested was not found", path())
                            .toString());
        }

        /** Section 5.1: the pages of whatever stands in front of the venue. */
        void replyPage(int status, String title) {
            String heading = status + " " + title;
            String page = "<html>\r\n<head><title>" + heading + "</title></head>\r\n<body><center><h1>" + heading
                    + "</h1></center></body>\r\n</html>\r\n";
            reply(status, "text/html", page);
        }

        void reply(int status, String contentType, String text) {
            FullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.copiedBuffer(text, UTF_8));
            response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
            HttpUtil.setContentLength(response, response.content().readableBytes());
            HttpUtil.setKeepAlive(response, keepAlive);
            if (keepAlive) {
                ctx.write(response, ctx.voidPromise());
            } else {
                ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
            }
        }

        /** Resets the connection instead of an answer. */
        void cut() {
            ctx.flush();
            ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            ctx.close();
        }

        void later(Duration delay, Runnable action) {
            Runnable andFlush = () -> {
                action.run();
                ctx.flush();
            };
            ctx.executor().schedule(andFlush, delay.toNanos(), TimeUnit.NANOSECONDS);
        }
    }
}
