package io.ordergateway.it.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** What a user without libraries writes: the JDK's WebSocket, Jackson, and a map of futures. No deadlines, no records. */
final class JdkClient implements BenchClient, WebSocket.Listener {
    private final HandWritten wire = new HandWritten();
    private final Map<String, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final StringBuilder parts = new StringBuilder();
    private final WebSocket socket;
    private CompletableFuture<WebSocket> sent;

    JdkClient(VenueAddress venue) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(venue.stream(), this)
                .join();
        sent = CompletableFuture.completedFuture(socket);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        parts.append(data);
        if (last) {
            JsonNode message = wire.read(parts);
            parts.setLength(0);
            if (HandWritten.isReply(message)) {
                CompletableFuture<JsonNode> waiter =
                        waiting.remove(message.path("id").asText());
                if (waiter != null) {
                    waiter.complete(message);
                }
            }
        }
        from.request(1);
        return null;
    }

    private CompletableFuture<JsonNode> cancel(String orderId) {
        String id = wire.nextId();
        CompletableFuture<JsonNode> reply = new CompletableFuture<>();
        waiting.put(id, reply);
        String text = wire.cancel(id, orderId);
        synchronized (waiting) { // a text may be sent when the one before has left, and not sooner
            sent = sent.thenCompose(ready -> ready.sendText(text, true));
        }
        return reply;
    }

    @Override
    public Load prepare(Batch batch) {
        return new Load() {
            @Override
            public void cancel(int index) {
                JdkClient.this.cancel(batch.id(index)).thenAccept(reply -> HandWritten.tell(batch, index, reply));
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
        socket.abort();
    }
}
