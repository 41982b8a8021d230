package io.ordergateway.ws.api;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.ws.api.client.Clients;
import io.ordergateway.ws.api.http.ApiCall;
import io.ordergateway.ws.api.http.Responses;
import io.ordergateway.ws.api.http.Route;
import io.ordergateway.ws.api.message.RequestFault;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Takes each request to its route, once it is clear who asks; and whatever goes wrong back to the client. */
final class Router {
    private static final Logger log = LoggerFactory.getLogger(Router.class);
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String BEARER = "Bearer ";

    private final List<Route> routes;
    private final Clients clients;
    private final Consumer<Channel> known;

    /** @param known told of each connection that has shown who it is */
    Router(List<Route> routes, Clients clients, Consumer<Channel> known) {
        this.routes = List.copyOf(routes);
        this.clients = clients;
        this.known = known;
    }

    Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        String requestId = requestId(request);
        response.header(Responses.REQUEST_ID, requestId)
                .header(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .header("X-Content-Type-Options", "nosniff");
        return Mono.defer(() -> Mono.from(route(request, response)))
                .onErrorResume(fault -> failed(request, response, requestId, fault));
    }

    private static String requestId(HttpServerRequest request) {
        String given = request.requestHeaders().get(Responses.REQUEST_ID);
        return given != null && ID.matcher(given).matches()
                ? given
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    // ---- which route, and for whom ----

    private Publisher<Void> route(HttpServerRequest request, HttpServerResponse response) {
        Origins.check(request.requestHeaders(), clients.isOpen());
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        List<String> segments = segments(uri.rawPath());
        Route route = find(request, response, segments);
        ApiCall stranger = new ApiCall(request, response, null, segments, parameters(uri));
        Clients.Login login = login(stranger, route.open());
        Mono<Void> handled = Mono.defer(() -> Mono.from(route.handler().handle(stranger.by(login))));
        return login == null
                ? handled
                : handled.doOnError(RequestFault.class, fault -> login.gateway().note(fault.status(), fault.text()));
    }

    private static List<String> segments(String rawPath) {
        try {
            String path = rawPath.startsWith("/") ? rawPath.substring(1) : rawPath;
            return Arrays.stream(path.split("/", -1))
                    .map(segment -> QueryStringDecoder.decodeComponent(segment.replace("+", "%2B")))
                    .toList();
        } catch (IllegalArgumentException e) {
            throw RequestFault.field("the path", rawPath, "write each % with two hex digits behind it");
        }
    }

    private static Map<String, List<String>> parameters(QueryStringDecoder uri) {
        try {
            return uri.parameters();
        } catch (IllegalArgumentException e) {
            throw RequestFault.field("the query", uri.rawQuery(), "write each % with two hex digits behind it");
        }
    }

    private Route find(HttpServerRequest request, HttpServerResponse response, List<String> segments) {
        List<Route> there =
                routes.stream().filter(route -> route.leadsTo(segments)).toList();
        if (there.isEmpty()) {
            String text =
                    "there is nothing at " + IdRules.quotable(request.uri()) + "; GET /openapi.yaml says what there is";
            throw new RequestFault(HttpResponseStatus.NOT_FOUND, null, text);
        }
        return there.stream()
                .filter(route -> route.method().equals(request.method()))
                .findFirst()
                .orElseThrow(() -> notAllowed(request, response, there));
    }

    private static RequestFault notAllowed(HttpServerRequest request, HttpServerResponse response, List<Route> there) {
        String allowed =
                there.stream().map(route -> route.method().name()).sorted().collect(Collectors.joining(", "));
        response.header(HttpHeaderNames.ALLOW, allowed);
        String text = IdRules.quotable(request.method().name()) + " is not for this path; write one of " + allowed;
        return new RequestFault(HttpResponseStatus.METHOD_NOT_ALLOWED, null, text);
    }

    /** Who asks. Whoever shows a token is let in by it, also where none is asked for. */
    private Clients.@Nullable Login login(ApiCall call, boolean open) {
        String header = call.request().requestHeaders().get(HttpHeaderNames.AUTHORIZATION);
        if (open && header == null && !clients.isOpen()) {
            return null;
        }
        boolean bearer = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        String token = header == null || !bearer
                ? null
                : header.substring(BEARER.length()).strip();
        Clients.Login login = clients.login(token, call.from());
        call.request().withConnection(connection -> known.accept(connection.channel()));
        return login;
    }

    // ---- what went wrong ----

    private Mono<Void> failed(
            HttpServerRequest request, HttpServerResponse response, String requestId, Throwable fault) {
        if (!(fault instanceof RequestFault) || response.hasSentHeaders()) {
            log.error("request {} to {} failed", requestId, IdRules.quotable(request.path()), fault);
        }
        if (response.hasSentHeaders()) {
            return Mono.error(fault); // nothing can be said any more: the connection is closed
        }
        RequestFault known = fault instanceof RequestFault refused
                ? refused
                : new RequestFault(
                        HttpResponseStatus.INTERNAL_SERVER_ERROR,
                        null,
                        "a fault of the gateway; its log says more about request " + requestId);
        return Responses.refuse(response, known);
    }
}
