package io.ordergateway.ws.venue.rest;

import static reactor.core.publisher.Sinks.EmitFailureHandler.FAIL_FAST;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.ordergateway.ws.venue.AccountLoop;
import io.ordergateway.ws.venue.Transport;
import io.ordergateway.ws.wire.VenueRest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.resources.ConnectionProvider;

/**
 * HTTP to one venue over warm keep-alive connections, on the account's loop. Has a connection for whoever may ask at the
 * same time, so that no request waits in a queue that cannot see its deadline.
 */
public final class RestClient implements Disposable {
    /** Cancels under way at once; {@link RestCancels} lets the next one wait. */
    public static final int MAX_CANCELS = 32;

    /** The longest a whole exchange may take, however slowly the venue drips. */
    public static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** The largest body read. */
    public static final int MAX_BODY_BYTES = 1 << 20;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    /** Shorter than what venues and middle boxes are known to keep: a connection they dropped would cost a timeout. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(30);

    private final ConnectionProvider connections;
    private final HttpClient http;
    private final Scheduler clock;

    /**
     * Prepares requests.
     *
     * @param address scheme, host and port
     * @param queries how many questions may be under way at once, beside the cancels
     */
    public RestClient(AccountLoop loop, URI address, Transport transport, int queries) {
        this.clock = Schedulers.fromExecutorService(loop.eventLoop(), "rest-timeouts");
        this.connections = ConnectionProvider.builder("rest")
                .maxConnections(MAX_CANCELS + queries)
                .pendingAcquireMaxCount(MAX_CANCELS + queries)
                .maxIdleTime(MAX_IDLE)
                .build();
        HttpClient plain = HttpClient.create(connections)
                .runOn(loop.eventLoop())
                .resolver(transport.names())
                .baseUrl(address.toString())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                // A retry the client makes by itself would be an attempt that nobody counted.
                .disableRetry(true);
        this.http = address.getScheme().equals("https")
                ? plain.secure(secured -> secured.sslContext(transport.tls()))
                : plain;
    }

    /**
     * Sends a request, once.
     *
     * @param leave asked at the last moment before the first byte leaves; {@code false} keeps it here
     */
    public Mono<VenueRest.Reply> exchange(VenueRest.Request request, BooleanSupplier leave) {
        Sinks.One<VenueRest.Reply> kept = Sinks.one();
        Mono<VenueRest.Reply> answer = http.headers(headers -> request.headers().forEach(headers::set))
                .request(HttpMethod.valueOf(request.method()))
                .uri(request.path())
                .send((head, out) -> leave.getAsBoolean() ? body(head, out, request) : keep(kept))
                .response((head, content) -> content.asByteArray()
                        .collect(ByteArrayOutputStream::new, RestClient::append)
                        .map(bytes -> new VenueRest.Reply(
                                head.status().code(),
                                bytes.toString(StandardCharsets.UTF_8),
                                head.responseHeaders().get(HttpHeaderNames.RETRY_AFTER))))
                .next()
                .onErrorMap(Transport::reason)
                .timeout(
                        TIMEOUT,
                        Mono.error(() -> new TimeoutException("no answer within " + TIMEOUT.toSeconds() + " s")),
                        clock);
        return Mono.firstWithSignal(answer, kept.asMono());
    }

    /** Gives a request up. An error from here would be logged by the client, as one of the connection's. */
    private static Publisher<Void> keep(Sinks.One<VenueRest.Reply> kept) {
        kept.emitError(new IllegalStateException("its deadline passed while connecting"), FAIL_FAST);
        return Mono.never();
    }

    private static Publisher<Void> body(HttpClientRequest head, NettyOutbound out, VenueRest.Request request) {
        byte[] bytes = request.body().getBytes(StandardCharsets.UTF_8);
        head.header("Content-Length", Integer.toString(bytes.length));
        return out.sendByteArray(Mono.just(bytes));
    }

    private static void append(ByteArrayOutputStream body, byte[] part) {
        if (body.size() + part.length > MAX_BODY_BYTES) {
            throw new IllegalStateException("the venue's answer is larger than " + MAX_BODY_BYTES + " bytes");
        }
        body.writeBytes(part);
    }

    @Override
    public void dispose() {
        connections.dispose();
    }
}
