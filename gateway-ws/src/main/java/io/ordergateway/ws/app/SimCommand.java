package io.ordergateway.ws.app;

import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Serves a simulated venue. */
@Command(
        name = "sim",
        header = "Serve a simulated venue on loopback until stopped: HTTP and WebSocket on one port.",
        mixinStandardHelpOptions = true)
final class SimCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_ORDERS = 1_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--venue", description = "Which venue; only ascendex so far (default: ${DEFAULT-VALUE}).")
    private String venue = "ascendex";

    @Option(names = "--port", description = "Port, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = 9100;

    @Option(
            names = "--orders",
            description = "Resting BTC-PERP orders to place and print, 0 to 1000 (default: ${DEFAULT-VALUE}).")
    private int orders;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = spec.commandLine();
        if (!venue.equals("ascendex")) {
            throw new ParameterException(line, "--venue is \"" + venue + "\"; write ascendex");
        }
        if (port < 0 || port > MAX_PORT) {
            throw new ParameterException(line, "--port is " + port + "; write 0 to " + MAX_PORT);
        }
        if (orders < 0 || orders > MAX_ORDERS) {
            throw new ParameterException(line, "--orders is " + orders + "; write 0 to " + MAX_ORDERS);
        }
        PrintWriter out = line.getOut();
        try (SimVenue sim = SimVenue.start(port)) {
            out.println("A simulated AscendEX is served on " + sim.restUrl() + " and " + sim.socketUrl());
            out.println("key " + SimSettings.KEY + ", secret " + SimSettings.SECRET + ", account group "
                    + SimSettings.ACCOUNT_GROUP);
            for (int i = 0; i < orders; i++) {
                out.println("order " + sim.book().place("BTC-PERP", "Buy", "0.1", "30000") + " of BTC-PERP rests");
            }
            out.println("Stop it with Ctrl-C.");
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop"));
            stopped.await();
        } catch (UncheckedIOException e) {
            line.getErr().println(e.getMessage() + "; is the port taken? Choose another with --port");
            return CommandLine.ExitCode.SOFTWARE;
        }
        return CommandLine.ExitCode.OK;
    }
}
