package io.ordergateway.ws.api.stream;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.ordergateway.ws.api.client.Clients;
import io.ordergateway.ws.api.message.Answers;
import io.ordergateway.ws.api.message.RequestFault;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;

/**
 * One client's WebSocket, on its own thread: listens no faster than the client reads what it is told, and sees that the
 * client is there. That it ends stops no cancel.
 */
final class StreamConnection extends BaseSubscriber<WebSocketFrame> {
    private static final Logger log = LoggerFactory.getLogger(StreamConnection.class);

    /** How many answers may wait for a client before it is not listened to any more, until it has read them. */
    static final int MAX_WAITING = 1_024;

    /** How soon a connection must say who it is. */
    static final Duration AUTH_WITHIN = Duration.ofSeconds(5);

    /** How long a client may be silent before it is asked whether it is there, and as long again before it is given up. */
    static final Duration SILENCE = Duration.ofSeconds(20);

    /** How long a client may leave what it is told unread. */
    static final Duration STALL = Duration.ofSeconds(30);

    private final Channel channel;
    private final StreamRequests requests;
    private final Consumer<Channel> known;
    private final String from;
    private final Outbox outbox;
    private final Subscriptions subscriptions;
    private final PendingCancels cancels;

    private Clients.@Nullable Login login;
    private boolean listening = true;
    private boolean asked;
    private boolean closing;
    private long heardAt = System.nanoTime();
    private long sentAt = heardAt;

    /**
     * A connection that was just opened.
     *
     * @param known told once it has shown who it is
     * @param from its address, for the log
     */
    StreamConnection(Channel channel, StreamRequests requests, Consumer<Channel> known, String from) {
        this.channel = channel;
        this.requests = requests;
        this.known = known;
        this.from = from;
        this.outbox = new Outbox(channel, this::sent);
        this.subscriptions = new Subscriptions(outbox, channel.eventLoop());
        this.cancels = new PendingCancels(outbox);
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelWritabilityChanged(ChannelHandlerContext context) {
                outbox.flush();
                context.fireChannelWritabilityChanged();
            }
        });
        after(AUTH_WITHIN, this::requireLogin);
        after(SILENCE.dividedBy(2), this::watch);
        subscription.request(1);
    }

    private void after(Duration time, Runnable task) {
        channel.eventLoop().schedule(task, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    // ---- what the client says ----

    @Override
    protected void hookOnNext(WebSocketFrame frame) {
        if (closing) {
            return;
        }
        heardAt = System.nanoTime();
        asked = false;
        if (frame instanceof TextWebSocketFrame) {
            requests.read(this, ByteBufUtil.getBytes(frame.content()));
        } else if (frame instanceof BinaryWebSocketFrame) {
            close(WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "write text");
        }
        listen();
    }

    @Override
    protected void hookOnError(Throwable fault) {
        if (fault instanceof DecoderException) { // the others say that it is gone, and no more
            requests.broken(this, fault);
        }
        if (fault instanceof CorruptedWebSocketFrameException broken) {
            close(broken.closeStatus(), "that is no WebSocket");
        } else {
            boolean tooLong = fault instanceof TooLongFrameException;
            close(tooLong ? WebSocketCloseStatus.MESSAGE_TOO_BIG : WebSocketCloseStatus.PROTOCOL_ERROR, "");
        }
    }

    private void listen() {
        listening = outbox.waiting() < MAX_WAITING;
        if (listening) {
            request(1);
        }
    }

    private void sent() {
        sentAt = System.nanoTime();
        if (!listening) {
            listen();
        }
    }

    // ---- who the client is ----

    /**
     * Lets it in. From now on it counts as one of its client's connections.
     *
     * @throws RequestFault if the client has too many
     */
    void enter(Clients.Login in) {
        in.gateway().connected();
        known.accept(channel);
        login = in;
    }

    Clients.@Nullable Login login() {
        return login;
    }

    /** What no other connection is called. */
    String name() {
        return channel.id().asLongText();
    }

    /** Its address. */
    String from() {
        return from;
    }

    private void requireLogin() {
        if (login == null) {
            close(WebSocketCloseStatus.POLICY_VIOLATION, "no auth within " + AUTH_WITHIN.toSeconds() + " s");
        }
    }

    // ---- what it is told ----

    Outbox outbox() {
        return outbox;
    }

    Subscriptions subscriptions() {
        return subscriptions;
    }

    PendingCancels cancels() {
        return cancels;
    }

    /** Tells it that something is not done, and the log. */
    void refuse(String topic, @Nullable String id, RequestFault fault) {
        Clients.Login in = login;
        if (in != null) {
            in.gateway().note(fault.status(), fault.text());
        }
        outbox.send(Answers.fault(topic, id, fault));
    }

    // ---- its end ----

    /** Looks now and then whether the client is there, and reads. */
    private void watch() {
        if (!channel.isActive()) {
            return;
        }
        long now = System.nanoTime();
        if (outbox.waiting() > 0 && now - sentAt > STALL.toNanos()) {
            log.warn("{} reads nothing; its connection is closed", this);
            channel.close();
            return;
        }
        if (now - heardAt > 2 * SILENCE.toNanos()) {
            log.info("{} is silent; its connection is closed", this);
            channel.close();
            return;
        }
        if (now - heardAt > SILENCE.toNanos() && !asked) {
            asked = true;
            channel.writeAndFlush(new PingWebSocketFrame());
        }
        after(SILENCE.dividedBy(2), this::watch);
    }

    /** Closes it; what it has done goes on. */
    void close(WebSocketCloseStatus status, String reason) {
        if (channel.isActive() && !closing) {
            closing = true;
            outbox.flush();
            channel.writeAndFlush(new CloseWebSocketFrame(status, reason)).addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** Does something on its thread. From any thread. */
    void soon(Consumer<StreamConnection> task) {
        try {
            channel.eventLoop().execute(() -> task.accept(this));
        } catch (RejectedExecutionException e) {
            log.debug("{} ended with its thread", this, e);
        }
    }

    @Override
    protected void hookFinally(SignalType end) {
        subscriptions.endAll();
        Clients.Login in = login;
        login = null;
        if (in != null) {
            in.gateway().disconnected();
            requests.ended(this);
        }
    }

    /** For logs. */
    @Override
    public String toString() {
        Clients.Login in = login;
        return (in == null ? "a stranger" : in.gateway().client().toString()) + " at " + from;
    }
}
