package io.ordergateway.ws.venue;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Opens WebSocket connections to one address, each on its account's loop. */
public final class VenueConnector {
    /** The largest message read from a venue; a larger one ends its connection. */
    public static final int MAX_MESSAGE_BYTES = 1 << 20;

    /** What may wait for a venue that does not read, above a burst of the largest kind; beyond it the session is full. */
    public static final int MAX_UNSENT_BYTES = 1 << 22;

    private static final int MAX_HANDSHAKE_BYTES = 1 << 16;

    private final URI address;
    private final Duration timeout;
    private final Transport transport;
    private final @Nullable SslContext tls;

    /**
     * Prepares connections.
     *
     * @param address {@code ws} or {@code wss}, without a path
     * @param timeout for TCP and, again, for the WebSocket handshake
     */
    public VenueConnector(URI address, Duration timeout, Transport transport) {
        this.address = address;
        this.timeout = timeout;
        this.transport = transport;
        this.tls = address.getScheme().equals("wss") ? transport.tls() : null;
    }

    /** Opens a connection to this path; the listener hears of it, or of its failure, under this epoch. */
    public Channel open(AccountLoop loop, String path, ConnectionListener listener, long epoch) {
        int port = address.getPort() >= 0 ? address.getPort() : tls != null ? 443 : 80;
        ChannelFuture connecting = new Bootstrap()
                .group(loop.eventLoop())
                .channel(transport.socketChannel())
                .resolver(transport.names())
                .option(ChannelOption.TCP_NODELAY, true)
                // Netty's adaptive one makes a new object for each buffer; here buffers live for one turn of one loop.
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) timeout.toMillis())
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(MAX_UNSENT_BYTES / 2, MAX_UNSENT_BYTES))
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        assemble(channel, port, address.resolve(path), new VenueHandler(listener, epoch));
                    }
                })
                .connect(address.getHost(), port);
        connecting.addListener(connected -> {
            if (!connected.isSuccess()) {
                listener.lost(epoch, "cannot connect: " + connected.cause().getMessage());
            }
        });
        return connecting.channel();
    }

    /** The handshake is Netty's; what follows it is {@link VenueHandler}'s alone. Extensions are not offered. */
    private void assemble(Channel channel, int port, URI target, VenueHandler handler) {
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc(), address.getHost(), port));
        }
        WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(target)
                .version(WebSocketVersion.V13)
                .allowExtensions(false)
                .handshakeTimeoutMillis(timeout.toMillis())
                .build();
        channel.pipeline()
                .addLast(
                        new HttpClientCodec(),
                        new HttpObjectAggregator(MAX_HANDSHAKE_BYTES),
                        new WebSocketClientProtocolHandler(config),
                        handler);
    }
}
