package io.ordergateway.it.flow;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A venue that has nothing but keys and streams of orders, and answers as it is told to. */
final class StreamVenue implements AutoCloseable {
    private final AtomicInteger keys = new AtomicInteger();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Ear> ears = new CopyOnWriteArrayList<>();
    private final Queue<Answer> onKeys = new ArrayDeque<>();
    private final Queue<Answer> onSockets = new ArrayDeque<>();
    private final DisposableServer server;
    private volatile Duration slowness = Duration.ZERO;

    private record Answer(int status, String body, @Nullable String retryAfter) {}

    /** One stream, as the venue holds it. */
    static final class Ear {
        final String key;
        final List<String> heard = new CopyOnWriteArrayList<>();
        private final Sinks.Many<String> says = Sinks.many().unicast().onBackpressureBuffer();

        private Ear(String key) {
            this.key = key;
        }

        void say(String text) {
            says.emitNext(text, Sinks.EmitFailureHandler.FAIL_FAST);
        }

        void cut() {
            says.emitComplete(Sinks.EmitFailureHandler.FAIL_FAST);
        }
    }

    StreamVenue() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.get("/api/v1/ws/{key}", this::socket).route(any -> true, this::rest))
                .bindNow();
    }

    URI address(String scheme) {
        return URI.create(scheme + "://127.0.0.1:" + server.port());
    }

    /** The next request about a key is answered like this. */
    synchronized void nextKey(int status, String body) {
        onKeys.add(new Answer(status, body, null));
    }

    /** The next stream is refused. */
    synchronized void nextSocket(int status, @Nullable String retryAfter) {
        onSockets.add(new Answer(status, "", retryAfter));
    }

    /** Requests about keys are answered so late. */
    void slow(Duration time) {
        slowness = time;
    }

    /** What was asked about keys, with the key that was named. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    long asked(String method) {
        return asked.stream().filter(line -> line.startsWith(method)).count();
    }

    /** The streams there were, in their order. */
    List<Ear> ears() {
        return ears;
    }

    private synchronized @Nullable Answer poll(Queue<Answer> answers) {
        return answers.poll();
    }

    private Publisher<Void> rest(HttpServerRequest request, HttpServerResponse response) {
        String uri = request.uri();
        if (!uri.startsWith("/api/v1/userDataStream")) { // its time, and whether it knows the key
            return response.sendString(Mono.just("{\"serverTime\":" + System.currentTimeMillis() + "}"));
        }
        int named = uri.indexOf("listenKey=");
        String key = named < 0 ? "" : " " + uri.substring(named + 10, uri.indexOf('&', named));
        asked.add(request.method() + key);
        Answer scripted = poll(onKeys);
        boolean create = request.method().name().equals("POST");
        String usual = create ? "{\"listenKey\":\"LK" + keys.incrementAndGet() + "\"}" : "{}";
        Answer answer = scripted != null ? scripted : new Answer(200, usual, null);
        return response.status(answer.status)
                .sendString(Mono.just(answer.body).delayElement(slowness), StandardCharsets.UTF_8);
    }

    private Publisher<Void> socket(HttpServerRequest request, HttpServerResponse response) {
        Answer refusal = poll(onSockets);
        if (refusal != null) {
            if (refusal.retryAfter != null) {
                response.header("Retry-After", refusal.retryAfter);
            }
            return response.status(refusal.status).send();
        }
        Ear ear = new Ear(String.valueOf(request.param("key")));
        return response.sendWebsocket((in, out) -> {
            ears.add(ear);
            Mono<Void> hearing =
                    in.receive().asString().doOnNext(ear.heard::add).then();
            return Mono.firstWithSignal(
                    hearing, out.sendString(ear.says.asFlux()).then());
        });
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
