package io.ordergateway.ws.command;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.outcome.UnfinishedCancel;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kafka.owner.Ownership;
import io.ordergateway.ws.kafka.owner.Takeover;
import io.ordergateway.ws.store.SqliteOutcomeLog;
import io.ordergateway.ws.store.StoreSettings;
import io.ordergateway.ws.store.StoredOutcomes;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes over the accounts of a gateway that is dead. */
@Command(
        name = "takeover",
        header = "Take over the accounts of a gateway that is dead, and what it left unfinished.",
        description = {
            "Reads the Kafka topic to which both gateways relay. From then on the other one is turned down by the brokers,",
            "and stops by itself as soon as it learns of it; see gateway-ws/docs/kafka.md for what that promises.",
            "It may be repeated: what was taken up already is left alone."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gateway takeover --config standby.yml --from GATEWAY_ID --list   only print what it left",
            "  gateway takeover --config standby.yml --from GATEWAY_ID          take over, and run until stopped",
            "Exit status 1 if that cannot be done."
        })
public final class TakeoverCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(TakeoverCommand.class);
    private static final long STOP_SECONDS = 20;

    private final Function<Path, Standby> standbyOf;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "This gateway's configuration.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path config;

    @Option(names = "--from", required = true, paramLabel = "GATEWAY_ID", description = "The gateway that is dead.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String from;

    @Option(names = "--list", description = "Change nothing; print what it had accepted and not brought to its end.")
    private boolean list;

    /**
     * The gateway that takes over.
     *
     * @param accounts which it serves
     * @param open opens it
     */
    public record Standby(
            KafkaSettings kafka, StoreSettings store, List<Account> accounts, Callable<AutoCloseable> open) {}

    /** Put together by whoever can read a configuration. */
    public TakeoverCommand(Function<Path, Standby> standbyOf) {
        this.standbyOf = standbyOf;
    }

    @Override
    public Integer call() throws Exception {
        Standby standby = standbyOf.apply(config);
        PrintWriter out = spec.commandLine().getOut();
        try {
            Takeover takeover = new Takeover(standby.kafka());
            Map<Account, List<UnfinishedCancel>> left = left(takeover);
            print(left, out);
            if (list) {
                return CommandLine.ExitCode.OK;
            }
            requireAccounts(left, standby.accounts());
            takeOver(takeover, standby, out);
        } catch (KafkaException | IllegalArgumentException | IllegalStateException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        runUntilStopped(standby, out);
        return CommandLine.ExitCode.OK;
    }

    private Map<Account, List<UnfinishedCancel>> left(Takeover takeover) {
        Map<Account, List<UnfinishedCancel>> left = takeover.unfinished(from).block();
        return left == null ? Map.of() : left;
    }

    private void print(Map<Account, List<UnfinishedCancel>> left, PrintWriter out) {
        left.forEach((account, cancels) -> cancels.forEach(cancel -> {
            CancelResult told = cancel.told();
            out.println(
                    account.venue() + " " + account.name() + " " + cancel.wish().cancelId() + " "
                            + cancel.wish().order() + " accepted " + cancel.acceptedAt()
                            + (told == null ? "" : ", its caller was told " + told.kind()));
        }));
        int count = left.values().stream().mapToInt(List::size).sum();
        out.println("gateway " + from + " left " + count + " unfinished, as far as Kafka knows");
        out.flush();
    }

    private void requireAccounts(Map<Account, List<UnfinishedCancel>> left, List<Account> ours) {
        List<Account> missing = new ArrayList<>(left.keySet());
        missing.removeAll(ours);
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("gateway " + from + " left cancels of " + missing + ", which " + config
                    + " does not name; configure them, with the same name, venue and category");
        }
    }

    private void takeOver(Takeover takeover, Standby standby, PrintWriter out) {
        try (SqliteOutcomeLog ours = SqliteOutcomeLog.open(standby.store())) {
            Ownership ownership = takeover.take(from, ours.gatewayId());
            out.println("gateway " + ours.gatewayId() + " owns the accounts of " + from + " since " + ownership.at());
        }
        // Read again: only now nothing can come any more.
        int taken = takeUp(left(takeover), standby.store());
        out.println(taken + " unfinished cancels were taken up");
        out.flush();
    }

    /** Into our own log, from which opening the gateway takes up whatever has not ended. */
    private static int takeUp(Map<Account, List<UnfinishedCancel>> left, StoreSettings store) {
        int taken = 0;
        Queue<String> lost = new ConcurrentLinkedQueue<>();
        try (SqliteOutcomeLog ours = SqliteOutcomeLog.open(store);
                StoredOutcomes stored = StoredOutcomes.open(store.path())) {
            for (Map.Entry<Account, List<UnfinishedCancel>> entry : left.entrySet()) {
                for (UnfinishedCancel cancel : entry.getValue()) {
                    if (!isKnown(stored, entry.getKey(), cancel)) {
                        write(ours, entry.getKey(), cancel, lost);
                        taken++;
                    }
                }
            }
        }
        if (!lost.isEmpty()) {
            throw new IllegalStateException(
                    "what was taken over could not be written: " + lost.peek() + "; mend that, and repeat");
        }
        return taken;
    }

    private static boolean isKnown(StoredOutcomes stored, Account account, UnfinishedCancel cancel) {
        return stored.byCancel(cancel.wish().cancelId().value()).stream()
                .anyMatch(outcome -> outcome.account().equals(account));
    }

    private static void write(SqliteOutcomeLog ours, Account account, UnfinishedCancel cancel, Queue<String> lost) {
        RecordListener listener = new RecordListener() {
            @Override
            public void written() {}

            @Override
            public void lost(String why) {
                lost.add(why);
            }
        };
        ours.accepted(account, cancel.wish(), cancel.acceptedAt(), listener);
        CancelResult told = cancel.told();
        if (told != null) {
            ours.settled(account, cancel.wish(), told, Instant.now(), listener);
        }
        ours.flush(Runnable::run);
    }

    private static void runUntilStopped(Standby standby, PrintWriter out) throws Exception {
        CountDownLatch stopping = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        try (AutoCloseable gateway = standby.open().call()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stopping, stopped), "stop"));
            out.println(gateway.getClass().getSimpleName() + " is open; stop it with Ctrl-C");
            out.flush();
            stopping.await();
        } finally {
            stopped.countDown();
        }
    }

    /** The process ends when this returns. */
    private static void stop(CountDownLatch stopping, CountDownLatch stopped) {
        stopping.countDown();
        try {
            if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.error("the gateway did not close in {} s; leaving it", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
