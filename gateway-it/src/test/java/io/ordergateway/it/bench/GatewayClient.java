package io.ordergateway.it.bench;

import io.ordergateway.core.GatewayHealth;
import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.route.RequestLimits;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.timing.Stage;
import io.ordergateway.core.timing.StageTimes;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.app.Gateway;
import io.ordergateway.ws.app.GatewayConfig;
import io.ordergateway.ws.kit.VenueLimits;
import io.ordergateway.ws.store.StoreSettings;
import io.ordergateway.ws.wire.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** The gateway as a strategy holds it: one account, one session, outcomes in memory, everything else by default. */
final class GatewayClient implements BenchClient {
    static final String ACCOUNT = "main";
    private static final long READY_SECONDS = 20;
    private static final long POLL = TimeUnit.MICROSECONDS.toNanos(100);

    /** The venue of the benchmark has no limits, and a run of some seconds spends more than a minute's worth of a real one's. */
    private static final RateLimit UNLIMITED = new RateLimit("unlimited", Integer.MAX_VALUE, Duration.ofMinutes(1), 0);

    /** The venue of the benchmark keeps the ends of orders back until it is asked for them, which is outside of what is timed. */
    private static final Duration ENDS_KEPT_BACK = Duration.ofSeconds(10);

    private final OrderGateway gateway;
    private final Burst how;
    private final @Nullable Path store;

    /** How a burst is handed in. */
    enum Burst {
        LIST,
        EACH,
        STREAM
    }

    GatewayClient(VenueAddress venue, Burst how) {
        this(venue, how, null);
    }

    /** With its outcomes in a file of SQLite. */
    static GatewayClient storing(VenueAddress venue) throws IOException {
        Path folder = Files.createDirectories(Settings.folder());
        return new GatewayClient(venue, Burst.LIST, Files.createTempFile(folder, "outcomes", ".db"));
    }

    private GatewayClient(VenueAddress venue, Burst how, @Nullable Path store) {
        this.how = how;
        this.store = store;
        AccountConfig account =
                account(venue, CancelLimits.DEFAULT.maxPending(), AccountConfig.Tuning.DEFAULT.replyTimeout());
        GatewayConfig config = GatewayConfig.of(account);
        this.gateway = Gateway.open(store == null ? config : config.storing(StoreSettings.at(store)));
        awaitReady(gateway);
    }

    static void awaitReady(OrderGateway gateway) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_SECONDS);
        while (!gateway.health().socketsReady()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("the gateway's session does not become ready: " + gateway.health());
            }
            LockSupport.parkNanos(POLL);
        }
    }

    static AccountConfig account(VenueAddress venue, int maxPending, Duration replyTimeout) {
        CancelLimits limits = CancelLimits.DEFAULT;
        CancelLimits.Doubt doubt = new CancelLimits.Doubt(
                limits.doubt().maxQueries(), ENDS_KEPT_BACK, new Backoff(ENDS_KEPT_BACK, ENDS_KEPT_BACK));
        CancelLimits patient = new CancelLimits(
                maxPending,
                limits.answersKept(),
                limits.maxAttempts(),
                limits.requestWindow(),
                doubt,
                limits.hedged(),
                limits.recordBeforeSend());
        return AccountConfig.ascendex(ACCOUNT, Account.Category.FUTURES, new Credentials("benchkey", "benchsecret"))
                .at(venue.rest(), venue.socket())
                .group(7)
                .sessions(1)
                .tuned(AccountConfig.Tuning.DEFAULT
                        .limits(patient)
                        .replyTimeout(replyTimeout)
                        .budgets(new VenueLimits(
                                new VenueLimits.Sockets(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED),
                                RequestLimits.together(UNLIMITED))));
    }

    @Override
    public Load prepare(Batch batch) {
        List<CancelOrder> wishes = new ArrayList<>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            wishes.add(CancelOrder.of(ACCOUNT, Orders.SYMBOL, batch.id(i)));
        }
        Consumer<CancelResult> answer =
                result -> batch.answered(result.order().orderId(), result instanceof CancelResult.Acknowledged);
        return new Load() {
            @Override
            public void cancel(int index) {
                gateway.cancel(wishes.get(index)).subscribe(answer);
            }

            @Override
            public void burst() {
                switch (how) {
                    case LIST -> gateway.cancels(wishes).subscribe(answer);
                    case EACH -> wishes.forEach(wish -> gateway.cancel(wish).subscribe(answer));
                    case STREAM -> gateway.cancels(Flux.fromIterable(wishes)).subscribe(answer);
                }
            }
        };
    }

    @Override
    public long pending() {
        GatewayHealth health = gateway.health();
        GatewayHealth.Log log = health.log();
        return health.accounts().get(0).pending() + (log == null ? 0 : log.waiting());
    }

    /** What its records cost later, on their own thread, is in its CPU: what they cost the frame is here. */
    @Override
    public Written written() {
        StageTimes.Seen written = stage(Stage.WRITTEN);
        return new Written(written.count(), stage(Stage.WAITED).totalNanos() + written.totalNanos());
    }

    private StageTimes.Seen stage(Stage stage) {
        return gateway.health().accounts().get(0).stages().stream()
                .filter(seen -> seen.stage() == stage)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        gateway.close();
        if (store != null) {
            remove(store);
        }
    }

    private static void remove(Path file) {
        for (String suffix : List.of("", "-wal", "-shm", ".lock")) {
            try {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
