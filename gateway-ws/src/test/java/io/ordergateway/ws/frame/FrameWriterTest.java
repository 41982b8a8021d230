package io.ordergateway.ws.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we write, read by Netty's server. Sections are those of RFC 6455. */
class FrameWriterTest {
    private static final int MASK_AT = 2; // in a short frame (5.2)

    /** Counts for itself: with Netty's leak detector the tests would take ten times as long. */
    private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true, true);

    private final List<Throwable> caught = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter() {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            caught.add(cause);
        }
    });
    private final EmbeddedChannel server = new EmbeddedChannel(new WebSocket13FrameDecoder(true, false, 1 << 21));
    private final FrameWriter writer = new FrameWriter(channel);

    FrameWriterTest() {
        channel.config().setAllocator(memory);
        server.config().setAllocator(memory);
    }

    @AfterEach
    void nothingIsLeft() {
        channel.finishAndReleaseAll();
        server.finishAndReleaseAll();
        assertThat(memory.metric().usedDirectMemory()).isZero();
        assertThat(memory.metric().usedHeapMemory()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 125, 126, 127, 8_191, 8_192, 8_193, 65_522, 65_535, 65_536, 65_537, 1 << 20})
    void everyLengthArrives(int length) {
        byte[] text = text(new SplittableRandom(length), length);

        writer.text(text, 0, text.length);
        writer.flush();

        assertThat(received()).containsExactly(new String(text, StandardCharsets.US_ASCII));
    }

    @Test
    void randomMessagesArriveInOrder() {
        SplittableRandom random = new SplittableRandom(7);
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            int length = random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(300);
            int from = random.nextInt(20);
            byte[] text = text(random, from + length + random.nextInt(20));
            writer.text(text, from, length);
            sent.add(new String(text, from, length, StandardCharsets.US_ASCII));
            if (random.nextInt(50) == 0) {
                writer.flush();
            }
        }
        writer.flush();

        assertThat(received()).isEqualTo(sent);
    }

    @Test
    void leavesWhatItWasGivenAsItWas() {
        byte[] text = {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'};

        writer.text(text, 0, text.length);

        assertThat(text).isEqualTo("abcdefghi".getBytes(StandardCharsets.US_ASCII));
        writer.release();
    }

    @Test
    void holdsABurstUntilItIsFlushed() {
        for (int i = 0; i < 100; i++) {
            writer.text(new byte[150], 0, 150);
        }
        channel.flush();
        assertThat(channel.outboundMessages()).isEmpty();

        assertThat(writer.flush()).isTrue();

        assertThat(channel.outboundMessages()).hasSize(1);
        assertThat(received()).hasSize(100);
        assertThat(writer.flush()).isFalse();
    }

    @Test
    void handsAFullBatchToTheChannel() {
        int perBatch = FrameWriter.BATCH_BYTES / (1_000 + 8);
        for (int i = 0; i <= perBatch; i++) {
            writer.text(new byte[1_000], 0, 1_000);
        }
        channel.flush();
        assertThat(channel.outboundMessages()).hasSize(1);
        assertThat(((ByteBuf) channel.outboundMessages().peek()).readableBytes())
                .isLessThanOrEqualTo(FrameWriter.BATCH_BYTES);

        writer.flush();

        assertThat(received()).hasSize(perBatch + 1);
    }

    @Test
    void holdsNoMemoryAtRest() {
        writer.text(new byte[150], 0, 150);
        assertThat(memory.metric().usedDirectMemory()).isPositive();

        writer.flush();
        received();

        assertThat(memory.metric().usedDirectMemory()).isZero();
    }

    @Test
    void countsWhatWaitsInTheBatchAsUnsent() {
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(500, 1_000));
        writer.text(new byte[900], 0, 900);
        assertThat(channel.isWritable()).isTrue();
        assertThat(writer.isWritable()).isTrue();

        writer.text(new byte[100], 0, 100);

        assertThat(channel.isWritable()).isTrue();
        assertThat(writer.isWritable()).isFalse();
        writer.flush();
        assertThat(writer.isWritable()).isTrue();
        received();
    }

    /** Unpredictable (5.3, 10.3) cannot be shown; a pattern would show here. */
    @Test
    void masksHaveNoPattern() {
        int count = 10_000;
        Set<Integer> masks = new HashSet<>();
        Set<Integer> steps = new HashSet<>();
        int[] ones = new int[Integer.SIZE];
        int before = 0;
        for (int i = 0; i < count; i++) {
            writer.text(new byte[1], 0, 1);
            writer.flush();
            ByteBuf frame = channel.readOutbound();
            int mask = frame.getInt(MASK_AT);
            frame.release();
            masks.add(mask);
            steps.add(mask - before);
            before = mask;
            for (int bit = 0; bit < Integer.SIZE; bit++) {
                ones[bit] += (mask >>> bit) & 1;
            }
        }

        assertThat(masks).hasSizeGreaterThan(count - 5);
        assertThat(steps).hasSizeGreaterThan(count - 5);
        for (int times : ones) {
            assertThat(times).isBetween(count * 47 / 100, count * 53 / 100);
        }
    }

    @Test
    void noTwoSourcesOfMasksAgree() {
        MaskSource one = new MaskSource();
        MaskSource other = new MaskSource();

        int equal = 0;
        for (int i = 0; i < 10_000; i++) {
            equal += one.next() == other.next() ? 1 : 0;
        }

        assertThat(equal).isLessThan(5);
    }

    @Test
    void sendsPongsAndTheCloseFrameInTheirOrder() {
        byte[] data = {9, 9, 1, 2, 3};
        writer.text(new byte[] {'a'}, 0, 1);
        writer.pong(data, 2, 5);

        assertThat(writer.close(1001, "gone").isSuccess()).isTrue();

        List<WebSocketFrame> frames = frames();
        assertThat(frames.get(0)).isInstanceOf(TextWebSocketFrame.class);
        assertThat(frames.get(1)).isInstanceOf(PongWebSocketFrame.class);
        assertThat(frames.get(1).content().readableBytes()).isEqualTo(3);
        assertThat(frames.get(2)).isInstanceOfSatisfying(CloseWebSocketFrame.class, close -> {
            assertThat(close.statusCode()).isEqualTo(1001);
            assertThat(close.reasonText()).isEqualTo("gone");
        });
        frames.forEach(ReferenceCountUtil::release);
    }

    @Test
    void cutsAReasonThatDoesNotFit() { // 5.5
        writer.close(CloseCode.PROTOCOL_ERROR, "x".repeat(200));

        List<WebSocketFrame> frames = frames();

        assertThat(((CloseWebSocketFrame) frames.get(0)).reasonText()).isEqualTo("x".repeat(123));
        frames.forEach(ReferenceCountUtil::release);
    }

    @Test
    void sendsNothingAfterTheCloseFrame() { // 5.5.1
        writer.close(CloseCode.NONE, "");
        frames().forEach(ReferenceCountUtil::release);

        writer.text(new byte[] {'a'}, 0, 1);
        writer.flush();

        assertThat(channel.outboundMessages()).isEmpty();
        assertThat(caught).hasOnlyElementsOfType(ClosedChannelException.class).hasSize(1);
    }

    @Test
    void aWriteThatFailsIsAnExceptionInThePipeline() {
        channel.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
                ReferenceCountUtil.release(message);
                promise.setFailure(new IOException("Broken pipe"));
            }
        });

        writer.text(new byte[] {'a'}, 0, 1);
        writer.flush();

        assertThat(caught).singleElement().satisfies(cause -> assertThat(cause).hasMessage("Broken pipe"));
    }

    private List<String> received() {
        List<String> texts = new ArrayList<>();
        for (WebSocketFrame frame : frames()) {
            texts.add(((TextWebSocketFrame) frame).text());
            frame.release();
        }
        return texts;
    }

    private List<WebSocketFrame> frames() {
        List<WebSocketFrame> frames = new ArrayList<>();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            server.writeInbound(out);
        }
        for (WebSocketFrame frame = server.readInbound(); frame != null; frame = server.readInbound()) {
            frames.add(frame);
        }
        return frames;
    }

    private static byte[] text(SplittableRandom random, int length) {
        byte[] text = new byte[length];
        for (int i = 0; i < length; i++) {
            text[i] = (byte) random.nextInt(32, 127);
        }
        return text;
    }
}
