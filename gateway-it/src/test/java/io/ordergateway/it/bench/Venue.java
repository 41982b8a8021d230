package io.ordergateway.it.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.string.StringDecoder;
import io.netty.handler.codec.string.StringEncoder;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A venue that costs next to nothing, in a process of its own: one event loop, no codec, one write for all that one read brought.
 * It acknowledges every cancel and checks none. Beside its plain and its TLS port it has a third one, for the benchmark's own
 * words.
 */
final class Venue {
    /** What a control connection may say: push the end of every order acknowledged so far. */
    static final String ENDS = "ends";

    /** What a control connection may say: answer no cancel until {@link #ANSWER}. */
    static final String SILENCE = "silence";

    /** What a control connection may say: answer again. */
    static final String ANSWER = "answer";

    /** What a control connection may say: keep back the answers to subscriptions from now on; it is told how many. */
    static final String HOLD = "hold";

    /** What a control connection may say: answer the subscription that is held back of who connected last. */
    static final String NEXT = "next";

    private static final int MAX_LINE = 100;
    private static final int LARGEST_READ = 1 << 18;

    private final EventLoopGroup loops = Transport.group(1, "venue");
    private final EventLoop loop = loops.next();
    private final Set<VenueConnection> open = new HashSet<>();
    private final NavigableMap<Integer, Runnable> held = new TreeMap<>();
    private int arrived;
    private boolean holding;
    private boolean silent;

    private Venue() {}

    /** With a key store for the TLS port, or without a TLS port. Ends when its standard input does. */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        Venue venue = new Venue();
        int plain = venue.serve(null);
        int tls = args.length == 0 ? 0 : venue.serve(tls(Path.of(args[0])));
        System.out.println("ports " + plain + " " + tls + " " + venue.bindControl());
        while (System.in.read() >= 0) {
            // nothing is said here
        }
        venue.loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private static SslContext tls(Path keys) throws IOException, GeneralSecurityException {
        return SslContextBuilder.forServer(Certificate.keys(keys)).build();
    }

    private int serve(SslContext tls) {
        return bind(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                if (tls != null) {
                    channel.pipeline().addLast(tls.newHandler(channel.alloc()));
                }
                channel.pipeline().addLast(new VenueConnection(Venue.this));
            }
        });
    }

    private int bindControl() {
        return bind(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                new LineBasedFrameDecoder(MAX_LINE),
                                new StringDecoder(),
                                new StringEncoder(),
                                new Control());
            }
        });
    }

    private int bind(ChannelInitializer<Channel> initializer) {
        Channel door = new ServerBootstrap()
                .group(loop)
                .channel(Transport.serverChannel())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(512, 2_048, LARGEST_READ))
                .childHandler(initializer)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        return ((InetSocketAddress) door.localAddress()).getPort();
    }

    boolean isSilent() {
        return silent;
    }

    /** The subscription of a connection waits for its answer, which may be held back. */
    void subscribed(int connection, Runnable answer) {
        if (holding) {
            held.put(connection, answer);
        } else {
            answer.run();
        }
    }

    private int answerLast() {
        Map.Entry<Integer, Runnable> last = held.pollLastEntry();
        if (last != null) {
            last.getValue().run();
        }
        return last == null ? 0 : 1;
    }

    /** A connection's number: those that came later have larger ones. */
    int opened(VenueConnection connection) {
        open.add(connection);
        return ++arrived;
    }

    void closed(VenueConnection connection) {
        open.remove(connection);
    }

    private final class Control extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object line) {
            int count = 0;
            switch ((String) line) {
                case ENDS -> {
                    for (VenueConnection connection : open) {
                        count += connection.pushEnds();
                    }
                }
                case SILENCE -> silent = true;
                case ANSWER -> silent = false;
                case HOLD -> {
                    holding = true;
                    count = held.size();
                }
                case NEXT -> count = answerLast();
                default -> throw new IllegalArgumentException("nobody says " + line);
            }
            context.writeAndFlush(count + "\n");
        }
    }
}
