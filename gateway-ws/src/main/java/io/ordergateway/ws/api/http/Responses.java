package io.ordergateway.ws.api.http;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.ordergateway.ws.api.message.Answer;
import io.ordergateway.ws.api.message.RequestFault;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Writes responses. */
public final class Responses {
    /** The type of a response that is no result, by RFC 9457. */
    static final String PROBLEM = "application/problem+json";

    /** The header that names a request, in its response too. */
    public static final String REQUEST_ID = "X-Request-Id";

    private Responses() {}

    static Mono<Void> json(HttpServerResponse response, HttpResponseStatus status, String type, Answer answer) {
        return bytes(response, status, type, answer.bytes(response.alloc()));
    }

    /**
     * A whole response; the bytes are released. It is begun on the connection's own thread: from another one, the next request
     * may come before the server has taken note that this one is answered, and is then never looked at.
     */
    static Mono<Void> bytes(HttpServerResponse response, HttpResponseStatus status, String type, ByteBuf bytes) {
        response.status(status)
                .header(HttpHeaderNames.CONTENT_TYPE, type)
                .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(bytes.readableBytes()));
        return Mono.create(sink -> response.withConnection(connection -> connection
                .channel()
                .eventLoop()
                .execute(() -> response.sendObject(bytes).then().subscribe(null, sink::error, sink::success))));
    }

    /** A response that says why there is no other. */
    public static Mono<Void> refuse(HttpServerResponse response, RequestFault fault) {
        HttpResponseStatus status = HttpResponseStatus.valueOf(fault.status());
        if (status.equals(HttpResponseStatus.UNAUTHORIZED)) {
            response.header(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
        }
        return json(response, status, PROBLEM, problem(response, fault));
    }

    /** What is wrong, by RFC 9457. */
    static Answer problem(HttpServerResponse response, RequestFault fault) {
        String requestId = response.responseHeaders().get(REQUEST_ID);
        return json -> {
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeStringField(
                    "title", HttpResponseStatus.valueOf(fault.status()).reasonPhrase());
            json.writeNumberField("status", fault.status());
            json.writeStringField("detail", fault.text());
            if (fault.field() != null) {
                json.writeStringField("field", fault.field());
            }
            json.writeStringField("requestId", requestId);
            json.writeEndObject();
        };
    }
}
