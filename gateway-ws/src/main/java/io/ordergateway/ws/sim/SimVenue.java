package io.ordergateway.ws.sim;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
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
import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.door.SimAccount;
import io.ordergateway.ws.sim.door.SimAuth;
import io.ordergateway.ws.sim.door.SimCounts;
import io.ordergateway.ws.sim.fault.SimFaults;
import io.ordergateway.ws.sim.rest.HttpFace;
import io.ordergateway.ws.sim.rest.RestOrders;
import io.ordergateway.ws.sim.shape.FuturesShapes;
import io.ordergateway.ws.sim.socket.SocketFace;
import io.ordergateway.ws.sim.socket.SocketHub;
import io.ordergateway.ws.sim.socket.SocketOrders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated AscendEX on 127.0.0.1: HTTP and WebSocket on one port, one account (see {@link SimSettings}), the futures
 * side of the venue. All of it runs on one thread of its own; the methods here may be called from any other.
 */
public final class SimVenue implements AutoCloseable {
    /** What may wait for one client that does not read; beyond it the client is cut. */
    static final int MAX_UNSENT_BYTES = 64 * 1024 * 1024;

    private static final int MAX_REQUEST_LINE = 8192;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final long STOP_SECONDS = 5;
    private static final Logger log = LoggerFactory.getLogger(SimVenue.class);

    private final SimCounts.Tally tally = new SimCounts.Tally();
    private final SimFaults faults = new SimFaults();
    private final SimSettings settings;
    private final EventLoopGroup loops;
    private final SocketHub hub;
    private final SimBook book;
    private final SimAuth auth;
    private final RestOrders rest;
    private final SocketOrders socketOrders;
    private final ChannelGroup connections;
    private final Channel door;

    private SimVenue(SimSettings settings) {
        this.settings = settings;
        SimAccount account =
                new SimAccount(SimSettings.KEY, SimSettings.SECRET, SimSettings.ACCOUNT_GROUP, SimSettings.USER_UID);
        this.loops = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("sim-venue", true), NioIoHandler.newFactory());
        EventLoop loop = loops.next();
        this.connections = new DefaultChannelGroup(loop);
        this.hub = new SocketHub(loop);
        this.book = new SimBook(
                settings.clock(), SimSettings.USER_UID, order -> hub.publish(() -> FuturesShapes.push(order)));
        this.auth = new SimAuth(SimSettings.KEY, SimSettings.SECRET, settings.strictSignatures(), settings.clock());
        this.rest = new RestOrders(account, book, faults, hub, auth, tally, settings.clock());
        this.socketOrders = new SocketOrders(book, faults, hub, tally, settings.clock());
        this.door = open();
    }

    /** A venue as clients expect it, on this port, or on a free one if it is 0. */
    public static SimVenue start(int port) {
        return start(SimSettings.defaults().withPort(port));
    }

    /** A venue that listens when this returns. */
    public static SimVenue start(SimSettings settings) {
        SimVenue venue = new SimVenue(settings);
        log.info("simulated venue listens on {}", venue.restUrl());
        return venue;
    }

    public int port() {
        return ((InetSocketAddress) door.localAddress()).getPort();
    }

    public String restUrl() {
        return "http://127.0.0.1:" + port();
    }

    public String socketUrl() {
        return "ws://127.0.0.1:" + port();
    }

    public SimBook book() {
        return book;
    }

    public SimFaults faults() {
        return faults;
    }

    public SimCounts counts() {
        return tally.now();
    }

    public int openSockets() {
        return hub.openSockets();
    }

    /** Resets every open socket; they are gone when this returns. */
    public void cutSockets() {
        hub.eachSocket(SocketFace::cut);
    }

    /** When false, an upgrade is answered with HTTP 503. Open sockets stay. */
    public void acceptSockets(boolean accept) {
        hub.accept(accept);
    }

    /** When false, a private REST request finds its connection reset instead of an answer. */
    public void acceptRest(boolean accept) {
        rest.accept(accept);
    }

    /** Sends a text frame to every open socket, whatever it says. */
    public void broadcast(String text) {
        hub.eachSocket(socket -> socket.send(text));
    }

    /** Sends bytes to every open socket, past the frame encoder. */
    public void push(byte[] rawBytes) {
        hub.eachSocket(socket -> socket.sendRaw(rawBytes));
    }

    /** Stops listening, closes every connection and ends the venue's thread. */
    @Override
    public void close() {
        door.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
        stopLoops();
    }

    private Channel open() {
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
                        setUp(channel);
                    }
                });
        ChannelFuture bound = bootstrap
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stopLoops();
            String text = "cannot listen on 127.0.0.1:" + settings.port();
            throw new UncheckedIOException(text, new IOException(bound.cause()));
        }
        return bound.channel();
    }

    private void setUp(Channel channel) {
        connections.add(channel);
        channel.pipeline()
                .addLast(new HttpServerCodec(MAX_REQUEST_LINE, MAX_HEADERS, MAX_REQUEST_LINE))
                .addLast(new HttpObjectAggregator(HttpFace.MAX_MESSAGE_BYTES))
                .addLast(new HttpFace(rest, hub, auth, this::newSocket, SimSettings.ACCOUNT_GROUP));
    }

    private SocketFace newSocket(Channel channel, boolean loggedIn) {
        return new SocketFace(channel, loggedIn, socketOrders, hub, auth, tally, settings.pingAfter());
    }

    private void stopLoops() {
        loops.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
