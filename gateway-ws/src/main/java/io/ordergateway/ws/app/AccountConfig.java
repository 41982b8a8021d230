package io.ordergateway.ws.app;

import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.ws.wire.Credentials;
import java.net.URI;
import java.time.Duration;

/**
 * One account: who it is, where its venue is, how patient to be. Immutable; each method returns a changed copy.
 *
 * @param account its name, venue and category
 * @param credentials the venue's key and secret
 * @param group the venue's number in every private path, 0 or more
 * @param sessions how many socket sessions to keep, 0 to {@value #MAX_SESSIONS}; 0 means REST only
 * @param rest scheme, host and port of the venue's HTTP
 * @param socket scheme, host and port of the venue's WebSocket
 * @param tuning patience and bounds
 */
public record AccountConfig(
        Account account, Credentials credentials, int group, int sessions, URI rest, URI socket, Tuning tuning) {
    /** AscendEX bans above 20 sessions per address and account group (dossier 9); 2 are enough for one to stand by. */
    public static final int MAX_SESSIONS = 20;

    public static final int DEFAULT_SESSIONS = 2;

    /**
     * Patience and bounds.
     *
     * @param replyTimeout how long a socket reply is awaited before the cancel takes another path
     */
    public record Tuning(SessionTimings timings, CancelLimits limits, Duration replyTimeout) {
        public static final Tuning DEFAULT =
                new Tuning(SessionTimings.DEFAULT, CancelLimits.DEFAULT, Duration.ofSeconds(1));
    }

    /** An AscendEX futures account at the venue's own address, with the defaults of everything else. */
    public static AccountConfig ascendexFutures(String name, String key, String secret, int group) {
        return new AccountConfig(
                new Account(name, Venue.ASCENDEX, Account.Category.FUTURES),
                new Credentials(key, secret),
                group,
                DEFAULT_SESSIONS,
                URI.create("https://ascendex.com"),
                URI.create("wss://ascendex.com"),
                Tuning.DEFAULT);
    }

    /** The same account with its venue at another address. */
    public AccountConfig at(URI rest, URI socket) {
        return new AccountConfig(account, credentials, group, sessions, rest, socket, tuning);
    }

    /** The same account with another number of socket sessions. */
    public AccountConfig sessions(int count) {
        return new AccountConfig(account, credentials, group, count, rest, socket, tuning);
    }

    /** The same account with other patience and bounds. */
    public AccountConfig tuned(Tuning other) {
        return new AccountConfig(account, credentials, group, sessions, rest, socket, other);
    }
}
