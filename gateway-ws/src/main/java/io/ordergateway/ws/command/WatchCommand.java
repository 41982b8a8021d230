package io.ordergateway.ws.command;

import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.OutcomeFilter;
import io.ordergateway.core.outcome.OutcomesLost;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.ws.command.remote.RemoteGateway;
import io.ordergateway.ws.command.remote.RemoteOutcomes;
import io.ordergateway.ws.record.OutcomeJson;
import io.ordergateway.ws.store.StoredOutcomes;
import io.ordergateway.ws.story.Wording;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;

/** Prints the outcome stream of a gateway as it goes on. */
@Command(
        name = "watch",
        header = "Print the outcomes of a gateway as they come, one line each, until stopped.",
        description = "Asks a running gateway, and goes on behind the last outcome when the connection was lost; or"
                + " reads the file that a gateway writes, while it runs or after. Either holds nobody up. Marks (GAP,"
                + " RECONCILING, RECONCILED) of a wanted account pass every filter.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gateway watch --url http://127.0.0.1:8080 --from earliest",
            "  gateway watch --store data/outcomes.db",
            "  gateway watch --config gateway.yml --from earliest --symbol BTC-PERP",
            "  gateway watch --store data/outcomes.db --from earliest --ends | head -20",
            "  gateway watch --store data/outcomes.db --from 42 --json | jq .result",
            "Ends with Ctrl-C, or at the next outcome once nobody reads its output.",
            "Exit status 1 if the gateway does not answer or says no, or the file cannot",
            "be read, or the position is no longer kept."
        })
public final class WatchCommand implements Callable<Integer> {
    private final UnaryOperator<Path> storeOf;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @ArgGroup
    private @Nullable LogChoice log;

    @Option(
            names = "--from",
            paramLabel = "POSITION",
            description =
                    "earliest: from the oldest that is kept; latest: what comes from now on; or the position of the"
                            + " first wanted (default: ${DEFAULT-VALUE}).")
    private String from = "latest";

    @Option(
            names = "--json",
            description = "One JSON record a line, as outcome.v1.schema.json in the jar describes it.")
    private boolean json;

    @Option(names = "--account", paramLabel = "NAME", description = "Only this account's.")
    private @Nullable String account;

    @Option(names = "--symbol", paramLabel = "NAME", description = "Only cancels of this symbol's orders.")
    private @Nullable String symbol;

    @Option(names = "--ends", description = "Only how cancels ended.")
    private boolean ends;

    /**
     * The command.
     *
     * @param storeOf says where the log of a configuration file is
     */
    public WatchCommand(UnaryOperator<Path> storeOf) {
        this.storeOf = storeOf;
    }

    @Override
    public Integer call() {
        Position position = position();
        OutcomeFilter filter = new OutcomeFilter(account, symbol, ends);
        LogChoice chosen = log == null ? new LogChoice() : log;
        Path file = chosen.path(storeOf);
        CommandLine line = spec.commandLine();
        if (file == null) {
            RemoteGateway gateway = chosen.server().gateway(line);
            print(new RemoteOutcomes(gateway, from, filter, line.getErr()::println).outcomes());
            return CommandLine.ExitCode.OK;
        }
        try (StoredOutcomes outcomes = StoredOutcomes.open(file)) {
            print(outcomes.outcomes(position).filter(filter::wants));
            return CommandLine.ExitCode.OK;
        } catch (OutcomesLost e) {
            String text = "--from is " + from + ", and the oldest outcome that is kept is " + e.oldest()
                    + "; write --from " + e.oldest() + ", and treat what lies between as unknown";
            line.getErr().println(text);
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private void print(Flux<? extends Outcome> outcomes) {
        PrintWriter out = spec.commandLine().getOut();
        if (!json) {
            out.println(OutcomeLine.HEADER);
        }
        outcomes.doOnNext(outcome -> out.println(line(outcome)))
                .takeUntil(printed -> out.checkError()) // whoever read this has gone, as head does
                .blockLast();
    }

    private String line(Outcome outcome) {
        return json ? OutcomeJson.write(outcome) : OutcomeLine.of(outcome);
    }

    private Position position() {
        if (from.equals("earliest")) {
            return Position.EARLIEST;
        }
        if (from.equals("latest")) {
            return Position.LATEST;
        }
        if (from.matches("[1-9][0-9]{0,17}")) {
            return Position.of(Long.parseLong(from));
        }
        String text = "--from is \"" + Wording.plain(from) + "\"; write earliest, latest or a position, 1 or more";
        throw new ParameterException(spec.commandLine(), text);
    }
}
