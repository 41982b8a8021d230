package io.ordergateway.it.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.ws.api.client.Token;
import io.ordergateway.ws.sim.fault.SimFault;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The clients that {@code gateway-ws/docs/examples} shows, as programs of their own. Where their language is not installed the
 * test is skipped, unless the environment says {@code ORDER_GATEWAY_EXAMPLES=required}: then it fails.
 */
class ClientExamplesIT {
    private static final Path EXAMPLES = Path.of("..", "gateway-ws", "docs", "examples");
    private static final Duration WITHIN = Duration.ofSeconds(90);
    private static final int ORDERS = 200;

    /** Of some 150,000 bytes that 200 results take. */
    private static final int CUT_AFTER = 30_000;

    private final String token = Token.create();
    private final Queue<CancelOutcome> outcomes = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path directory;

    private Served served;
    private CuttingProxy proxy;

    @BeforeEach
    void open() throws IOException {
        Path clients = Files.writeString(
                directory.resolve("clients.yml"),
                String.join(
                        "\n    ",
                        "clients:\n  desk:",
                        "tokens: " + Token.hash(token),
                        "accounts: main",
                        "actions: cancel, watch"));
        served = Served.open(clients);
        served.gateway.outcomes(Position.EARLIEST).ofType(CancelOutcome.class).subscribe(outcomes::add);
        proxy = new CuttingProxy(served.server.address().getPort(), CUT_AFTER);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        served.close();
    }

    @ParameterizedTest
    @CsvSource({"python3, cancel.py", "node, cancel.mjs"})
    void aBurstThatIsCutInTheMiddleEndsAsTheVenueHasIt(String language, String script) throws Exception {
        List<String> orders = served.place(ORDERS);
        served.venue.faults().next(SimFault.FILL_FIRST, SimFault.MUTE, SimFault.FILL_FIRST);

        Ran ran = run(language, script, orders, "--from", "1");

        assertThat(ran.status).as(ran.errors).isZero();
        assertThat(ran.errors).contains("connection lost: ");
        assertThat(proxy.connections()).isGreaterThan(1);
        assertThat(ran.ends()).hasSize(ORDERS).allSatisfy(end -> {
            String claim = end.path("end").asText().equals("TOO_LATE")
                    ? "FILLED"
                    : end.path("end").asText();
            assertThat(claim).isEqualTo(served.status(end.path("orderId").asText()));
        });
        assertThat(outcomes.stream().filter(outcome -> outcome.phase() == CancelOutcome.Phase.ACCEPTED))
                .as("the same id again is no second cancel")
                .hasSize(ORDERS);
        assertThat(ran.positions())
                .as("none is missing and none comes twice")
                .isNotEmpty()
                .isEqualTo(closing().stream().limit(ran.positions().size()).toList());
    }

    private List<Long> closing() {
        return outcomes.stream()
                .filter(CancelOutcome::closes)
                .map(Outcome::position)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"python3, cancel.py", "node, cancel.mjs"})
    void whatIsUnknownIsNoEndAndItsEndComesAsAnOutcome(String language, String script) throws Exception {
        List<String> orders = served.place(2);
        served.venue.faults().next(SimFault.MUTE, SimFault.MUTE);

        Ran ran = run(language, script, orders, "--within", "50");

        assertThat(ran.status).as(ran.errors).isZero();
        assertThat(ran.ends()).hasSize(2).allSatisfy(end -> {
            assertThat(end.path("told").asText()).isEqualTo("UNKNOWN");
            assertThat(end.path("end").asText()).isEqualTo("CANCELED");
        });
        assertThat(ran.positions()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"python3, cancel.py", "node, cancel.mjs"})
    void anOrderThatStandsIsNotSaidToBeGoneAndHasItsStoryTold(String language, String script) throws Exception {
        List<String> orders = List.of(served.place());
        served.venue.faults().next(SimFault.ERR);

        Ran ran = run(language, script, orders);

        assertThat(ran.status).as(ran.errors).isEqualTo(1);
        assertThat(ran.ends()).extracting(end -> end.path("end").asText()).containsExactly("REJECTED");
        assertThat(ran.errors).contains(orders.get(0));
        assertThat(served.status(orders.get(0))).isEqualTo("NEW");
    }

    // ---- a program and what it printed ----

    private record Ran(int status, List<JsonNode> lines, String errors) {
        List<JsonNode> ends() {
            return lines.stream().filter(line -> line.has("end")).toList();
        }

        List<Long> positions() {
            return lines.stream()
                    .filter(line -> line.has("position"))
                    .map(line -> line.path("position").longValue())
                    .toList();
        }
    }

    private Ran run(String language, String script, List<String> orders, String... options) throws Exception {
        requireInstalled(language);
        List<String> command = new ArrayList<>(
                List.of(language, EXAMPLES.resolve(script).toString(), proxy.url(), "main", Served.SYMBOL));
        Collections.addAll(command, options);
        File in = Files.write(directory.resolve("in"), orders).toFile();
        Path out = directory.resolve("out");
        Path errors = directory.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(in)
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("ORDER_GATEWAY_TOKEN", token);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        if (!process.waitFor(WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end: " + Files.readString(errors));
        }
        List<JsonNode> lines =
                Files.readAllLines(out).stream().map(Served::json).toList();
        return new Ran(process.exitValue(), lines, Files.readString(errors));
    }

    private static void requireInstalled(String language) throws InterruptedException {
        try {
            new ProcessBuilder(language, "--version").start().waitFor();
        } catch (IOException e) { // there is no such program
            if ("required".equals(System.getenv("ORDER_GATEWAY_EXAMPLES"))) {
                throw new AssertionError(language + " is not installed", e);
            }
            abort(language + " is not installed: its example is not run");
        }
    }
}
