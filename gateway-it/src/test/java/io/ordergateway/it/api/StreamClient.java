package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A program at the gateway's WebSocket, on the JDK's own client. */
final class StreamClient implements WebSocket.Listener, AutoCloseable {
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    private StreamClient() {}

    static StreamClient open(WebSocket.Builder builder, URI http) {
        StreamClient client = new StreamClient();
        client.socket = builder.buildAsync(URI.create(http.toString().replaceFirst("http", "ws")), client)
                .join();
        return client;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            heard.add(Served.json(text.toString()));
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable fault) {
        closed.completeExceptionally(fault);
    }

    StreamClient say(String json) {
        socket.sendText(json.replace('\'', '"'), true).join();
        return this;
    }

    /** The next message. */
    JsonNode hear() {
        try {
            JsonNode next = heard.poll(Served.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(next).as("nothing was heard").isNotNull();
            return next;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next message of this topic, the others passed over. */
    JsonNode hear(String topic) {
        JsonNode next = hear();
        while (!next.path("m").asText().equals(topic)) {
            next = hear();
        }
        return next;
    }

    List<JsonNode> hear(int count) {
        List<JsonNode> all = new ArrayList<>();
        while (all.size() < count) {
            all.add(hear());
        }
        return all;
    }

    /** The code with which the gateway closed it. */
    int closedWith() {
        return closed.orTimeout(Served.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** Goes without a word. */
    void vanish() {
        socket.abort();
    }

    @Override
    public void close() {
        socket.abort();
    }
}
