package io.ordergateway.ws.kit;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Venue;
import io.ordergateway.ws.wire.Credentials;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One venue: what may be configured of its accounts, and how each of them speaks. Holds nothing; one object serves all
 * accounts, on any thread.
 */
public interface VenueKit {
    Venue venue();

    /** The categories of accounts it has, as they are offered in messages. */
    List<Account.Category> categories();

    /** The keys of an account's configuration that are this venue's own. */
    List<VenueKey> keys();

    /**
     * The most sessions it takes from one account, on which cancels are sent; 0 if cancels go over HTTP only.
     */
    int maxSessions();

    /**
     * Where the venue serves accounts like this.
     *
     * @param choices made for {@link #keys()}
     */
    Addresses addresses(Account.Category category, VenueChoices choices);

    /**
     * A venue's addresses: scheme, host and port, without a path.
     *
     * @param rest its HTTP
     * @param socket its WebSocket, for sessions or for a stream of orders; {@code null} if such accounts have neither
     */
    record Addresses(URI rest, @Nullable URI socket) {}

    /** How much the venue takes from such an account. */
    VenueLimits limits(Account.Category category, VenueChoices choices);

    /**
     * The key, and what signs with the secret in the way that was chosen.
     *
     * @param secret as the venue gave it out
     * @throws IllegalArgumentException if they cannot be used; the message says why and what to write, and shows neither
     */
    Credentials credentials(String key, String secret, VenueChoices choices);

    /** How one account speaks: an object of its own for each account, for the account's thread alone. */
    VenueDialect dialect(Account.Category category, Credentials credentials, VenueChoices choices);
}
