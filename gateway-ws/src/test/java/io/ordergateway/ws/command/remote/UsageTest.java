package io.ordergateway.ws.command.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What is asked of no gateway, since it makes no sense, or nobody said yes. */
class UsageTest {
    /** Nobody listens there, and asking would be status 1. */
    private static final List<String> NOBODY = List.of("--url", "http://127.0.0.1:1");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Command(name = "gateway")
    private static final class Gateway {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cancel --account main --symbol B | write ORDER_ID, or --all",
                "cancel 7 --symbol B | Missing required option: '--account=NAME'",
                "cancel 7 --account main | --symbol is missing; write the venue's name",
                "cancel 7 --all --account main | --all is written beside order ids; write one or the other",
                "cancel 7 --account main --symbol B --side buy | --side is for --all; leave it out",
                "cancel --all --by-client-id --account main | --by-client-id is for order ids; leave it out",
                "cancel 7 --account main --symbol B --await soon | --await is \"soon\"; write ack, final or gone",
                "cancel 7 --account main --symbol B --within 2 | --within is \"2\"; write a time like",
                "cancel 7 --account main --symbol B --token ogw_x | Unknown option",
                "kill | a command is missing; write kill latch, show or release",
                "kill latch --account main | Missing required option: '--reason=TEXT'",
                "kill latch --reason why --yes | Missing required argument",
                "kill latch --account main --all-accounts --reason why | expected only one match",
                "kill release --symbol B --yes | Missing required argument",
                "sessions here | Unmatched argument"
            })
    void aWrongCommandLineIsStatusTwoAndSaysWhatToWrite(String line, String error) {
        assertThat(run(InputStream.nullInputStream(), line)).isEqualTo(2);
        assertThat(err.toString()).contains(error).containsAnyOf("Usage: gateway", "Possible solutions");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no\n", "\n", "", "yes, please\n"})
    void withoutAYesNothingIsDone(String answer) {
        InputStream person = new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8));

        int status = run(person, "kill latch --account main --symbol BTC-PERP --reason why");

        assertThat(status).isEqualTo(1);
        assertThat(err.toString())
                .startsWith(
                        "This cancels every order of BTC-PERP of account main, now and until it is released. Write yes")
                .contains("Nothing was done.")
                .doesNotContain("no gateway answers");
    }

    @Test
    void withAYesTheGatewayIsAsked() {
        InputStream person = new ByteArrayInputStream("yes\n".getBytes(StandardCharsets.UTF_8));

        assertThat(run(person, "kill release --all-accounts")).isEqualTo(1);

        assertThat(err.toString())
                .startsWith("From then on every order of every account may rest again. Write yes")
                .contains("no gateway answers at http://127.0.0.1:1")
                .contains("; start one with serve, or write another --url");
    }

    private int run(InputStream person, String line) {
        List<String> words = new ArrayList<>(List.of(line.split(" ")));
        if (!line.equals("kill")) {
            words.addAll(NOBODY);
        }
        return new CommandLine(new Gateway())
                .addSubcommand(new CancelCommand())
                .addSubcommand(new SessionsCommand())
                .addSubcommand(new BudgetCommand())
                .addSubcommand(new KillCommand(person))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((fault, command, parsed) -> {
                    command.getErr().println(fault.getMessage());
                    return 1;
                })
                .execute(words.toArray(String[]::new));
    }
}
