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
import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.book.SimBooks;
import io.ordergateway.ws.sim.door.CancelArrivals;
import io.ordergateway.ws.sim.door.RateLimits;
import io.ordergateway.ws.sim.door.RateMeter;
import io.ordergateway.ws.sim.door.SimAccount;
import io.ordergateway.ws.sim.door.SimAuth;
import io.ordergateway.ws.sim.door.SimClock;
import io.ordergateway.ws.sim.door.SimCounts;
import io.ordergateway.ws.sim.door.SimFloor;
import io.ordergateway.ws.sim.fault.SimFaults;
import io.ordergateway.ws.sim.rest.HttpFace;
import io.ordergateway.ws.sim.rest.Routes;
import io.ordergateway.ws.sim.socket.SocketDoor;
import io.ordergateway.ws.sim.socket.SocketFace;
import io.ordergateway.ws.sim.socket.SocketHub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated AscendEX on 127.0.0.1: HTTP and WebSocket on one port, one account (see {@link SimSettings}) with a book
 * for each of cash, margin and futures. All of it runs on one thread of its own; the methods here may be called from any other.
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
    private final SimClock clock;
    private final RateMeter meter;
    private final EventLoopGroup loops;
    private final SocketHub hub;
    private final SimBooks books;
    private final Routes routes;
    private final SocketDoor socketDoor;
    private final SimControl control;
    private final ChannelGroup connections;
    private final Channel door;

    private SimVenue(SimSettings settings) {
        this.settings = settings;
        this.clock = new SimClock(settings.clock());
        this.meter = new RateMeter(settings.limits(), System::nanoTime);
        SimAccount account =
                new SimAccount(SimSettings.KEY, SimSettings.SECRET, settings.group(), SimSettings.USER_UID);
        this.loops = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("sim-venue", true), NioIoHandler.newFactory());
        EventLoop loop = loops.next();
        this.connections = new DefaultChannelGroup(loop);
        this.hub = new SocketHub(loop);
        this.books = new SimBooks(clock, account.userUid(), hub::publish);
        SimFloor floor = new SimFloor(account, books, faults, tally, meter, settings.habits(), clock);
        SimAuth auth = new SimAuth(account.key(), account.secret(), settings.strictSignatures(), clock);
        this.routes = new Routes(floor, auth);
        this.socketDoor = new SocketDoor(floor, auth, hub, settings.pingAfter());
        this.control = new SimControl(this);
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

    /** The book of futures. */
    public SimBook book() {
        return book(Category.FUTURES);
    }

    public SimBook book(Category category) {
        return books.of(category);
    }

    /** The book that knows this order; empty when none does. */
    public Optional<SimBook> bookHolding(String orderId) {
        return books.holding(orderId);
    }

    public SimFaults faults() {
        return faults;
    }

    public SimCounts counts() {
        return tally.now();
    }

    /** When each cancel of one order came in; nothing, until it is told to watch. */
    public CancelArrivals arrivals() {
        return tally.arrivals;
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
        socketDoor.close(accept ? null : new SocketDoor.Closed(503, Optional.empty()));
    }

    /** Every upgrade is answered with this status, such as 429, until sockets are accepted again. */
    public void refuseSockets(int status) {
        socketDoor.close(new SocketDoor.Closed(status, Optional.empty()));
    }

    /** The same, with a {@code Retry-After} in whole seconds. */
    public void refuseSockets(int status, Duration retryAfter) {
        socketDoor.close(new SocketDoor.Closed(status, Optional.of(retryAfter)));
    }

    /** When false, a private REST request finds its connection reset instead of an answer. */
    public void acceptRest(boolean accept) {
        routes.accept(accept);
    }

    /** How far ahead of its settings' clock the venue's is from now on; behind when negative. */
    public void skew(Duration ahead) {
        clock.skew(ahead);
    }

    /** Counts anew, against these limits, and forgets every penalty. */
    public void limits(RateLimits limits) {
        meter.change(limits);
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
                .addLast(new HttpFace(routes, control, socketDoor));
    }

    private void stopLoops() {
        loops.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
