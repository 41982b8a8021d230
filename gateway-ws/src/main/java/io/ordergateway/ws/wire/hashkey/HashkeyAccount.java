package io.ordergateway.ws.wire.hashkey;

import io.ordergateway.core.order.Account;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.VenueRest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is spoken for, and how their requests are signed (2). Shared by REST and stream. Belongs to the account's thread, since
 * it learns once which header takes the key.
 */
public final class HashkeyAccount {
    /** The longest window that the venue takes, in milliseconds (2). */
    public static final int MAX_RECV_WINDOW = 8_000;

    private static final Logger log = LoggerFactory.getLogger(HashkeyAccount.class);

    private final Credentials credentials;
    private final HashkeySite site;
    private final HashkeyMarket market;
    private final @Nullable Integer recvWindow;
    private String keyHeader;
    private boolean triedBoth;
    private boolean checked;

    /**
     * An account.
     *
     * @param category {@link Account.Category#CASH} for spot, or {@link Account.Category#FUTURES}
     * @param recvWindow how long a request may travel, in milliseconds, 1 to {@value #MAX_RECV_WINDOW}; {@code null} for the
     *     venue's own window of 5 s
     * @throws IllegalArgumentException if the venue has no such category, or takes no such window
     */
    public HashkeyAccount(
            Credentials credentials, HashkeySite site, Account.Category category, @Nullable Integer recvWindow) {
        if (recvWindow != null && (recvWindow < 1 || recvWindow > MAX_RECV_WINDOW)) {
            throw new IllegalArgumentException(
                    "recvWindow is " + recvWindow + " ms; write 1 to " + MAX_RECV_WINDOW + ", or leave it out");
        }
        this.credentials = credentials;
        this.site = site;
        this.market = HashkeyMarket.of(site, category);
        this.recvWindow = recvWindow;
        this.keyHeader = site.keyHeader();
    }

    HashkeySite site() {
        return site;
    }

    HashkeyMarket market() {
        return market;
    }

    /**
     * A signed request. All parameters are in the query, never in a body beside it: documents contradict each other about what
     * counts then (13.5). What is signed is the text that is sent, to the byte.
     *
     * @param query with its values escaped; empty for none
     */
    VenueRest.Request signed(String method, String path, String query, long timeMillis) {
        String text = (query.isEmpty() ? "" : query + "&")
                + (recvWindow == null ? "" : "recvWindow=" + recvWindow + "&")
                + "timestamp=" + timeMillis;
        String signature = escaped(credentials.signer().sign(text)); // base64 has characters that a query may not hold
        return new VenueRest.Request(
                method, path + "?" + text + "&signature=" + signature, Map.of(keyHeader, credentials.key()), "");
    }

    /** A value as it may stand in a query. */
    static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** The venue is asked about the key, in the header that it goes in now. */
    VenueRest.Request check(String path, long timeMillis) {
        checked = true;
        return signed("GET", path, "", timeMillis);
    }

    /** Whether the venue was asked about the key, and did not say that it knows none in this header. */
    boolean wasChecked() {
        return checked;
    }

    /**
     * The venue refused the key. Documents disagree about the header, so the other one is tried, once, and only before anybody
     * sends a cancel (13.1).
     *
     * @return whether it is worth asking again
     */
    boolean tryOtherHeader() {
        if (triedBoth) {
            return false;
        }
        triedBoth = true;
        checked = false;
        String refused = keyHeader;
        keyHeader = site.otherKeyHeader();
        log.warn("HashKey {} refused the key in header {}; asking once more with {}", site, refused, keyHeader);
        return true;
    }

    /** The venue knows the key in the header that was used last: it will not be changed any more. */
    void known() {
        triedBoth = true;
    }
}
