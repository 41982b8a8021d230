package io.ordergateway.it.flow;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An HTTP server that knows the time, answers all else with one byte a second, and never comes to an end of it. */
final class DrippingServer implements AutoCloseable {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final Channel door;

    private DrippingServer() {
        this.door = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        connections.incrementAndGet();
                        channel.pipeline().addLast(new Drip());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    static DrippingServer start() {
        return new DrippingServer();
    }

    int port() {
        return ((InetSocketAddress) door.localAddress()).getPort();
    }

    int connections() {
        return connections.get();
    }

    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Drip extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf request) {
            if (request.toString(StandardCharsets.US_ASCII).contains("/exchange-info")) {
                context.writeAndFlush(Unpooled.copiedBuffer(time(), StandardCharsets.US_ASCII));
                return;
            }
            requests.incrementAndGet();
            context.writeAndFlush(Unpooled.copiedBuffer(HEAD, StandardCharsets.US_ASCII));
            context.executor()
                    .scheduleAtFixedRate(
                            () -> context.writeAndFlush(Unpooled.copiedBuffer(" ", StandardCharsets.US_ASCII)),
                            0,
                            1,
                            TimeUnit.SECONDS);
        }

        private String time() {
            String body = "{\"code\":0,\"data\":{\"requestReceiveAt\":" + System.currentTimeMillis() + "}}";
            return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
