package io.ordergateway.ws.command.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.story.Wording;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what a running gateway may still send. */
@Command(
        name = "budget",
        header = "Show what the venues' rate limits still allow each account of a running gateway.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gateway budget",
            "  gateway budget --json | jq -c '.budgets[] | select(.remaining < 10)'",
            "Exit status 1 if the gateway did not answer, or said no."
        })
public final class BudgetCommand implements Callable<Integer> {
    static final String HEADER = columns("ACCOUNT", "LIMIT", "LEFT", "LEFT BESIDE CANCELS", "OF", "IN");

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
        JsonNode accounts =
                server.gateway(line).get(new RemotePath("/v1/budget")).path("accounts");
        if (!json) {
            line.getOut().println(HEADER);
        }
        for (JsonNode account : accounts) {
            if (json) {
                line.getOut().println(RemoteGateway.line(account));
                continue;
            }
            for (JsonNode budget : account.path("budgets")) {
                line.getOut().println(line(account.path("account").asText(), budget));
            }
        }
        return CommandLine.ExitCode.OK;
    }

    static String line(String account, JsonNode budget) {
        return columns(
                Wording.plain(account),
                Wording.plain(budget.path("limit").asText()),
                budget.path("remaining").asText(),
                budget.path("remainingForOthers").asText(),
                budget.path("count").asText(),
                Wording.length(Duration.ofMillis(budget.path("windowMs").asLong())));
    }

    private static String columns(Object... texts) {
        return String.format(Locale.ROOT, "%-10s  %-32s  %10s  %19s  %10s  %s", texts);
    }
}
