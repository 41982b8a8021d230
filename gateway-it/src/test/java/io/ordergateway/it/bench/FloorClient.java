package io.ordergateway.it.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * The floor: Netty, and nothing else. The frames are encoded beforehand, a burst is one write, and of the replies nothing is looked at
 * but their length. What a client takes above this is what it does.
 */
final class FloorClient implements BenchClient {
    private static final String UPGRADE = String.join(
            "\r\n",
            "GET /7/api/pro/v2/stream HTTP/1.1",
            "Host: 127.0.0.1",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Sec-WebSocket-Version: 13",
            "\r\n");
    private static final long CONNECT_SECONDS = 10;

    private final EventLoopGroup loops = Transport.group(1, "floor");
    private final EventLoop loop = loops.next();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Random masks = new Random(1);
    private final Channel channel;

    /** Replies come in the order of requests, so whose they are follows from how many there were. */
    private static final class Pending {
        final Batch batch;
        int left;

        Pending(Batch batch, int left) {
            this.batch = batch;
            this.left = left;
        }
    }

    FloorClient(VenueAddress venue) throws Exception {
        SslContext tls = venue.tls() ? tls() : null;
        CompletableFuture<Void> ready = new CompletableFuture<>();
        channel = new Bootstrap()
                .group(loop)
                .channel(Transport.channel())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel opened) {
                        if (tls != null) {
                            opened.pipeline().addLast(tls.newHandler(opened.alloc(), "127.0.0.1", venue.port()));
                        }
                        opened.pipeline().addLast(new Replies(ready));
                    }
                })
                .connect("127.0.0.1", venue.port())
                .sync()
                .channel();
        channel.writeAndFlush(Unpooled.copiedBuffer(UPGRADE, ISO_8859_1));
        ready.get(CONNECT_SECONDS, TimeUnit.SECONDS);
    }

    private static SslContext tls() throws SSLException {
        return SslContextBuilder.forClient().build();
    }

    @Override
    public Load prepare(Batch batch) {
        ByteBuf frames = Unpooled.directBuffer();
        int[] ends = new int[batch.size()];
        for (int i = 0; i < batch.size(); i++) {
            frame(frames, i, batch.id(i));
            ends[i] = frames.writerIndex();
        }
        return new Load() {
            @Override
            public void cancel(int index) {
                int begin = index == 0 ? 0 : ends[index - 1];
                send(batch, 1, frames.retainedSlice(begin, ends[index] - begin));
            }

            @Override
            public void burst() {
                send(batch, batch.size(), frames.retainedDuplicate());
            }

            @Override
            public void release() {
                frames.release();
            }
        };
    }

    private void send(Batch batch, int count, ByteBuf frames) {
        loop.execute(() -> {
            pending.add(new Pending(batch, count));
            channel.writeAndFlush(frames, channel.voidPromise());
        });
    }

    /** The same bytes as the gateway's. */
    private void frame(ByteBuf out, int number, String orderId) {
        String id = String.format("%012x", number);
        byte[] text = ("{\"op\":\"req\",\"action\":\"cancel-order\",\"ac\":\"futures\",\"id\":\"" + id
                        + "\",\"args\":{\"time\":" + System.currentTimeMillis() + ",\"id\":\"" + id
                        + "\",\"orderId\":\"" + orderId + "\",\"symbol\":\"" + Orders.SYMBOL + "\"}}")
                .getBytes(ISO_8859_1);
        byte[] mask = new byte[4];
        masks.nextBytes(mask);
        out.writeByte(0x81).writeByte(0x80 | 126).writeShort(text.length).writeBytes(mask);
        for (int i = 0; i < text.length; i++) {
            out.writeByte(text[i] ^ mask[i & 3]);
        }
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** Walks from frame to frame by their lengths. */
    private final class Replies extends ChannelInboundHandlerAdapter {
        private final CompletableFuture<Void> ready;
        private final StringBuilder handshake = new StringBuilder();
        private boolean upgraded;
        private boolean greeted;
        private int header;
        private int extended;
        private int skip;

        Replies(CompletableFuture<Void> ready) {
            this.ready = ready;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf read = (ByteBuf) message;
            while (!upgraded && read.isReadable()) {
                handshake.append((char) read.readByte());
                upgraded = handshake.indexOf("\r\n\r\n") >= 0;
            }
            int frames = count(read);
            read.release();
            if (frames > 0 && !greeted) {
                greeted = true;
                frames--;
                ready.complete(null);
            }
            while (frames > 0) {
                frames -= answer(frames);
            }
        }

        private int answer(int frames) {
            Pending oldest = pending.peek();
            int part = Math.min(frames, oldest.left);
            oldest.left -= part;
            if (oldest.left == 0) {
                pending.remove();
            }
            oldest.batch.answeredInOrder(part);
            return part;
        }

        /** How many frames end in what was read. */
        private int count(ByteBuf read) {
            int frames = 0;
            while (read.isReadable()) {
                if (skip > 0) {
                    int part = Math.min(skip, read.readableBytes());
                    read.skipBytes(part);
                    skip -= part;
                    frames += skip == 0 ? 1 : 0;
                } else {
                    header(read.readByte() & 0xff);
                }
            }
            return frames;
        }

        private void header(int octet) {
            switch (header++) {
                case 0 -> {}
                case 1 -> {
                    if (octet < 126) {
                        payload(octet);
                    }
                }
                case 2 -> extended = octet << 8;
                default -> payload(extended | octet);
            }
        }

        private void payload(int length) {
            skip = length;
            header = 0;
        }
    }
}
