package io.ordergateway.it.guard;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.hashkey.HashKeySettings;
import io.ordergateway.ws.sim.hashkey.HashKeyVenue;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** A simulated venue whose orders are guarded. */
interface GuardedVenue extends AutoCloseable {
    /** Which one; one has sessions, the other takes cancels over HTTP only. */
    enum Kind {
        ASCENDEX,
        HASHKEY;

        GuardedVenue start() {
            return this == ASCENDEX ? new Ascendex(SimVenue.start(0)) : new Hashkey(HashKeyVenue.start(0));
        }
    }

    AccountConfig account(String name);

    String symbol();

    /** Another symbol. */
    String elsewhere();

    /** A resting order; its id. */
    String place(String symbol);

    boolean rests(String orderId);

    /** Requests to cancel, of whatever kind. */
    long cancels();

    /** Questions for the open orders. */
    long questions();

    /** Whether the venue answers anything. */
    void answers(boolean answers);

    @Override
    void close();

    private static AccountConfig patient(AccountConfig config, String rest, String socket) {
        AccountConfig.Tuning tuning = config.tuning();
        return config.at(URI.create(rest), URI.create(socket))
                .tuned(tuning.timings(
                        tuning.timings().reconnecting(new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)))));
    }

    /** AscendEX's futures, over one session. */
    record Ascendex(SimVenue venue) implements GuardedVenue {
        @Override
        public AccountConfig account(String name) {
            Account account = new Account(name, Venue.ASCENDEX, Account.Category.FUTURES);
            AccountConfig config = AccountConfig.of(account, Map.of(), SimSettings.KEY, SimSettings.SECRET)
                    .sessions(1);
            return patient(config, venue.restUrl(), venue.socketUrl());
        }

        @Override
        public String symbol() {
            return "BTC-PERP";
        }

        @Override
        public String elsewhere() {
            return "ETH-PERP";
        }

        @Override
        public String place(String symbol) {
            return venue.book().place(symbol, "Buy", "0.1", "1000");
        }

        @Override
        public boolean rests(String orderId) {
            return venue.book()
                    .order(orderId)
                    .map(SimOrder::status)
                    .orElseThrow()
                    .isOpen();
        }

        @Override
        public long cancels() {
            return venue.counts().socketCancels()
                    + venue.counts().restCancels()
                    + venue.counts().restBatches();
        }

        @Override
        public long questions() {
            return venue.counts().openQueries();
        }

        @Override
        public void answers(boolean answers) {
            venue.acceptRest(answers);
            venue.acceptSockets(answers);
            if (!answers) {
                venue.cutSockets();
            }
        }

        @Override
        public void close() {
            venue.close();
        }
    }

    /** HashKey's spot, in Hong Kong. */
    record Hashkey(HashKeyVenue venue) implements GuardedVenue {
        @Override
        public AccountConfig account(String name) {
            Account account = new Account(name, Venue.HASHKEY, Account.Category.CASH);
            AccountConfig config = AccountConfig.of(account, Map.of(), HashKeySettings.KEY, HashKeySettings.SECRET);
            return patient(config, venue.restUrl(), venue.socketUrl());
        }

        @Override
        public String symbol() {
            return "BTCUSDT";
        }

        @Override
        public String elsewhere() {
            return "ETHUSDT";
        }

        @Override
        public String place(String symbol) {
            return venue.book().place(symbol, "BUY", "0.1", "1000");
        }

        @Override
        public boolean rests(String orderId) {
            return venue.book().order(orderId).orElseThrow().status().isOpen();
        }

        @Override
        public long cancels() {
            return venue.counts().cancels() + venue.counts().batchCancels();
        }

        @Override
        public long questions() {
            return venue.counts().openQueries();
        }

        @Override
        public void answers(boolean answers) {
            venue.acceptRest(answers);
        }

        @Override
        public void close() {
            venue.close();
        }
    }
}
