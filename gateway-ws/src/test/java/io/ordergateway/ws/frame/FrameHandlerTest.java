package io.ordergateway.ws.frame;

import static io.ordergateway.ws.frame.FrameReaderTest.frame;
import static io.ordergateway.ws.frame.FrameReaderTest.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection from Netty's handshake to its end. Sections are those of RFC 6455. */
class FrameHandlerTest {
    private static final int LIMIT = 1_000;
    private static final Pattern KEY = Pattern.compile("sec-websocket-key: (\\S+)", Pattern.CASE_INSENSITIVE);
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"; // 1.3

    private final List<EmbeddedChannel> opened = new ArrayList<>();
    private final EmbeddedChannel server = new EmbeddedChannel(new WebSocket13FrameDecoder(true, false, LIMIT));
    private final Client client = new Client();
    private final EmbeddedChannel channel = connect(client);

    /** Notes what it is told, and answers {@code bye} by closing. */
    private static final class Client extends FrameHandler {
        final List<String> told = new ArrayList<>();

        @Nullable
        FrameWriter frames;

        @Nullable
        EmbeddedChannel channel;

        Client() {
            super(LIMIT);
        }

        @Override
        protected void established(FrameWriter writer) {
            frames = writer;
            told.add("established");
        }

        @Override
        protected void text(byte[] utf8, int from, int to) {
            String text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
            told.add(text);
            if (text.equals("bye")) {
                channel.close();
            } else if (text.equals("fail")) {
                throw new IllegalStateException("the client's own trouble");
            }
        }

        @Override
        protected void binary(int length) {
            told.add("binary of " + length);
        }

        @Override
        protected void ended(String cause) {
            told.add("ended: " + cause);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            told.add("caught: " + cause.getMessage());
        }
    }

    private EmbeddedChannel connect(Client handler) {
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(URI.create("ws://venue/stream"))
                .build();
        EmbeddedChannel made = new EmbeddedChannel(
                new HttpClientCodec(),
                new HttpObjectAggregator(1 << 16),
                new WebSocketClientProtocolHandler(config),
                handler);
        handler.channel = made;
        opened.add(made);
        return made;
    }

    @AfterEach
    void close() {
        server.finishAndReleaseAll();
        opened.forEach(EmbeddedChannel::finishAndReleaseAll);
    }

    @Test
    void takesOverFromNettyWhenTheHandshakeIsComplete() {
        establish();

        assertThat(client.told).containsExactly("established");
        assertThat(channel.pipeline().toMap().values()).containsExactly(client);
        client.frames.text("hello".getBytes(StandardCharsets.UTF_8), 0, 5);
        client.frames.flush();
        assertThat(sent()).containsExactly("text hello");
    }

    /** The venue may speak first, and TCP cuts where it likes. */
    @Test
    void losesNothingThatComesWithTheEndOfTheHandshake() {
        byte[] first = join(frame(0x81, utf8("one")), frame(0x01, utf8("tw")), frame(0x80, utf8("o")));
        int length = join(accepted(channel), first).length;

        for (int cut = 1; cut <= length; cut++) {
            Client other = new Client();
            EmbeddedChannel with = connect(other);
            byte[] all = join(accepted(with), first);
            with.writeInbound(Unpooled.copiedBuffer(all, 0, cut));
            if (cut < length) {
                with.writeInbound(Unpooled.copiedBuffer(all, cut, length - cut));
            }
            assertThat(other.told).as("cut at %s", cut).containsExactly("established", "one", "two");
            assertThat(with.pipeline().toMap().values()).containsExactly(other);
        }
    }

    @Test
    void answersAPingWithItsData() { // 5.5.2, 5.5.3
        establish();

        receive(frame(0x89, utf8("there?")), frame(0x81, utf8("a")), frame(0x89, utf8("")));

        assertThat(sent()).containsExactly("pong there?", "pong ");
        assertThat(client.told).containsExactly("established", "a");
    }

    @Test
    void answersACloseFrameWithItsCodeAndEnds() { // 5.5.1
        establish();

        receive(frame(0x88, close(1001, "going away")), frame(0x81, utf8("too late")));

        assertThat(sent()).containsExactly("close 1001 ");
        assertThat(channel.isOpen()).isFalse();
        assertThat(client.told)
                .containsExactly("established", "ended: the venue closed the connection with 1001 going away");
    }

    @Test
    void answersACloseFrameWithoutACodeInKind() { // 7.1.5
        establish();

        receive(frame(0x88, new byte[0]));

        assertThat(sent()).containsExactly("close -1 ");
        assertThat(client.told).containsExactly("established", "ended: the venue closed the connection without a code");
    }

    @Test
    void tellsThePeerWhatItDidWrongAndEnds() { // 7.1.7
        establish();

        receive(frame(0x81, utf8("a")), frame(0x83, utf8("b")), frame(0x81, utf8("c")));
        channel.checkException();

        assertThat(sent()).containsExactly("close 1002 reserved opcode 3");
        assertThat(channel.isOpen()).isFalse();
        assertThat(client.told)
                .containsExactly(
                        "established", "a", "ended: the venue broke the WebSocket protocol: reserved opcode 3");
    }

    @Test
    void tellsThePeerThatItsTextIsNone() { // 8.1
        establish();

        receive(frame(0x81, new byte[] {(byte) 0xFF}));

        assertThat(sent()).containsExactly("close 1007 text that is not UTF-8");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void tellsThePeerThatAMessageIsTooBigHoweverItIsFragmented() { // 7.4.1
        establish();

        receive(frame(0x01, new byte[LIMIT]), frame(0x00, new byte[1]));

        assertThat(sent()).containsExactly("close 1009 a message of more than 1000 bytes");
        assertThat(client.told).hasSize(2).last().asString().startsWith("ended: ");
    }

    @Test
    void tellsThePeerThatItsCloseFrameIsBroken() { // 7.4.2
        establish();

        receive(frame(0x88, close(1005, "")));

        assertThat(sent()).containsExactly("close 1002 close code 1005");
    }

    @Test
    void handsOutThatABinaryMessageCame() {
        establish();

        receive(frame(0x82, new byte[7]));

        assertThat(client.told).containsExactly("established", "binary of 7");
    }

    @Test
    void saysGoodbyeWhenItIsClosed() { // 7.1.1
        establish();
        client.frames.text(utf8("last words"), 0, 10);

        channel.close();

        assertThat(sent()).containsExactly("text last words", "close 1000 Bye");
        assertThat(channel.isOpen()).isFalse();
        assertThat(client.told).containsExactly("established", "ended: the connection was closed");
    }

    @Test
    void saysGoodbyeOnceThoughItIsClosedAgainAndAgain() {
        establish();
        Stuck stuck = new Stuck();
        channel.pipeline().addFirst(stuck);

        channel.pipeline().close();
        receive(frame(0x81, utf8("bye")), frame(0x88, close(1000, "")));

        assertThat(stuck.promises).hasSize(1);
        assertThat(client.told)
                .containsExactly("established", "bye", "ended: the venue closed the connection with 1000");
        stuck.promises.get(0).setSuccess();
        assertThat(channel.isOpen()).isFalse();
        assertThat(client.told).hasSize(3);
    }

    @Test
    void doesNotWaitForeverForAPeerThatDoesNotRead() {
        establish();
        channel.pipeline().addFirst(new Stuck());

        channel.pipeline().close(); // the channel's own would end its timers
        assertThat(channel.isOpen()).isTrue();
        channel.advanceTimeBy(FrameHandler.CLOSE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void givesAPeerThatDoesNotReadNoMorePongs() { // 5.5.3
        establish();
        channel.config().setWriteBufferHighWaterMark(1 << 16);
        client.frames.text(new byte[1 << 16], 0, 1 << 16);
        assertThat(client.frames.isWritable()).isFalse();

        receive(frame(0x89, utf8("there?")));
        client.frames.release();

        assertThat(channel.outboundMessages()).isEmpty();
    }

    @Test
    void readsNothingMoreAfterAnErrorOfItsOwn() {
        establish();

        receive(frame(0x81, utf8("fail")), frame(0x81, utf8("unheard")));
        receive(frame(0x81, utf8("unheard, too")));

        assertThat(client.told).containsExactly("established", "fail", "caught: the client's own trouble");
    }

    @Test
    void aConnectionThatIsCutEndsOnceAndLosesWhatWaits() {
        establish();
        client.frames.text(utf8("never sent"), 0, 10);
        receive(new byte[] {(byte) 0x81, 5, 'a'});

        channel.pipeline().firstContext().close();

        assertThat(sent()).isEmpty();
        assertThat(client.told).containsExactly("established", "ended: the connection was closed");
    }

    @Test
    void aConnectionThatEndsBeforeItsHandshakeEndsOnce() {
        channel.close();

        assertThat(client.told).contains("ended: the connection was closed");
        assertThat(client.told).doesNotContain("established");
    }

    /** Takes what is written and never says that it left. */
    private static final class Stuck extends ChannelOutboundHandlerAdapter {
        private final List<ChannelPromise> promises = new ArrayList<>();

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            ((ByteBuf) message).release();
            promises.add(promise);
        }

        @Override
        public void close(ChannelHandlerContext context, ChannelPromise promise) {
            promises.forEach(waiting -> waiting.tryFailure(new IllegalStateException("closed")));
            context.close(promise);
        }
    }

    private void establish() {
        channel.writeInbound(Unpooled.wrappedBuffer(accepted(channel)));
    }

    private void receive(byte[]... frames) {
        channel.writeInbound(Unpooled.wrappedBuffer(join(frames)));
    }

    /** The server's answer to the handshake that waits to be sent (4.2.2). */
    private static byte[] accepted(EmbeddedChannel to) {
        ByteBuf request = to.readOutbound();
        Matcher key = KEY.matcher(request.toString(StandardCharsets.US_ASCII));
        request.release();
        assertThat(key.find()).isTrue();
        return utf8(
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
                        + accept(key.group(1)) + "\r\n\r\n");
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(utf8(key + GUID));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What reached the server. */
    private List<String> sent() {
        List<String> frames = new ArrayList<>();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            server.writeInbound(out);
        }
        for (WebSocketFrame frame = server.readInbound(); frame != null; frame = server.readInbound()) {
            String content = frame.content().toString(StandardCharsets.UTF_8);
            if (frame instanceof TextWebSocketFrame) {
                frames.add("text " + content);
            } else if (frame instanceof PongWebSocketFrame) {
                frames.add("pong " + content);
            } else if (frame instanceof CloseWebSocketFrame close) {
                frames.add("close " + close.statusCode() + ' ' + close.reasonText());
            }
            frame.release();
        }
        return frames;
    }

    private static byte[] close(int code, String reason) {
        return join(new byte[] {(byte) (code >> 8), (byte) code}, utf8(reason));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
