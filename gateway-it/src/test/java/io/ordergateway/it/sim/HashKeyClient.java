package io.ordergateway.it.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.hashkey.HashKeySettings;
import io.ordergateway.ws.sim.hashkey.HashKeyVenue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client of HashKey made of the JDK alone. */
final class HashKeyClient {
    static final String CLOSED = "<closed>";
    static final String PONG = "<pong>";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final int port;
    private final String keyHeader;

    HashKeyClient(HashKeyVenue venue) {
        this(venue, "X-HK-APIKEY");
    }

    HashKeyClient(HashKeyVenue venue, String keyHeader) {
        this.port = venue.port();
        this.keyHeader = keyHeader;
    }

    static String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HashKeySettings.SECRET.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** These parameters, the time and the signature. */
    static String signed(String params) {
        return signedAt(System.currentTimeMillis(), params);
    }

    static String signedAt(long time, String params) {
        String text = (params.isEmpty() ? "" : params + "&") + "timestamp=" + time;
        return text + "&signature=" + sign(text);
    }

    HttpRequest.Builder request(String method, String target, String body) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    /** With the key, and whatever signature there is. */
    HttpResponse<String> raw(String method, String target, String body) throws Exception {
        return send(request(method, target, body).header(keyHeader, HashKeySettings.KEY));
    }

    /** Signed, everything in the query string. */
    HttpResponse<String> call(String method, String path, String params) throws Exception {
        return raw(method, path + "?" + signed(params), "");
    }

    /** The same; the reply, which must be a success. */
    JsonNode ok(String method, String path, String params) throws Exception {
        HttpResponse<String> response = call(method, path, params);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return SimClient.json(response.body());
    }

    /** Signed, everything in a form body, as ccxt does. */
    HttpResponse<String> form(String method, String path, String params) throws Exception {
        return raw(method, path, signed(params));
    }

    JsonNode okForm(String method, String path, String params) throws Exception {
        HttpResponse<String> response = form(method, path, params);
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return SimClient.json(response.body());
    }

    /** The code of a refusal. */
    String code(String method, String path, String params) throws Exception {
        HttpResponse<String> response = call(method, path, params);
        JsonNode json = SimClient.json(response.body());
        return response.statusCode() + " " + json.path("code").asText();
    }

    String listenKey() throws Exception {
        return ok("POST", "/api/v1/userDataStream", "").path("listenKey").asText();
    }

    Stream stream() throws Exception {
        return stream(listenKey());
    }

    /** Under this listen key. */
    Stream stream(String listenKey) {
        return new Stream("ws://127.0.0.1:" + port + "/api/v1/ws/" + listenKey);
    }

    /** An open private stream and what came in on it. */
    static final class Stream implements WebSocket.Listener {
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket webSocket;

        Stream(String url) {
            this.webSocket =
                    HTTP.newWebSocketBuilder().buildAsync(URI.create(url), this).join();
        }

        void send(String text) {
            webSocket.sendText(text, true).join();
        }

        void ping() {
            webSocket.sendPing(ByteBuffer.wrap("hi".getBytes(UTF_8))).join();
        }

        String next() throws InterruptedException {
            return requireNonNull(received.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS), "nothing came");
        }

        JsonNode nextJson() throws InterruptedException {
            return SimClient.json(next());
        }

        /** The one event of the next frame. */
        JsonNode event() throws InterruptedException {
            JsonNode frame = nextJson();
            if (!frame.isArray() || frame.size() != 1) {
                throw new AssertionError("not an array of one: " + frame);
            }
            return frame.get(0);
        }

        /** The events up to the one with this status: their statuses. */
        String statusesUpTo(String last) throws InterruptedException {
            StringBuilder seen = new StringBuilder();
            for (String status = ""; !status.equals(last); ) {
                status = event().path("X").asText();
                seen.append(seen.isEmpty() ? "" : " ").append(status);
            }
            return seen.toString();
        }

        /** Asks for a pong: what would have come before it has come, or never will. */
        void nothingMore() throws InterruptedException {
            send("{\"ping\":7}");
            JsonNode pong = nextJson();
            if (pong.path("pong").asInt() != 7) {
                throw new AssertionError("more came: " + pong);
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                received.add(partial.toString());
                partial.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            received.add(PONG);
            socket.request(1);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int statusCode, String reason) {
            received.add(CLOSED);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            received.add(CLOSED);
        }
    }
}
