package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.api.client.Token;
import io.ordergateway.ws.sim.fault.SimFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway publishes of itself is what it does, both ways. */
class ContractIT {
    /** How many outcomes; all are not kept, so that somebody can come too late. */
    private static final List<String> PAGES = List.of(
            "/", "/console.css", "/console.js", "/openapi.yaml", "/asyncapi.yaml", "/schemas/outcome.v1.schema.json");

    private static final int KEPT = 64;

    private static final String MAIN = "?account=main&symbol=BTC-PERP";
    private static final Pattern KNOWN = Pattern.compile("the fields here are \\[(.*?)]");

    private final String desk = Token.create();
    private final String slow = Token.create();
    private final String idle = Token.create();

    @TempDir
    private Path directory;

    private Served served;
    private Contract contract;

    @BeforeEach
    void open() throws IOException {
        String clients = String.join(
                "\n",
                "clients:",
                client("desk", desk, "all", "cancel, watch, arm, kill, operate", "perSecond: 10000"),
                client("slow", slow, "all", "cancel, watch, operate", "perSecond: 1\n    connections: 1"),
                client("idle", idle, "spot", "arm", "perSecond: 10000"));
        Path file = Files.writeString(directory.resolve("clients.yml"), clients);
        served = Served.open(file, KEPT);
        contract = Contract.of(served);
    }

    private static String client(String name, String token, String accounts, String actions, String more) {
        return String.join(
                "\n    ",
                "  " + name + ":",
                "tokens: " + Token.hash(token),
                "accounts: " + accounts,
                "actions: " + actions,
                more);
    }

    @AfterEach
    void close() {
        served.close();
    }

    // ---- the files ----

    @Test
    void everySchemaAndReferenceIsSoundAndEveryExampleFits() {
        assertThat(contract.allSchemas()).allSatisfy(schema -> contract.faults(schema, Served.json("{}")));
        for (boolean ofClients : new boolean[] {true, false}) {
            contract.messages(ofClients)
                    .forEach((name, message) -> assertThat(message.path("examples"))
                            .isNotEmpty()
                            .allSatisfy(example -> assertThat(contract.matching(ofClients, example.path("payload")))
                                    .containsExactly(name)));
        }
        assertThat(contract.operations())
                .filteredOn(operation -> operation.written().has("requestBody"))
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(contract.allows(operation, operation.path(), example(operation)))
                        .isTrue());
    }

    private static String example(Contract.Operation operation) {
        return operation
                .written()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("example")
                .toString();
    }

    // ---- over HTTP ----

    @Test
    void whatIsWrittenIsThere() {
        assertThat(contract.operations()).allSatisfy(operation -> {
            String path = operation.path().replaceAll("\\{[^}]+}", "7");
            HttpResponse<String> response = ask("desk of nobody", operation.method(), path, null);

            assertThat(response.statusCode()).isNotIn(404, 405);
        });
    }

    @Test
    void theParametersAreThoseThatAreKnown() {
        for (Contract.Operation operation : contract.operations()) {
            if (operation.path().startsWith("/v1/") && !operation.id().equals("stream")) {
                String path = operation.path().replaceAll("\\{[^}]+}", "7");
                boolean body = operation.written().has("requestBody");
                HttpResponse<String> response = ask(
                        desk, operation.method(), body ? path : path + "?nonsense=1", body ? "{\"nonsense\":1}" : null);

                assertThat(known(Served.json(response).path("detail").asText()))
                        .as(operation.id())
                        .isEqualTo(body ? fields(operation) : contract.queryOf(operation));
            }
        }
    }

    private static Set<String> fields(Contract.Operation operation) {
        return names(operation
                .written()
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema"));
    }

    private static Set<String> names(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> known(String text) {
        Matcher matcher = KNOWN.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1).isEmpty()
                ? Set.of()
                : new TreeSet<>(Set.of(matcher.group(1).split(", ", -1)));
    }

    @Test
    void everyAnswerThatIsGivenIsWrittenAndTheOtherWayRound() throws IOException {
        cancelsOverHttp();
        batchesAndScopesOverHttp();
        lookingOverHttp();
        killingOverHttp();
        WebSocket.Builder asSlow = served.http.newWebSocketBuilder().header("Authorization", "Bearer " + slow);
        try (StreamClient only = StreamClient.open(asSlow, served.uri("/v1/stream"))) {
            only.say("{'op':'ping'}").hear("pong");
            refusalsOfEveryRoute();
        }
        eventsOverHttp();
        served.gateway.close();
        step(desk, "DELETE", "/v1/orders/7" + MAIN, null, 503);
        step(desk, "GET", "/v1/orders" + MAIN, null, 503);
        step(null, "GET", "/health/ready", null, 503);

        assertThat(contract.unanswered())
                .as("but for what takes a fault of the gateway, or chance")
                .allMatch(answer -> answer.endsWith(" 500")
                        || answer.endsWith(" 408")
                        || Set.of("stream 101", "cancelOrder 504", "openOrders 504", "kill 429", "kill 503")
                                .contains(answer)
                        || Set.of("release 429", "release 503", "live 503").contains(answer));
    }

    private void cancelsOverHttp() {
        step(desk, "DELETE", "/v1/orders/" + served.place() + MAIN + "&await=final&withinMs=2000&id=c1", null, 200);
        step(desk, "DELETE", "/v1/orders/" + served.place() + MAIN + "&allowCollateral=true", null, 202);
        served.venue.faults().next(SimFault.ERR);
        step(desk, "DELETE", "/v1/orders/" + served.place() + MAIN, null, 409);
        step(desk, "DELETE", "/v1/orders/bad%20id%21" + MAIN, null, 400);
        step(desk, "DELETE", "/v1/orders/7" + MAIN + "&by=clientOrderId", null, 400);
        served.venue.faults().next(SimFault.MUTE);
        step(desk, "DELETE", "/v1/orders/" + served.place() + MAIN + "&withinMs=50", null, 202);
        for (String wrong : new String[] {
            "?symbol=B",
            "?account=main",
            MAIN + "&await=soon",
            MAIN + "&withinMs=0",
            MAIN + "&withinMs=3600001",
            MAIN + "&withinMs=1.5",
            MAIN + "&by=name",
            MAIN + "&allowCollateral=yes",
            MAIN + "&id=a%20b",
            MAIN + "&account=main",
            MAIN + "&acount=main"
        }) {
            step(desk, "DELETE", "/v1/orders/7" + wrong, null, 400);
        }
    }

    private void batchesAndScopesOverHttp() {
        String order = "{\"orderId\":\"" + served.place() + "\",\"symbol\":\"BTC-PERP\",\"await\":\"final\"";
        step(desk, "POST", "/v1/cancels", "{\"account\":\"main\",\"orders\":[" + order + ",\"id\":\"b1\"}]}", 200);
        for (String wrong : new String[] {
            "",
            "[]",
            "{}",
            "{\"account\":\"main\"}",
            "{\"account\":\"main\",\"orders\":[]}",
            "{\"account\":\"main\",\"orders\":[{\"symbol\":\"B\"}]}",
            "{\"account\":\"main\",\"orders\":[{\"orderId\":7,\"symbol\":\"B\"}]}",
            "{\"account\":\"main\",\"orders\":[" + order + ",\"clientOrderId\":\"c\"}]}",
            "{\"account\":\"main\",\"orders\":[" + order + ",\"withinMs\":\"5\"}]}",
            "{\"account\":\"main\",\"orders\":[" + order + ",\"price\":1}]}",
            "{\"account\":\"main\",\"orders\":[" + (order + "},").repeat(1_000) + order + "}]}"
        }) {
            step(desk, "POST", "/v1/cancels", wrong, 400);
        }
        served.place();
        step(desk, "DELETE", "/v1/orders" + MAIN + "&side=buy&strategy=A1&id=a1", null, 200);
        step(desk, "DELETE", "/v1/orders?account=main", null, 200);
        step(desk, "DELETE", "/v1/orders" + MAIN + "&side=up", null, 400);
    }

    private void lookingOverHttp() {
        String order = served.place();
        step(desk, "GET", "/v1/orders" + MAIN, null, 200);
        step(desk, "GET", "/v1/orders" + MAIN + "&side=up", null, 400);
        step(desk, "DELETE", "/v1/orders/" + order + MAIN + "&await=final", null, 200);
        step(desk, "GET", "/v1/orders/" + order + "/explain", null, 200);
        step(desk, "GET", "/v1/orders/nobodys/explain", null, 404);
        for (String path : new String[] {"/v1/sessions", "/v1/budget", "/v1/leases", "/v1/kill"}) {
            step(desk, "GET", path, null, 200);
            step(desk, "GET", path + "?all=true", null, 400);
        }
        step(desk, "GET", "/v1/orders/7/explain?all=true", null, 400);
        for (String path : new String[] {"/health/live", "/health/ready"}) {
            step(null, "GET", path, null, 200);
            step(null, "GET", path + "?all=true", null, 400);
        }
        step(desk, "GET", "/metrics", null, 200);
        step(desk, "GET", "/metrics?all=true", null, 400);
        for (String path : PAGES) {
            step(null, "GET", path, null, 200);
            step(desk, "GET", path, null, 200);
        }
        contract.requireWritten(null, ask(desk, "GET", "/v1/nothing", null));
        contract.requireWritten(null, ask(desk, "PUT", "/v1/orders", null));
    }

    private void killingOverHttp() {
        served.place();
        step(desk, "DELETE", "/v1/kill?account=main", null, 404);
        step(desk, "POST", "/v1/kill", "{\"account\":\"main\"}", 400);
        served.venue.acceptRest(false);
        step(desk, "POST", "/v1/kill", "{\"account\":\"main\",\"reason\":\"a drill\"}", 200);
        step(desk, "DELETE", "/v1/kill?account=main", null, 409);
        served.venue.acceptRest(true);
        step(desk, "GET", "/v1/kill", null, 200);
        await().atMost(Served.PATIENCE)
                .until(() -> Served.json(ask(desk, "GET", "/v1/kill", null))
                        .path("latched")
                        .path(0)
                        .path("flat")
                        .booleanValue());
        step(desk, "GET", "/v1/kill", null, 200);
        step(desk, "DELETE", "/v1/kill?account=main", null, 200);
        step(desk, "DELETE", "/v1/kill?acount=main", null, 400);
    }

    /** Without a token, without the right, too often; and with a body that is not read. */
    private void refusalsOfEveryRoute() {
        for (Contract.Operation operation : contract.operations()) {
            JsonNode answers = operation.written().path("responses");
            String path = operation.path().replaceAll("\\{[^}]+}", "7") + sound(operation);
            String body = operation.written().has("requestBody") ? example(operation) : null;
            if (answers.has("401")) {
                step(operation.id().equals("stream") ? Token.create() : null, operation.method(), path, body, 401);
            }
            if (answers.has("403") && !operation.id().equals("stream")) {
                step(idle, operation.method(), path, body, 403);
            }
            if (answers.has("429") && !operation.path().equals("/v1/kill")) {
                refuseForBeingTooMany(operation, path, body);
            }
            if (answers.has("413")) {
                step(desk, operation.method(), path, "\"" + "x".repeat(1 << 19) + "\"", 413);
            }
            if (answers.has("415")) {
                HttpRequest request = request(desk, operation.method(), path, body)
                        .header("Content-Encoding", "gzip")
                        .build();
                contract.requireWritten(operation, served.send(request));
            }
        }
        Contract.Operation stream = contract.operation("GET", "/v1/stream");
        contract.requireWritten(stream, ask(null, "GET", "/v1/stream", null));
        HttpRequest foreign = request(desk, "GET", "/v1/stream", null)
                .header("Origin", "http://elsewhere")
                .build();
        contract.requireWritten(stream, served.send(foreign));
    }

    /** Now and then one is not refused; but since no second connection is let in, what is answered always has an end. */
    private void refuseForBeingTooMany(Contract.Operation operation, String path, @Nullable String body) {
        HttpResponse<String> response = await().atMost(Served.PATIENCE)
                .until(() -> ask(slow, operation.method(), path, body), answer -> answer.statusCode() == 429);

        contract.requireWritten(operation, response);
    }

    private static String sound(Contract.Operation operation) {
        return operation.path().startsWith("/v1/orders") && !operation.id().equals("explain") ? MAIN : "";
    }

    private void eventsOverHttp() throws IOException {
        step(desk, "GET", "/v1/outcomes?from=yesterday", null, 400);
        step(desk, "GET", "/v1/outcomes?from=0", null, 400);
        served.place(KEPT / 2);
        step(desk, "DELETE", "/v1/orders?account=main", null, 200);
        requireEvent("/v1/outcomes?from=earliest&account=main&symbol=BTC-PERP&ends=true", "outcome");
        assertThat(requireEvent("/v1/outcomes?from=1", "problem").path("status").intValue())
                .isEqualTo(410);
    }

    private JsonNode requireEvent(String path, String type) throws IOException {
        HttpResponse<InputStream> response;
        try {
            response = served.http.send(request(desk, "GET", path, null).build(), BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        Contract.Operation operation = contract.operation("GET", "/v1/outcomes");
        assertThat(contract.allows(operation, path, null)).isTrue();
        contract.requireWritten(operation, response);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (!line.startsWith("event: ")) {
                line = lines.readLine();
            }
            assertThat(line).isEqualTo("event: " + type);
            String data = lines.readLine().substring("data: ".length());
            contract.requireWrittenEvent(type, data);
            return Served.json(data);
        }
    }

    /** One request and its response, which is as it is written if the request is. */
    private void step(@Nullable String token, String method, String uri, @Nullable String body, int status) {
        Contract.Operation operation = contract.operation(method, uri.replaceFirst("\\?.*", ""));
        HttpResponse<String> response = ask(token, method, uri, body);

        assertThat(response.statusCode())
                .as("%s %s: %s", method, uri, response.body())
                .isEqualTo(status);
        contract.requireWritten(operation, response);
        boolean misread = status == 413
                || (status == 400
                        && response.headers()
                                .firstValue("Content-Type")
                                .orElse("")
                                .contains("problem"));
        assertThat(contract.allows(operation, uri, body))
                .as("%s %s %s", method, uri, body)
                .isEqualTo(!misread);
    }

    private HttpResponse<String> ask(@Nullable String token, String method, String uri, @Nullable String body) {
        return served.send(request(token, method, uri, body).build());
    }

    private HttpRequest.Builder request(@Nullable String token, String method, String uri, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(served.uri(uri))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }
}
