package io.ordergateway.ws.command.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.ws.command.remote.RemoteGateway.Patience;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has orders canceled by a running gateway. */
@Command(
        name = "cancel",
        header = "Cancel orders through a running gateway, and say what became of each.",
        description = "Stopping this command stops no cancel: explain tells what became of it.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gateway cancel a1b2c3 --account main --symbol BTC-PERP --await final",
            "  gateway cancel --all --account main --symbol BTC-PERP",
            "  gateway cancel @ids.txt --account main --symbol BTC-PERP --json | jq .result",
            "                                  those whose ids stand in a file",
            "Exit status 0 if each is gone or its cancel acknowledged, or nothing was open;",
            "1 if one was rejected or refused, or nobody knows, or the gateway is away."
        })
public final class CancelCommand implements Callable<Integer> {
    /** The gateway takes 1,000 at once; after so many a person hears how far it is. */
    static final int BATCH = 500;

    private static final Set<String> AWAITED = Set.of("ack", "final", "gone");

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final ServerChoice server = new ServerChoice();

    @Parameters(paramLabel = "ORDER_ID", arity = "0..*", description = "The venue's ids of the orders.")
    private List<String> orders = List.of();

    @Option(names = "--account", required = true, paramLabel = "NAME", description = "The account they are of.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String account;

    @Option(
            names = "--symbol",
            paramLabel = "NAME",
            description = "The instrument they are of; with --all it may be left out.")
    private @Nullable String symbol;

    @Option(
            names = "--await",
            paramLabel = "WHAT",
            description = "ack: the venue's first definite reply; final: the order's end; gone: the end, and sent again"
                    + " until then, for up to an hour (default: ${DEFAULT-VALUE}).")
    private String awaited = "ack";

    @Option(
            names = "--within",
            paramLabel = "TIME",
            description = "How long that may take, 1ms to 1h (default: ${DEFAULT-VALUE}).")
    private String within = "5s";

    @Option(names = "--by-client-id", description = "The ids are client order ids.")
    private boolean byClientId;

    @Option(names = "--all", description = "Every open order of the account, or of a symbol of it.")
    private boolean all;

    @Option(names = "--side", paramLabel = "SIDE", description = "With --all: buy or sell.")
    private @Nullable String side;

    @Option(names = "--json", description = "One JSON object a line for each order, as the gateway writes it.")
    private boolean json;

    private final Map<CancelResult.Kind, Integer> counts = new EnumMap<>(CancelResult.Kind.class);
    private boolean saidNo;

    @Override
    public Integer call() {
        Duration most = checked();
        RemoteGateway gateway = server.gateway(spec.commandLine());
        if (all) {
            cancelAll(gateway, most);
        } else {
            cancel(gateway, most);
        }
        if (!json) {
            spec.commandLine().getOut().println(summary());
        }
        return saidNo ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
    }

    private Duration checked() {
        if (all != orders.isEmpty()) {
            throw usage(all ? "--all is written beside order ids; write one or the other" : "write ORDER_ID, or --all");
        }
        if (!all && symbol == null) {
            throw usage("--symbol is missing; write the venue's name of the instrument");
        }
        if (!all && side != null) {
            throw usage("--side is for --all; leave it out");
        }
        if (all && byClientId) {
            throw usage("--by-client-id is for order ids; leave it out");
        }
        if (!AWAITED.contains(awaited)) {
            throw usage("--await is \"" + IdRules.quotable(awaited) + "\"; write ack, final or gone");
        }
        try {
            return Waiting.read("--within", within);
        } catch (IllegalArgumentException e) {
            throw usage(String.valueOf(e.getMessage()));
        }
    }

    private ParameterException usage(String text) {
        return new ParameterException(spec.commandLine(), text);
    }

    // ---- what is asked ----

    private void cancelAll(RemoteGateway gateway, Duration most) {
        RemotePath path = new RemotePath("/v1/orders")
                .with("account", account)
                .with("symbol", symbol)
                .with("side", side)
                .with("withinMs", Long.toString(most.toMillis()));
        print(gateway.delete(path, new Patience(most, () -> say("waiting for every order's result"))));
    }

    private void cancel(RemoteGateway gateway, Duration most) {
        for (int from = 0; from < orders.size(); from += BATCH) {
            List<String> batch = orders.subList(from, Math.min(from + BATCH, orders.size()));
            String waiting = "waiting for " + batch.size() + " result(s), for at most " + within;
            try {
                print(gateway.post(
                        new RemotePath("/v1/cancels"), body(batch, most), new Patience(most, () -> say(waiting))));
            } catch (RemoteFault e) {
                throw from == 0 ? e : e.and("of " + orders.size() + " orders " + from + " were answered before");
            }
            if (orders.size() > BATCH) {
                say(from + batch.size() + " of " + orders.size() + " answered");
            }
        }
    }

    private void say(String progress) {
        spec.commandLine().getErr().println(progress);
    }

    private ObjectNode body(List<String> batch, Duration most) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("account", account);
        ArrayNode list = body.putArray("orders");
        for (String order : batch) {
            list.addObject()
                    .put(byClientId ? "clientOrderId" : "orderId", order)
                    .put("symbol", symbol)
                    .put("await", awaited)
                    .put("withinMs", most.toMillis());
        }
        return body;
    }

    // ---- what came of it ----

    private void print(JsonNode answer) {
        PrintWriter out = spec.commandLine().getOut();
        for (JsonNode result : answer.path("results")) {
            ResultLine line = ResultLine.of(result);
            counts.merge(line.kind(), 1, Integer::sum);
            saidNo |= line.saysNo();
            out.println(json ? RemoteGateway.line(result) : line.text());
        }
    }

    private String summary() {
        if (counts.isEmpty()) {
            return "Nothing was open.";
        }
        List<String> parts = new ArrayList<>();
        counts.forEach((kind, count) -> parts.add(count + " " + kind));
        return parts.stream().collect(Collectors.joining(", "));
    }
}
