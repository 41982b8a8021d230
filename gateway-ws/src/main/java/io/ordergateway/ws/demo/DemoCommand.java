package io.ordergateway.ws.demo;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the gateway at work against a simulated venue that misbehaves. */
@Command(
        name = "demo",
        header = "Show cancels surviving a cut socket, a lying and a silent venue.",
        description = {
            "Starts a simulated venue and a gateway, cancels orders in bursts, cuts connections in the middle of one,",
            "lets the venue lie and fall silent, and compares every result with the venue's own book.",
            "Exit status 0 if all agree, 1 if anything is contradicted or left open."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  gateway demo", "  gateway demo --venue hashkey --json | jq .results", "  gateway demo --faults"})
public final class DemoCommand implements Callable<Integer> {
    private final Stage stage;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--venue", description = "Which venue; the first there is unless told.")
    private @Nullable String venue;

    @Option(names = "--json", description = "Print the summary as one JSON object and nothing else.")
    private boolean json;

    @Option(
            names = "--faults",
            description = {
                "Walk through every fault of the simulated venue by name instead, over the socket and over REST,",
                "and say what became of each. Takes a minute or more."
            })
    private boolean faults;

    /** The command, for these venues. */
    public DemoCommand(Stage stage) {
        this.stage = stage;
    }

    @Override
    public Integer call() {
        String name = stage.chosen(venue, spec.commandLine());
        // What the demo breaks on purpose is no news to whoever watches it.
        System.setProperty("gateway.log.level", "ERROR");
        PrintWriter out = spec.commandLine().getOut();
        Consumer<String> progress = json ? step -> {} : out::println;
        DemoReport report = faults ? FaultTour.run(stage, name, progress) : Demo.run(stage, name, progress);
        out.println(json ? report.json() : report.text());
        return report.sound() ? 0 : 1;
    }
}
