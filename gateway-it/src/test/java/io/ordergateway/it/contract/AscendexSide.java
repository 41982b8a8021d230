package io.ordergateway.it.contract;

import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.door.RateLimits;
import io.ordergateway.ws.sim.fault.SimFault;
import io.ordergateway.ws.wire.Credentials;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** AscendEX futures, by one socket session or by REST alone. Questions go by REST either way. */
final class AscendexSide implements VenueSide {
    private static final String SYMBOL = "BTC-PERP";
    private static final Duration REPLY_TIMEOUT = Duration.ofMillis(400);
    /** The venue carries a request out at once or never, and not for 30 s. */
    private static final Duration REQUEST_WINDOW = Duration.ofSeconds(2);

    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration HINT = Duration.ofSeconds(1);

    private final SimVenue venue = SimVenue.start(0);
    private final boolean socket;

    private AscendexSide(boolean socket) {
        this.socket = socket;
    }

    static AscendexSide bySocket() {
        return new AscendexSide(true);
    }

    static AscendexSide byRest() {
        return new AscendexSide(false);
    }

    @Override
    public AccountConfig account() {
        return account(SimSettings.SECRET);
    }

    @Override
    public AccountConfig expired() {
        return account("bm8gbW9yZQ==");
    }

    private AccountConfig account(String secret) {
        SessionTimings timings =
                SessionTimings.DEFAULT.reconnecting(new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)));
        return AccountConfig.ascendex("main", Account.Category.FUTURES, new Credentials(SimSettings.KEY, secret))
                .at(URI.create(venue.restUrl()), URI.create(venue.socketUrl()))
                .sessions(socket ? 1 : 0)
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
        return venue.book().place(SYMBOL, "Buy", "0.1", "30000");
    }

    @Override
    public String nobodys() {
        return "a18bcfe5687bU0866943712123456789";
    }

    @Override
    public void fill(String orderId) {
        venue.book().fill(orderId);
    }

    @Override
    public void cancelElsewhere(String orderId) {
        venue.book().cancel(orderId, SYMBOL);
    }

    @Override
    public OrderStatus inBook(String orderId) {
        return venue.book()
                .order(orderId)
                .map(SimOrder::status)
                .map(AscendexSide::status)
                .orElse(OrderStatus.UNKNOWN);
    }

    private static OrderStatus status(SimOrder.Status status) {
        return switch (status) {
            case NEW, PARTIALLY_FILLED -> OrderStatus.OPEN;
            case FILLED -> OrderStatus.FILLED;
            case CANCELED -> OrderStatus.CANCELED;
            case REJECTED -> OrderStatus.REJECTED;
        };
    }

    @Override
    public void meet(Trouble trouble) {
        venue.faults().clear();
        if (socket) {
            meetOnSocket(trouble);
        } else {
            venue.faults().next(onRest(trouble));
        }
    }

    /** Beyond its limits the venue ignores a class of messages, then bans (section 9.1); only a handshake has a 429. */
    private void meetOnSocket(Trouble trouble) {
        RateLimits limits = RateLimits.documented().enforcedWithin(WINDOW, WINDOW);
        switch (trouble) {
            case FILLED_FIRST -> venue.faults().next(SimFault.FILL_FIRST);
            case SILENCE -> venue.faults().next(SimFault.SILENT);
            case SILENCE_AFTER -> venue.faults().next(SimFault.MUTE);
            case ERROR_AFTER -> venue.faults().next(SimFault.CUT_AFTER);
            case TOO_MANY -> venue.limits(limits.with(RateLimits.Kind.ORDER, 0, Integer.MAX_VALUE));
            case TOO_MANY_WITH_HINT -> {
                venue.refuseSockets(429, HINT);
                venue.faults().next(SimFault.CUT_BEFORE);
            }
            case BAN -> venue.limits(limits.with(RateLimits.Kind.ORDER, 0, 0));
            case HALF_AN_ANSWER -> venue.faults().next(SimFault.HALF_FRAME);
            case HTML -> venue.faults().next(SimFault.GARBAGE);
        }
    }

    private static SimFault onRest(Trouble trouble) {
        return switch (trouble) {
            case FILLED_FIRST -> SimFault.FILL_FIRST;
            case SILENCE -> SimFault.HANG;
            case SILENCE_AFTER -> SimFault.MUTE;
            case ERROR_AFTER -> SimFault.HTTP_502_AFTER;
            case TOO_MANY -> SimFault.HTTP_429;
            case TOO_MANY_WITH_HINT -> SimFault.HTTP_429_RETRY_AFTER;
            case BAN -> SimFault.HTTP_403;
            case HALF_AN_ANSWER -> SimFault.HALF_ANSWER;
            case HTML -> SimFault.HTML_AFTER;
        };
    }

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
        return venue.counts().socketCancels() + venue.counts().restCancels();
    }

    /** Section 9.1, for frames; for REST nothing is documented. All there were count, as if they had come at once. */
    @Override
    public List<String> excesses() {
        List<String> excesses = new ArrayList<>();
        RateLimits documented = RateLimits.documented();
        exceeds(excesses, "order messages", venue.counts().socketCancels(), documented.of(RateLimits.Kind.ORDER));
        exceeds(excesses, "pings and logins", admin(), documented.of(RateLimits.Kind.ADMIN));
        return excesses;
    }

    private long admin() {
        return venue.counts().sessions().logins() + venue.counts().sessions().pings();
    }

    private static void exceeds(List<String> excesses, String what, long count, RateLimits.Levels levels) {
        if (count > levels.first()) {
            excesses.add(count + " " + what + ", of " + levels.first());
        }
    }

    @Override
    public void close() {
        venue.close();
    }
}
