package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.fault.SimFault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gateway over HTTP. */
class ApiHttpIT {
    private final Served served = Served.open();

    @AfterEach
    void close() {
        served.close();
    }

    @Test
    void anOrderIsDeleted() {
        String order = served.place();

        HttpResponse<String> response = served.delete(path(order) + "&await=final&withinMs=2000&id=c1");

        JsonNode answer = Served.json(response);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(answer.path("id").asText()).isEqualTo("c1");
        assertThat(answer.path("code").intValue()).isZero();
        assertThat(answer.path("result").asText()).isEqualTo("CANCELED");
        assertThat(answer.path("info").path("orderId").asText()).isEqualTo(order);
        assertThat(served.status(order)).isEqualTo("CANCELED");
    }

    @Test
    void anAcknowledgementIsAcceptedAndNoMore() {
        assertThat(served.delete(path(served.place())).statusCode()).isEqualTo(202);
    }

    @Test
    void whatNobodyKnowsIsAcceptedAndPursued() {
        served.venue.faults().always(SimFault.MUTE);

        HttpResponse<String> response = served.delete(path(served.place()) + "&withinMs=50");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(Served.json(response).path("result").asText()).isEqualTo("UNKNOWN");
    }

    @Test
    void anOrderThatStandsIsAConflict() {
        served.venue.faults().next(SimFault.ERR);

        HttpResponse<String> response = served.delete(path(served.place()));

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(Served.json(response).path("result").asText()).isEqualTo("REJECTED");
    }

    @Test
    void aBatchIsAnsweredWhole() {
        List<String> orders = served.place(20);

        HttpResponse<String> response = served.post(
                "/v1/cancels",
                orders.stream()
                        .map(order -> "{\"orderId\":\"" + order + "\",\"symbol\":\"BTC-PERP\",\"await\":\"final\"}")
                        .collect(Collectors.joining(",", "{\"account\":\"main\",\"orders\":[", "]}")));

        JsonNode answer = Served.json(response);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(answer.path("count").intValue()).isEqualTo(20);
        assertThat(answer.path("results"))
                .allSatisfy(result -> assertThat(result.path("result").asText()).isEqualTo("CANCELED"));
        assertThat(orders).allSatisfy(order -> assertThat(served.status(order)).isEqualTo("CANCELED"));
    }

    @Test
    void everythingOfASymbolIsDeleted() {
        List<String> orders = served.place(5);

        HttpResponse<String> response = served.delete("/v1/orders?account=main&symbol=BTC-PERP");

        assertThat(Served.json(response).path("count").intValue()).isEqualTo(5);
        assertThat(orders).allSatisfy(order -> assertThat(served.status(order)).isEqualTo("CANCELED"));
    }

    @Test
    void outcomesAreStreamedAndResumedBehindTheLastOneSeen() throws Exception {
        served.delete(path(served.place()) + "&await=final&id=c1");

        List<String> all = events("/v1/outcomes?from=earliest", null, 3);
        List<String> rest = events("/v1/outcomes", "1", 2);

        assertThat(all).allMatch(event -> event.startsWith("id: "));
        assertThat(all.get(0)).startsWith("id: 1\nevent: outcome\ndata: {\"v\":1,\"position\":1,\"cancelId\":\"c1\"");
        assertThat(rest).isEqualTo(all.subList(1, 3));
    }

    private List<String> events(String path, String lastSeen, int count) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(served.uri(path));
        if (lastSeen != null) {
            request.header("Last-Event-ID", lastSeen);
        }
        HttpResponse<InputStream> response =
                served.http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
        List<String> events = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            StringBuilder event = new StringBuilder();
            while (events.size() < count) {
                String line = lines.readLine();
                if (line.isEmpty() && event.length() > 0) {
                    events.add(event.toString().strip());
                    event.setLength(0);
                } else if (!line.isEmpty() && !line.startsWith(":")) {
                    event.append(line).append('\n');
                }
            }
        }
        return events;
    }

    @Test
    void anOrdersStoryIsTold() {
        String order = served.place();
        served.delete(path(order) + "&await=final&id=c1");

        JsonNode answer = Served.json(served.get("/v1/orders/" + order + "/explain"));

        assertThat(answer.path("story").path(0).asText()).contains(order, "BTC-PERP");
        assertThat(answer.path("records"))
                .extracting(record -> record.path("phase").asText())
                .containsExactly("ACCEPTED", "SENT", "SETTLED");
    }

    @Test
    void operatorsSeeSessionsAndBudgets() {
        JsonNode sessions = Served.json(served.get("/v1/sessions")).path("accounts");
        JsonNode budgets = Served.json(served.get("/v1/budget")).path("accounts");

        assertThat(sessions)
                .extracting(account -> account.path("account").asText())
                .containsExactly("main", "spot");
        assertThat(sessions.path(0).path("sessions").path(0).path("state").asText())
                .isEqualTo("ready");
        assertThat(budgets.path(0).path("budgets").path(0).path("remaining").intValue())
                .isPositive();
    }

    @Test
    void theGatewayIsReadyUntilItIsNot() {
        HttpResponse<String> ready = served.get("/health/ready");
        served.venue.acceptRest(false);
        served.venue.acceptSockets(false);
        served.venue.cutSockets();
        await().atMost(Served.PATIENCE).until(() -> served.get("/health/ready").statusCode() == 503);
        HttpResponse<String> live = served.get("/health/live");

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(live.statusCode()).isEqualTo(200);
        assertThat(Served.json(served.get("/health/ready")).path("checks"))
                .anySatisfy(check -> assertThat(check.path("up").booleanValue()).isFalse());
    }

    @Test
    void prometheusReadsTheMetrics() {
        served.delete(path(served.place()) + "&await=final");

        HttpResponse<String> scrape = served.get("/metrics");

        assertThat(scrape.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain; version=0.0.4");
        assertThat(scrape.body()).contains("order_gateway_", "account=\"main\"");
    }

    @Test
    void theConsoleIsForEverybodyAndRunsNothingButItsOwnFiles() {
        for (String path : List.of("/", "/console.css", "/console.js")) {
            HttpResponse<String> response = served.get(path);

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .contains("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                            + "img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'; form-action 'none'");
            assertThat(response.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /v1/orders/7 | 400 | account | account is missing; write the name of an account",
                "DELETE | /v1/orders/7?account=main | 400 | symbol | symbol is missing",
                "DELETE | /v1/orders/7?account=main&symbol=B&await=soon | 400 | await | await is soon; write \"ack\"",
                "DELETE | /v1/orders/7?account=main&symbol=B&withinMs=1.5 | 400 | withinMs | withinMs is 1.5; write a whole",
                "DELETE | /v1/orders/7?account=main&account=spot&symbol=B | 400 | account | written 2 times; write it once",
                "DELETE | /v1/orders/7?acount=main | 400 | acount | acount is not a field",
                "DELETE | /v1/orders/7?account=nobody&symbol=B | 403 | account | write one of [main, spot]",
                "GET | /v1/nothing | 404 | | there is nothing at /v1/nothing",
                "GET | /v1/../v1/sessions | 404 | | there is nothing at",
                "PUT | /v1/orders/7 | 405 | | PUT is not for this path; write one of DELETE",
                "GET | /v1/orders/7/explain | 404 | orderId | nothing is known of order 7",
                "GET | /v1/outcomes?from=yesterday | 400 | from | from is yesterday",
            })
    void aMistakeIsAProblemThatSaysWhatToMend(String method, String path, int status, String field, String text) {
        HttpResponse<String> response = served.send(HttpRequest.newBuilder(served.uri(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());

        JsonNode problem = Served.json(response);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("field").asText("")).isEqualTo(field == null ? "" : field);
        assertThat(problem.path("detail").asText()).contains(text);
        assertThat(problem.path("requestId").asText())
                .isEqualTo(response.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void whoAsksForWhatIsStillToComeIsAnsweredAtOnce() throws Exception {
        Duration soonerThanAHeartbeat = Duration.ofSeconds(10);
        HttpRequest request = HttpRequest.newBuilder(served.uri("/v1/outcomes?from=latest"))
                .timeout(soonerThanAHeartbeat)
                .build();

        HttpResponse<InputStream> response = served.http.send(request, HttpResponse.BodyHandlers.ofInputStream());

        try (InputStream events = response.body()) {
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(events.read()).isEqualTo(':');
        }
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedFor() throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), served.server.address().getPort())) {
            String request = "POST /v1/cancels HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout((int) Served.PATIENCE.toMillis());

            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(response).startsWith("HTTP/1.1 408 ").contains("the body did not come within 10 s");
        }
    }

    private static String path(String order) {
        return "/v1/orders/" + order + "?account=main&symbol=BTC-PERP";
    }
}
