package io.ordergateway.ws.app;

import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.ws.config.ConfigException;
import io.ordergateway.ws.kit.VenueChoices;
import io.ordergateway.ws.kit.VenueKit;
import io.ordergateway.ws.kit.VenueLimits;
import io.ordergateway.ws.wire.Credentials;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One account: who it is, where its venue is, how patient to be. Immutable; each method returns a changed copy.
 *
 * @param account its name, venue and category
 * @param credentials the venue's key, and what signs with the secret
 * @param choices what is configured of the venue's own keys
 * @param sessions how many socket sessions to keep, 0 to as many as the venue takes; 0 means REST only
 * @param rest scheme, host and port of the venue's HTTP
 * @param socket scheme, host and port of the venue's WebSocket, for sessions or for its stream of orders; {@code null} if the
 *     venue has neither for such accounts
 * @param tuning patience and bounds
 */
public record AccountConfig(
        Account account,
        Credentials credentials,
        VenueChoices choices,
        int sessions,
        URI rest,
        @Nullable URI socket,
        Tuning tuning) {
    /** Where the venue takes cancels on sockets: enough for one to stand by. */
    public static final int DEFAULT_SESSIONS = 2;

    /**
     * Patience and bounds.
     *
     * @param replyTimeout how long a socket reply is awaited before the cancel takes another path
     * @param budgets how much this gateway may send; {@code null} for as much as the venue takes
     */
    public record Tuning(
            SessionTimings timings,
            CancelLimits limits,
            Duration replyTimeout,
            @Nullable VenueLimits budgets) {
        public static final Tuning DEFAULT =
                new Tuning(SessionTimings.DEFAULT, CancelLimits.DEFAULT, Duration.ofSeconds(1), null);

        public Tuning timings(SessionTimings other) {
            return new Tuning(other, limits, replyTimeout, budgets);
        }

        public Tuning limits(CancelLimits other) {
            return new Tuning(timings, other, replyTimeout, budgets);
        }

        public Tuning replyTimeout(Duration other) {
            return new Tuning(timings, limits, other, budgets);
        }

        public Tuning budgets(VenueLimits other) {
            return new Tuning(timings, limits, replyTimeout, other);
        }
    }

    /**
     * An account at the venue's own address, with the defaults of everything else.
     *
     * @param choices for the keys that are the venue's own, by their names in the configuration file
     * @param key as the venue gave it out
     * @param secret as the venue gave it out with the key
     * @throws ConfigException if the venue is unknown, or a choice none of its own
     * @throws IllegalArgumentException if key or secret cannot be used
     */
    public static AccountConfig of(Account account, Map<String, String> choices, String key, String secret) {
        VenueChoices chosen = checked(account, new VenueChoices(choices));
        return of(account, Venues.kit(account.venue()).credentials(key, secret, chosen), chosen);
    }

    /** The same with credentials that were made before, as the choices want them. */
    static AccountConfig of(Account account, Credentials credentials, VenueChoices choices) {
        VenueKit kit = Venues.kit(account.venue());
        VenueKit.Addresses addresses = kit.addresses(account.category(), choices);
        int sessions = Math.min(DEFAULT_SESSIONS, kit.maxSessions());
        return new AccountConfig(
                account, credentials, choices, sessions, addresses.rest(), addresses.socket(), Tuning.DEFAULT);
    }

    /** An AscendEX account at the venue's own address, with the defaults of everything else; the venue says the group. */
    public static AccountConfig ascendex(String name, Account.Category category, Credentials credentials) {
        return of(new Account(name, Venue.ASCENDEX, category), credentials, VenueChoices.NONE);
    }

    /** How much may be sent: as much as is configured, else as the venue takes. */
    public VenueLimits venueLimits() {
        VenueLimits own = tuning.budgets();
        return own != null ? own : Venues.kit(account.venue()).limits(account.category(), choices);
    }

    private static VenueChoices checked(Account account, VenueChoices choices) {
        String fault = choices.faultFor(Venues.kit(account.venue()).keys());
        if (fault != null) {
            throw new ConfigException("accounts." + account.name() + "." + fault);
        }
        return choices;
    }

    /** The same AscendEX account in this group, whatever the venue says. */
    public AccountConfig group(int number) {
        return choose("group", Integer.toString(number));
    }

    /**
     * The same account with another choice for a key that is the venue's own. The credentials stay: how a secret signs is
     * chosen before they are made.
     *
     * @throws ConfigException if the venue has no such key, or takes no such value for it
     */
    public AccountConfig choose(String key, String value) {
        return with(checked(account, choices.with(key, value)), sessions, rest, socket, tuning);
    }

    /** The same account with its venue at another address. */
    public AccountConfig at(URI rest, URI socket) {
        return with(choices, sessions, rest, socket, tuning);
    }

    AccountConfig rest(URI address) {
        return with(choices, sessions, address, socket, tuning);
    }

    AccountConfig socket(URI address) {
        return with(choices, sessions, rest, address, tuning);
    }

    /** The same account with another number of socket sessions. */
    public AccountConfig sessions(int count) {
        return with(choices, count, rest, socket, tuning);
    }

    /** The same account with other patience and bounds. */
    public AccountConfig tuned(Tuning other) {
        return with(choices, sessions, rest, socket, other);
    }

    private AccountConfig with(
            VenueChoices chosen, int count, URI restAddress, @Nullable URI socketAddress, Tuning tuned) {
        return new AccountConfig(account, credentials, chosen, count, restAddress, socketAddress, tuned);
    }
}
