package io.ordergateway.it.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordergateway.ws.config.ConfigException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The runnable jar, and the library without what only the jar needs: each in a process of its own. */
class JarIT {
    private static final Path JAR = Path.of("..", "gateway-ws", "target", "gateway.jar");
    private static final Duration DEMO_MAY_TAKE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private record Ran(int status, String out, String err) {}

    @Test
    void theDemoEndsSoundAndSaysSoToPeople() throws Exception {
        Ran ran = run(jar("demo"));

        assertThat(ran.status).as(ran.out + ran.err).isZero();
        assertThat(ran.out)
                .contains("Every result agrees with the venue's own book.")
                .contains("told an acknowledgement, then filled by the venue: 10, reported TOO_LATE: 10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashkey", "coinswitch"})
    void theDemoEndsSoundForEveryVenue(String venue) throws Exception {
        Ran ran = run(jar("demo", "--venue", venue, "--json"));

        assertThat(ran.status).as(ran.out + ran.err).isZero();
        JsonNode json = new ObjectMapper().readTree(ran.out);
        assertThat(json.path("accepted").asInt()).isGreaterThanOrEqualTo(1_000);
        assertThat(json.path("settled").asInt()).isEqualTo(json.path("accepted").asInt());
        assertThat(json.path("results").path("CANCELED").asInt()).isGreaterThanOrEqualTo(1_000);
        assertThat(json.path("paths").path("socket").asInt()).isZero();
        assertThat(json.path("contradictions").asInt(-1)).isZero();
        assertThat(json.path("unresolved").asInt(-1)).isZero();
    }

    @Test
    void theDemoEndsSoundAndSaysSoToMachines() throws Exception {
        Ran ran = run(jar("demo", "--json"));

        assertThat(ran.status).as(ran.out + ran.err).isZero();
        JsonNode json = new ObjectMapper().readTree(ran.out);
        assertThat(json.path("accepted").asInt()).isGreaterThanOrEqualTo(1_000);
        assertThat(json.path("settled").asInt()).isEqualTo(json.path("accepted").asInt());
        assertThat(sum(json.path("results"))).isEqualTo(json.path("settled").asInt());
        assertThat(json.path("paths").path("socket").asInt()).isPositive();
        assertThat(json.path("paths").path("rest").asInt()).isPositive();
        assertThat(json.path("contradictions").asInt(-1)).isZero();
        assertThat(json.path("unresolved").asInt(-1)).isZero();
        assertThat(json.path("latencyMicros").path("p50").asLong()).isPositive();
    }

    private static int sum(JsonNode counts) {
        int sum = 0;
        for (JsonNode count : counts) {
            sum += count.asInt();
        }
        return sum;
    }

    @Test
    void theSimulatedVenueServesUntilItIsStopped() throws Exception {
        File out = folder.resolve("sim").toFile();
        Process sim = new ProcessBuilder(jar("sim", "--port", "0"))
                .redirectOutput(out)
                .start();
        try {
            await().atMost(DEMO_MAY_TAKE)
                    .until(() -> Files.readString(out.toPath()).contains("A simulated AscendEX is served on http://"));
        } finally {
            sim.destroy();
        }

        assertThat(sim.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aWrongCommandLineIsStatusTwoAndSaysWhatToWrite() throws Exception {
        Ran ran = run(jar("sim", "--venue", "nyse"));

        assertThat(ran.status).isEqualTo(2);
        assertThat(ran.err).contains("--venue is \"nyse\"; write ascendex or hashkey or coinswitch");
    }

    @Test
    void theLibraryOpensWithoutWhatOnlyTheJarNeeds() throws Exception {
        Ran ran = run(List.of(java(), "-cp", bare(), Embedder.class.getName()));

        assertThat(ran.status).as(ran.out + ran.err).isZero();
        assertThat(ran.out).contains("Canceled");
    }

    @Test
    void aStoreWithoutItsDriverSaysWhatToAdd() throws Exception {
        String file = folder.resolve("outcomes.db").toString();

        Ran ran = run(List.of(java(), "-cp", bare(), Embedder.class.getName(), file));

        assertThat(ran.status).as(ran.out + ran.err).isEqualTo(1);
        assertThat(ran.err)
                .contains("store: SQLite's driver is not on the class path; add org.xerial:sqlite-jdbc to it")
                .contains(ConfigException.class.getName());
    }

    @Test
    void theJarBringsTheStoresDriver() throws Exception {
        String file = folder.resolve("outcomes.db").toString();
        String tests = Path.of("target", "test-classes").toString();

        Ran ran = run(List.of(java(), "-cp", JAR + File.pathSeparator + tests, Embedder.class.getName(), file));

        assertThat(ran.status).as(ran.out + ran.err).isZero();
        assertThat(ran.out).contains("Canceled");
        assertThat(Path.of(file)).isNotEmptyFile();
    }

    /** The class path of a strategy that embeds the gateway, with nothing that is optional. */
    private static String bare() {
        String optional =
                ".*(picocli|logback|HdrHistogram|tcnative|micrometer|sqlite|kafka-clients|zstd-jni|lz4-java|snappy-java"
                        + "|archunit|junit|assertj).*";
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(optional))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<String> jar(String... arguments) {
        List<String> command = new ArrayList<>(List.of(java(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Ran run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(DEMO_MAY_TAKE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end in " + DEMO_MAY_TAKE + ":\n" + Files.readString(out));
        }
        return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
