package io.ordergateway.ws.sim.hashkey.stream;

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
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;
import io.ordergateway.ws.sim.hashkey.door.HashKeyFloor;
import io.ordergateway.ws.sim.hashkey.door.HashKeyHabit;
import io.ordergateway.ws.sim.hashkey.shape.Json;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's private stream (section 9). Lives on the venue's loop. */
// A write or close that fails ends the connection, which is seen where connections end.
@SuppressWarnings("FutureReturnValueIgnored")
public final class StreamSocket extends SimpleChannelInboundHandler<WebSocketFrame> {
    /** Section 7: what is not JSON. */
    private static final int BAD_JSON = -10001;

    private static final int PINGS_UNANSWERED = 2;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger log = LoggerFactory.getLogger(StreamSocket.class);

    private final Channel channel;
    private final String listenKey;
    private final ListenKeys keys;
    private final StreamHub hub;
    private final HashKeyFloor floor;
    private final StreamEvents events;
    private boolean gone;
    private int unanswered;
    private long heardAt = System.nanoTime();

    StreamSocket(Channel channel, String listenKey, ListenKeys keys, StreamHub hub, HashKeyFloor floor) {
        this.channel = channel;
        this.listenKey = listenKey;
        this.keys = keys;
        this.hub = hub;
        this.floor = floor;
        this.events = new StreamEvents(floor);
    }

    /** Called once, when the handshake is through. The venue says nothing first. */
    public void begin() {
        floor.tally().sockets.increment();
        hub.opened(this);
        pingLater();
    }

    void tell(HashKeyOrder order) {
        if (keys.hears(listenKey)) {
            events.frames(order).forEach(this::send);
        }
    }

    void tellPending(HashKeyOrder order) {
        if (keys.hears(listenKey)) {
            send(events.pendingFrame(order));
        }
    }

    /** Goes out at the next flush. */
    public void send(String text) {
        write(new TextWebSocketFrame(text));
    }

    /** Past the frame encoder, byte for byte. */
    public void sendRaw(byte[] bytes) {
        if (!gone) {
            channel.pipeline().firstContext().write(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
        }
    }

    void flush() {
        channel.flush();
    }

    /** Resets the connection. */
    public void cut() {
        flush();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        end();
    }

    /** Section 9: a stream ends with its key. */
    public void closeUnlessValid() {
        if (!keys.isValid(listenKey)) {
            end();
        }
    }

    /** Section 9: closes the connection without a close frame. */
    private void end() {
        leave();
        flush();
        channel.close();
    }

    private void leave() {
        gone = true;
        hub.closed(this);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (gone) {
            return;
        }
        heardAt = System.nanoTime();
        if (frame instanceof TextWebSocketFrame text) {
            message(text.text());
        } else if (frame instanceof PingWebSocketFrame) {
            write(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame) {
            leave();
            channel.writeAndFlush(frame.retain()).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Section 9: the heartbeat is text. What else a client says means nothing. */
    private void message(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            send(Json.object().put("code", BAD_JSON).put("desc", "Invalid JSON").toString());
            return;
        }
        if (json.has("pong")) {
            floor.tally().pongs.increment();
            unanswered = 0;
        } else if (json.has("ping")) {
            floor.tally().pings.increment();
            ObjectNode pong = Json.object();
            pong.set("pong", json.get("ping"));
            send(pong.put("channelId", channelId()).toString());
        }
    }

    private String channelId() {
        return channel.id().asLongText().replace("-", "");
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        leave();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        log.debug("a stream broke: {}", cause.toString());
        end();
    }

    private void pingLater() {
        long nanos = floor.pace().pingEvery().toNanos();
        channel.eventLoop().schedule(this::pingOrGiveUp, nanos, TimeUnit.NANOSECONDS);
    }

    private void pingOrGiveUp() {
        if (gone) {
            return;
        }
        boolean silent = System.nanoTime() - heardAt >= floor.pace().idleFor().toNanos();
        boolean strict = floor.has(HashKeyHabit.CLOSES_AFTER_TWO_PINGS);
        if (silent || (strict && unanswered >= PINGS_UNANSWERED)) {
            end();
            return;
        }
        unanswered++;
        send(Json.object()
                .put("ping", floor.clock().millis())
                .put("channelId", channelId())
                .toString());
        flush();
        pingLater();
    }

    /** A client that does not read is cut, so that what waits for it stays bounded by the channel's water mark. */
    private void write(WebSocketFrame frame) {
        if (gone) {
            frame.release();
            return;
        }
        channel.write(frame, channel.voidPromise());
        if (!channel.isWritable()) {
            flush();
            if (!channel.isWritable()) {
                cut();
            }
        }
    }
}
