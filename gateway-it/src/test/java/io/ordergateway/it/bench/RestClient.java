package io.ordergateway.it.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a user of the venue's REST writes: a signed DELETE (dossier 2.1, 5.4), over a warm connection, one at a time. */
final class RestClient implements BenchClient {
    private final HandWritten wire = new HandWritten();
    private final SecretKeySpec secret = new SecretKeySpec("benchsecret".getBytes(UTF_8), "HmacSHA256");
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;

    RestClient(VenueAddress venue) {
        address = venue.rest().resolve("/7/api/pro/v2/futures/order");
    }

    private JsonNode cancel(String orderId) {
        long time = System.currentTimeMillis();
        Map<String, Object> body =
                Map.of("id", wire.nextId(), "orderId", orderId, "symbol", Orders.SYMBOL, "time", time);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("x-auth-key", "benchkey")
                .header("x-auth-timestamp", Long.toString(time))
                .header("x-auth-signature", sign(time + "+v2/futures/order"))
                .header("Content-Type", "application/json")
                .method("DELETE", BodyPublishers.ofString(wire.write(body)))
                .build();
        try {
            return wire.read(http.send(request, BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Load prepare(Batch batch) {
        return new Load() {
            @Override
            public void cancel(int index) {
                JsonNode reply = RestClient.this.cancel(batch.id(index));
                String orderId =
                        reply.path("data").path("order").path("orderId").asText();
                boolean right = reply.path("code").asInt(-1) == 0 && orderId.equals(batch.id(index));
                batch.answered(orderId, right);
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
        // the JDK's client ends with its process
    }
}
