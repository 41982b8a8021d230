package io.ordergateway.it.sim.coinswitch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordergateway.ws.sim.coinswitch.CoinswitchSettings;
import io.ordergateway.ws.sim.coinswitch.SimCoinswitch;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of CoinSwitch made of the JDK alone (sections 1, 2 and 9). */
final class CoinswitchClient {
    static final String FUTURES_ORDER = "/trade/api/v2/futures/order";
    static final String SPOT_ORDER = "/trade/api/v2/order";
    static final String STREAM = "/pro/realtime-rates-socket/spot/order-updates?EIO=4&transport=websocket";
    static final String CLOSED = "<closed>";
    private static final int PATIENCE_SECONDS = 10;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .build();

    private final String authority;

    CoinswitchClient(SimCoinswitch venue) {
        this.authority = "127.0.0.1:" + venue.port();
    }

    /** An answer, read if it can be. */
    record Reply(int status, String body) {
        JsonNode json() {
            return CoinswitchClient.json(body);
        }

        JsonNode data() {
            return json().path("data");
        }

        String message() {
            return json().path("message").asText();
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    static long now() {
        return System.currentTimeMillis();
    }

    /** Section 2: hex of the signature of this text, with the account's seed. */
    static String sign(String text) {
        try {
            byte[] seed = HexFormat.of().parseHex(CoinswitchSettings.SECRET);
            PrivateKey key = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed by the epoch scheme, now. */
    Reply send(String method, String target, String body) throws Exception {
        return send(request(method, target, body, now()));
    }

    HttpRequest.Builder request(String method, String target, String body, long epoch) {
        return bare(method, target, body)
                .header("X-AUTH-APIKEY", CoinswitchSettings.KEY)
                .header("X-AUTH-SIGNATURE", sign(method + URLDecoder.decode(target, UTF_8) + epoch))
                .header("X-AUTH-EPOCH", Long.toString(epoch));
    }

    /** Without any header that says who sends it. Single quotes stand for double ones. */
    HttpRequest.Builder bare(String method, String target, String body) {
        return HttpRequest.newBuilder(URI.create("http://" + authority + target))
                .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
    }

    Reply send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = response(request);
        return new Reply(response.statusCode(), response.body());
    }

    HttpResponse<String> response(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    Reply cancelFutures(String orderId) throws Exception {
        return send("DELETE", FUTURES_ORDER, "{'exchange':'EXCHANGE_2','order_id':'" + orderId + "'}");
    }

    Reply cancelSpot(String orderId) throws Exception {
        return send("DELETE", SPOT_ORDER, "{'order_id':'" + orderId + "'}");
    }

    /** A request to the control. */
    Reply control(String method, String path, String body) throws Exception {
        return send(bare(method, "/sim/" + path, body));
    }

    /** A client of the stream at this path and query. */
    Socket open(String target) {
        return new Socket(target);
    }

    /** A client of the stream that hears of orders. */
    Socket subscribed() throws InterruptedException {
        Socket socket = open(STREAM);
        socket.next();
        socket.send("40/orderupdates,");
        socket.next();
        socket.subscribe(CoinswitchSettings.KEY);
        return socket;
    }

    /** An open WebSocket and the texts that came in on it. */
    final class Socket implements WebSocket.Listener {
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket webSocket;

        Socket(String target) {
            this.webSocket = HTTP.newWebSocketBuilder()
                    .buildAsync(URI.create("ws://" + authority + target), this)
                    .join();
        }

        void send(String text) {
            webSocket.sendText(text, true).join();
        }

        void subscribe(String apiKey) {
            send("42/orderupdates,[\"FETCH_ORDER_UPDATES\",{\"event\":\"subscribe\",\"apikey\":\"" + apiKey + "\"}]");
        }

        String next() throws InterruptedException {
            return requireNonNull(received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "nothing came");
        }

        /** The payload of an event of this name. */
        JsonNode nextEvent(String name) throws InterruptedException {
            String text = next();
            JsonNode event = json(text.replaceFirst("^42/orderupdates,", ""));
            if (!event.path(0).asText().equals(name)) {
                throw new AssertionError("not an event " + name + ": " + text);
            }
            return event.path(1);
        }

        JsonNode nextUpdate() throws InterruptedException {
            return nextEvent("FETCH_ORDER_UPDATES");
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
