package io.ordergateway.ws.app;

import io.netty.channel.EventLoop;
import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.cancel.Admission;
import io.ordergateway.core.cancel.CancelDoor;
import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.cancel.CancelPath;
import io.ordergateway.core.cancel.CancelService;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.outcome.AnsweredCancel;
import io.ordergateway.core.outcome.OutcomeLog;
import io.ordergateway.core.outcome.UnfinishedCancel;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.core.session.VenueClock;
import io.ordergateway.core.timing.Now;
import io.ordergateway.ws.kit.VenueDialect;
import io.ordergateway.ws.venue.AccountLoop;
import io.ordergateway.ws.venue.SessionPool;
import io.ordergateway.ws.venue.Transport;
import io.ordergateway.ws.venue.VenueBudgets;
import io.ordergateway.ws.venue.VenueConnector;
import io.ordergateway.ws.venue.rest.RestAccess;
import io.ordergateway.ws.venue.rest.RestCancels;
import io.ordergateway.ws.venue.rest.RestClient;
import io.ordergateway.ws.venue.rest.RestHealth;
import io.ordergateway.ws.venue.rest.VenueIntroduction;
import io.ordergateway.ws.venue.rest.VenueOrderQuery;
import io.ordergateway.ws.venue.stream.OrderStream;
import io.ordergateway.ws.wire.OrderStreamCodec;
import io.ordergateway.ws.wire.VenueCodec;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything one account is made of, on its loop.
 *
 * @param sessions {@code null} if cancels go over HTTP only
 * @param stream {@code null} if the venue tells of orders on sessions, or not at all
 */
record AccountWiring(
        Account account,
        RestAccess rest,
        VenueBudgets budgets,
        @Nullable SessionPool sessions,
        @Nullable OrderStream stream,
        CancelService service,
        CancelDoor door) {

    private static final Logger log = LoggerFactory.getLogger(AccountWiring.class);
    private static final long STOP_SECONDS = 5;

    static AccountWiring of(AccountConfig config, EventLoop eventLoop, Transport transport, OutcomeLog outcomes) {
        CancelLimits limits = config.tuning().limits();
        AccountLoop loop = new AccountLoop(
                eventLoop, config.account().venue() + "|" + config.account().name());
        VenueDialect dialect = Venues.kit(config.account().venue())
                .dialect(config.account().category(), config.credentials(), config.choices());
        VenueBudgets budgets = VenueBudgets.of(config.venueLimits(), loop.now());
        RestAccess rest = rest(config, loop, transport, dialect, budgets);
        SessionPool sessions = sessions(config, transport, dialect, rest, budgets);
        List<CancelPath> paths = new ArrayList<>(sessions == null ? List.of() : sessions.paths());
        paths.add(new RestCancels(rest, limits.maxPending()));
        CancelService service = new CancelService(
                config.account(),
                paths,
                new VenueOrderQuery(rest, sessions),
                outcomes,
                new Admission.Ids(dialect.ids(), dialect::orderId),
                limits);
        CancelDoor door = new CancelDoor(service, loop, loop::now, limits.maxPending());
        return new AccountWiring(
                config.account(), rest, budgets, sessions, stream(config, transport, dialect, rest), service, door);
    }

    private static RestAccess rest(
            AccountConfig config, AccountLoop loop, Transport transport, VenueDialect dialect, VenueBudgets budgets) {
        VenueClock clock = new VenueClock();
        RestClient http = new RestClient(
                loop, config.rest(), transport, config.tuning().limits().doubt().maxQueries());
        RestHealth health = new RestHealth(loop.label(), dialect);
        VenueIntroduction introduction = new VenueIntroduction(loop, http, dialect, clock, health, budgets.rest());
        return new RestAccess(loop, http, dialect.rest(), clock, budgets.rest(), health, introduction);
    }

    /** {@code null} if no cancel goes over a socket, by the venue's choice or by ours. */
    private static @Nullable SessionPool sessions(
            AccountConfig config, Transport transport, VenueDialect dialect, RestAccess rest, VenueBudgets budgets) {
        VenueCodec codec = dialect.sessions();
        URI socket = config.socket();
        VenueBudgets.Sockets allowed = budgets.sockets();
        if (codec == null || socket == null || allowed == null || config.sessions() == 0) {
            return null;
        }
        AccountConfig.Tuning tuning = config.tuning();
        SessionPool.Patience patience = new SessionPool.Patience(
                tuning.timings(), tuning.replyTimeout(), tuning.limits().maxPending());
        return new SessionPool(
                rest.loop().label(),
                config.sessions(),
                rest.loop(),
                new VenueConnector(socket, tuning.timings().establish(), transport),
                codec,
                new SessionPool.Limits(rest.clock(), allowed, patience));
    }

    private static @Nullable OrderStream stream(
            AccountConfig config, Transport transport, VenueDialect dialect, RestAccess rest) {
        OrderStreamCodec codec = dialect.orders();
        URI socket = config.socket();
        if (codec == null || socket == null) {
            return null;
        }
        SessionTimings timings = config.tuning().timings();
        VenueConnector connector = new VenueConnector(socket, timings.establish(), transport);
        return new OrderStream(connector, rest, codec, timings.reconnect());
    }

    String name() {
        return account.name();
    }

    /** Takes up what an earlier process left of this account, before anything else is asked of it. */
    void resume(List<UnfinishedCancel> unfinished, List<AnsweredCancel> answered) {
        AccountLoop loop = rest.loop();
        loop.execute(() -> service.resume(unfinished, answered, loop.now()));
    }

    void start() {
        AccountLoop loop = rest.loop();
        loop.execute(() -> {
            rest.introduction().start(this::connect, this::disconnect);
            List<Consumer<Now>> sweeps = new ArrayList<>();
            sweeps.add(budgets::sweep);
            sweeps.add(rest.introduction()::sweep);
            if (sessions != null) {
                sweeps.add(sessions::sweep);
            }
            if (stream != null) {
                sweeps.add(stream::sweep);
            }
            sweeps.add(service::sweep);
            loop.sweep(sweeps, this::isAtRest);
        });
    }

    private boolean isAtRest() {
        return service.isAtRest() && (sessions == null || sessions.isAtRest()) && (stream == null || stream.isAtRest());
    }

    private void connect() {
        if (sessions != null) {
            sessions.start(service);
        }
        if (stream != null) {
            stream.start(service);
        }
    }

    private void disconnect() {
        disconnect(() -> {});
    }

    /**
     * Leaves the venue's sockets.
     *
     * @param left run when nothing more is asked of the venue for it
     */
    private void disconnect(Runnable left) {
        if (sessions != null) {
            sessions.stop();
        }
        if (stream == null) {
            left.run();
        } else {
            stream.stop(left);
        }
    }

    /** Settles what is pending, then leaves the venue. Returns when that is done. */
    void stop() {
        AccountLoop loop = rest.loop();
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            loop.execute(() -> {
                try {
                    service.close(loop.now());
                } finally {
                    disconnect(() -> {
                        rest.http().dispose();
                        stopped.countDown();
                    });
                }
            });
            if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.error("account {} did not stop in {} s; leaving it", name(), STOP_SECONDS);
            }
        } catch (RejectedExecutionException e) {
            log.debug("account {} was stopped before", name());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    AccountHealth health(@Nullable String logTrouble) {
        return AccountChecks.health(this, logTrouble);
    }
}
