package io.ordergateway.ws.wire.hashkey;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.route.RateLimit;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.route.RequestLimits;
import io.ordergateway.ws.kit.LeaveAlone;
import io.ordergateway.ws.kit.VenueChoices;
import io.ordergateway.ws.kit.VenueDialect;
import io.ordergateway.ws.kit.VenueKey;
import io.ordergateway.ws.kit.VenueKit;
import io.ordergateway.ws.kit.VenueLimits;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.Introduction;
import io.ordergateway.ws.wire.RequestSigner;
import io.ordergateway.ws.wire.VenueCodec;
import io.ordergateway.ws.wire.VenueRest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** HashKey: cancels over HTTP, and a stream of orders. */
public final class HashkeyKit implements VenueKit {
    /** Which of the sites that share one API (0, 1): hosts, limits, the header of the key and the futures API differ. */
    static final VenueKey SITE = VenueKey.words("site", "hk", "mena", "global");

    /** What the secret is: the venue gives out both kinds (2). */
    static final VenueKey SIGNING = VenueKey.words("signing", "hmac", "ed25519");

    /** How long a request may travel, in milliseconds; the venue's own default is 5000 (2). */
    static final VenueKey RECV_WINDOW = VenueKey.number("recvWindow", 1, HashkeyAccount.MAX_RECV_WINDOW);

    /** The venue's second, and a fifth more: what leaves here evenly may arrive there in a heap. */
    private static final Duration SECOND = Duration.ofMillis(1_200);

    /** Of the two weights that documents give to a cancel of many, the larger (4, 13.3). */
    private static final int WEIGHT_OF_MANY = 5;

    private static final Addresses PRO =
            new Addresses(URI.create("https://api-pro.hashkey.com"), URI.create("wss://stream-pro.hashkey.com"));

    private static final Addresses GLOBAL =
            new Addresses(URI.create("https://api-glb.hashkey.com"), URI.create("wss://stream-glb.hashkey.com"));

    @Override
    public Venue venue() {
        return Venue.HASHKEY;
    }

    @Override
    public List<Account.Category> categories() {
        return List.of(Account.Category.CASH, Account.Category.FUTURES);
    }

    @Override
    public List<VenueKey> keys() {
        return List.of(SITE, SIGNING, RECV_WINDOW);
    }

    /** Cancels go over HTTP only. */
    @Override
    public int maxSessions() {
        return 0;
    }

    @Override
    public Addresses addresses(Account.Category category, VenueChoices choices) {
        return choices.says(SITE, "global") ? GLOBAL : PRO;
    }

    /**
     * Per key and second (8): 20 order calls and 5 questions on MENA, 10 and 2 elsewhere, where documents of Hong Kong also say
     * 20 and 5 (13.3). What needs no key is counted by itself.
     */
    @Override
    public VenueLimits limits(Account.Category category, VenueChoices choices) {
        boolean mena = choices.says(SITE, "mena");
        RateLimit orders = new RateLimit("orders", mena ? 20 : 10, SECOND, 0);
        RateLimit questions = new RateLimit("questions", mena ? 5 : 2, SECOND, 0);
        RequestLimits rest = RequestLimits.together(questions)
                .with(RequestClass.TIME, new RateLimit("time", questions.most(), SECOND, 0))
                .with(RequestClass.CANCEL, orders)
                .with(RequestClass.CANCEL_BATCH, orders, WEIGHT_OF_MANY)
                .with(RequestClass.CANCEL_ALL, orders, WEIGHT_OF_MANY);
        return new VenueLimits(null, rest);
    }

    @Override
    public Credentials credentials(String key, String secret, VenueChoices choices) {
        RequestSigner signer = choices.says(SIGNING, "ed25519")
                ? RequestSigner.ed25519(secret, RequestSigner.Encoding.BASE64)
                : RequestSigner.hmacSha256(secret, RequestSigner.Encoding.HEX);
        return new Credentials(key, signer);
    }

    @Override
    public VenueDialect dialect(Account.Category category, Credentials credentials, VenueChoices choices) {
        HashkeySite site = HashkeySite.valueOf(choices.word(SITE).toUpperCase(Locale.ROOT));
        HashkeyAccount account = new HashkeyAccount(credentials, site, category, choices.number(RECV_WINDOW));
        return new Dialect(account, new HashkeyRest(account), new HashkeyStream(account));
    }

    /** How one account speaks. */
    private record Dialect(HashkeyAccount account, HashkeyRest rest, HashkeyStream orders) implements VenueDialect {
        private static final int BAD_REQUEST = 400;
        private static final int FORBIDDEN = 403;
        private static final int SHUT_OUT = 418;
        private static final int TOO_MANY_REQUESTS = 429;

        /** After the limit of orders was exceeded (8). */
        private static final Duration AFTER_ORDERS = Duration.ofMinutes(1);

        /** After that of questions, at first (8). */
        private static final Duration AFTER_QUESTIONS = Duration.ofSeconds(2);

        @Override
        public @Nullable VenueCodec sessions() {
            return null;
        }

        @Override
        public IdRules ids() {
            return HashkeyRest.RULES;
        }

        /** The venue makes up its ids; an order that was never acknowledged is canceled by its client order id. */
        @Override
        public @Nullable String orderId(CancelOrder.Placement placement) {
            return null;
        }

        /**
         * Only the check of the key tells whether its header is the right one (13.1): a cancel in the wrong one would be rejected
         * for good. Not every site is known to have the check, so that it was tried is enough.
         */
        @Override
        public boolean needsNoIntroduction() {
            return account.wasChecked();
        }

        @Override
        public @Nullable String learn(Introduction.Known said) {
            return null;
        }

        /**
         * Too many requests, or so the code of a bad one says (13.4); 418 is said to an address that went on all the same (8).
         */
        @Override
        public @Nullable LeaveAlone leaveAlone(VenueRest.Reply reply, Asked asked) {
            return switch (reply.status()) {
                case SHUT_OUT -> LeaveAlone.shutOut(reply.pause(VenueRest.Reply.LONGEST_PAUSE));
                case FORBIDDEN -> LeaveAlone.all(reply.pause(AFTER_QUESTIONS));
                case TOO_MANY_REQUESTS -> tooMany(reply, asked);
                case BAD_REQUEST -> saysTooMany(reply) ? tooMany(reply, asked) : null;
                default -> null;
            };
        }

        private static boolean saysTooMany(VenueRest.Reply reply) {
            String code = HashkeyReply.of(reply.status(), reply.body()).errorCode();
            return code != null && HashkeyEvidence.isRateLimit(code);
        }

        private static LeaveAlone tooMany(VenueRest.Reply reply, Asked asked) {
            return LeaveAlone.of(asked, reply.pause(asked == Asked.CANCEL ? AFTER_ORDERS : AFTER_QUESTIONS));
        }
    }
}
