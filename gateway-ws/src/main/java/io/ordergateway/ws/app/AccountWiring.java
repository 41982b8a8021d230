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
import io.ordergateway.core.session.VenueClock;
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
import io.ordergateway.ws.wire.Introduction;
import io.ordergateway.ws.wire.VenueCodec;
import io.ordergateway.ws.wire.VenueRest;
import io.ordergateway.ws.wire.ascendex.AscendexAccount;
import io.ordergateway.ws.wire.ascendex.AscendexCodec;
import io.ordergateway.ws.wire.ascendex.AscendexRest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything one account is made of, on its loop. */
record AccountWiring(
        Account account,
        RestAccess rest,
        VenueBudgets budgets,
        SessionPool sessions,
        CancelService service,
        CancelDoor door) {

    private static final Logger log = LoggerFactory.getLogger(AccountWiring.class);
    private static final long STOP_SECONDS = 5;

    static AccountWiring of(AccountConfig config, EventLoop eventLoop, Transport transport, OutcomeLog outcomes) {
        AccountConfig.Tuning tuning = config.tuning();
        CancelLimits limits = tuning.limits();
        String label = config.account().venue() + "|" + config.account().name();
        AccountLoop loop = new AccountLoop(eventLoop, label);
        AscendexAccount ascendex = ascendex(config);
        VenueCodec codec = new AscendexCodec(ascendex);
        VenueBudgets budgets = VenueBudgets.of(tuning.budgets(), loop.now());
        RestAccess rest = rest(config, loop, transport, ascendex, budgets);
        SessionPool sessions = new SessionPool(
                label,
                config.sessions(),
                loop,
                new VenueConnector(config.socket(), tuning.timings().establish(), transport),
                codec,
                new SessionPool.Limits(
                        rest.clock(),
                        budgets,
                        new SessionPool.Patience(tuning.timings(), tuning.replyTimeout(), limits.maxPending())));
        List<CancelPath> paths = new ArrayList<>(sessions.paths());
        paths.add(new RestCancels(rest, limits.maxPending()));
        CancelService service = new CancelService(
                config.account(),
                paths,
                new VenueOrderQuery(rest, sessions),
                outcomes,
                new Admission.Ids(codec.rules(), codec::orderId),
                limits);
        CancelDoor door = new CancelDoor(service, loop, loop::now, limits.maxPending());
        return new AccountWiring(config.account(), rest, budgets, sessions, service, door);
    }

    private static AscendexAccount ascendex(AccountConfig config) {
        AscendexAccount account = new AscendexAccount(
                config.credentials(),
                config.account().category(),
                config.tuning().futuresV1() ? AscendexAccount.Generation.V1 : AscendexAccount.Generation.V2);
        Integer group = config.group();
        if (group != null) {
            account.learn(new Introduction.Known(group, "", true));
        }
        return account;
    }

    private static RestAccess rest(
            AccountConfig config,
            AccountLoop loop,
            Transport transport,
            AscendexAccount account,
            VenueBudgets budgets) {
        VenueRest dialect = new AscendexRest(account);
        VenueClock clock = new VenueClock();
        RestClient http = new RestClient(
                loop, config.rest(), transport, config.tuning().limits().doubt().maxQueries());
        RestHealth health = new RestHealth();
        VenueIntroduction introduction = new VenueIntroduction(
                loop, http, dialect, clock, health, config.group() != null, said -> learn(config, account, said));
        return new RestAccess(loop, http, dialect, clock, budgets.rest(), health, introduction);
    }

    /** A group that was configured stays; the venue's word for it is only worth a remark. */
    private static void learn(AccountConfig config, AscendexAccount account, Introduction.Known said) {
        Integer group = config.group();
        if (group != null && group != said.group()) {
            String text = "account {}: the configured group is {}, but the venue says {}; going by the configuration";
            log.warn(text, config.account().name(), group, said.group());
        }
        int number = group == null ? said.group() : group;
        account.learn(new Introduction.Known(number, said.userId(), said.mayTrade()));
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
            rest.introduction().start(() -> sessions.start(service), sessions::stop);
            loop.sweep(
                    List.of(budgets::sweep, rest.introduction()::sweep, sessions::sweep, service::sweep),
                    () -> service.isAtRest() && sessions.isAtRest());
        });
    }

    /** Settles what is pending, then leaves the venue. Returns when that is done. */
    void stop() {
        AccountLoop loop = rest.loop();
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            loop.execute(() -> {
                try {
                    service.close(loop.now());
                    sessions.stop();
                    rest.http().dispose();
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

    AccountHealth health(@Nullable String logTrouble) {
        return AccountChecks.health(this, logTrouble);
    }
}
