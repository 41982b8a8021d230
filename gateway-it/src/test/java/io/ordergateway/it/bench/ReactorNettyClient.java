package io.ordergateway.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import reactor.util.concurrent.Queues;

/** What a user of Reactor writes: Reactor Netty's WebSocket, Jackson, and a map of sinks. No deadlines, no records. */
final class ReactorNettyClient implements BenchClient {
    private static final long CONNECT_SECONDS = 10;

    private final HandWritten wire = new HandWritten();
    private final Map<String, Sinks.One<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final Sinks.Many<String> out = Sinks.many()
            .unicast()
            .onBackpressureBuffer(Queues.<String>unboundedMultiproducer().get());
    private final CountDownLatch greeted = new CountDownLatch(1);
    private final Disposable connection;

    ReactorNettyClient(VenueAddress venue) throws InterruptedException {
        connection = HttpClient.create()
                .websocket()
                .uri(venue.stream())
                .handle(this::talk)
                .subscribe();
        if (!greeted.await(CONNECT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the venue does not greet");
        }
    }

    private Mono<Void> talk(WebsocketInbound inbound, WebsocketOutbound outbound) {
        Mono<Void> reading =
                inbound.receive().asString().doOnNext(this::received).then();
        return outbound.sendString(out.asFlux()).then().and(reading);
    }

    private void received(String text) {
        greeted.countDown();
        JsonNode message = wire.read(text);
        if (HandWritten.isReply(message)) {
            Sinks.One<JsonNode> waiter = waiting.remove(message.path("id").asText());
            if (waiter != null) {
                waiter.tryEmitValue(message).orThrow();
            }
        }
    }

    private Mono<JsonNode> cancel(String orderId) {
        String id = wire.nextId();
        Sinks.One<JsonNode> reply = Sinks.one();
        waiting.put(id, reply);
        out.emitNext(wire.cancel(id, orderId), Sinks.EmitFailureHandler.busyLooping(Duration.ofSeconds(1)));
        return reply.asMono();
    }

    @Override
    public Load prepare(Batch batch) {
        return new Load() {
            @Override
            public void cancel(int index) {
                ReactorNettyClient.this
                        .cancel(batch.id(index))
                        .subscribe(reply -> HandWritten.tell(batch, index, reply));
            }

            @Override
            public void burst() {
                for (int i = 0; i < batch.size(); i++) {
                    cancel(i);
                }
            }
        };
    }

    @Override
    public void close() {
        connection.dispose();
    }
}
