package io.ordergateway.it.flow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.hashkey.HashKeyVenue;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What stands before a venue, as Cloudflare did before this one: passes requests and frames on, writes down what it saw, and
 * on some paths answers itself, or not at all.
 */
final class Front implements AutoCloseable {
    private static final int MAX_BODY = 1 << 20;

    private final String rest;
    private final String socket;
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Channel door;
    private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
    private volatile Predicate<String> held = text -> false;
    private volatile Predicate<String> swallowed = text -> false;

    /** A request as it came; a WebSocket's upgrade is one. */
    record Asked(String method, String path, long nanos) {}

    /** An answer of our own. */
    record Page(int status, Map<String, String> headers, String body) {
        static Page of(int status) {
            return new Page(status, Map.of(), "<html>" + status + "</html>");
        }

        static Page of(int status, Duration retryAfter) {
            return new Page(status, Map.of("Retry-After", Long.toString(retryAfter.toSeconds())), "<html></html>");
        }
    }

    /** What becomes of requests whose path has this part, so many times; {@code null} for no answer at all. */
    private static final class Rule {
        final String part;
        final @Nullable Page page;
        int times;

        Rule(String part, @Nullable Page page, int times) {
            this.part = part;
            this.page = page;
            this.times = times;
        }
    }

    private Front(String rest, String socket) {
        this.rest = rest;
        this.socket = socket;
        this.door = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(MAX_BODY), new HttpSide());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    static Front before(SimVenue venue) {
        return new Front(venue.restUrl(), venue.socketUrl());
    }

    static Front before(HashKeyVenue venue) {
        return new Front(venue.restUrl(), venue.socketUrl());
    }

    /** The same account, by way of here. */
    AccountConfig on(AccountConfig config) {
        String address = "127.0.0.1:" + ((InetSocketAddress) door.localAddress()).getPort();
        return config.at(URI.create("http://" + address), URI.create("ws://" + address));
    }

    /** The next so many requests whose path has this part are answered here. */
    void answer(String part, Page page, int times) {
        rules.add(new Rule(part, page, times));
    }

    /** From now on, requests whose path has this part are answered here. */
    void answer(String part, Page page) {
        answer(part, page, Integer.MAX_VALUE);
    }

    /** No path is special any more. */
    void behave() {
        rules.clear();
        swallowed = text -> false;
    }

    /** The venue's frames of this kind, and its answers under such a path, wait until {@link #release}. */
    void hold(Predicate<String> kind) {
        gate = new CompletableFuture<>();
        held = kind;
    }

    /** What was held goes on, and this kind waits from now on. */
    void holdInstead(Predicate<String> kind) {
        CompletableFuture<Void> before = gate;
        hold(kind);
        before.complete(null);
    }

    void release() {
        held = text -> false;
        gate.complete(null);
    }

    /** The gateway's frames of this kind do not reach the venue. */
    void swallow(Predicate<String> kind) {
        swallowed = kind;
    }

    /** Requests whose path has this part, oldest first. */
    List<Asked> asked(String part) {
        return asked.stream().filter(one -> one.path.contains(part)).toList();
    }

    List<Asked> upgrades() {
        return asked("/stream");
    }

    /** What the gateway sent over sockets. */
    List<String> frames() {
        return List.copyOf(frames);
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private synchronized @Nullable Rule rule(String path) {
        for (Rule rule : rules) {
            if (rule.times > 0 && path.contains(rule.part)) {
                rule.times--;
                return rule;
            }
        }
        return null;
    }

    private CompletableFuture<Void> gate(String text) {
        return held.test(text) ? gate : CompletableFuture.completedFuture(null);
    }

    private final class HttpSide extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            asked.add(new Asked(request.method().name(), request.uri(), System.nanoTime()));
            Rule rule = rule(request.uri());
            if (rule != null) {
                reply(context.channel(), rule.page);
            } else if (request.headers().contains(HttpHeaderNames.UPGRADE)) {
                new SocketSide(context, request.retain()).connect();
            } else {
                pass(context.channel(), request);
            }
        }

        private void pass(Channel channel, FullHttpRequest request) {
            HttpRequest.Builder passed = HttpRequest.newBuilder(URI.create(rest + request.uri()))
                    .method(
                            request.method().name(),
                            BodyPublishers.ofString(request.content().toString(UTF_8)));
            request.headers().forEach(header -> {
                String name = header.getKey().toLowerCase(Locale.ROOT);
                if (name.startsWith("x-") || name.equals("content-type")) {
                    passed.header(name, header.getValue());
                }
            });
            CompletableFuture<Void> open = gate(request.uri());
            client.sendAsync(passed.build(), BodyHandlers.ofString())
                    .thenCombine(open, (reply, unused) -> new Page(reply.statusCode(), Map.of(), reply.body()))
                    .exceptionally(broken -> Page.of(502))
                    .thenAccept(page -> reply(channel, page));
        }

        private void reply(Channel channel, @Nullable Page page) {
            if (page == null) {
                channel.close();
                return;
            }
            DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.valueOf(page.status),
                    Unpooled.copiedBuffer(page.body, UTF_8));
            page.headers.forEach(response.headers()::set);
            HttpUtil.setContentLength(response, response.content().readableBytes());
            channel.writeAndFlush(response);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    /** A socket of the gateway's, and the one to the venue behind it. */
    private final class SocketSide extends SimpleChannelInboundHandler<WebSocketFrame> implements WebSocket.Listener {
        private final ChannelHandlerContext http;
        private final FullHttpRequest upgrade;
        private final StringBuilder part = new StringBuilder();
        private CompletableFuture<?> toGateway = CompletableFuture.completedFuture(null);
        private CompletableFuture<WebSocket> toVenue = CompletableFuture.completedFuture(null);

        SocketSide(ChannelHandlerContext http, FullHttpRequest upgrade) {
            this.http = http;
            this.upgrade = upgrade;
        }

        /** The venue first: the gateway hears nothing before we can pass on what it says. */
        void connect() {
            Channel channel = http.channel();
            WebSocketServerHandshakerFactory factory =
                    new WebSocketServerHandshakerFactory("ws://front" + upgrade.uri(), null, false, MAX_BODY);
            toVenue = client.newWebSocketBuilder().buildAsync(URI.create(socket + upgrade.uri()), this);
            toGateway = toVenue.thenCompose(open -> {
                CompletableFuture<Void> done = new CompletableFuture<>();
                channel.eventLoop().execute(() -> {
                    channel.pipeline().replace(http.name(), "frames", this);
                    factory.newHandshaker(upgrade).handshake(channel, upgrade).addListener(shaken -> {
                        upgrade.release();
                        done.complete(null);
                    });
                });
                return done;
            });
            toVenue.exceptionally(refused -> {
                upgrade.release();
                channel.close();
                return null;
            });
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
            if (frame instanceof TextWebSocketFrame text) {
                String said = text.text();
                frames.add(said);
                if (!swallowed.test(said)) {
                    toVenue = toVenue.thenCompose(socket -> socket.sendText(said, true));
                }
            } else {
                context.close();
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                String said = part.toString();
                part.setLength(0);
                toGateway = toGateway
                        .thenCompose(before -> gate(said))
                        .thenRun(() -> http.channel().writeAndFlush(new TextWebSocketFrame(said)));
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            http.channel().close();
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            http.channel().close();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            toVenue.thenAccept(WebSocket::abort);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
