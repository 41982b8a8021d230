package io.ordergateway.ws.venue;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpMethod;
import io.ordergateway.ws.wire.VenueRest;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.resources.ConnectionProvider;

/** HTTP to one venue over warm keep-alive connections, on the account's loop. */
public final class RestClient implements Disposable {
    /** Connections kept warm; more requests than that wait. */
    public static final int MAX_CONNECTIONS = 32;

    /** Requests that may wait for a connection; the next is not sent. */
    public static final int MAX_WAITING = 8_192;

    /** The longest a request waits for a connection: well within the venue's 30 s window, since it is signed before. */
    public static final Duration MAX_WAIT = Duration.ofSeconds(5);

    /** The longest a venue's answer is waited for. */
    public static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(3);

    /** The largest body read. */
    public static final int MAX_BODY_BYTES = 1 << 20;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private final ConnectionProvider connections;
    private final HttpClient http;

    /**
     * Prepares requests.
     *
     * @param address scheme, host and port
     */
    public RestClient(AccountLoop loop, URI address) {
        this.connections = ConnectionProvider.builder("rest")
                .maxConnections(MAX_CONNECTIONS)
                .pendingAcquireMaxCount(MAX_WAITING)
                .pendingAcquireTimeout(MAX_WAIT)
                .build();
        this.http = HttpClient.create(connections)
                .runOn(loop.eventLoop())
                .baseUrl(address.toString())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                .responseTimeout(RESPONSE_TIMEOUT)
                // A retry the client makes by itself would be an attempt that nobody counted.
                .disableRetry(true);
    }

    /** What came back. */
    record Reply(int status, String body) {}

    /** Nothing was sent, because it was not wanted any more when its turn came. */
    static final class NotWanted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotWanted() {
            super("no longer wanted when its turn came", null, false, false);
        }
    }

    /**
     * Sends a request, once.
     *
     * @param leave asked at the last moment before the first byte leaves; {@code false} keeps it here
     */
    Mono<Reply> exchange(VenueRest.Request request, BooleanSupplier leave) {
        Sinks.One<Reply> unwanted = Sinks.one();
        Mono<Reply> answer = http.headers(headers -> request.headers().forEach(headers::set))
                .request(HttpMethod.valueOf(request.method()))
                .uri(request.path())
                .send((head, out) -> leave.getAsBoolean() ? body(head, out, request) : keep(unwanted))
                .response((head, content) -> content.asByteArray()
                        .collect(ByteArrayOutputStream::new, RestClient::append)
                        .map(bytes -> new Reply(head.status().code(), bytes.toString(StandardCharsets.UTF_8))))
                .next();
        return Mono.firstWithSignal(answer, unwanted.asMono());
    }

    /** Gives the request up. An error here instead would be logged by the client as one of the connection's. */
    private static Publisher<Void> keep(Sinks.One<Reply> unwanted) {
        unwanted.emitError(new NotWanted(), Sinks.EmitFailureHandler.FAIL_FAST);
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
