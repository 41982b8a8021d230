package io.ordergateway.ws.api;

import io.netty.handler.ssl.ClientAuth;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.ws.api.client.Client;
import io.ordergateway.ws.api.client.Clients;
import io.ordergateway.ws.api.http.CancelRoutes;
import io.ordergateway.ws.api.http.GuardRoutes;
import io.ordergateway.ws.api.http.HealthRoutes;
import io.ordergateway.ws.api.http.OutcomeRoutes;
import io.ordergateway.ws.api.http.PageRoutes;
import io.ordergateway.ws.api.http.Route;
import io.ordergateway.ws.api.http.StateRoutes;
import io.ordergateway.ws.api.stream.StreamServer;
import io.ordergateway.ws.config.ConfigException;
import io.ordergateway.ws.guard.Guards;
import io.ordergateway.ws.metrics.Scrape;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider;

/** A gateway's door to the network. */
public final class ApiServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ApiServer.class);

    /** The longest line a request may begin with, and the most bytes of headers that may follow. */
    static final int MAX_LINE = 4_096;

    static final int MAX_HEADERS = 8_192;

    /** How long a connection may be without a request. */
    static final Duration IDLE = Duration.ofSeconds(60);

    /** How often it is looked whether the file of clients has changed. */
    static final Duration REFRESH = Duration.ofSeconds(1);

    private static final Duration SHUTDOWN = Duration.ofSeconds(2);

    private final LoopResources loops;
    private final DisposableServer server;
    private final StreamServer streams;
    private final Disposable refreshing;

    private ApiServer(LoopResources loops, DisposableServer server, StreamServer streams, Disposable refreshing) {
        this.loops = loops;
        this.server = server;
        this.streams = streams;
        this.refreshing = refreshing;
    }

    /**
     * Opens the door.
     *
     * @param gateway remains its owner's, as do its guards and its metrics
     * @return to be closed after the guards, which would take the end of connections for their loss, and before the gateway
     * @throws ConfigException if the address is taken, or a file that the settings name cannot be used
     */
    public static ApiServer open(ApiSettings settings, OrderGateway gateway, Guards guards, Scrape scrape) {
        Clients clients = new Clients(gateway, settings.clients(), System::nanoTime);
        Visitors visitors = new Visitors();
        StreamServer streams = new StreamServer(clients, guards, visitors::known);
        Router router = new Router(routes(gateway, scrape, streams, guards), clients, visitors::known);
        LoopResources loops = LoopResources.create("api", Runtime.getRuntime().availableProcessors(), true);
        try {
            DisposableServer server = secured(http(settings, loops, visitors), settings.tls())
                    .handle(router::handle)
                    .bindNow();
            Disposable refreshing = Schedulers.boundedElastic()
                    .schedulePeriodically(
                            () -> refresh(clients, streams),
                            REFRESH.toMillis(),
                            REFRESH.toMillis(),
                            TimeUnit.MILLISECONDS);
            log.info("listening at {}", server.address());
            return new ApiServer(loops, server, streams, refreshing);
        } catch (ChannelBindException e) {
            loops.dispose();
            throw new ConfigException("server: " + settings.host() + ":" + settings.port() + " cannot be listened at ("
                    + e.getMessage() + "); write another port, or stop whoever has it");
        }
    }

    /** All that there is to ask for. */
    static List<Route> routes(OrderGateway gateway, Scrape scrape, StreamServer streams, Guards guards) {
        List<Route> routes = new ArrayList<>(CancelRoutes.all());
        routes.addAll(OutcomeRoutes.all());
        routes.addAll(StateRoutes.all());
        routes.addAll(new GuardRoutes(guards).all());
        routes.addAll(new HealthRoutes(gateway, scrape).all());
        routes.addAll(streams.routes());
        routes.addAll(PageRoutes.all());
        return routes;
    }

    /**
     * Reads the files that settings name, as {@link #open} does.
     *
     * @param accounts the gateway's
     * @return who would be let in; empty if that is whoever reaches the server
     * @throws ConfigException if one cannot be used; the message says which and what to write
     */
    public static List<Client> check(ApiSettings settings, Set<String> accounts) {
        secured(HttpServer.create(), settings.tls());
        Path file = settings.clients();
        return file == null ? List.of() : Clients.read(file, accounts);
    }

    private static HttpServer http(ApiSettings settings, LoopResources loops, Visitors visitors) {
        return HttpServer.create()
                .bindAddress(() -> new InetSocketAddress(settings.host(), settings.port()))
                .runOn(loops)
                .protocol(HttpProtocol.HTTP11)
                .idleTimeout(IDLE)
                .httpRequestDecoder(spec -> spec.maxInitialLineLength(MAX_LINE).maxHeaderSize(MAX_HEADERS))
                .doOnChannelInit((observer, channel, address) -> visitors.came(channel));
    }

    private static HttpServer secured(HttpServer http, ApiSettings.@Nullable Tls tls) {
        if (tls == null) {
            return http;
        }
        requireFile("server.tls.certificate", tls.certificate());
        requireFile("server.tls.key", tls.key());
        Path authority = tls.clientAuthority();
        if (authority != null) {
            requireFile("server.tls.clientAuthority", authority);
        }
        try {
            return http.secure(how -> how.sslContext((SslProvider.GenericSslContextSpec<?>) spec(tls)));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(
                    "server.tls cannot be used (" + e.getMessage()
                            + "); write the paths of PEM files: a chain of certificates, and its key in PKCS#8 without a password");
        }
    }

    private static Http11SslContextSpec spec(ApiSettings.Tls tls) {
        Http11SslContextSpec spec = Http11SslContextSpec.forServer(
                tls.certificate().toFile(), tls.key().toFile());
        Path authority = tls.clientAuthority();
        if (authority != null) {
            spec.configure(builder -> builder.trustManager(authority.toFile()).clientAuth(ClientAuth.REQUIRE));
        }
        return spec;
    }

    private static void requireFile(String key, Path file) {
        if (!Files.isReadable(file)) {
            throw new ConfigException(key + " is " + file + ", which cannot be read; write the path of a PEM file");
        }
    }

    private static void refresh(Clients clients, StreamServer streams) {
        if (clients.refresh()) {
            streams.endInvalid();
        }
    }

    /** Where it is reached. */
    public InetSocketAddress address() {
        return (InetSocketAddress) server.address();
    }

    /** Lets nobody in any more, and tells those who are that it closes. What they asked for goes on. */
    @Override
    public void close() {
        refreshing.dispose();
        server.dispose();
        streams.close();
        loops.disposeLater(Duration.ZERO, SHUTDOWN).subscribe();
    }
}
