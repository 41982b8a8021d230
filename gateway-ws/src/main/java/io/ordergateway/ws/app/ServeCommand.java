package io.ordergateway.ws.app;

import io.ordergateway.ws.api.ApiSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a gateway that programs and people reach over the network. */
@Command(
        name = "serve",
        header = "Run a gateway for programs and people on the network.",
        description = {
            "Opens the accounts of a configuration and serves them over WebSocket and HTTP, until it is stopped.",
            "SIGTERM and Ctrl-C let what is under way come to its end, for some seconds; a second one stops at once."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gateway config check gateway.yml && gateway serve --config gateway.yml",
            "  gateway cancel a1b2c3 --account main --symbol BTC-PERP",
            "  curl -X DELETE 'http://127.0.0.1:8080/v1/orders/a1b2c3?account=main&symbol=BTC-PERP'",
            "Exit status 0 if it was stopped, 2 if the configuration cannot be used."
        })
final class ServeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The gateway's configuration.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path config;

    @Option(names = "--json", description = "Print one JSON object, with the url, instead of a sentence.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        GatewayConfig read = GatewayConfig.load(config);
        StopSignals signals = StopSignals.listen();
        PrintWriter out = spec.commandLine().getOut();
        try (Service service = Service.open(read)) {
            String url = address(read.server(), service);
            out.println(json ? "{\"url\":\"" + url + "\"}" : "Listening at " + url + "; stop it with Ctrl-C.");
            signals.await();
            PrintWriter err = spec.commandLine().getErr();
            err.println("Stopping: what is under way comes to its end, for at most " + Service.DRAIN_WITHIN.toSeconds()
                    + " s.");
        }
        return CommandLine.ExitCode.OK;
    }

    private static String address(@Nullable ApiSettings settings, Service service) {
        String scheme = settings == null || settings.tls() == null ? "http" : "https";
        return scheme + "://" + service.address().getHostString() + ":"
                + service.address().getPort();
    }
}
