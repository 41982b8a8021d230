package io.ordergateway.ws.app;

import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.route.RequestLimits;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.ws.command.ExplainCommand;
import io.ordergateway.ws.command.TakeoverCommand;
import io.ordergateway.ws.command.WatchCommand;
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
            "Examples:",
            "  java -jar gateway.jar demo           watch cancels survive a cut socket",
            "  java -jar gateway.jar demo --json    the same as one JSON object",
            "  java -jar gateway.jar sim --orders 3 serve a simulated AscendEX on port 9100,",
            "                                       with three orders in its book",
            "  java -jar gateway.jar watch --store data/outcomes.db",
            "                                       print what becomes of each cancel",
            "  java -jar gateway.jar explain ORDER_ID --store data/outcomes.db",
            "                                       tell what became of one order, and why"
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
                .addSubcommand(new ServeCommand())
                .addSubcommand(new WatchCommand(GatewayConfig::storePath))
                .addSubcommand(new ExplainCommand(GatewayConfig::storePath))
                .addSubcommand(new TakeoverCommand(GatewayMain::standby))
                .addSubcommand(new CommandLine.HelpCommand())
                .setExecutionExceptionHandler((fault, command, parsed) -> {
                    if (fault instanceof ConfigException || fault instanceof StoreException) {
                        command.getErr().println(fault.getMessage());
                        return fault instanceof ConfigException
                                ? CommandLine.ExitCode.USAGE
                                : CommandLine.ExitCode.SOFTWARE;
                    }
                    throw fault;
                });
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
                spec.commandLine(), "a command is missing; write demo, sim, serve, watch, explain or takeover");
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = GatewayMain.class.getPackage().getImplementationVersion();
            return new String[] {"order-gateway " + (version == null ? "(not packaged)" : version)};
        }
    }
}
