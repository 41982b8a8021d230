package io.ordergateway.ws.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.StreamMark;
import io.ordergateway.ws.record.OutcomeJson;
import io.ordergateway.ws.store.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that read a log, while its gateway writes it. */
@Timeout(30)
class CommandsTest {
    @TempDir
    private Path folder;

    private Path file;
    private LogFile log;

    @Command(name = "gateway")
    private static final class Gateway {}

    private record Said(int status, String out, String err) {}

    @BeforeEach
    void aGatewayRuns() {
        file = folder.resolve("outcomes.db");
        log = new LogFile(file);
    }

    @AfterEach
    void itStops() {
        log.close();
    }

    // ---- watch ----

    @Test
    void watchTellsWhatWasAndGoesOnWithWhatComes() throws IOException {
        log.canceled("c1", "BTC-PERP", "a1", 0);

        try (Watching watching = watch("--from", "earliest")) {
            List<String> before = watching.lines(4);
            log.canceled("c2", "ETH-PERP", "a2", 1_000);
            List<String> after = watching.lines(3);

            assertThat(before.get(0)).isEqualTo(OutcomeLine.HEADER);
            assertThat(before.get(3))
                    .startsWith("        3  2026-01-02 12:00:00.000030  main")
                    .contains("CANCELED");
            assertThat(after.get(2)).startsWith("        6").contains("c2");
        }
    }

    @Test
    void watchAsJsonIsTheRecords() throws IOException {
        log.canceled("c1", "BTC-PERP", "a1", 0);

        try (Watching watching = watch("--from", "2", "--json")) {
            List<Outcome> outcomes =
                    watching.lines(2).stream().map(OutcomeJson::read).toList();

            assertThat(outcomes).extracting(Outcome::position).containsExactly(2L, 3L);
        }
    }

    @Test
    void watchFromLatestTellsOnlyWhatComes() throws IOException {
        log.canceled("c1", "BTC-PERP", "a1", 0);

        try (Watching watching = watch("--json")) {
            watching.hasBegun(log);
            List<String> fresh = watching.lines(1);

            assertThat(OutcomeJson.read(fresh.get(0)).position()).isGreaterThan(3);
        }
    }

    @Test
    void watchFiltersAndLetsMarksPass() throws IOException {
        log.canceled("c1", "BTC-PERP", "a1", 0)
                .mark(StreamMark.Kind.GAP, "one record is lost", 500)
                .canceled("c2", "ETH-PERP", "a2", 1_000);

        try (Watching watching =
                watch("--json", "--from", "earliest", "--account", "main", "--symbol", "ETH-PERP", "--ends")) {
            List<Outcome> outcomes =
                    watching.lines(2).stream().map(OutcomeJson::read).toList();

            assertThat(outcomes.get(0)).isInstanceOf(StreamMark.class);
            assertThat(outcomes.get(1).position()).isEqualTo(7);
        }
        try (Watching other = watch("--json", "--from", "earliest", "--account", "hedge")) {
            assertThat(other.isSilentWhile(log)).isTrue();
        }
    }

    @Test
    void watchEndsQuietlyWhenNobodyReadsOn() throws IOException {
        log.canceled("c1", "BTC-PERP", "a1", 0);
        Watching watching = watch("--json", "--from", "earliest");
        watching.lines(1);

        watching.abandon();
        log.canceled("c2", "BTC-PERP", "a2", 1_000);

        assertThat(watching.status()).isZero();
        assertThat(watching.err.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "yesterday", "1.5", "9999999999999999999", ""})
    void watchRefusesAPositionThatIsNone(String from) {
        Said said = run("watch", "--store", file.toString(), "--from", from);

        assertThat(said.status).isEqualTo(2);
        assertThat(said.err)
                .contains("--from is \"" + from + "\"; write earliest, latest or a position, 1 or more")
                .contains("Usage: gateway watch");
    }

    // ---- explain ----

    @Test
    void explainTellsTheStoryOfTheOrderAndNoOther() {
        log.canceled("c1", "BTC-PERP", "a1", 0).canceled("c2", "BTC-PERP", "a2", 1_000);

        Said said = run("explain", "a2", "--store", file.toString());

        assertThat(said.status).isZero();
        assertThat(said.err).isEmpty();
        assertThat(said.out).isEqualToNormalizingNewlines("""
                Order a2 of BTC-PERP, account main (ascendex, futures)
                CANCELED: the venue says that the order ended canceled.
                1 cancel in 3 records of the log. Times are UTC; what follows a + counts from the cancel's acceptance.

                Cancel c2
                  #4        2026-01-02 12:00:00.001000  +0.000 ms    accepted: the caller awaits the venue's first reply within 5.000 s
                  #5        2026-01-02 12:00:00.001010  +0.010 ms    sent by SOCKET
                  #6        2026-01-02 12:00:00.001030  +0.030 ms    the caller was told CANCELED: the venue says that the order ended canceled
                            attempt 1 by SOCKET, left at +0.010 ms: no answer so far
                            decided by a message by SOCKET
                              at +0.020 ms, rule order-push: {"st":"Canceled"}
                """);
    }

    @Test
    void explainTellsOrdersOfOneIdApart() {
        log.canceled("c1", "BTC-PERP", "a1", 0).canceled("c2", "ETH-PERP", "a1", 1_000);

        Said said = run("explain", "a1", "--store", file.toString());

        assertThat(said.out.lines().filter(line -> line.startsWith("Order ")))
                .containsExactly(
                        "Order a1 of BTC-PERP, account main (ascendex, futures)",
                        "Order a1 of ETH-PERP, account main (ascendex, futures)");
    }

    @Test
    void explainFindsAnOrderByItsClientIdAndTellsItFromTheOneThatHasItForAnOrderId() {
        CancelOrder byClientId =
                CancelOrder.ofClientId("main", "BTC-PERP", "a1").id("c2");
        log.canceled("c1", "BTC-PERP", "a1", 0).canceled(byClientId, 1_000);

        Said said = run("explain", "a1", "--store", file.toString());

        assertThat(said.out.lines().filter(line -> line.startsWith("Order ") || line.startsWith("Cancel ")))
                .containsExactly(
                        "Order a1 of BTC-PERP, account main (ascendex, futures)",
                        "Cancel c1",
                        "Order with client order id a1 of BTC-PERP, account main (ascendex, futures)",
                        "Cancel c2");
    }

    @Test
    void explainAsJsonIsTheRecords() {
        log.canceled("c1", "BTC-PERP", "a1", 0);

        Said said = run("explain", "--json", "a1", "--store", file.toString());

        assertThat(said.out.lines().map(OutcomeJson::read))
                .extracting(Outcome::position)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void explainSaysWhatMayBeTheCaseIfNothingIsKnown() {
        log.canceled("c1", "BTC-PERP", "a1", 0);

        Said said = run("explain", "a\u001b9", "--store", file.toString());

        assertThat(said.status).isEqualTo(1);
        assertThat(said.out).isEmpty();
        assertThat(said.err)
                .startsWith("Nothing is known of order a?9 in " + file + ". It may be that")
                .contains("client order id")
                .contains("older than what is kept")
                .contains("another gateway's");
    }

    // ---- which log ----

    @Test
    void theLogOfAConfigurationIsRead() {
        log.canceled("c1", "BTC-PERP", "a1", 0);

        Said said = run("explain", "a1", "--config", "gateway.yml");

        assertThat(said.status).isZero();
        assertThat(said.out).contains("Order a1 of BTC-PERP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "watch --store FILE --config FILE",
                "watch --store FILE --url http://127.0.0.1:8080",
                "explain a1 --config FILE --url http://127.0.0.1:8080",
                "explain --store FILE"
            })
    void aWrongCommandLineIsStatusTwoWithTheUsage(String line) {
        Said said = run(line.replace("FILE", file.toString()).split(" "));

        assertThat(said.status).isEqualTo(2);
        assertThat(said.err).contains("Usage: gateway").contains("--store=FILE").contains("Examples:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"watch --url ftp://here", "explain a1 --url 127.0.0.1:8080", "watch --token-file FILE"})
    void aGatewayThatCannotBeAskedIsStatusTwo(String line) {
        Said said = run(line.replace("FILE", folder.toString()).split(" "));

        assertThat(said.status).isEqualTo(2);
        assertThat(said.err).matches("(?s)--(url|token-file) is .*; write .*Usage: gateway .*");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Said said = run("watch", "--store", folder.resolve("none.db").toString());

        assertThat(said.status).isEqualTo(1);
        assertThat(said.err).contains(folder.resolve("none.db").toString());
    }

    private Said run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = commands(new PrintWriter(out), new PrintWriter(err)).execute(arguments);
        return new Said(status, out.toString(), err.toString());
    }

    private CommandLine commands(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Gateway())
                .addSubcommand(new WatchCommand(config -> file))
                .addSubcommand(new ExplainCommand(config -> file))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((fault, command, parsed) -> {
                    if (fault instanceof StoreException) {
                        err.println(fault.getMessage());
                    }
                    return 1;
                });
    }

    private Watching watch(String... options) throws IOException {
        return new Watching(options);
    }

    /** A watch that is under way, and the reading end of its output. */
    private final class Watching implements AutoCloseable {
        private static final int PIPE = 1 << 16;

        private final PipedReader pipe = new PipedReader(PIPE);
        private final BufferedReader reader = new BufferedReader(pipe);
        private final StringWriter err = new StringWriter();
        private final CompletableFuture<Integer> status;
        private final Thread thread;

        Watching(String... options) throws IOException {
            PrintWriter out = new PrintWriter(new PipedWriter(pipe), true);
            List<String> arguments = new ArrayList<>(List.of("watch", "--store", file.toString()));
            arguments.addAll(List.of(options));
            CommandLine commands = commands(out, new PrintWriter(err, true));
            status = new CompletableFuture<>();
            thread = new Thread(() -> status.complete(commands.execute(arguments.toArray(String[]::new))), "watch");
            thread.start();
        }

        List<String> lines(int count) throws IOException {
            List<String> lines = new ArrayList<>();
            while (lines.size() < count) {
                lines.add(reader.readLine());
            }
            return lines;
        }

        /** Writes cancels until the first of them is seen. */
        void hasBegun(LogFile log) throws IOException {
            for (int i = 2; !reader.ready() && !Thread.currentThread().isInterrupted(); i++) {
                log.canceled("c" + i, "BTC-PERP", "a" + i, i * 1_000L);
            }
        }

        /** Whether nothing is printed while others, who watch everything, see what is written. */
        boolean isSilentWhile(LogFile log) throws IOException {
            try (Watching everything = watch("--json", "--from", "earliest")) {
                log.canceled("c9", "BTC-PERP", "a9", 9_000);
                everything.lines(10);
            }
            return !reader.ready();
        }

        int status() {
            return status.orTimeout(10, TimeUnit.SECONDS).join();
        }

        /** Whoever read the output goes away. */
        void abandon() throws IOException {
            reader.close();
        }

        /** As Ctrl-C does. */
        @Override
        public void close() throws IOException {
            abandon();
            thread.interrupt();
        }
    }
}
