package io.ordergateway.ws.demo;

import io.ordergateway.ws.sim.stage.SimulatedVenue;
import io.ordergateway.ws.sim.stage.StagedFaults;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
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
public final class SimCommand implements Callable<Integer> {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_ORDERS = 1_000;

    private final Stage stage;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--venue", description = "Which venue; the first there is unless told.")
    private @Nullable String venue;

    @Option(names = "--port", description = "Port, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = 9100;

    @Option(
            names = "--orders",
            description = "Resting orders to place and print, 0 to 1000 (default: ${DEFAULT-VALUE}).")
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

    /** The command, for these venues. */
    public SimCommand(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = spec.commandLine();
        String name = stage.chosen(venue, line);
        check();
        PrintWriter out = line.getOut();
        try (SimulatedVenue sim = stage.start(name, port)) {
            sim.faults().next(script(sim.faults()));
            sim.faults().seed(seed, rate);
            introduce(sim, out);
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown, "stop"));
            stopped.await();
        } catch (UncheckedIOException e) {
            line.getErr().println(e.getMessage() + "; is the port taken? Choose another with --port");
            return CommandLine.ExitCode.SOFTWARE;
        }
        return CommandLine.ExitCode.OK;
    }

    private void check() {
        if (port < 0 || port > MAX_PORT) {
            throw wrong("--port is " + port + "; write 0 to " + MAX_PORT);
        }
        if (orders < 0 || orders > MAX_ORDERS) {
            throw wrong("--orders is " + orders + "; write 0 to " + MAX_ORDERS);
        }
        if (!(rate >= 0 && rate <= 1)) {
            throw wrong("--rate is " + rate + "; write 0 to 1");
        }
    }

    private ParameterException wrong(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    private List<String> script(StagedFaults known) {
        List<String> script = new ArrayList<>();
        for (String said : faults) {
            String name = known.named(said);
            if (name == null) {
                throw wrong("--faults says \"" + said + "\"; write some of " + known.names());
            }
            script.add(name);
        }
        return script;
    }

    /** Whatever one must know to use it. */
    private void introduce(SimulatedVenue sim, PrintWriter out) {
        out.println("A simulated " + sim.title() + " is served on " + sim.restUrl() + " and " + sim.socketUrl());
        SimulatedVenue.Login login = sim.login();
        out.println("key " + login.key() + ", secret " + login.secret()
                + (login.more().isEmpty() ? "" : ", " + login.more()));
        for (int i = 0; i < orders; i++) {
            out.println("order " + sim.place() + " of " + sim.symbol() + " rests");
        }
        out.println("Stop it with Ctrl-C.");
    }
}
