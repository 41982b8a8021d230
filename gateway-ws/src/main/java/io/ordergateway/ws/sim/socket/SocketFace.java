package io.ordergateway.ws.sim.socket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.door.SimFloor;
import io.ordergateway.ws.sim.shape.Frames;
import io.ordergateway.ws.sim.shape.Pushes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's WebSocket as a connection: greeting, frames and keep-alive (section 3). Lives on the venue's loop. */
// A write or close that fails ends the connection, which is seen where connections end.
@SuppressWarnings("FutureReturnValueIgnored")
public final class SocketFace extends SimpleChannelInboundHandler<WebSocketFrame> {
    /** Section 3.2. */
    private static final int FULL_HEALTH = 3;

    private static final int INVALID_WS_REQUEST_DATA = 100005;
    private static final Logger log = LoggerFactory.getLogger(SocketFace.class);

    private final Channel channel;
    private final SocketSession session;
    private final SocketHub hub;
    private final SimFloor floor;
    private final Duration pingAfter;
    private boolean gone;
    private int health = FULL_HEALTH;
    private boolean pinged;
    private long quietUntil = System.nanoTime();

    SocketFace(Channel channel, SocketSession session, SocketHub hub, SimFloor floor, Duration pingAfter) {
        this.channel = channel;
        this.session = session;
        this.hub = hub;
        this.floor = floor;
        this.pingAfter = pingAfter;
    }

    /** Called once, when the handshake is through. */
    public void greet() {
        if (session.isLoggedIn()) {
            floor.tally().logins.increment();
        }
        floor.tally().sockets.increment();
        hub.opened(this);
        send(Frames.object().put(discriminator(), "connected").put("type", session.isLoggedIn() ? "auth" : "unauth"));
        flush();
        staySilentFor(pingAfter);
        watchSilence();
    }

    boolean isSubscribed(Category category) {
        return !gone && session.isSubscribed(category);
    }

    Pushes.Style style(Category category) {
        return session.style(category);
    }

    /** Section 11, rows 3 and 4. */
    private String discriminator() {
        return floor.habits().greetsWithOp() ? "op" : "m";
    }

    /** Goes out at the next flush, which the end of the read batch brings. */
    public void send(ObjectNode message) {
        send(message.toString());
    }

    public void send(String text) {
        write(new TextWebSocketFrame(text));
    }

    public void sendBinary(byte[] bytes) {
        write(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
    }

    /** Past the frame encoder, byte for byte. */
    public void sendRaw(byte[] bytes) {
        if (!gone) {
            channel.pipeline().firstContext().write(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
        }
    }

    public void flush() {
        channel.flush();
    }

    /** Resets the connection. Earlier replies of this batch go out first; requests behind this one are lost. */
    public void cut() {
        flush();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        end();
    }

    /** Closes the connection without a close frame, after what was sent. */
    public void end() {
        leave();
        flush();
        channel.close();
    }

    /** Section 3.2: says why, and closes. */
    void disconnect(String why) {
        send(Frames.object()
                .put("m", "disconnected")
                .put("code", INVALID_WS_REQUEST_DATA)
                .put("reason", "INVALID_WS_REQUEST_DATA")
                .put("info", why));
        write(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
        end();
    }

    /** Behind what is to be done already, such as the pushes of a change just made. */
    void afterwards(Runnable action) {
        channel.eventLoop().execute(() -> {
            action.run();
            flush();
        });
    }

    private void leave() {
        gone = true;
        session.end();
        hub.closed(this);
    }

    public void later(Duration delay, Runnable action) {
        Runnable andFlush = () -> {
            action.run();
            flush();
        };
        channel.eventLoop().schedule(andFlush, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Section 3.3. */
    public void sendError(@Nullable JsonNode id, String info) {
        send(Frames.error(id, INVALID_WS_REQUEST_DATA, "INVALID_WS_REQUEST_DATA", info));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (gone) {
            return;
        }
        if (frame instanceof TextWebSocketFrame text) {
            session.message(this, text.text());
        } else if (frame instanceof PingWebSocketFrame) {
            write(new PongWebSocketFrame(frame.content().retain()));
        } else if (frame instanceof CloseWebSocketFrame) {
            gone = true;
            channel.writeAndFlush(frame.retain()).addListener(ChannelFutureListener.CLOSE);
        } else if (frame instanceof BinaryWebSocketFrame) {
            sendError(null, "Text frames only");
        }
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
        log.debug("a socket broke: {}", cause.toString());
        end();
    }

    /** Section 3.2: after a client's ping the venue sends none for twice the usual time. */
    void answerPing() {
        floor.tally().pings.increment();
        staySilentFor(pingAfter.multipliedBy(2));
        long now = floor.clock().millis();
        send(Frames.object()
                .put("m", "pong")
                .put("code", 0)
                .put("ts", floor.habits().pongsInSeconds() ? now / 1000 : now)
                .put("hp", health));
    }

    /** Section 3.2: any message of the client counts as an answer to a ping. */
    void heard() {
        health = FULL_HEALTH;
        pinged = false;
        staySilentFor(pingAfter);
    }

    /** Never shortens a silence that was promised before. */
    private void staySilentFor(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        if (until - quietUntil > 0) {
            quietUntil = until;
        }
    }

    private void watchSilence() {
        if (gone) {
            return;
        }
        if (quietUntil - System.nanoTime() <= 0) {
            pingOrGiveUp();
        }
        if (!gone) {
            channel.eventLoop().schedule(this::watchSilence, quietUntil - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private void pingOrGiveUp() {
        if (pinged) {
            health--;
        }
        if (health == 0) {
            disconnect("Session is disconnected due to missing pong message from the client");
            return;
        }
        send(Frames.object().put(discriminator(), "ping").put("hp", health));
        flush();
        pinged = true;
        staySilentFor(pingAfter);
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
