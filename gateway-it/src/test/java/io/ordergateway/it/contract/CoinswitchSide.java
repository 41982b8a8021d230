package io.ordergateway.it.contract;

import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.sim.coinswitch.CoinswitchSettings;
import io.ordergateway.ws.sim.coinswitch.SimCoinswitch;
import io.ordergateway.ws.sim.coinswitch.book.CancelEnd;
import io.ordergateway.ws.sim.coinswitch.book.Order;
import io.ordergateway.ws.sim.coinswitch.book.Surface;
import io.ordergateway.ws.sim.coinswitch.door.CoinswitchFault;
import io.ordergateway.ws.sim.coinswitch.door.Endpoint;
import io.ordergateway.ws.sim.coinswitch.door.RequestWindows;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** CoinSwitch, one surface of it, with the documented limits enforced. Cancels go by REST; spot has a stream besides. */
final class CoinswitchSide implements VenueSide {
    /** Section 2, key B: nobody's here. */
    private static final String EXPIRED_KEY = "535644be7f5303cab1601e98f4621f61aa856bf51dc1ed77de02040e5e5ac42d";

    private static final String EXPIRED_SECRET = "610ad8af000dcd7175fdd420b8123f7575dc014344cfc4b0f03836e23c7df9d4";
    private static final Duration REPLY_TIMEOUT = Duration.ofMillis(400);
    private static final Duration CANCEL_TAKES = Duration.ofMillis(100);
    private static final Duration REQUEST_WINDOW = Duration.ofSeconds(2);

    private final SimCoinswitch venue =
            SimCoinswitch.start(CoinswitchSettings.defaults().withCancelTaking(CANCEL_TAKES));
    private final Surface surface;

    private CoinswitchSide(Surface surface) {
        this.surface = surface;
    }

    static CoinswitchSide spot() {
        return new CoinswitchSide(Surface.SPOT);
    }

    static CoinswitchSide futures() {
        return new CoinswitchSide(Surface.FUTURES);
    }

    @Override
    public AccountConfig account() {
        return account(CoinswitchSettings.KEY, CoinswitchSettings.SECRET);
    }

    @Override
    public AccountConfig expired() {
        return account(EXPIRED_KEY, EXPIRED_SECRET);
    }

    private AccountConfig account(String key, String secret) {
        SessionTimings timings =
                SessionTimings.DEFAULT.reconnecting(new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)));
        Account account = new Account(
                "main", Venue.COINSWITCH, surface == Surface.SPOT ? Account.Category.CASH : Account.Category.FUTURES);
        return AccountConfig.of(account, Map.of(), key, secret)
                .at(URI.create(venue.restUrl()), URI.create(venue.socketUrl()))
                .sessions(0)
                .tuned(AccountConfig.Tuning.DEFAULT
                        .timings(timings)
                        .replyTimeout(REPLY_TIMEOUT)
                        .limits(CancelLimits.DEFAULT.requestWindow(REQUEST_WINDOW)));
    }

    @Override
    public String symbol() {
        return surface == Surface.SPOT ? "BTC/INR" : "BTCUSDT";
    }

    @Override
    public String place() {
        return venue.book(surface).place(symbol(), "BUY", "0.1", "30000");
    }

    @Override
    public String nobodys() {
        return "698ed406-8ef5-4664-9779-f7978702a447";
    }

    @Override
    public void fill(String orderId) {
        venue.book(surface).fill(orderId);
    }

    @Override
    public void cancelElsewhere(String orderId) {
        venue.cancelTakes(Duration.ZERO);
        venue.book(surface).cancel(orderId, CancelEnd.CANCELLED);
        venue.cancelTakes(CANCEL_TAKES);
    }

    @Override
    public OrderStatus inBook(String orderId) {
        return venue.book(surface).order(orderId).map(this::status).orElse(OrderStatus.UNKNOWN);
    }

    /** Section 6. */
    private OrderStatus status(Order order) {
        return switch (order.status()) {
            case OPEN, RAISED, CANCELLATION_RAISED, EXPIRATION_RAISED -> OrderStatus.OPEN;
            case PARTIALLY_EXECUTED -> surface == Surface.SPOT ? OrderStatus.OPEN : OrderStatus.CANCELED;
            case EXECUTED -> OrderStatus.FILLED;
            case CANCELLED -> OrderStatus.CANCELED;
            case EXPIRED -> OrderStatus.EXPIRED;
            case DISCARDED -> OrderStatus.REJECTED;
        };
    }

    @Override
    public void meet(Trouble trouble) {
        venue.faults().clear();
        venue.faults()
                .next(
                        switch (trouble) {
                            case FILLED_FIRST -> CoinswitchFault.FILL_FIRST;
                            case SILENCE -> CoinswitchFault.SILENT;
                            case SILENCE_AFTER -> CoinswitchFault.MUTE;
                            case ERROR_AFTER -> CoinswitchFault.HTTP_502_AFTER;
                            case TOO_MANY -> CoinswitchFault.HTTP_429;
                            case TOO_MANY_WITH_HINT -> CoinswitchFault.HTTP_429_RETRY_AFTER;
                            case BAN -> CoinswitchFault.HTTP_403;
                            case HALF_AN_ANSWER -> CoinswitchFault.HALF_ANSWER;
                            case HTML -> CoinswitchFault.HTML_AFTER;
                        });
    }

    /** One second without a hint, then longer each time (section 8). */
    @Override
    public boolean staysAway(Trouble trouble) {
        return false;
    }

    @Override
    public void skew(Duration ahead) {
        venue.skew(ahead);
    }

    @Override
    public long cancels() {
        return venue.seen(Endpoint.SPOT_CANCEL).total()
                + venue.seen(Endpoint.FUTURES_CANCEL).total()
                + venue.seen(Endpoint.FUTURES_CANCEL_ALL).total();
    }

    /** Section 8: the most of an endpoint's requests that any window held, against what a window may hold. */
    @Override
    public List<String> excesses() {
        List<String> excesses = new ArrayList<>();
        for (Endpoint endpoint : Endpoint.values()) {
            RequestWindows.Seen seen = venue.seen(endpoint);
            Endpoint.Limit limit = venue.limits().of(endpoint);
            if (seen.most() > limit.max()) {
                excesses.add(seen.most() + " of " + endpoint + " within " + limit.window() + ", of " + limit.max());
            }
        }
        return excesses;
    }

    @Override
    public void close() {
        venue.close();
    }
}
