package io.ordergateway.ws.sim.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.ordergateway.ws.sim.shape.Frames;
import io.ordergateway.ws.sim.shape.Refusal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One HTTP request and the ways to answer it, or not to. */
// A write or close that fails ends the connection, which is seen where connections end.
@SuppressWarnings("FutureReturnValueIgnored")
public final class Exchange {
    static final String PLAIN = "text/plain; charset=UTF-8";

    private static final String JSON_TYPE = "application/json";
    private static final ObjectMapper JSON = new ObjectMapper();

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

    public String method() {
        return method;
    }

    public String path() {
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
    public JsonNode params() {
        ObjectNode params = JSON.createObjectNode();
        uri.parameters().forEach((name, values) -> params.put(name, values.get(0)));
        if (body.isBlank()) {
            return params;
        }
        try {
            JsonNode json = JSON.readTree(body);
            if (!json.isObject()) {
                throw new Refusal(150001, "INVALID_JSON_FORMAT", "The body is not a JSON object");
            }
            json.properties().forEach(member -> {
                if (!member.getValue().isNull()) {
                    params.set(member.getKey(), member.getValue());
                }
            });
        } catch (JsonProcessingException e) {
            throw new Refusal(150001, "INVALID_JSON_FORMAT", "Invalid JSON");
        }
        return params;
    }

    public void reply(ObjectNode json) {
        reply(200, JSON_TYPE, json.toString());
    }

    /** Section 1.3. */
    public void replyNotFound() {
        reply(
                404,
                JSON_TYPE,
                Frames.failure(404, "URL requested was not found", path()).toString());
    }

    /** Section 5.1: the pages of whatever stands in front of the venue. */
    void replyPage(int status, String title) {
        replyPage(status, title, Map.of());
    }

    void replyPage(int status, String title, Map<String, String> extraHeaders) {
        String heading = status + " " + title;
        String page = "<html>\r\n<head><title>" + heading + "</title></head>\r\n<body><center><h1>" + heading
                + "</h1></center></body>\r\n</html>\r\n";
        reply(status, "text/html", page, extraHeaders);
    }

    public void reply(int status, String contentType, String text) {
        reply(status, contentType, text, Map.of());
    }

    void reply(int status, String contentType, String text, Map<String, String> extraHeaders) {
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.copiedBuffer(text, UTF_8));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        extraHeaders.forEach(response.headers()::set);
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

    /** Behind what is to be done already. */
    void afterwards(Runnable action) {
        ctx.executor().execute(() -> {
            action.run();
            ctx.flush();
        });
    }

    /** Whether the client is on this machine. */
    public boolean isLocal() {
        return ctx.channel().remoteAddress() instanceof InetSocketAddress remote
                && remote.getAddress().isLoopbackAddress();
    }

    void later(Duration delay, Runnable action) {
        Runnable andFlush = () -> {
            action.run();
            ctx.flush();
        };
        ctx.executor().schedule(andFlush, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
