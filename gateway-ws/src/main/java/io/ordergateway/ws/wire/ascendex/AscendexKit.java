package io.ordergateway.ws.wire.ascendex;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.route.RequestLimits;
import io.ordergateway.ws.kit.LeaveAlone;
import io.ordergateway.ws.kit.VenueChoices;
import io.ordergateway.ws.kit.VenueDialect;
import io.ordergateway.ws.kit.VenueKey;
import io.ordergateway.ws.kit.VenueKit;
import io.ordergateway.ws.kit.VenueLimits;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.Introduction;
import io.ordergateway.ws.wire.OrderStreamCodec;
import io.ordergateway.ws.wire.SignatureStyle;
import io.ordergateway.ws.wire.VenueRest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** AscendEX: cancels over sockets, and over HTTP when these are down. */
public final class AscendexKit implements VenueKit {
    /**
     * AscendEX bans above 20 sessions per address and account group (dossier 9). One that is being replaced counts twice for
     * a moment.
     */
    static final int MAX_SESSIONS = 19;

    /** The account group, in place of the one that the venue says (1.3). */
    static final VenueKey GROUP = VenueKey.number("group", 0, Integer.MAX_VALUE);

    /** The generation of the futures API; the first is gone from the venue (1.5). */
    static final VenueKey FUTURES_API = VenueKey.words("futuresApi", "v2", "v1");

    // The three points in which AscendEX's clients differ (2.3).
    static final VenueKey SECRET = VenueKey.words("signature.secret", "raw", "base64");
    static final VenueKey SEPARATOR = VenueKey.words("signature.separator", "plus", "none");
    static final VenueKey ENCODING = VenueKey.words("signature.encoding", "base64", "hex");

    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;

    /** How long HTTP is left alone if the venue does not say; nowhere documented. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** The venue's minute, and two seconds more: what leaves here evenly may arrive there in a heap. */
    private static final Duration MINUTE = Duration.ofSeconds(62);

    /**
     * The first limits (9.1); beyond them the venue ignores that class of messages for 15 minutes. For REST it documents none:
     * 100 a second is what a public client used for years (9.2), and a quarter of it is for cancels alone.
     */
    private static final VenueLimits LIMITS = new VenueLimits(
            new VenueLimits.Sockets(
                    new RateLimit("socket-admin", 800, MINUTE, 0),
                    new RateLimit("socket-stream", 150, MINUTE, 0),
                    new RateLimit("socket-order", 8_000, MINUTE, 0),
                    new RateLimit("socket-query", 10_000, MINUTE, 0)),
            RequestLimits.together(new RateLimit("rest", 6_000, MINUTE, 1_500)));

    private static final Addresses ADDRESSES =
            new Addresses(URI.create("https://ascendex.com"), URI.create("wss://ascendex.com"));

    @Override
    public Venue venue() {
        return Venue.ASCENDEX;
    }

    @Override
    public List<Account.Category> categories() {
        return List.of(Account.Category.CASH, Account.Category.MARGIN, Account.Category.FUTURES);
    }

    @Override
    public List<VenueKey> keys() {
        return List.of(GROUP, FUTURES_API, SECRET, SEPARATOR, ENCODING);
    }

    @Override
    public int maxSessions() {
        return MAX_SESSIONS;
    }

    @Override
    public Addresses addresses(Account.Category category, VenueChoices choices) {
        return ADDRESSES;
    }

    @Override
    public VenueLimits limits(Account.Category category, VenueChoices choices) {
        return LIMITS;
    }

    @Override
    public Credentials credentials(String key, String secret, VenueChoices choices) {
        SignatureStyle style = new SignatureStyle(
                choices.says(SECRET, "base64"), choices.says(SEPARATOR, "plus"), choices.says(ENCODING, "hex"));
        return new Credentials(key, secret, style);
    }

    @Override
    public VenueDialect dialect(Account.Category category, Credentials credentials, VenueChoices choices) {
        AscendexAccount account = new AscendexAccount(
                credentials,
                category,
                choices.says(FUTURES_API, "v1") ? AscendexAccount.Generation.V1 : AscendexAccount.Generation.V2);
        Integer group = choices.number(GROUP);
        if (group != null) {
            account.learn(new Introduction.Known(group, "", true));
        }
        return new Dialect(account, new AscendexRest(account), new AscendexCodec(account), group);
    }

    /** Who stands before the venue asks by 403 too (10). */
    static boolean asksForPeace(VenueRest.Reply reply) {
        return reply.status() == TOO_MANY_REQUESTS || reply.status() == FORBIDDEN;
    }

    /** How one account speaks, in the group that was configured or in the one the venue says. */
    private record Dialect(
            AscendexAccount account,
            AscendexRest rest,
            AscendexCodec sessions,
            @Nullable Integer configured) implements VenueDialect {
        @Override
        public @Nullable OrderStreamCodec orders() {
            return null;
        }

        @Override
        public IdRules ids() {
            return AscendexCodec.RULES;
        }

        @Override
        public @Nullable String orderId(CancelOrder.Placement placement) {
            return AscendexOrderId.of(placement, account.userId());
        }

        @Override
        public boolean needsNoIntroduction() {
            return configured != null;
        }

        /** A group that was configured stays; the venue's word for it is only worth a remark. */
        @Override
        public @Nullable String learn(Introduction.Known said) {
            if (configured == null || configured == said.group()) {
                account.learn(said);
                return null;
            }
            account.learn(new Introduction.Known(configured, said.userId(), said.mayTrade()));
            return "the configured group is " + configured + ", but the venue says " + said.group()
                    + "; going by the configuration";
        }

        @Override
        public @Nullable LeaveAlone leaveAlone(VenueRest.Reply reply, Asked asked) {
            return asksForPeace(reply) ? LeaveAlone.all(reply.pause(PAUSE)) : null;
        }
    }
}
