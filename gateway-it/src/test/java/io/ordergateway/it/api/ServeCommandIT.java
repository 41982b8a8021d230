package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.it.api.GatewayJar.Ran;
import io.ordergateway.it.api.GatewayJar.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
