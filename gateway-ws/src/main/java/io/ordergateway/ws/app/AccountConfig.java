package io.ordergateway.ws.app;

import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.route.RequestLimits;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.ws.venue.VenueBudgets;
import io.ordergateway.ws.wire.Credentials;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One account: who it is, where its venue is, how patient to be. Immutable; each method returns a changed copy.
 *
 * @param account its name, venue and category
 * @param credentials the venue's key and secret
 * @param group the venue's number in every private path, 0 or more; {@code null} to ask the venue for it
 * @param sessions how many socket sessions to keep, 0 to {@value #MAX_SESSIONS}; 0 means REST only
 * @param rest scheme, host and port of the venue's HTTP
 * @param socket scheme, host and port of the venue's WebSocket
 * @param tuning patience and bounds
 */
public record AccountConfig(
        Account account,
        Credentials credentials,
        @Nullable Integer group,
        int sessions,
        URI rest,
        URI socket,
        Tuning tuning) {
    /**
     * AscendEX bans above 20 sessions per address and account group (dossier 9); 2 are enough for one to stand by. One that
     * is being replaced counts twice for a moment.
     */
    public static final int MAX_SESSIONS = 19;

    public static final int DEFAULT_SESSIONS = 2;

    /**
     * Patience and bounds.
     *
     * @param replyTimeout how long a socket reply is awaited before the cancel takes another path
     * @param budgets the venue's limits, or the part of them that this gateway may use
     * @param futuresV1 whether futures speak the first generation of the venue's API, which is gone from the venue
     */
    public record Tuning(
            SessionTimings timings,
            CancelLimits limits,
            Duration replyTimeout,
            VenueBudgets.Limits budgets,
            boolean futuresV1) {
        /** The venue's minute, and two seconds more: what leaves here evenly may arrive there in a heap. */
        private static final Duration MINUTE = Duration.ofSeconds(62);

        /**
         * AscendEX's first limits (dossier 9.1); beyond them it ignores that class of messages for 15 minutes. For REST it
         * documents none: 100 a second is what a public client used for years (dossier 9.2), and a quarter of it is for
         * cancels alone.
         */
        public static final VenueBudgets.Limits ASCENDEX = new VenueBudgets.Limits(
                new RateLimit("socket-admin", 800, MINUTE, 0),
                new RateLimit("socket-stream", 150, MINUTE, 0),
                new RateLimit("socket-order", 8_000, MINUTE, 0),
                new RateLimit("socket-query", 10_000, MINUTE, 0),
                RequestLimits.together(new RateLimit("rest", 6_000, MINUTE, 1_500)));

        public static final Tuning DEFAULT =
                new Tuning(SessionTimings.DEFAULT, CancelLimits.DEFAULT, Duration.ofSeconds(1), ASCENDEX, false);

        public Tuning timings(SessionTimings other) {
            return new Tuning(other, limits, replyTimeout, budgets, futuresV1);
        }

        public Tuning limits(CancelLimits other) {
            return new Tuning(timings, other, replyTimeout, budgets, futuresV1);
        }

        public Tuning replyTimeout(Duration other) {
            return new Tuning(timings, limits, other, budgets, futuresV1);
        }

        public Tuning budgets(VenueBudgets.Limits other) {
            return new Tuning(timings, limits, replyTimeout, other, futuresV1);
        }

        public Tuning futuresV1(boolean first) {
            return new Tuning(timings, limits, replyTimeout, budgets, first);
        }
    }

    /** An AscendEX account at the venue's own address, with the defaults of everything else; the venue says the group. */
    public static AccountConfig ascendex(String name, Account.Category category, Credentials credentials) {
        return new AccountConfig(
                new Account(name, Venue.ASCENDEX, category),
                credentials,
                null,
                DEFAULT_SESSIONS,
                URI.create("https://ascendex.com"),
                URI.create("wss://ascendex.com"),
                Tuning.DEFAULT);
    }

    /** The same account in this group, whatever the venue says. */
    public AccountConfig group(int number) {
        return new AccountConfig(account, credentials, number, sessions, rest, socket, tuning);
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
