package io.ordergateway.it.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client of the venue made of the JDK alone. */
public final class SimClient {
    static final String CLOSED = "<closed>";
    static final String BINARY = "<binary>";
    private static final int PATIENCE_SECONDS = 10;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .build();

    private final int port;

    public SimClient(SimVenue venue) {
        this(venue.port());
    }

    /** Of a venue on this machine. */
    SimClient(int port) {
        this.port = port;
    }

    static String sign(byte[] secret, String prehash) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(prehash.getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sign(String prehash) {
        return sign(SimSettings.SECRET.getBytes(US_ASCII), prehash);
    }

    static long now() {
        return System.currentTimeMillis();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /** In lower case, as hummingbot and SAW send it. */
    static String signHex(String prehash) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(sign(prehash)));
    }

    /** A request as it is written down here, with somebody else's signature. */
    HttpResponse<String> send(String method, String path, long time, String signature, String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .header("x-auth-key", SimSettings.KEY)
                .header("x-auth-timestamp", Long.toString(time))
                .header("x-auth-signature", signature)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A signed request; the signed path is what follows {@code /api/pro/} and, on v1, the version. */
    public HttpRequest.Builder signed(String method, String path, String body) {
        return signedAt(now(), method, path, body);
    }

    HttpRequest.Builder signedAt(long time, String method, String path, String body) {
        String plainPath = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
        String apiPath = plainPath.replaceFirst("^.*/api/pro/(v1/(cash/|margin/|futures/)?)?", "");
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .header("x-auth-key", SimSettings.KEY)
                .header("x-auth-timestamp", Long.toString(time))
                .header("x-auth-signature", sign(time + "+" + apiPath))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    JsonNode rest(String method, String path, String body) throws Exception {
        return json(send(signed(method, path, body)).body());
    }

    Socket open() {
        return open(HTTP.newWebSocketBuilder());
    }

    Socket open(WebSocket.Builder builder) {
        return open("/" + SimSettings.ACCOUNT_GROUP + "/api/pro/v2/stream", builder);
    }

    public Socket open(String path) {
        return open(path, HTTP.newWebSocketBuilder());
    }

    Socket open(String path, WebSocket.Builder builder) {
        return new Socket(path, builder);
    }

    /** What an upgrade is refused with; empty when it is not. */
    Optional<HttpResponse<?>> refusal(String path) {
        try {
            open(path).webSocket.abort();
            return Optional.empty();
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return Optional.of(refused.getResponse());
            }
            throw e;
        }
    }

    int handshake(String path) {
        return refusal(path).map(HttpResponse::statusCode).orElse(101);
    }

    static WebSocket.Builder builder() {
        return HTTP.newWebSocketBuilder();
    }

    /** A socket that is logged in and hears of orders. */
    Socket openReady() throws Exception {
        Socket socket = open();
        socket.nextJson();
        socket.logIn();
        socket.nextJson();
        socket.send("{'op':'sub','id':'sub1','ch':'futures-order'}");
        socket.nextJson();
        return socket;
    }

    /**
     * Every byte that follows a cancel, up to the end of the connection: by hand, because the JDK's WebSocket does not
     * always tell of a connection that ends inside a frame.
     */
    byte[] bytesAfterCancel(String orderId) throws IOException {
        long t = now();
        try (java.net.Socket raw = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
            raw.setSoTimeout(PATIENCE_SECONDS * 1000);
            DataOutputStream out = new DataOutputStream(raw.getOutputStream());
            out.writeBytes(String.join(
                    "\r\n",
                    "GET /7/api/pro/v2/stream HTTP/1.1",
                    "Host: 127.0.0.1",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Version: 13",
                    "x-auth-key: " + SimSettings.KEY,
                    "x-auth-timestamp: " + t,
                    "x-auth-signature: " + sign(t + "+v2/stream"),
                    "\r\n"));
            StringBuilder greeting = new StringBuilder();
            while (greeting.indexOf("\"type\":\"auth\"}") < 0) {
                greeting.append((char) raw.getInputStream().read());
            }
            String cancel = "{\"op\":\"req\",\"action\":\"cancel-order\",\"id\":\"cancel0001\",\"args\":{\"time\":" + t
                    + ",\"orderId\":\"" + orderId + "\",\"symbol\":\"BTC-PERP\"}}";
            out.writeByte(0x81);
            out.writeByte(0x80 | 126);
            out.writeShort(cancel.length());
            out.writeInt(0);
            out.writeBytes(cancel);
            return raw.getInputStream().readAllBytes();
        }
    }

    /** An open socket and what came in on it. */
    public final class Socket implements WebSocket.Listener {
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket webSocket;

        Socket(String path, WebSocket.Builder builder) {
            this.webSocket = builder.buildAsync(URI.create("ws://127.0.0.1:" + port + path), this)
                    .join();
        }

        /** Single quotes stand for double ones. */
        public void send(String text) {
            webSocket.sendText(text.replace('\'', '"'), true).join();
        }

        void logIn() {
            logIn("v2/stream", "");
        }

        /** Signed for this path, and with more members if need be. */
        public void logIn(String apiPath, String more) {
            long t = now();
            send("{'op':'auth','id':'login','t':" + t + ",'key':'" + SimSettings.KEY + "','sig':'"
                    + sign(t + "+" + apiPath) + "'" + more + "}");
        }

        void cancel(String id, String orderId) {
            send("{'op':'req','action':'cancel-order','ac':'futures','id':'" + id + "','args':{'time':" + now()
                    + ",'id':'" + id + "','orderId':'" + orderId + "','symbol':'BTC-PERP'}}");
        }

        String next() throws InterruptedException {
            return requireNonNull(received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "nothing came");
        }

        public JsonNode nextJson() throws InterruptedException {
            return json(next());
        }

        /** Waits for a pong: what would have come before it has come, or never will. */
        JsonNode pong() throws InterruptedException {
            send("{'op':'ping'}");
            return nextJson();
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
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            received.add(BINARY);
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
