package io.ordergateway.it.contract;

import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.sim.hashkey.HashKeySettings;
import io.ordergateway.ws.sim.hashkey.HashKeyVenue;
import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;
import io.ordergateway.ws.sim.hashkey.door.HashKeyLimits;
import io.ordergateway.ws.sim.hashkey.door.LimitMeter;
import io.ordergateway.ws.sim.hashkey.fault.HashKeyFault;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** HashKey spot, in Hong Kong, with the documented limits enforced. Cancels go by REST; ends come by the user stream. */
final class HashkeySide implements VenueSide {
    private static final String SYMBOL = "BTCUSDT";
    private static final Duration REPLY_TIMEOUT = Duration.ofMillis(400);
    private static final Duration REQUEST_WINDOW = Duration.ofSeconds(2);
    private static final HashKeyLimits LIMITS = HashKeyLimits.documented();

    private final HashKeyVenue venue =
            HashKeyVenue.start(HashKeySettings.defaults().withLimits(LIMITS));

    @Override
    public AccountConfig account() {
        return account(HashKeySettings.SECRET);
    }

    @Override
    public AccountConfig expired() {
        return account("no-longer-the-secret");
    }

    private AccountConfig account(String secret) {
        SessionTimings timings =
                SessionTimings.DEFAULT.reconnecting(new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)));
        Account account = new Account("main", Venue.HASHKEY, Account.Category.CASH);
        return AccountConfig.of(account, Map.of(), HashKeySettings.KEY, secret)
                .at(URI.create(venue.restUrl()), URI.create(venue.socketUrl()))
                .sessions(0)
                .tuned(AccountConfig.Tuning.DEFAULT
                        .timings(timings)
                        .replyTimeout(REPLY_TIMEOUT)
                        .limits(CancelLimits.DEFAULT.requestWindow(REQUEST_WINDOW)));
    }

    @Override
    public String symbol() {
        return SYMBOL;
    }

    @Override
    public String place() {
        return venue.book().place(SYMBOL, "BUY", "0.1", "30000");
    }

    @Override
    public String nobodys() {
        return "1467298646903017217";
    }

    @Override
    public void fill(String orderId) {
        venue.book().fill(orderId);
    }

    @Override
    public void cancelElsewhere(String orderId) {
        venue.book().endCanceled(orderId).ifPresent(venue.book()::tell);
    }

    @Override
    public OrderStatus inBook(String orderId) {
        return venue.book()
                .order(orderId)
                .map(HashKeyOrder::status)
                .map(HashkeySide::status)
                .orElse(OrderStatus.UNKNOWN);
    }

    private static OrderStatus status(io.ordergateway.ws.sim.hashkey.book.OrderStatus status) {
        return switch (status) {
            case PENDING_NEW, NEW, PARTIALLY_FILLED -> OrderStatus.OPEN;
            case FILLED -> OrderStatus.FILLED;
            case CANCELED, PARTIALLY_CANCELED -> OrderStatus.CANCELED;
            case REJECTED -> OrderStatus.REJECTED;
        };
    }

    @Override
    public void meet(Trouble trouble) {
        venue.faults().clear();
        venue.faults()
                .next(
                        switch (trouble) {
                            case FILLED_FIRST -> HashKeyFault.FILL_FIRST;
                            case SILENCE -> HashKeyFault.SILENT;
                            case SILENCE_AFTER -> HashKeyFault.SILENT_AFTER;
                            case ERROR_AFTER -> HashKeyFault.HTTP_502_AFTER;
                            case TOO_MANY -> HashKeyFault.HTTP_429;
                            case TOO_MANY_WITH_HINT -> HashKeyFault.HTTP_429_RETRY_AFTER;
                            case BAN -> HashKeyFault.HTTP_418;
                            case HALF_AN_ANSWER -> HashKeyFault.HALF_ANSWER_AFTER;
                            case HTML -> HashKeyFault.HTML_200_AFTER;
                        });
    }

    /** Section 8: a minute after too many orders, and a ban of which nobody says how long it is. */
    @Override
    public boolean staysAway(Trouble trouble) {
        return trouble == Trouble.TOO_MANY || trouble == Trouble.BAN;
    }

    @Override
    public void skew(Duration ahead) {
        venue.skew(ahead);
    }

    @Override
    public long cancels() {
        return venue.counts().cancels() + venue.counts().batchCancels();
    }

    /** Section 8: the most of any second, against what a second may hold. */
    @Override
    public List<String> excesses() {
        List<String> excesses = new ArrayList<>();
        LimitMeter.Load load = venue.counts().load();
        exceeds(excesses, "orders", load.orders(), LIMITS.orders());
        exceeds(excesses, "questions", load.queries(), LIMITS.queries());
        return excesses;
    }

    private static void exceeds(List<String> excesses, String what, int most, int limit) {
        if (most > limit) {
            excesses.add(most + " " + what + " in a second, of " + limit);
        }
    }

    @Override
    public void close() {
        venue.close();
    }
}
