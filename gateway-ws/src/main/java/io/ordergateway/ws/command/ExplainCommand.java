package io.ordergateway.ws.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.ws.command.remote.RemoteGateway;
import io.ordergateway.ws.command.remote.RemotePath;
import io.ordergateway.ws.record.OutcomeJson;
import io.ordergateway.ws.store.StoredOutcomes;
import io.ordergateway.ws.story.OrderStory;
import io.ordergateway.ws.story.Wording;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
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
        description =
                "Asks a running gateway, or reads the file that one writes, while it runs or after. Either holds nobody up.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gateway explain a1b2c3",
            "  gateway explain a1b2c3 --store data/outcomes.db",
            "  gateway explain my-order-17 --config gateway.yml",
            "  gateway explain a1b2c3 --store data/outcomes.db --json | jq .phase",
            "Exit status 1 if nothing is known of the order, the gateway does not answer, or",
            "the file cannot be read."
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

    @ArgGroup
    private @Nullable LogChoice log;

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
        LogChoice chosen = log == null ? new LogChoice() : log;
        Path file = chosen.path(storeOf);
        return file == null ? ask(chosen.server().gateway(spec.commandLine())) : read(file);
    }

    private int ask(RemoteGateway gateway) {
        JsonNode told = gateway.get(new RemotePath("/v1/orders").segment(id).segment("explain"));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            told.path("records").forEach(record -> out.println(RemoteGateway.line(record)));
        } else {
            told.path("story").forEach(line -> out.println(Wording.plain(line.asText())));
        }
        return CommandLine.ExitCode.OK;
    }

    private int read(Path file) {
        List<CancelOutcome> records;
        try (StoredOutcomes outcomes = StoredOutcomes.open(file)) {
            records =
                    outcomes.byOrder(id).stream().map(CancelOutcome.class::cast).toList();
        }
        if (records.isEmpty()) {
            unknown(file).forEach(spec.commandLine().getErr()::println);
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

    private List<String> unknown(Path file) {
        return List.of(
                "Nothing is known of order " + Wording.plain(id) + " in " + file + ". It may be that",
                "- its cancels named it the other way: write the venue's own id of it, as it stands in the venue's list of",
                "  orders, for its client order id, or the other way round;",
                "- nobody asked this gateway to cancel it, or the wish was refused at the door: neither is recorded;",
                "- its records are older than what is kept: gateway watch --from earliest shows the oldest;",
                "- the file is another gateway's: look at store.path in the configuration of the one that was asked.");
    }
}
