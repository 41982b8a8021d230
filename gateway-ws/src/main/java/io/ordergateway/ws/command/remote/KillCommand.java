package io.ordergateway.ws.command.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.ws.command.remote.RemoteGateway.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The kill switches of a running gateway. */
@Command(
        name = "kill",
        header = "Latch, show or release the kill switch of a running gateway.",
        description = "A kill switch cancels every order of its scope, and whatever appears in it later, until a person"
                + " releases it. It does not keep anybody from placing orders.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  gateway kill latch --account main --reason 'runaway quoter'",
            "  gateway kill show",
            "  gateway kill release --account main"
        })
public final class KillCommand implements Runnable {
    private static final RemotePath KILL = new RemotePath("/v1/kill");

    private final InputStream answers;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** Which orders. */
    static final class Scope {
        @ArgGroup(multiplicity = "1")
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private Accounts accounts;

        @Option(names = "--symbol", paramLabel = "NAME", description = "Only orders of this instrument.")
        private @Nullable String symbol;

        @Override
        public String toString() {
            return words(accounts.name(), symbol);
        }
    }

    /** Never all of them by leaving something out. */
    static final class Accounts {
        @Option(names = "--account", required = true, paramLabel = "NAME", description = "Of this account.")
        private @Nullable String account;

        @Option(names = "--all-accounts", required = true, description = "Of every account.")
        private boolean all;

        /** The one, or {@code null} for all. */
        private @Nullable String name() {
            return all ? null : account;
        }
    }

    /** @param answers where a person says yes */
    public KillCommand(InputStream answers) {
        this.answers = answers;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing; write kill latch, show or release");
    }

    @Command(
            name = "show",
            header = "Show the kill switches that are latched, and whether their scopes are proven flat.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {
                "  gateway kill show",
                "  gateway kill show --json | jq .flat",
                "Exit status 1 if the gateway said no."
            })
    int show(
            @Mixin ServerChoice server,
            @Option(names = "--json", description = "One JSON object a line for each.") boolean json) {
        JsonNode latched = server.gateway(spec.commandLine()).get(KILL).path("latched");
        latched.forEach(one -> print(one, json));
        if (latched.isEmpty() && !json) {
            spec.commandLine().getOut().println("No kill switch is latched.");
        }
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "latch",
            header = "Cancel every order of a scope, and keep it empty until a person releases it.",
            description =
                    "The first looks are still under way when this ends: show tells when the scope is proven flat.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {
                "  gateway kill latch --account main --symbol BTC-PERP --reason 'runaway quoter'",
                "  gateway kill latch --all-accounts --reason 'night watch' --yes",
                "Exit status 1 if nothing was done."
            })
    int latch(
            @Mixin ServerChoice server,
            @ArgGroup(exclusive = false, multiplicity = "1") Scope scope,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "Why, for those who will ask.")
                    String reason,
            @Option(names = "--yes", description = "Do not ask first.") boolean yes,
            @Option(names = "--json", description = "What is latched, as one JSON object.") boolean json)
            throws IOException {
        if (!yes && !confirmed("This cancels " + scope + ", now and until it is released.")) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("account", scope.accounts.name()).put("symbol", scope.symbol).put("reason", reason);
        print(server.gateway(spec.commandLine()).post(KILL, body, patience()), json);
        return CommandLine.ExitCode.OK;
    }

    @Command(
            name = "release",
            header = "Release a kill switch, once its scope is proven flat.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {
                "  gateway kill release --account main --symbol BTC-PERP",
                "Exit status 1 if it stays latched; the error says what is missing."
            })
    int release(
            @Mixin ServerChoice server,
            @ArgGroup(exclusive = false, multiplicity = "1") Scope scope,
            @Option(names = "--yes", description = "Do not ask first.") boolean yes,
            @Option(names = "--json", description = "What was released, as one JSON object.") boolean json)
            throws IOException {
        if (!yes && !confirmed("From then on " + scope + " may rest again.")) {
            return CommandLine.ExitCode.SOFTWARE;
        }
        RemotePath path = KILL.with("account", scope.accounts.name()).with("symbol", scope.symbol);
        JsonNode released = server.gateway(spec.commandLine()).delete(path, patience());
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? RemoteGateway.line(released) : "Released: " + scope + ".");
        return CommandLine.ExitCode.OK;
    }

    private boolean confirmed(String what) throws IOException {
        PrintWriter err = spec.commandLine().getErr();
        err.print(what + " Write yes to do it: ");
        err.flush();
        String answer = new BufferedReader(new InputStreamReader(answers, Charset.defaultCharset())).readLine();
        if (answer != null && answer.strip().equals("yes")) {
            return true;
        }
        err.println((answer == null ? "\n" : "") + "Nothing was done. With --yes nobody is asked.");
        return false;
    }

    /** A release waits for a look that is under way. */
    private Patience patience() {
        return new Patience(
                Duration.ofSeconds(20), () -> spec.commandLine().getErr().println("waiting for the gateway"));
    }

    private void print(JsonNode latched, boolean json) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(RemoteGateway.line(latched));
        } else {
            KillLines.of(latched).forEach(out::println);
        }
    }

    static String words(@Nullable String account, @Nullable String symbol) {
        return "every order" + (symbol == null ? "" : " of " + symbol)
                + (account == null ? " of every account" : " of account " + account);
    }
}
