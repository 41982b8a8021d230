package io.ordergateway.ws.sim.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One HTTP request and the ways to answer it, or not to. */
// A write or close that fails ends the connection, which is seen where connections end.
@SuppressWarnings("FutureReturnValueIgnored")
public class HttpExchange {
    public static final String PLAIN = "text/plain; charset=UTF-8";
    public static final String HTML = "text/html";
    public static final String JSON_TYPE = "application/json";

    private final ChannelHandlerContext ctx;
    private final boolean keepAlive;
    private final String method;
    private final String target;
    private final QueryStringDecoder uri;
    private final HttpHeaders headers;
    private final byte[] body;

    public HttpExchange(ChannelHandlerContext ctx, FullHttpRequest request) {
        this.ctx = ctx;
        this.keepAlive = request.decoderResult().isSuccess() && HttpUtil.isKeepAlive(request);
        this.method = request.method().name();
        this.target = request.uri();
        this.uri = new QueryStringDecoder(request.uri());
        this.headers = request.headers();
        this.body = ByteBufUtil.getBytes(request.content());
    }

    public final String method() {
        return method;
    }

    public final String path() {
        return uri.path();
    }

    /** What follows the question mark, as it was received; empty when nothing does. */
    public final String rawQuery() {
        int mark = target.indexOf('?');
        return mark < 0 ? "" : target.substring(mark + 1);
    }

    /** The query string, taken apart. */
    public final QueryStringDecoder query() {
        return uri;
    }

    /** The body as it was received. */
    public final byte[] rawBody() {
        return body.clone();
    }

    public final String body() {
        return new String(body, UTF_8);
    }

    /** False when there are escapes that cannot be undone. */
    public final boolean hasReadableUri() {
        try {
            return uri.path() != null && uri.parameters() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public final @Nullable String header(String name) {
        return headers.get(name);
    }

    /** A page such as those who stand in front of a venue answer with. */
    public final void replyPage(int status, String title) {
        replyPage(status, title, Map.of());
    }

    public final void replyPage(int status, String title, Map<String, String> extraHeaders) {
        reply(status, HTML, page(status, title), extraHeaders);
    }

    public static String page(int status, String title) {
        String heading = status + " " + title;
        return "<html>\r\n<head><title>" + heading + "</title></head>\r\n<body><center><h1>" + heading
                + "</h1></center></body>\r\n</html>\r\n";
    }

    public final void reply(int status, String contentType, String text) {
        reply(status, contentType, text, Map.of());
    }

    public final void reply(int status, String contentType, String text, Map<String, String> extraHeaders) {
        FullHttpResponse response = response(status, contentType, text);
        extraHeaders.forEach(response.headers()::set);
        HttpUtil.setKeepAlive(response, keepAlive);
        if (keepAlive) {
            ctx.write(response, ctx.voidPromise());
        } else {
            ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        }
    }

    private static FullHttpResponse response(int status, String contentType, String text) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.copiedBuffer(text, UTF_8));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        HttpUtil.setContentLength(response, response.content().readableBytes());
        return response;
    }

    /** Promises this answer whole, sends its first half and closes the connection. */
    public final void replyHalf(int status, String contentType, String text) {
        FullHttpResponse response = response(status, contentType, text.substring(0, text.length() / 2));
        HttpUtil.setContentLength(response, text.length());
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    /** Resets the connection instead of an answer. */
    public final void cut() {
        ctx.flush();
        ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        ctx.close();
    }

    /** Behind what is to be done already. */
    public final void afterwards(Runnable action) {
        ctx.executor().execute(() -> {
            action.run();
            ctx.flush();
        });
    }

    /** Whether the client is on this machine. */
    public final boolean isLocal() {
        return ctx.channel().remoteAddress() instanceof InetSocketAddress remote
                && remote.getAddress().isLoopbackAddress();
    }

    public final void later(Duration delay, Runnable action) {
        Runnable andFlush = () -> {
            action.run();
            ctx.flush();
        };
        ctx.executor().schedule(andFlush, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
