package io.ordergateway.ws.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ordergateway.ws.command.remote.RemoteGateway;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at configurations. */
@Command(
        name = "config",
        header = "Look at a configuration without opening anything.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = "  gateway config check gateway.yml")
public final class ConfigCommand implements Runnable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Function<Path, ConfigSummary> summaryOf;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /**
     * The command.
     *
     * @param summaryOf reads a configuration file and whatever it names, and says what it would open
     */
    public ConfigCommand(Function<Path, ConfigSummary> summaryOf) {
        this.summaryOf = summaryOf;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing; write config check FILE");
    }

    @Command(
            name = "check",
            header = "Say whether a configuration can be used, and what it would open.",
            description = "Reads the file, the secrets and the files that it names. Nothing is connected to or"
                    + " written, and no secret is printed. The secrets must be there, as for serve.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {
                "  gateway config check gateway.yml",
                "  gateway config check gateway.yml --json | jq '.accounts[].rest'",
                "Exit status 0 if it can be used; 2 if not, and the error says what to write."
            })
    int check(
            @Parameters(paramLabel = "FILE", description = "The gateway's configuration.") Path file,
            @Option(names = "--json", description = "What it would open, as one JSON object.") boolean json) {
        ConfigSummary summary = summaryOf.apply(file);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(RemoteGateway.line(JSON.valueToTree(summary)));
        } else {
            out.println(file + " can be used. It would open:");
            summary.lines().forEach(line -> out.println("  " + line));
        }
        return CommandLine.ExitCode.OK;
    }
}
