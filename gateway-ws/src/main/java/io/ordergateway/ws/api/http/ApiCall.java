package io.ordergateway.ws.api.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.ws.api.client.ClientGateway;
import io.ordergateway.ws.api.client.Clients;
import io.ordergateway.ws.api.message.Answer;
import io.ordergateway.ws.api.message.RequestFault;
import io.ordergateway.ws.api.message.RequestFields;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * One request over HTTP.
 *
 * @param visitor who asks, or {@code null} if nobody was asked to say so and nobody did
 * @param segments the segments of its path, decoded
 * @param parameters what stands behind the path
 */
public record ApiCall(
        HttpServerRequest request,
        HttpServerResponse response,
        Clients.@Nullable Login visitor,
        List<String> segments,
        Map<String, List<String>> parameters) {
    /** The largest body read: a batch of a thousand orders, with room. */
    public static final int MAX_BODY_BYTES = 1 << 19;

    /** How long a body may take to come. Not the server's own bound on requests: that ends WebSockets, too. */
    static final Duration BODY_WITHIN = Duration.ofSeconds(10);

    /**
     * The gateway as whoever asks may use it.
     *
     * @throws IllegalStateException if the route is for everybody: it has no client
     */
    ClientGateway gateway() {
        if (visitor == null) {
            throw new IllegalStateException("a route for everybody does something for a client");
        }
        return visitor.gateway();
    }

    /** Completes when whoever asks may no longer do so as it could: what goes on ends with it. */
    Mono<Void> revoked() {
        return visitor == null ? Mono.never() : visitor.revoked();
    }

    /** The same request, by somebody who was let in. */
    public ApiCall by(Clients.@Nullable Login login) {
        return new ApiCall(request, response, login, segments, parameters);
    }

    /** The host that the request comes from, for logs. Without its port, which is another for every connection. */
    public String from() {
        InetSocketAddress address = request.remoteAddress();
        return address == null || address.getAddress() == null
                ? "somewhere"
                : address.getAddress().getHostAddress();
    }

    /** What stands behind the path. */
    RequestFields query() {
        return RequestFields.query(parameters);
    }

    /** The body, of at most {@value #MAX_BODY_BYTES} bytes; an error is a {@link RequestFault}. */
    Mono<RequestFields> body() {
        String encoding = request.requestHeaders().get(HttpHeaderNames.CONTENT_ENCODING);
        if (encoding != null && !encoding.equals("identity")) {
            String text = "Content-Encoding is not read here; send the body as it is";
            return Mono.error(new RequestFault(HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding", text));
        }
        return request.receive()
                .asByteArray()
                .collect(ByteArrayOutputStream::new, ApiCall::append)
                .timeout(BODY_WITHIN, Mono.error(ApiCall::late))
                .doOnError(fault -> response.keepAlive(false)) // what is left of the body must not pass for a request
                .map(bytes -> RequestFields.read(bytes.toByteArray()));
    }

    private static RequestFault late() {
        String text = "the body did not come within " + BODY_WITHIN.toSeconds() + " s; send it at once";
        return new RequestFault(HttpResponseStatus.REQUEST_TIMEOUT, null, text);
    }

    private static void append(ByteArrayOutputStream body, byte[] part) {
        if (body.size() + part.length > MAX_BODY_BYTES) {
            String text = "the body has more than " + MAX_BODY_BYTES + " bytes; hand in fewer orders at once";
            throw new RequestFault(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, null, text);
        }
        body.writeBytes(part);
    }

    /** Answers with JSON. */
    Mono<Void> answer(HttpResponseStatus status, Answer answer) {
        return Responses.json(response, status, "application/json", answer);
    }
}
