package io.ordergateway.ws.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.ws.api.client.Action;
import io.ordergateway.ws.api.client.Client;
import io.ordergateway.ws.api.client.Token;
import io.ordergateway.ws.command.remote.RemoteGateway;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes tokens. */
@Command(
        name = "token",
        header = "Make what a client proves its name with.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = "  gateway token new desk")
public final class TokenCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing; write token new CLIENT");
    }

    @Command(
            name = "new",
            header = "Make a token for a client, print it once, and say what to write into the file of clients.",
            description =
                    "Nothing is kept: the file of clients gets a hash, from which nobody finds the token again. A"
                            + " running gateway reads that file anew when it has changed. To change a token, write the new hash"
                            + " behind the old one, with a comma between; take the old one out when the client uses the new one.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = {
                "  gateway token new desk",
                "  gateway token new risk --accounts main,hedge --actions watch,operate",
                "  gateway token new desk --json | jq -r .token > desk.token"
            })
    int create(
            @Parameters(paramLabel = "CLIENT", description = "Its name: 1 to 24 characters out of A-Z a-z 0-9 . _ -")
                    String client,
            @Option(
                            names = "--accounts",
                            paramLabel = "NAMES",
                            defaultValue = "all",
                            description = "For the lines: accounts, with commas between, or all (default: all).")
                    String accounts,
            @Option(
                            names = "--actions",
                            paramLabel = "WORDS",
                            defaultValue = "cancel,watch",
                            description =
                                    "For the lines: some of cancel,watch,arm,kill,operate (default: cancel,watch).")
                    String actions,
            @Option(names = "--json", description = "One JSON object: client, token and hash.") boolean json) {
        check(client, accounts, actions);
        String token = Token.create();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(RemoteGateway.line(JsonNodeFactory.instance
                    .objectNode()
                    .put("client", client)
                    .put("token", token)
                    .put("hash", Token.hash(token))));
        } else {
            lines(client, token, accounts, actions).forEach(out::println);
        }
        return CommandLine.ExitCode.OK;
    }

    private void check(String client, String accounts, String actions) {
        if (!Client.isName(client)) {
            throw usage("CLIENT is \"" + IdRules.quotable(client)
                    + "\"; write 1 to 24 characters out of A-Z a-z 0-9 . _ -, a letter or digit first");
        }
        if (!accounts.matches("[\\x21-\\x7e]{1,1000}")) {
            throw usage(
                    "--accounts is \"" + IdRules.quotable(accounts) + "\"; write all, or names with commas between");
        }
        List<String> known = Arrays.stream(Action.values()).map(Action::word).toList();
        if (!known.containsAll(List.of(actions.split(",", -1)))) {
            throw usage("--actions is \"" + IdRules.quotable(actions) + "\"; write some of " + known
                    + " with commas between");
        }
    }

    private ParameterException usage(String text) {
        return new ParameterException(spec.subcommands().get("new"), text);
    }

    private static List<String> lines(String client, String token, String accounts, String actions) {
        return List.of(
                "The token of " + client + ". It is shown this once; give it to " + client + " and to nobody else:",
                "",
                "  " + token,
                "",
                "In the file that server.clients names; the line \"clients:\" stands there once:",
                "",
                "clients:",
                "  " + client + ":",
                "    tokens: " + Token.hash(token),
                "    accounts: " + accounts,
                "    actions: " + actions);
    }
}
