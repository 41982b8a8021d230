package io.ordergateway.ws.command;

import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.ws.record.OutcomeJson;
import io.ordergateway.ws.store.StoredOutcomes;
import io.ordergateway.ws.story.OrderStory;
import io.ordergateway.ws.story.Wording;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what became of one order. */
@Command(
        name = "explain",
        header = "Tell one order's story: cancels, attempts, the venue's own words, rules, times and the end.",
        description = "Reads the file that a gateway writes, while it runs or after, and holds nobody up.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gateway explain a1b2c3 --store data/outcomes.db",
            "  gateway explain my-order-17 --config gateway.yml",
            "  gateway explain a1b2c3 --store data/outcomes.db --json | jq .phase",
            "Exit status 1 if nothing is known of the order, or the file cannot be read."
        })
public final class ExplainCommand implements Callable<Integer> {
    private final UnaryOperator<Path> storeOf;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ORDER_ID",
            description = "The venue's id of the order, or its client order id: what its cancels named it by.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String id;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private LogChoice log;

    @Option(names = "--json", description = "The order's records instead, one JSON object a line, oldest first.")
    private boolean json;

    /**
     * The command.
     *
     * @param storeOf says where the log of a configuration file is
     */
    public ExplainCommand(UnaryOperator<Path> storeOf) {
        this.storeOf = storeOf;
    }

    @Override
    public Integer call() {
        List<CancelOutcome> records;
        try (StoredOutcomes outcomes = log.open(storeOf)) {
            records =
                    outcomes.byOrder(id).stream().map(CancelOutcome.class::cast).toList();
        }
        if (records.isEmpty()) {
            unknown().forEach(spec.commandLine().getErr()::println);
            return CommandLine.ExitCode.SOFTWARE;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            records.forEach(record -> out.println(OutcomeJson.write(record)));
        } else {
            out.println(String.join(System.lineSeparator(), OrderStory.all(records)));
        }
        return CommandLine.ExitCode.OK;
    }

    private List<String> unknown() {
        return List.of(
                "Nothing is known of order " + Wording.plain(id) + " in " + log.path(storeOf) + ". It may be that",
                "- its cancels named it the other way: write the venue's own id of it, as it stands in the venue's list of",
                "  orders, for its client order id, or the other way round;",
                "- nobody asked this gateway to cancel it, or the wish was refused at the door: neither is recorded;",
                "- its records are older than what is kept: gateway watch --from earliest shows the oldest;",
                "- the file is another gateway's: look at store.path in the configuration of the one that was asked.");
    }
}
