package io.ordergateway.ws.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;

/**
 * What Netty's client makes of a stream, as the gateway had it before it had frames of its own: decoder, UTF-8 validator,
 * protocol handler and aggregator. Ends with the first violation or close frame.
 */
final class NettyReadings implements AutoCloseable {
    /** The leak detector would take most of a campaign's time, and it is not Netty that is tested. */
    private static final UnpooledByteBufAllocator UNWATCHED = new UnpooledByteBufAllocator(false, true);

    private static final WebSocketClientProtocolConfig AS_IT_COMES =
            WebSocketClientProtocolConfig.newBuilder().build();

    private final List<String> events = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private boolean over;
    private boolean withinMessage;

    NettyReadings(int maxMessageBytes) {
        channel.config().setAllocator(UNWATCHED);
        channel.pipeline()
                .addLast(
                        new Written(),
                        new WebSocket13FrameDecoder(false, false, maxMessageBytes),
                        new WebSocketClientProtocolHandler(AS_IT_COMES), // brings the validator, before itself
                        new WebSocketFrameAggregator(maxMessageBytes),
                        new Handed());
        String protocol =
                channel.pipeline().context(WebSocketClientProtocolHandler.class).name();
        channel.pipeline().addBefore(protocol, "validated", new Validated());
    }

    List<String> events() {
        return events;
    }

    /** Whether a message has begun and not ended. */
    boolean withinMessage() {
        return withinMessage;
    }

    void readBytes(byte[] bytes, int from, int to) {
        if (!over && channel.isOpen()) {
            channel.writeInbound(Unpooled.copiedBuffer(bytes, from, to - from)); // it moves bytes within its buffers
        }
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
    }

    private void add(String event) {
        if (!over) {
            events.add(event);
        }
    }

    private void end(String event) {
        add(event);
        over = true;
    }

    /** First in the pipeline: sees what Netty answers by itself. */
    private final class Written extends ChannelOutboundHandlerAdapter {
        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            if (message instanceof PongWebSocketFrame pong) {
                add(Readings.gotPing(ByteBufUtil.getBytes(pong.content())));
            }
            ReferenceCountUtil.release(message);
            promise.setSuccess();
        }
    }

    /** Behind the validator: sees the close frames, which the protocol handler keeps to itself. */
    private final class Validated extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (over) {
                ReferenceCountUtil.release(message); // it goes on after a violation; nothing of that counts
                return;
            }
            if (message instanceof CloseWebSocketFrame close) {
                boolean empty = !close.content().isReadable();
                end(Readings.gotClose(empty ? CloseCode.NONE : close.statusCode(), close.reasonText()));
            } else if (message instanceof WebSocketFrame frame
                    && !(message instanceof PingWebSocketFrame)
                    && !(message instanceof PongWebSocketFrame)) {
                withinMessage = !frame.isFinalFragment();
            }
            context.fireChannelRead(message);
        }
    }

    /** Last in the pipeline, where the gateway's handler was. */
    private final class Handed extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf content = ((WebSocketFrame) message).content();
            if (message instanceof TextWebSocketFrame) {
                add(Readings.gotText(ByteBufUtil.getBytes(content)));
            } else if (message instanceof BinaryWebSocketFrame) {
                add(Readings.gotBinary(content.readableBytes()));
            } else {
                add("unexpected " + message);
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause instanceof CorruptedWebSocketFrameException corrupted) {
                end(Readings.gotBroken(corrupted.closeStatus().code()));
            } else if (cause instanceof TooLongFrameException) {
                end(Readings.gotBroken(CloseCode.TOO_BIG));
            } else if (channel.isOpen()) {
                end("unexpected " + cause);
            }
            context.close();
        }
    }
}
