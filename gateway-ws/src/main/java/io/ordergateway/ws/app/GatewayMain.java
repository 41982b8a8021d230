package io.ordergateway.ws.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The runnable jar. Exit status: 0 done, 1 the answer was no, 2 the command line was wrong. */
@Command(
        name = "gateway",
        description = "Cancels orders and says what became of them.",
        subcommands = {DemoCommand.class, SimCommand.class},
        mixinStandardHelpOptions = true,
        versionProvider = GatewayMain.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  java -jar gateway.jar demo           watch cancels survive a cut socket",
            "  java -jar gateway.jar demo --json    the same as one JSON object",
            "  java -jar gateway.jar sim            serve a simulated AscendEX on port 9100"
        })
public final class GatewayMain implements Runnable {
    private GatewayMain() {}

    public static void main(String[] args) {
        // Named so that an embedder's own logging configuration never meets ours.
        System.setProperty("logback.configurationFile", "io/ordergateway/ws/app/logback-gateway.xml");
        System.exit(new CommandLine(new GatewayMain()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = GatewayMain.class.getPackage().getImplementationVersion();
            return new String[] {"order-gateway " + (version == null ? "(not packaged)" : version)};
        }
    }
}
