package io.ordergateway.ws.app;

import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.fault.SimFault;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
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
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gateway sim --port 9100 --orders 3",
            "  gateway sim --faults CUT_AFTER,LIE          for the first two cancels",
            "  gateway sim --seed 42 --rate 0.3            for three cancels in ten",
            "While it runs, from this machine:",
            "  curl -s 127.0.0.1:9100/sim/faults           the names of all faults",
            "  curl -s 127.0.0.1:9100/sim/faults -d '{\"next\":[\"CUT_AFTER\"],\"lateBy\":\"500ms\"}'",
            "  curl -s 127.0.0.1:9100/sim/orders -d '{\"category\":\"cash\",\"symbol\":\"BTC/USDT\"}'",
            "  curl -s '127.0.0.1:9100/sim/book?open=true'",
            "  curl -s 127.0.0.1:9100/sim/sockets -d '{\"accept\":false,\"status\":429}'"
        })
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

    @Option(
            names = "--faults",
            split = ",",
            paramLabel = "NAME",
            description = "Faults for the first cancels, one each, in this order.")
    private List<String> faults = List.of();

    @Option(names = "--seed", description = "Seed of the mix of faults (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--rate",
            description = "How often a cancel meets a fault of the mix, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double rate;

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
        if (!(rate >= 0 && rate <= 1)) {
            throw new ParameterException(line, "--rate is " + rate + "; write 0 to 1");
        }
        SimFault[] script = faults.stream().map(this::fault).toArray(SimFault[]::new);
        PrintWriter out = line.getOut();
        try (SimVenue sim = SimVenue.start(port)) {
            sim.faults().next(script);
            sim.faults().seed(seed, rate);
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

    private SimFault fault(String name) {
        return Arrays.stream(SimFault.values())
                .filter(fault -> fault.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "--faults says \"" + name + "\"; write some of " + Arrays.toString(SimFault.values())));
    }
}
