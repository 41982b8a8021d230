package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.ws.api.ApiSettings;
import io.ordergateway.ws.api.client.Token;
import io.ordergateway.ws.config.ConfigException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what. */
class ApiClientsIT {
    private final String desk = Token.create();
    private final String risk = Token.create();

    @TempDir
    private Path directory;

    private Path file;
    private Served served;

    @BeforeEach
    void open() throws IOException {
        file = directory.resolve("clients.yml");
        write(desk, "perSecond: 5");
        served = Served.open(file);
    }

    private void write(String deskToken, String more) throws IOException {
        Path fresh = Files.writeString(
                directory.resolve("fresh.yml"),
                String.join(
                        "\n",
                        "clients:",
                        "  desk:",
                        "    tokens: " + Token.hash(deskToken),
                        "    accounts: main",
                        "    actions: cancel, watch",
                        "    " + more,
                        "  risk:",
                        "    tokens: " + Token.hash(risk),
                        "    accounts: all",
                        "    actions: watch, operate",
                        ""));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void withoutATokenNothingIsAnswered() {
        HttpResponse<String> response = served.get("/v1/sessions");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(Served.json(response).path("detail").asText()).startsWith("a token is missing");
    }

    @Test
    void aWrongTokenIsNotRepeated() {
        String wrong = Token.create();

        HttpResponse<String> response = get("/v1/sessions", wrong);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("the token is not known").doesNotContain(wrong);
    }

    @Test
    void aClientDoesWhatItMayAndNoMore() {
        String order = served.place();

        HttpResponse<String> canceled = delete(order, "main", desk);
        HttpResponse<String> operate = get("/v1/sessions", desk);
        HttpResponse<String> cancel = delete(order, "main", risk);

        assertThat(canceled.statusCode()).isEqualTo(200);
        assertThat(operate.statusCode()).isEqualTo(403);
        assertThat(Served.json(operate).path("detail").asText()).startsWith("client desk may not operate");
        assertThat(cancel.statusCode()).isEqualTo(403);
    }

    @Test
    void anAccountOfOthersIsAsIfItDidNotExist() {
        HttpResponse<String> others = delete("7", "spot", desk);
        HttpResponse<String> nobodys = delete("7", "none", desk);

        assertThat(others.statusCode()).isEqualTo(403);
        assertThat(Served.json(others).path("detail").asText()).isEqualTo("account is \"spot\"; write one of [main]");
        assertThat(Served.json(nobodys).path("detail").asText()).isEqualTo("account is \"none\"; write one of [main]");
    }

    @Test
    void idsOfOneClientAreNotThoseOfAnother() {
        String order = served.place();

        HttpResponse<String> response = delete(order, "main", desk);

        assertThat(Served.json(response).path("id").asText()).isEqualTo("c1");
        assertThat(served.gateway
                        .outcomes(Position.EARLIEST)
                        .ofType(CancelOutcome.class)
                        .blockFirst(Served.PATIENCE)
                        .cancelId()
                        .value())
                .isEqualTo("desk:c1");
    }

    @Test
    void whoWantsMoreThanItsQuotaIsRefusedOrderByOrder() {
        try (StreamClient client = served.stream()) {
            client.say("{'op':'auth','id':'1','token':'" + desk + "'}");
            client.hear("auth");

            client.say("{'op':'req','action':'cancel-batch','id':'b1','account':'main','args':{'orders':["
                    + order("1") + "," + order("2") + "," + order("3") + "," + order("4") + "," + order("5") + ","
                    + order("6") + "]}}");

            JsonNode answer = client.hear();
            assertThat(answer.path("code").intValue()).isEqualTo(429);
            assertThat(answer.path("result").asText()).isEqualTo("REFUSED");
            assertThat(answer.path("info").path("text").asText()).contains("client desk may cancel and ask 5 times");
            assertThat(client.hear(6).get(5).path("count").intValue()).isEqualTo(6);
        }
    }

    private static String order(String id) {
        return "{'id':'c" + id + "','orderId':'" + id + "','symbol':'BTC-PERP'}";
    }

    @Test
    void aConnectionThatSaysAnythingBeforeItsTokenIsClosed() {
        try (StreamClient client = served.stream()) {
            client.say("{'op':'sub','ch':'outcomes','id':'1'}");

            assertThat(client.hear().path("code").intValue()).isEqualTo(401);
            assertThat(client.closedWith()).isEqualTo(1008);
        }
    }

    @Test
    void aConnectionThatHasSaidItsTokenStays() {
        try (StreamClient client = served.stream()) {
            client.say("{'op':'auth','id':'1','token':'" + desk + "'}");
            client.hear("auth");

            await().during(Duration.ofSeconds(11)).atMost(Served.PATIENCE).until(() -> !client.isClosed());

            client.say("{'op':'ping'}");
            assertThat(client.hear().path("m").asText()).isEqualTo("pong");
        }
    }

    @Test
    void theTokenMayComeWithTheUpgrade() {
        WebSocket.Builder builder = served.http.newWebSocketBuilder().header("Authorization", "Bearer " + desk);
        try (StreamClient client = StreamClient.open(builder, served.uri("/v1/stream"))) {
            client.say("{'op':'ping'}");

            assertThat(client.hear().path("m").asText()).isEqualTo("pong");
        }
    }

    @Test
    void aTokenIsChangedWithoutARestart() throws IOException {
        String next = Token.create();
        try (StreamClient client = served.stream()) {
            client.say("{'op':'auth','id':'1','token':'" + desk + "'}");
            client.hear("auth");

            write(next, "perSecond: 5");

            assertThat(client.closedWith()).isEqualTo(1008);
            assertThat(delete(served.place(), "main", next).statusCode()).isEqualTo(200);
            assertThat(delete("7", "main", desk).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void aStreamOfEventsEndsWithItsToken() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(served.uri("/v1/outcomes"))
                .header("Authorization", "Bearer " + desk)
                .build();
        HttpResponse<Stream<String>> events = served.http.send(request, HttpResponse.BodyHandlers.ofLines());

        write(Token.create(), "perSecond: 5");

        assertThat(events.statusCode()).isEqualTo(200);
        assertThat(CompletableFuture.supplyAsync(events.body()::count)).succeedsWithin(Served.PATIENCE);
    }

    @Test
    void aFileThatCannotBeUsedChangesNothing() throws IOException {
        write(desk, "perSecond: many");

        await().during(Duration.ofSeconds(2))
                .atMost(Served.PATIENCE)
                .untilAsserted(
                        () -> assertThat(get("/v1/sessions", risk).statusCode()).isEqualTo(200));
    }

    @Test
    void aWatcherSeesItsOwnAccountsOnly() {
        try (StreamClient client = served.stream()) {
            client.say("{'op':'auth','id':'1','token':'" + desk + "'}");
            client.hear("auth");

            client.say("{'op':'sub','ch':'outcomes','id':'1','filter':{'account':'spot'}}");

            assertThat(client.hear("sub").path("code").intValue()).isEqualTo(403);
        }
    }

    @Test
    void aGatewayThatOthersCanReachNeedsClients() {
        assertThatThrownBy(() -> new ApiSettings("0.0.0.0", 8080, null, null))
                .isInstanceOf(ConfigException.class)
                .hasMessage(
                        "server.host is 0.0.0.0, where others can reach it, and server.clients is missing; write a file"
                                + " of clients, or host: 127.0.0.1");
    }

    private HttpResponse<String> get(String path, String token) {
        return served.send(HttpRequest.newBuilder(served.uri(path))
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private HttpResponse<String> delete(String order, String account, String token) {
        URI uri = served.uri("/v1/orders/" + order + "?account=" + account + "&symbol=BTC-PERP&await=final&id=c1");
        return served.send(HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .DELETE()
                .build());
    }
}
