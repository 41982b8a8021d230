package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.it.api.GatewayJar.Ran;
import io.ordergateway.it.api.GatewayJar.Running;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway as a service, from the README's words alone: {@code sim}, {@code serve}, and the commands that ask it. */
class ServeCommandIT {
    private static final Pattern CONFIGURATION = Pattern.compile("```yaml\n(server:.*?)```", Pattern.DOTALL);
    private static final Pattern ORDER = Pattern.compile("order (\\S+) of BTC-PERP rests");
    private static final int TERMINATED = 143;

    @TempDir
    private Path folder;

    private GatewayJar jar;
    private Running sim;
    private String venue;
    private List<String> orders;
    private Running serve;
    private String url;

    @BeforeEach
    void aVenueAndAGateway() throws IOException {
        jar = new GatewayJar(folder).with("ASCENDEX_KEY", "demo-key").with("ASCENDEX_SECRET", "ZGVtby1zZWNyZXQ=");
        sim = jar.start("sim", "--port", "0", "--orders", "3");
        venue = "127.0.0.1:" + sim.printed("is served on http://127\\.0\\.0\\.1:(\\d+)");
        sim.printed("Stop it with");
        Matcher placed = ORDER.matcher(sim.out());
        orders = placed.results().map(order -> order.group(1)).toList();
        Files.writeString(folder.resolve("gateway.yml"), configuration());
        serve();
    }

    /** The README's, at ports that are free. */
    private String configuration() throws IOException {
        Matcher found = CONFIGURATION.matcher(Files.readString(Path.of("..", "README.md")));
        assertThat(found.find()).isTrue();
        assertThat(found.group(1).lines()).hasSize(10);
        String yaml = found.group(1);
        assertThat(yaml).contains("8080", "127.0.0.1:9100");
        return yaml.replace("8080", "0").replace("127.0.0.1:9100", venue);
    }

    private void serve() {
        serve = jar.start("serve", "--config", "gateway.yml");
        url = serve.printed("Listening at (http://127\\.0\\.0\\.1:\\d+); stop it with Ctrl-C");
    }

    @AfterEach
    void stop() {
        serve.close();
        sim.close();
    }

    @Test
    void theReadmesConfigurationRunsAgainstTheSimulatedVenue() {
        assertThat(orders).hasSize(3);

        Ran check = jar.run("config", "check", "gateway.yml");
        Ran cancel = ask("cancel", orders.get(0), "--account", "main", "--symbol", "BTC-PERP", "--await", "final");
        Ran explain = ask("explain", orders.get(0));
        Ran sessions = ask("sessions");
        Ran budget = ask("budget");
        Ran all = ask("cancel", "--all", "--account", "main", "--json");

        assertThat(check.out()).contains("account main: ascendex, futures, REST at http://" + venue);
        assertThat(check.out() + check.err()).doesNotContain("demo-key").doesNotContain("ZGVtby1zZWNyZXQ=");
        assertThat(cancel.out()).contains(orders.get(0)).contains("  CANCELED").endsWith("1 CANCELED\n");
        assertThat(explain.out())
                .startsWith("Order " + orders.get(0) + " of BTC-PERP, account main (ascendex, futures)");
        assertThat(sessions.out()).startsWith("main (ascendex, futures) is ");
        assertThat(budget.out().lines())
                .hasSizeGreaterThan(1)
                .allMatch(line -> line.startsWith("ACCOUNT") || line.startsWith("main "));
        assertThat(all.out().lines().map(Served::json))
                .extracting(result -> result.path("info").path("orderId").asText())
                .containsExactlyInAnyOrderElementsOf(orders.subList(1, 3));
        assertThat(List.of(check, cancel, explain, sessions, budget, all)).allSatisfy(ran -> {
            assertThat(ran.status()).as(ran.toString()).isZero();
            assertThat(ran.err()).isEmpty();
        });
        assertThat(folder.resolve("data").resolve("outcomes.db")).isNotEmptyFile();
    }

    private Ran ask(String... arguments) {
        return jar.run(with("--url", url, arguments));
    }

    private static String[] with(String option, String value, String... arguments) {
        return Stream.concat(Arrays.stream(arguments), Stream.of(option, value)).toArray(String[]::new);
    }

    @Test
    void theFirstSignalLetsWhatIsUnderWayComeToItsEnd() throws Exception {
        theVenueIs(false);
        Running cancel = jar.start(with("--url", url, cancelOne("--within", "1m", "--await", "final")));
        sent(orders.get(0));

        serve.signal("TERM").complained("Stopping: what is under way comes to its end, for at most 10 s.");
        theVenueIs(true);

        assertThat(serve.status()).isZero();
        assertThat(cancel.status()).isEqualTo(1);
        assertThat(cancel.err()).contains("broke before the answer came").contains("explain tells");
        assertThat(ends()).containsExactly("CANCELED");
    }

    @Test
    void theSecondSignalStopsAtOnceAndTheNextStartTakesUpTheRest() throws Exception {
        theVenueIs(false);
        Running cancel = jar.start(with("--url", url, cancelOne("--within", "1m", "--await", "final")));
        sent(orders.get(0));

        serve.signal("TERM").complained("Stopping: ");
        long before = System.nanoTime();
        serve.signal("TERM");

        assertThat(serve.status()).isEqualTo(TERMINATED);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(cancel.status()).isEqualTo(1);
        assertThat(ends()).isEmpty();

        theVenueIs(true);
        serve();
        try (Running watch = jar.start(with("--url", url, "watch", "--from", "earliest", "--ends", "--json"))) {
            String end = watch.printed("(\\{.*\"orderId\":\"" + orders.get(0) + ".*})");
            assertThat(Served.json(end).path("result").asText()).isEqualTo("CANCELED");
        }
    }

    /** Silent, it carries cancels out and says nothing of them, on any path. */
    private void theVenueIs(boolean talking) throws Exception {
        control("/sim/faults", talking ? "{\"clear\":true}" : "{\"always\":\"MUTE\"}");
        control("/sim/rest", "{\"accept\":" + talking + "}");
    }

    private String[] cancelOne(String... more) {
        return Stream.concat(
                        Stream.of("cancel", orders.get(0), "--account", "main", "--symbol", "BTC-PERP"),
                        Arrays.stream(more))
                .toArray(String[]::new);
    }

    /** Returns when its cancel has left for the venue. */
    private void sent(String order) {
        try (Running watch = jar.start("watch", "--store", "data/outcomes.db", "--from", "earliest")) {
            watch.printed("SENT .*" + order);
        }
    }

    /** How cancels ended, by the file. */
    private List<String> ends() {
        Ran explain = jar.run("explain", orders.get(0), "--store", "data/outcomes.db", "--json");
        return explain.out()
                .lines()
                .map(Served::json)
                .filter(record -> record.path("phase").asText().equals("SETTLED"))
                .map(record -> record.path("result").asText())
                .toList();
    }

    private void control(String path, String body) throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + venue + path))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        JsonNode answer = Served.json(response);
        assertThat(response.statusCode()).as(answer.toString()).isEqualTo(200);
    }
}
