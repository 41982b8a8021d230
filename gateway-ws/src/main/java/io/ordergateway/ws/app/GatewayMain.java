package io.ordergateway.ws.app;

import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.route.RequestLimits;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.ws.command.ConfigCommand;
import io.ordergateway.ws.command.ExplainCommand;
import io.ordergateway.ws.command.TakeoverCommand;
import io.ordergateway.ws.command.TokenCommand;
import io.ordergateway.ws.command.WatchCommand;
import io.ordergateway.ws.command.remote.BudgetCommand;
import io.ordergateway.ws.command.remote.CancelCommand;
import io.ordergateway.ws.command.remote.KillCommand;
import io.ordergateway.ws.command.remote.RemoteFault;
import io.ordergateway.ws.command.remote.SessionsCommand;
import io.ordergateway.ws.config.ConfigException;
import io.ordergateway.ws.demo.DemoCommand;
import io.ordergateway.ws.demo.SimCommand;
import io.ordergateway.ws.demo.Stage;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kit.VenueLimits;
import io.ordergateway.ws.sim.stage.SimulatedVenue;
import io.ordergateway.ws.store.StoreException;
import io.ordergateway.ws.store.StoreSettings;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The runnable jar. Exit status: 0 done, 1 the answer was no, 2 the command line was wrong. */
@Command(
        name = "gateway",
        description = "Cancels orders and says what became of them.",
        mixinStandardHelpOptions = true,
        versionProvider = GatewayMain.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples, with alias gateway='java -jar gateway.jar':",
            "  gateway demo                         watch cancels survive a cut socket",
            "  gateway sim --orders 3               serve a simulated AscendEX on port 9100,",
            "                                       with three orders in its book",
            "  gateway config check gateway.yml     say what a configuration would open",
            "  gateway serve --config gateway.yml   run a gateway for programs and people",
            "  gateway cancel ORDER_ID --account main --symbol BTC-PERP",
            "                                       cancel an order through it",
            "  gateway watch                        print what becomes of each cancel",
            "  gateway explain ORDER_ID             tell what became of one order, and why",
            "Each command has its own --help. Exit status 0 done, 1 the answer was no, 2 the command line",
            "or the configuration was wrong."
        })
public final class GatewayMain implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private static final Stage STAGE = new Stage(Venues.simulated(), GatewayMain::open);

    private static final RateLimit ANY = new RateLimit("unlimited", Integer.MAX_VALUE, Duration.ofMinutes(1), 0);
    private static final VenueLimits UNLIMITED =
            new VenueLimits(new VenueLimits.Sockets(ANY, ANY, ANY, ANY), RequestLimits.together(ANY));

    private GatewayMain() {}

    public static void main(String[] args) {
        // Named so that an embedder's own logging configuration never meets ours.
        System.setProperty("logback.configurationFile", "io/ordergateway/ws/app/logback-gateway.xml");
        // Of what goes to System.out by way of this writer, it is known whether anybody still reads it.
        PrintWriter out = new PrintWriter(System.out, true, Charset.defaultCharset());
        System.exit(commandLine().setOut(out).execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new GatewayMain())
                .addSubcommand(new DemoCommand(STAGE))
                .addSubcommand(new SimCommand(STAGE))
                .addSubcommand(new ConfigCommand(ConfigCheck::of))
                .addSubcommand(new TokenCommand())
                .addSubcommand(new ServeCommand())
                .addSubcommand(new CancelCommand())
                .addSubcommand(new WatchCommand(GatewayConfig::storePath))
                .addSubcommand(new ExplainCommand(GatewayConfig::storePath))
                .addSubcommand(new SessionsCommand())
                .addSubcommand(new BudgetCommand())
                .addSubcommand(new KillCommand(System.in))
                .addSubcommand(new TakeoverCommand(GatewayMain::standby))
                .addSubcommand(new AutoComplete.GenerateCompletion())
                .addSubcommand(new CommandLine.HelpCommand())
                .setExecutionExceptionHandler(GatewayMain::ended);
    }

    /** What is said, and with which status, when a command cannot go on. */
    private static int ended(Exception fault, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (fault instanceof ConfigException) {
            command.getErr().println(fault.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        if (fault instanceof StoreException || fault instanceof RemoteFault) {
            command.getErr().println(fault.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw fault;
    }

    /** Keeps to no limits, as the simulated venue enforces none. */
    private static OrderGateway open(String name, String venue, SimulatedVenue simulated, Stage.Pace pace) {
        SimulatedVenue.Login login = simulated.login();
        Account account = new Account(name, new Venue(venue), login.category());
        AccountConfig config = AccountConfig.of(account, Map.of(), login.key(), login.secret());
        AccountConfig.Tuning tuning = config.tuning();
        return Gateway.open(GatewayConfig.of(config.at(
                        URI.create(simulated.restUrl()), URI.create(simulated.socketUrl()))
                .tuned(tuning.timings(
                                tuning.timings().reconnecting(new Backoff(pace.reconnectIn(), pace.reconnectAtMost())))
                        .replyTimeout(pace.replyTimeout())
                        .limits(tuning.limits().requestWindow(pace.requestWindow()))
                        .budgets(UNLIMITED))));
    }

    private static TakeoverCommand.Standby standby(Path file) {
        GatewayConfig config = GatewayConfig.load(file);
        KafkaSettings kafka = config.kafka();
        StoreSettings store = config.store();
        if (kafka == null || store == null) {
            throw new ConfigException("kafka is missing: there is no topic to take over from; write it, and store");
        }
        return new TakeoverCommand.Standby(
                kafka,
                store,
                config.accounts().stream().map(AccountConfig::account).toList(),
                () -> Gateway.open(config));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "a command is missing; write one of "
                        + String.join(", ", spec.subcommands().keySet()));
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = GatewayMain.class.getPackage().getImplementationVersion();
            return new String[] {"order-gateway " + (version == null ? "(not packaged)" : version)};
        }
    }
}
