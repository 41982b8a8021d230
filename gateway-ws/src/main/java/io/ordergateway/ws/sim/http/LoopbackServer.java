package io.ordergateway.ws.sim.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP server on 127.0.0.1 with one thread of its own, on which everything that comes in is handled. Its methods may
 * be called from any other thread.
 */
public final class LoopbackServer implements AutoCloseable {
    /** What may wait for one client that does not read; a venue cuts a client beyond it. */
    public static final int MAX_UNSENT_BYTES = 64 * 1024 * 1024;

    /** The largest request or frame taken. */
    public static final int MAX_MESSAGE_BYTES = 1024 * 1024;

    private static final int MAX_REQUEST_LINE = 8192;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final long STOP_SECONDS = 5;

    private final EventLoopGroup loops;
    private final EventLoop loop;
    private final ChannelGroup connections;
    private @Nullable Channel door;

    /** The server's thread, and nothing that listens yet. */
    public LoopbackServer(String threadName) {
        this.loops = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory(threadName, true), NioIoHandler.newFactory());
        this.loop = loops.next();
        this.connections = new DefaultChannelGroup(loop);
    }

    /** The one thread, for what is to be done on it. */
    public EventLoop loop() {
        return loop;
    }

    /**
     * Listens when this returns. Called once.
     *
     * @param port 0 takes a free one
     * @param face what handles each connection's requests, one for each
     */
    public void listen(int port, Supplier<ChannelHandler> face) {
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(MAX_UNSENT_BYTES / 2, MAX_UNSENT_BYTES))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        setUp(channel, face.get());
                    }
                });
        ChannelFuture bound = bootstrap
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stopLoops();
            throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, new IOException(bound.cause()));
        }
        door = bound.channel();
    }

    private void setUp(Channel channel, ChannelHandler face) {
        connections.add(channel);
        channel.pipeline()
                .addLast(new HttpServerCodec(MAX_REQUEST_LINE, MAX_HEADERS, MAX_REQUEST_LINE))
                .addLast(new HttpObjectAggregator(MAX_MESSAGE_BYTES))
                .addLast(face);
    }

    public int port() {
        return ((InetSocketAddress) door().localAddress()).getPort();
    }

    /** Stops listening, closes every connection and ends the thread. */
    @Override
    public void close() {
        door().close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
        stopLoops();
    }

    private Channel door() {
        return Objects.requireNonNull(door, "the server does not listen yet");
    }

    private void stopLoops() {
        loops.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
