package io.ordergateway.ws.app;

import io.netty.channel.EventLoop;
import io.ordergateway.core.GatewayHealth.AccountHealth;
import io.ordergateway.core.cancel.CancelDoor;
import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.cancel.CancelPath;
import io.ordergateway.core.cancel.CancelService;
import io.ordergateway.core.cancel.Now;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.outcome.OutcomeLog;
import io.ordergateway.core.session.InFlight;
import io.ordergateway.core.session.SessionMachine;
import io.ordergateway.ws.venue.AccountLoop;
import io.ordergateway.ws.venue.RestCancels;
import io.ordergateway.ws.venue.RestClient;
import io.ordergateway.ws.venue.RestOrderQuery;
import io.ordergateway.ws.venue.VenueConnector;
import io.ordergateway.ws.venue.VenueSession;
import io.ordergateway.ws.wire.Introduction;
import io.ordergateway.ws.wire.RequestIds;
import io.ordergateway.ws.wire.VenueCodec;
import io.ordergateway.ws.wire.VenueRest;
import io.ordergateway.ws.wire.ascendex.AscendexAccount;
import io.ordergateway.ws.wire.ascendex.AscendexCodec;
import io.ordergateway.ws.wire.ascendex.AscendexRest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything one account is made of, on its loop. */
record AccountWiring(
        Account account,
        AccountLoop loop,
        List<VenueSession> sessions,
        RestClient rest,
        CancelService service,
        CancelDoor door) {

    private static final Logger log = LoggerFactory.getLogger(AccountWiring.class);
    private static final long STOP_SECONDS = 5;

    static AccountWiring of(AccountConfig config, EventLoop eventLoop, OutcomeLog outcomes) {
        CancelLimits limits = config.tuning().limits();
        AccountLoop loop = new AccountLoop(eventLoop);
        AscendexAccount ascendex =
                new AscendexAccount(config.credentials(), config.account().category(), AscendexAccount.Generation.V2);
        ascendex.learn(new Introduction.Known(config.group(), "", true));
        VenueCodec codec = new AscendexCodec(ascendex);
        VenueRest dialect = new AscendexRest(ascendex);
        RestClient rest = new RestClient(loop, config.rest(), limits.maxQueries());
        List<VenueSession> sessions = new ArrayList<>();
        for (int number = 1; number <= config.sessions(); number++) {
            sessions.add(session(config, number, loop, codec));
        }
        List<CancelPath> paths = new ArrayList<>(sessions);
        paths.add(new RestCancels(loop, rest, dialect, firstRequestId(), limits.maxPending()));
        CancelService service = new CancelService(
                config.account(), paths, new RestOrderQuery(loop, rest, dialect), outcomes, codec.rules(), limits);
        CancelDoor door = new CancelDoor(service, loop, loop::now, limits.maxPending());
        return new AccountWiring(config.account(), loop, List.copyOf(sessions), rest, service, door);
    }

    private static VenueSession session(AccountConfig config, int number, AccountLoop loop, VenueCodec codec) {
        AccountConfig.Tuning tuning = config.tuning();
        String label = config.account().venue() + "|" + config.account().name() + "#" + number;
        return new VenueSession(
                label,
                loop,
                new VenueConnector(
                        config.socket().resolve(codec.socketPath()),
                        tuning.timings().establish()),
                codec,
                new SessionMachine(
                        tuning.timings(), () -> ThreadLocalRandom.current().nextDouble()),
                new InFlight<>(
                        tuning.limits().maxPending(),
                        firstRequestId(),
                        tuning.replyTimeout().toNanos()));
    }

    /** Random, so that the echo of another life's request is not taken for one of ours; with ample room above. */
    private static long firstRequestId() {
        return ThreadLocalRandom.current().nextLong(RequestIds.BOUND / 2);
    }

    String name() {
        return account.name();
    }

    void start() {
        loop.execute(() -> {
            loop.sweep(() -> {
                Now now = loop.now();
                sessions.forEach(session -> session.sweep(now));
                service.sweep(now);
            });
            sessions.forEach(session -> session.start(service));
        });
    }

    /** Settles what is pending, then leaves the venue. Returns when that is done. */
    void stop() {
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            loop.execute(() -> {
                try {
                    service.close(loop.now());
                    sessions.forEach(VenueSession::stop);
                    rest.dispose();
                } finally {
                    stopped.countDown();
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

    AccountHealth health() {
        return new AccountHealth(
                account, sessions.stream().map(VenueSession::seen).toList(), service.pending(), service.inDoubt());
    }
}
