package io.ordergateway.ws.wire.coinswitch;

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
import io.ordergateway.ws.wire.VenueCodec;
import io.ordergateway.ws.wire.VenueRest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CoinSwitch: cancels over HTTP; on spot a stream of orders, on futures none. */
public final class CoinswitchKit implements VenueKit {
    /** What of a request is signed; documents disagree (13.1). */
    static final VenueKey SIGNING = VenueKey.words("signing", "epoch", "legacy");

    /** The venue's minute, and two seconds more: what leaves here evenly may arrive there in a heap. */
    private static final Duration MINUTE = Duration.ofSeconds(62);

    /** The venue's second, and a fifth more. */
    private static final Duration SECOND = Duration.ofMillis(1_200);

    private static final URI REST = URI.create("https://coinswitch.co");
    private static final Addresses SPOT = new Addresses(REST, URI.create("wss://ws.coinswitch.co"));
    private static final Addresses FUTURES = new Addresses(REST, null);

    @Override
    public Venue venue() {
        return Venue.COINSWITCH;
    }

    @Override
    public List<Account.Category> categories() {
        return List.of(Account.Category.CASH, Account.Category.FUTURES);
    }

    @Override
    public List<VenueKey> keys() {
        return List.of(SIGNING);
    }

    /** Cancels go over HTTP only. */
    @Override
    public int maxSessions() {
        return 0;
    }

    @Override
    public Addresses addresses(Account.Category category, VenueChoices choices) {
        return category == Account.Category.FUTURES ? FUTURES : SPOT;
    }

    /**
     * Each endpoint of futures has a limit of its own; for spot none is printed, and 10 a second are a cap of ours, as for what
     * else is "fair use" (8, 13.11).
     */
    @Override
    public VenueLimits limits(Account.Category category, VenueChoices choices) {
        RequestLimits fair = RequestLimits.together(new RateLimit("fair-use", 10, SECOND, 0))
                .with(RequestClass.CANCEL, new RateLimit("cancel", 10, SECOND, 0));
        if (category != Account.Category.FUTURES) {
            return new VenueLimits(null, fair);
        }
        RateLimit cancels = new RateLimit("cancel", 10, MINUTE, 0);
        RequestLimits rest = fair.with(RequestClass.CANCEL, cancels)
                .with(RequestClass.CANCEL_BATCH, cancels)
                .with(RequestClass.CANCEL_ALL, new RateLimit("cancel-all", 10, MINUTE, 0))
                .with(RequestClass.STATUS, new RateLimit("order-status", 20, MINUTE, 0))
                .with(RequestClass.OPEN_ORDERS, new RateLimit("open-orders", 20, MINUTE, 0));
        return new VenueLimits(null, rest);
    }

    @Override
    public Credentials credentials(String key, String secret, VenueChoices choices) {
        return CoinswitchAccount.credentials(key, secret);
    }

    @Override
    public VenueDialect dialect(Account.Category category, Credentials credentials, VenueChoices choices) {
        CoinswitchAccount account =
                new CoinswitchAccount(credentials, category, CoinswitchSigning.named(choices.word(SIGNING)));
        boolean streamed = addresses(category, choices).socket() != null;
        return new Dialect(new CoinswitchRest(account), streamed ? new CoinswitchOrderStream(account) : null);
    }

    /** How one account speaks. */
    private record Dialect(CoinswitchRest rest, @Nullable CoinswitchOrderStream orders) implements VenueDialect {
        private static final int FORBIDDEN = 403;
        private static final int TOO_MANY_REQUESTS = 429;

        /** At least; longer each time, up to a minute (8). */
        private static final Duration PAUSE = Duration.ofSeconds(1);

        @Override
        public @Nullable VenueCodec sessions() {
            return null;
        }

        @Override
        public IdRules ids() {
            return CoinswitchRest.RULES;
        }

        /** The venue makes up its ids, and cancels by nothing else (10). */
        @Override
        public @Nullable String orderId(CancelOrder.Placement placement) {
            return null;
        }

        /** Nothing in a request depends on what the check of the key says. */
        @Override
        public boolean needsNoIntroduction() {
            return true;
        }

        @Override
        public @Nullable String learn(Introduction.Known said) {
            return null;
        }

        /** Each endpoint has a limit of its own (8); who stands before the venue means everything. */
        @Override
        public @Nullable LeaveAlone leaveAlone(VenueRest.Reply reply, Asked asked) {
            return switch (reply.status()) {
                case TOO_MANY_REQUESTS -> LeaveAlone.of(asked, reply.pause(PAUSE));
                case FORBIDDEN -> LeaveAlone.all(reply.pause(PAUSE));
                default -> null;
            };
        }
    }
}
