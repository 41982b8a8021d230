package io.ordergateway.it.contract;

import io.ordergateway.core.order.Venue;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.sim.AscendexStage;
import io.ordergateway.ws.sim.SimSettings;
import io.ordergateway.ws.sim.SimVenue;
import io.ordergateway.ws.sim.door.RateLimits;
import io.ordergateway.ws.sim.fault.SimFault;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** AscendEX futures, by one socket session or by REST alone. Questions go by REST either way. */
final class AscendexSide extends VenueSide {
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration HINT = Duration.ofSeconds(1);

    private final SimVenue venue;
    private final boolean socket;

    private AscendexSide(SimVenue venue, boolean socket) {
        super(Venue.ASCENDEX, venue, AscendexStage.of(venue));
        this.venue = venue;
        this.socket = socket;
    }

    static AscendexSide bySocket() {
        return new AscendexSide(SimVenue.start(0), true);
    }

    static AscendexSide byRest() {
        return new AscendexSide(SimVenue.start(0), false);
    }

    @Override
    int sessions() {
        return socket ? 1 : 0;
    }

    @Override
    AccountConfig expired() {
        return account(SimSettings.KEY, "bm8gbW9yZQ==");
    }

    @Override
    String nobodys() {
        return "a18bcfe5687bU0866943712123456789";
    }

    @Override
    void cancelElsewhere(String orderId) {
        venue.book().cancel(orderId, symbol());
    }

    /** Beyond its limits the venue ignores a class of messages, then bans (section 9.1); only a handshake has a 429. */
    @Override
    void meet(Trouble trouble) {
        RateLimits limits = RateLimits.documented().enforcedWithin(WINDOW, WINDOW);
        meet(fault(trouble));
        if (socket && trouble == Trouble.TOO_MANY) {
            venue.limits(limits.with(RateLimits.Kind.ORDER, 0, Integer.MAX_VALUE));
        } else if (socket && trouble == Trouble.TOO_MANY_WITH_HINT) {
            venue.refuseSockets(429, HINT);
        } else if (socket && trouble == Trouble.BAN) {
            venue.limits(limits.with(RateLimits.Kind.ORDER, 0, 0));
        }
    }

    @Override
    SimFault fault(Trouble trouble) {
        return socket ? onSocket(trouble) : onRest(trouble);
    }

    private static SimFault onSocket(Trouble trouble) {
        return switch (trouble) {
            case FILLED_FIRST -> SimFault.FILL_FIRST;
            case SILENCE -> SimFault.SILENT;
            case SILENCE_AFTER -> SimFault.MUTE;
            case ERROR_AFTER -> SimFault.CUT_AFTER;
            case TOO_MANY, BAN -> SimFault.NONE;
            case TOO_MANY_WITH_HINT -> SimFault.CUT_BEFORE;
            case HALF_AN_ANSWER -> SimFault.HALF_FRAME;
            case HTML -> SimFault.GARBAGE;
        };
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
    long cancels() {
        return venue.counts().socketCancels() + venue.counts().restCancels();
    }

    /** Section 9.1, for frames; for REST nothing is documented. All there were count, as if they had come at once. */
    @Override
    List<String> excesses() {
        RateLimits limits = RateLimits.documented();
        long admin =
                venue.counts().sessions().logins() + venue.counts().sessions().pings();
        return Stream.concat(
                        excess(
                                "order messages",
                                venue.counts().socketCancels(),
                                limits.of(RateLimits.Kind.ORDER).first()),
                        excess(
                                "pings and logins",
                                admin,
                                limits.of(RateLimits.Kind.ADMIN).first()))
                .toList();
    }
}
