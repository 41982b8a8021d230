package io.ordergateway.ws.command.remote;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordergateway.ws.story.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** A gateway that is asked over HTTP, by one client. Thread-safe. */
public final class RemoteGateway {
    static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);

    /** How long an answer may take, besides what the request itself waits for. */
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    /** After so long a person is told what is waited for. */
    private static final Duration SILENT_FOR = Duration.ofSeconds(2);

    /** The longest answer read: the records of an order that was canceled thousands of times. */
    private static final int MAX_ANSWER = 1 << 26;

    private static final int OK = 200;
    private static final int REDIRECTED = 300;
    private static final int UNAUTHORIZED = 401;

    // Numbers stay as they are written, and what is printed survives every terminal.
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final URI address;
    private final @Nullable String token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_WITHIN)
            .build();

    RemoteGateway(URI address, @Nullable String token) {
        this.address = address;
        this.token = token;
    }

    /** Where it is. */
    @Override
    public String toString() {
        return address.toString();
    }

    /** On one line, ASCII. */
    public static String line(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("memory cannot fail to be written", e);
        }
    }

    /**
     * Asks for something.
     *
     * @throws RemoteFault if it does not answer, or says no
     */
    public JsonNode get(RemotePath path) {
        return ask(request(path).GET(), new Patience(Duration.ZERO, () -> {}));
    }

    JsonNode delete(RemotePath path, Patience patience) {
        return ask(request(path).DELETE(), patience);
    }

    JsonNode post(RemotePath path, JsonNode body, Patience patience) {
        return ask(
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(line(body))),
                patience);
    }

    /**
     * How long an answer is waited for.
     *
     * @param within what the gateway itself waits for before it answers
     * @param tell says to a person what is waited for, once it has taken a while
     */
    record Patience(Duration within, Runnable tell) {}

    HttpRequest.Builder request(RemotePath path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path.text()));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    <T> CompletableFuture<HttpResponse<T>> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        return http.sendAsync(request, body);
    }

    private record Answer(int status, String body) {}

    private JsonNode ask(HttpRequest.Builder request, Patience patience) {
        CompletableFuture<Answer> coming =
                send(request.build(), BodyHandlers.ofInputStream()).thenApply(RemoteGateway::whole);
        try {
            Answer answer = await(coming, patience);
            if (answer.status >= OK && answer.status < REDIRECTED) {
                return JSON.readTree(answer.body);
            }
            throw fault(answer.status, answer.body);
        } catch (ExecutionException e) {
            throw fault(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw fault(e);
        } catch (JsonProcessingException e) {
            throw strange(OK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw RemoteFault.cutOff("interrupted while " + address + " was asked");
        } finally {
            coming.cancel(true);
        }
    }

    private static Answer await(CompletableFuture<Answer> coming, Patience patience)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return coming.get(SILENT_FOR.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            patience.tell.run();
            Duration most = patience.within.plus(ANSWER_WITHIN).minus(SILENT_FOR);
            return coming.get(most.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private static Answer whole(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(MAX_ANSWER);
            if (bytes.length == MAX_ANSWER) {
                throw new IOException("an answer of more than " + MAX_ANSWER + " bytes");
            }
            return new Answer(response.statusCode(), new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- what went wrong ----

    /** The status that a problem names itself; 0 if it is none. */
    static int statusOf(String problem) {
        try {
            return JSON.readTree(problem).path("status").asInt();
        } catch (JsonProcessingException e) {
            return 0;
        }
    }

    /** What an answer says that is none. */
    RemoteFault fault(int status, String body) {
        String detail;
        try {
            detail = JSON.readTree(body).path("detail").asText();
        } catch (JsonProcessingException e) {
            return strange(status);
        }
        if (detail.isEmpty()) {
            return strange(status);
        }
        RemoteFault said = RemoteFault.said(Wording.plain(detail));
        return status == UNAUTHORIZED ? said.and("here: in ORDER_GATEWAY_TOKEN, or --token-file FILE") : said;
    }

    private RemoteFault strange(int status) {
        return RemoteFault.said(
                address + " answered " + status + " with what no gateway says; write the gateway's --url");
    }

    /** Why there is no answer. */
    RemoteFault fault(Throwable fault) {
        Throwable cause = fault instanceof UncheckedIOException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
            return RemoteFault.cutOff("no gateway answers at " + address + words(cause)
                    + "; start one with serve, or write another --url");
        }
        if (cause instanceof SSLException) {
            return RemoteFault.said(address + " cannot be trusted" + words(cause)
                    + "; whom to trust says -Djavax.net.ssl.trustStore=FILE before -jar");
        }
        if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
            return RemoteFault.cutOff(
                    address + " did not answer in time; what was asked may have been done: explain tells");
        }
        if (cause instanceof IOException) {
            return RemoteFault.cutOff("the connection to " + address + " broke before the answer came" + words(cause)
                    + "; what was asked may have been done: explain tells");
        }
        throw new IllegalStateException("a fault of this program", fault);
    }

    private static String words(Throwable fault) {
        return fault.getMessage() == null ? "" : " (" + Wording.plain(fault.getMessage()) + ")";
    }
}
