package io.ordergateway.ws.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Last in the pipeline of a client whose handshake is Netty's ({@link WebSocketClientProtocolHandler}). When that is complete it
 * takes Netty's handlers out and is the connection: it hands out messages, answers pings, and does the closing handshake.
 *
 * <p>It differs from Netty's client on purpose where that falls short of RFC 6455: a close frame is answered (5.5.1), and every
 * violation is told to the peer with its code (7.1.7), also one in a close frame, and a message that grows too big (1009).
 * Netty's decoder means to tell, but writes past its encoder.
 */
public abstract class FrameHandler extends ChannelDuplexHandler {
    /** How long a peer may take to read our close frame before the connection is closed all the same. */
    public static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

    private static final List<Class<? extends ChannelHandler>> NETTYS = List.of(
            WebSocket13FrameDecoder.class,
            WebSocket13FrameEncoder.class,
            Utf8FrameValidator.class,
            WebSocketClientProtocolHandler.class);

    private final int maxMessageBytes;
    private @Nullable FrameReader reader;
    private @Nullable FrameWriter writer;
    private @Nullable ChannelFuture closeSent;
    private boolean owesPong;
    private boolean over;

    /** A connection on which a message may have so many bytes. */
    protected FrameHandler(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    /** The handshake is complete; frames go out by this writer. */
    protected abstract void established(FrameWriter frames);

    /** Bytes came; the messages in them follow. */
    protected void reading() {}

    /** A text message came; the bytes are valid during the call. */
    protected abstract void text(byte[] utf8, int from, int to);

    /** A binary message of this length came. */
    protected abstract void binary(int length);

    /** The connection ended, or is about to; told once. */
    protected abstract void ended(String cause);

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            takeOver(context);
        }
    }

    /**
     * What came after the handshake in the same read is still in Netty's HTTP codec. That passes it on as it is, and leaves the
     * pipeline by itself; its aggregator is gone already.
     */
    private void takeOver(ChannelHandlerContext context) {
        ChannelPipeline pipeline = context.pipeline();
        NETTYS.stream().filter(type -> pipeline.get(type) != null).forEach(pipeline::remove);
        reader = new Incoming(context);
        FrameWriter frames = new FrameWriter(context.channel());
        writer = frames;
        established(frames);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (reader == null || !(message instanceof ByteBuf in)) {
            context.fireChannelRead(message);
            return;
        }
        try {
            reading();
            reader.read(in);
        } catch (FrameViolation violation) {
            String what = String.valueOf(violation.getMessage());
            sendClose(context, violation.closeCode(), what);
            end("the venue broke the WebSocket protocol: " + what);
            close(context, context.newPromise());
        } finally {
            in.release();
        }
        if (owesPong && writer != null) {
            owesPong = false;
            writer.flush();
        }
    }

    private void end(String cause) {
        if (!over) {
            over = true;
            ended(cause);
        }
    }

    /** The last frame of all, once. */
    private void sendClose(ChannelHandlerContext context, int code, String reason) {
        if (closeSent != null || writer == null) {
            return;
        }
        ChannelFuture sent = writer.close(code, reason);
        closeSent = sent;
        if (!sent.isDone()) {
            long patience = CLOSE_PATIENCE.toNanos();
            Future<?> atLast = context.executor().schedule(() -> context.close(), patience, TimeUnit.NANOSECONDS);
            sent.addListener(done -> atLast.cancel(false));
        }
    }

    /** Closes the connection when the close frame has left, if there is one. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (context.channel().isActive()) {
            sendClose(context, CloseCode.NORMAL, "Bye");
        }
        if (closeSent == null) {
            context.close(promise);
        } else {
            closeSent.addListener(done -> context.close(promise));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        release();
        end("the connection was closed");
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        release();
    }

    private void release() {
        if (reader != null && writer != null) {
            reader.end();
            writer.release();
        }
    }

    /** What the peer says, with what the protocol itself answers. */
    private final class Incoming extends FrameReader {
        private final ChannelHandlerContext context;

        Incoming(ChannelHandlerContext context) {
            super(maxMessageBytes);
            this.context = context;
        }

        @Override
        protected void text(byte[] utf8, int from, int to) {
            FrameHandler.this.text(utf8, from, to);
        }

        @Override
        protected void binary(int length) {
            FrameHandler.this.binary(length);
        }

        /** A peer that pings and does not read gets no more pongs: the last one will do for it (RFC 6455 5.5.3). */
        @Override
        protected void ping(byte[] data, int from, int to) {
            if (writer != null && closeSent == null && writer.isWritable()) {
                writer.pong(data, from, to);
                owesPong = true;
            }
        }

        @Override
        protected void close(int code, String reason) {
            sendClose(context, code, "");
            String said = code == CloseCode.NONE ? "without a code" : "with " + code + ' ' + reason;
            FrameHandler.this.end("the venue closed the connection " + said.strip());
            FrameHandler.this.close(context, context.newPromise());
        }
    }
}
