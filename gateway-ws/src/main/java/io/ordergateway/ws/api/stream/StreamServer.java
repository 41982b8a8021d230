package io.ordergateway.ws.api.stream;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.ordergateway.ws.api.client.Clients;
import io.ordergateway.ws.api.http.ApiCall;
import io.ordergateway.ws.api.http.Route;
import io.ordergateway.ws.api.message.RequestFault;
import io.ordergateway.ws.guard.Guards;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;

/** The WebSockets of all clients. */
public final class StreamServer {
    /** The largest message read: a batch of a thousand orders, with room. */
    static final int MAX_MESSAGE_BYTES = 1 << 19;

    private final Clients clients;
    private final StreamRequests requests;
    private final Consumer<Channel> known;
    private final Set<StreamConnection> connections = ConcurrentHashMap.newKeySet();

    /**
     * The WebSockets of these clients, with these guards to arm.
     *
     * @param known told of each connection that has shown who it is
     */
    public StreamServer(Clients clients, Guards guards, Consumer<Channel> known) {
        this.clients = clients;
        this.known = known;
        this.requests = new StreamRequests(clients, new StreamLeases(guards));
    }

    /** How it is reached: with a token at once, or without and one to come. */
    public List<Route> routes() {
        return List.of(Route.of(HttpMethod.GET, "/v1/stream", this::open).forEverybody());
    }

    private Publisher<Void> open(ApiCall call) {
        HttpHeaders headers = call.request().requestHeaders();
        boolean upgrade = headers.containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
        if (!upgrade || !headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)) {
            String text = "this is no upgrade to a WebSocket, which is all that there is here; open one";
            throw new RequestFault(HttpResponseStatus.BAD_REQUEST, "Upgrade", text);
        }
        WebsocketServerSpec spec = WebsocketServerSpec.builder()
                .maxFramePayloadLength(MAX_MESSAGE_BYTES)
                .build();
        return call.response().sendWebsocket((in, out) -> serve(call, in), spec);
    }

    private Publisher<Void> serve(ApiCall call, WebsocketInbound in) {
        return Mono.create(sink -> in.withConnection(connection -> {
            StreamConnection client = new StreamConnection(connection.channel(), requests, known, call.from());
            connections.add(client);
            connection.onDispose(() -> {
                connections.remove(client);
                sink.success();
            });
            requests.opened(client, call.visitor());
            in.aggregateFrames(MAX_MESSAGE_BYTES).receiveFrames().subscribe(client);
        }));
    }

    /** Ends the connections of clients that may no longer do what they could. */
    public void endInvalid() {
        connections.forEach(connection -> connection.soon(it -> {
            Clients.Login login = it.login();
            if (login != null && !clients.stillValid(login)) {
                it.close(WebSocketCloseStatus.POLICY_VIOLATION, "your token or your rights have changed");
            }
        }));
    }

    /** Ends all of them. */
    public void close() {
        connections.forEach(connection ->
                connection.soon(it -> it.close(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE, "the gateway is closing")));
    }
}
