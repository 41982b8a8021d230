package io.ordergateway.ws.sim.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.ordergateway.ws.sim.door.SimAuth;
import io.ordergateway.ws.sim.door.SimCounts;
import io.ordergateway.ws.sim.shape.FuturesShapes;
import io.ordergateway.ws.sim.shape.OrderArgs;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's WebSocket: greeting, login, keep-alive and subscriptions (section 3). Lives on the venue's loop. */
// A write or close that fails ends the connection, which is seen where connections end.
@SuppressWarnings("FutureReturnValueIgnored")
public final class SocketFace extends SimpleChannelInboundHandler<WebSocketFrame> {
    /** Section 3.2. */
    private static final int FULL_HEALTH = 3;

    private static final int INVALID_WS_REQUEST_DATA = 100005;
    private static final String ORDER_CHANNEL = "futures-order";
    private static final Logger log = LoggerFactory.getLogger(SocketFace.class);
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Channel channel;
    private final SocketOrders orders;
    private final SocketHub hub;
    private final SimAuth auth;
    private final SimCounts.Tally tally;
    private final Duration pingAfter;
    private final Clock clock;
    private boolean loggedIn;
    private boolean subscribed;
    private boolean gone;
    private int health = FULL_HEALTH;
    private boolean pinged;
    private long quietUntil = System.nanoTime();

    public SocketFace(
            Channel channel,
            boolean loggedIn,
            SocketOrders orders,
            SocketHub hub,
            SimAuth auth,
            SimCounts.Tally tally,
            Duration pingAfter) {
        this.channel = channel;
        this.loggedIn = loggedIn;
        this.orders = orders;
        this.hub = hub;
        this.auth = auth;
        this.tally = tally;
        this.pingAfter = pingAfter;
        this.clock = orders.clock();
    }

    /** Called once, when the handshake is through. */
    public void greet() {
        if (loggedIn) {
            tally.logins.increment();
        }
        tally.sockets.increment();
        hub.opened(this);
        send(FuturesShapes.object().put("m", "connected").put("type", loggedIn ? "auth" : "unauth"));
        flush();
        staySilentFor(pingAfter);
        watchSilence();
    }

    public boolean isSubscribed() {
        return subscribed;
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

    private void leave() {
        gone = true;
        subscribed = false;
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
        send(FuturesShapes.error(id, INVALID_WS_REQUEST_DATA, "INVALID_WS_REQUEST_DATA", info));
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (gone) {
            return;
        }
        if (frame instanceof TextWebSocketFrame text) {
            message(text.text());
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

    private void message(String text) {
        heard();
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            sendError(null, "Invalid JSON");
            return;
        }
        JsonNode id = message.hasNonNull("id") ? message.get("id") : null;
        String op = OrderArgs.text(message, "op");
        switch (op) {
            case "auth" -> logIn(id, message);
            case "ping" -> answerPing();
            case "pong" -> log.trace("pong");
            case "sub", "unsub" -> {
                if (isAllowed(id)) {
                    subscribe(op, id, OrderArgs.text(message, "ch"));
                }
            }
            case "req" -> {
                if (isAllowed(id)) {
                    orders.handle(this, id, message);
                }
            }
            default -> sendError(id, "Invalid op: " + op);
        }
    }

    /** Section 3.1; a login that fails leaves an earlier one standing. */
    private void logIn(@Nullable JsonNode id, JsonNode message) {
        SimAuth.Verdict verdict = auth.checkStream(
                OrderArgs.text(message, "key"), OrderArgs.text(message, "t"), OrderArgs.text(message, "sig"));
        ObjectNode reply = FuturesShapes.withId(FuturesShapes.object().put("m", "auth"), id);
        switch (verdict) {
            case GOOD -> {
                loggedIn = true;
                tally.logins.increment();
                send(reply.put("code", 0));
            }
            case MISMATCH -> send(reply.put("code", 200006).put("err", "Unable to find User Account Data"));
            case STALE -> send(reply.put("code", 100011).put("err", "INVALID_TIMESTAMP"));
        }
    }

    /** Section 2.6. */
    private boolean isAllowed(@Nullable JsonNode id) {
        if (!loggedIn) {
            send(FuturesShapes.error(id, 100009, "AUTHORIZATION_NEEDED", "Authorization needed"));
        }
        return loggedIn;
    }

    /** Section 3.4. */
    private void subscribe(String op, @Nullable JsonNode id, String wanted) {
        if (!wanted.equals(ORDER_CHANNEL)) {
            sendError(id, "Invalid channel: " + wanted);
            return;
        }
        subscribed = op.equals("sub");
        send(FuturesShapes.withId(FuturesShapes.object().put("m", op), id)
                .put("ch", wanted)
                .put("code", 0));
    }

    /** Section 3.2: after a client's ping the venue sends none for twice the usual time. */
    private void answerPing() {
        tally.pings.increment();
        staySilentFor(pingAfter.multipliedBy(2));
        send(FuturesShapes.object()
                .put("m", "pong")
                .put("code", 0)
                .put("ts", clock.millis())
                .put("hp", health));
    }

    /** Section 3.2: any message of the client counts as an answer to a ping. */
    private void heard() {
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
            send(FuturesShapes.object()
                    .put("m", "disconnected")
                    .put("code", INVALID_WS_REQUEST_DATA)
                    .put("reason", "INVALID_WS_REQUEST_DATA")
                    .put("info", "Session is disconnected due to missing pong message from the client"));
            write(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
            end();
            return;
        }
        send(FuturesShapes.object().put("m", "ping").put("hp", health));
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
