package io.ordergateway.ws.sim.coinswitch.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of the stream: Engine.IO's pings and Socket.IO's one namespace (section 9). Lives on the venue's loop. */
// A write or close that fails ends the connection, which is seen where connections end.
@SuppressWarnings("FutureReturnValueIgnored")
public final class StreamClient extends SimpleChannelInboundHandler<WebSocketFrame> {
    private static final String NAMESPACE = "/orderupdates";
    private static final int MAX_PAYLOAD = 1_000_000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger log = LoggerFactory.getLogger(StreamClient.class);

    private final Channel channel;
    private final StreamHub hub;
    private final StreamDoor door;
    private final StreamTimings timings;
    private boolean gone;
    private boolean joined;
    private boolean subscribed;
    private @Nullable ScheduledFuture<?> timer;

    StreamClient(Channel channel, StreamHub hub, StreamDoor door, StreamTimings timings) {
        this.channel = channel;
        this.hub = hub;
        this.door = door;
        this.timings = timings;
    }

    /** Called once, when the handshake is through. */
    public void greet() {
        hub.opened(this);
        ObjectNode open = JsonNodeFactory.instance.objectNode().put("sid", newSid());
        open.putArray("upgrades");
        open.put("pingInterval", timings.pingInterval().toMillis())
                .put("pingTimeout", timings.pingTimeout().toMillis())
                .put("maxPayload", MAX_PAYLOAD);
        send("0" + open);
        flush();
        awaken(timings.pingInterval(), this::ping);
    }

    boolean isSubscribed() {
        return subscribed && !gone;
    }

    /** Goes out at the next flush. */
    void event(String name, JsonNode payload) {
        JsonNode json = JsonNodeFactory.instance.arrayNode().add(name).add(payload);
        send(new Packet(Packet.EVENT, NAMESPACE, json.toString()).toMessage());
    }

    /** A text frame, whatever it says. */
    public void send(String text) {
        write(new TextWebSocketFrame(text));
    }

    /** The namespace is closed to this client, which may join it again; the connection stays. */
    public void leaveNamespace() {
        if (joined) {
            joined = false;
            subscribed = false;
            send(new Packet(Packet.DISCONNECT, NAMESPACE, "").toMessage());
        }
    }

    /** Resets the connection. */
    public void cut() {
        flush();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        leave();
        channel.close();
    }

    void flush() {
        channel.flush();
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
            leave();
            channel.writeAndFlush(frame.retain()).addListener(ChannelFutureListener.CLOSE);
        } else {
            end("only text is taken");
        }
    }

    /** Engine.IO: the first character is the type. */
    private void message(String text) {
        switch (text.isEmpty() ? ' ' : text.charAt(0)) {
            case '1' -> end("closed by the client");
            case '3' -> awaken(timings.pingInterval(), this::ping);
            case '4' -> {
                Optional<Packet> packet = Packet.parse(text.substring(1));
                packet.ifPresentOrElse(this::packet, () -> end("not a packet"));
            }
            default -> end("not a message");
        }
    }

    private void packet(Packet packet) {
        switch (packet.type()) {
            case Packet.CONNECT -> connect(packet.namespace());
            case Packet.DISCONNECT -> {
                joined = false;
                subscribed = false;
            }
            case Packet.EVENT -> {
                if (joined && packet.namespace().equals(NAMESPACE)) {
                    event(packet.json());
                } else {
                    end("not in this namespace");
                }
            }
            default -> log.debug("ignored a packet of type {}", packet.type());
        }
    }

    private void connect(String namespace) {
        if (namespace.equals(NAMESPACE) && !door.isRefusing()) {
            joined = true;
            send(new Packet(Packet.CONNECT, NAMESPACE, "{\"sid\":\"" + newSid() + "\"}").toMessage());
        } else {
            String why = namespace.equals(NAMESPACE) ? "Connection refused" : "Invalid namespace";
            send(new Packet(Packet.REFUSED, namespace, "{\"message\":\"" + why + "\"}").toMessage());
        }
    }

    /** Section 9: names are case-sensitive. What a wrong key is told is not documented: here it is nothing. */
    private void event(String json) {
        try {
            JsonNode event = JSON.readTree(json);
            if (!event.path(0).asText().equals(Payload.EVENT)) {
                return;
            }
            boolean ours = door.isAccount(event.at("/1/apikey").asText());
            switch (event.at("/1/event").asText()) {
                case "subscribe" -> {
                    if (ours) {
                        subscribed = true;
                        hub.subscribed();
                    }
                }
                case "unsubscribe" -> subscribed = false;
                default -> log.debug("ignored an event that is no subscription");
            }
        } catch (JsonProcessingException e) {
            end("not JSON");
        }
    }

    private void ping() {
        send("2");
        flush();
        awaken(timings.pingTimeout(), () -> end("ping timeout"));
    }

    private void awaken(Duration delay, Runnable action) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = channel.eventLoop()
                .schedule(
                        () -> {
                            if (!gone) {
                                action.run();
                            }
                        },
                        delay.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    private void end(String why) {
        log.debug("a client of the stream is dropped: {}", why);
        write(new CloseWebSocketFrame());
        flush();
        leave();
        channel.close();
    }

    private void leave() {
        gone = true;
        if (timer != null) {
            timer.cancel(false);
        }
        hub.closed(this);
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
        log.debug("a client of the stream broke: {}", cause.toString());
        leave();
        ctx.close();
    }

    private static String newSid() {
        return UUID.randomUUID().toString();
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
