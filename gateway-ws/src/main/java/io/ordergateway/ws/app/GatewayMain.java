package io.ordergateway.ws.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The runnable jar. Exit status: 0 done, 1 the answer was no, 2 the command line was wrong. */
@Command(
        name = "gateway",
        description = "Cancels orders and says what became of them.",
        subcommands = {DemoCommand.class, SimCommand.class, CommandLine.HelpCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = GatewayMain.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  java -jar gateway.jar demo           watch cancels survive a cut socket",
            "  java -jar gateway.jar demo --json    the same as one JSON object",
            "  java -jar gateway.jar sim --orders 3 serve a simulated AscendEX on port 9100, with three orders in its book"
        })
public final class GatewayMain implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private GatewayMain() {}

    public static void main(String[] args) {
        // Named so that an embedder's own logging configuration never meets ours.
        System.setProperty("logback.configurationFile", "io/ordergateway/ws/app/logback-gateway.xml");
        System.exit(new CommandLine(new GatewayMain()).execute(args));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing; write demo or sim");
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = GatewayMain.class.getPackage().getImplementationVersion();
            return new String[] {"order-gateway " + (version == null ? "(not packaged)" : version)};
        }
    }
}
