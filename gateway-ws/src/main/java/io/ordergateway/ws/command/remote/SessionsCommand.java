package io.ordergateway.ws.command.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.story.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the accounts of a running gateway. */
@Command(
        name = "sessions",
        header = "Show a running gateway's accounts: their sessions, what is under way, and how long cancels took.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gateway sessions",
            "  gateway sessions --url https://gateway.internal:8443 --token-file ~/.gateway-token",
            "  gateway sessions --json | jq 'select(.level != \"green\") | .warnings'",
            "Exit status 1 if the gateway did not answer, or said no."
        })
public final class SessionsCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final ServerChoice server = new ServerChoice();

    @Option(names = "--json", description = "One JSON object a line for each account.")
    private boolean json;

    @Override
    public Integer call() {
        CommandLine line = spec.commandLine();
        for (JsonNode account :
                server.gateway(line).get(new RemotePath("/v1/sessions")).path("accounts")) {
            (json ? List.of(RemoteGateway.line(account)) : lines(account)).forEach(line.getOut()::println);
        }
        return CommandLine.ExitCode.OK;
    }

    static List<String> lines(JsonNode account) {
        List<String> lines = new ArrayList<>();
        lines.add(Wording.plain(String.format(
                Locale.ROOT,
                "%s (%s, %s) is %s: %d pending, %d in doubt",
                account.path("account").asText(),
                account.path("venue").asText(),
                account.path("category").asText(),
                account.path("level").asText(),
                account.path("pending").asLong(),
                account.path("inDoubt").asLong())));
        account.path("warnings").forEach(warning -> lines.add("    ! " + Wording.plain(warning.asText())));
        account.path("sessions").forEach(session -> lines.add("    " + session(session)));
        for (JsonNode stage : account.path("stages")) {
            if (stage.path("count").asLong() > 0) {
                lines.add("    " + stage(stage));
            }
        }
        return lines;
    }

    private static String session(JsonNode session) {
        String trouble = session.path("trouble").asText("");
        return Wording.plain(String.format(
                Locale.ROOT,
                "session %s, connection %d: %d in flight, %d sent; replies %d late, %d duplicate, %d foreign, %d unreadable%s",
                session.path("state").asText(),
                session.path("epoch").asLong(),
                session.path("inFlight").asLong(),
                session.path("sent").asLong(),
                session.path("late").asLong(),
                session.path("duplicate").asLong(),
                session.path("foreign").asLong(),
                session.path("unreadable").asLong(),
                trouble.isEmpty() ? "" : "; " + trouble));
    }

    private static String stage(JsonNode stage) {
        return Wording.plain(String.format(
                Locale.ROOT,
                "%-9s %d times: half within %s, 99 %% within %s, all within %s",
                stage.path("stage").asText(),
                stage.path("count").asLong(),
                time(stage, "p50Nanos"),
                time(stage, "p99Nanos"),
                time(stage, "maxNanos")));
    }

    private static String time(JsonNode stage, String field) {
        return Wording.length(Duration.ofNanos(stage.path(field).asLong()));
    }
}
