package io.ordergateway.it.contract;

import io.ordergateway.core.order.Venue;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.sim.coinswitch.CoinswitchSettings;
import io.ordergateway.ws.sim.coinswitch.CoinswitchStage;
import io.ordergateway.ws.sim.coinswitch.SimCoinswitch;
import io.ordergateway.ws.sim.coinswitch.book.CancelEnd;
import io.ordergateway.ws.sim.coinswitch.book.Surface;
import io.ordergateway.ws.sim.coinswitch.door.CoinswitchFault;
import io.ordergateway.ws.sim.coinswitch.door.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** CoinSwitch, one surface of it, with the documented limits enforced. Cancels go by REST; spot has a stream besides. */
final class CoinswitchSide extends VenueSide {
    /** Section 2, key B: nobody's here. */
    private static final String EXPIRED_KEY = "535644be7f5303cab1601e98f4621f61aa856bf51dc1ed77de02040e5e5ac42d";

    private static final String EXPIRED_SECRET = "610ad8af000dcd7175fdd420b8123f7575dc014344cfc4b0f03836e23c7df9d4";
    private static final Duration CANCEL_TAKES = Duration.ofMillis(100);

    private final SimCoinswitch venue;
    private final Surface surface;

    private CoinswitchSide(SimCoinswitch venue, Surface surface) {
        super(Venue.COINSWITCH, venue, CoinswitchStage.of(venue, surface));
        this.venue = venue;
        this.surface = surface;
    }

    static CoinswitchSide start(Surface surface) {
        CoinswitchSettings settings = CoinswitchSettings.defaults().withCancelTaking(CANCEL_TAKES);
        return new CoinswitchSide(SimCoinswitch.start(settings), surface);
    }

    @Override
    AccountConfig expired() {
        return account(EXPIRED_KEY, EXPIRED_SECRET);
    }

    @Override
    String nobodys() {
        return "698ed406-8ef5-4664-9779-f7978702a447";
    }

    @Override
    void cancelElsewhere(String orderId) {
        venue.cancelTakes(Duration.ZERO);
        venue.book(surface).cancel(orderId, CancelEnd.CANCELLED);
        venue.cancelTakes(CANCEL_TAKES);
    }

    /** After one that is too many: one second without a hint, then longer each time (section 8). */
    @Override
    CoinswitchFault fault(Trouble trouble) {
        return switch (trouble) {
            case FILLED_FIRST -> CoinswitchFault.FILL_FIRST;
            case SILENCE -> CoinswitchFault.SILENT;
            case SILENCE_AFTER -> CoinswitchFault.MUTE;
            case ERROR_AFTER -> CoinswitchFault.HTTP_502_AFTER;
            case TOO_MANY -> CoinswitchFault.HTTP_429;
            case TOO_MANY_WITH_HINT -> CoinswitchFault.HTTP_429_RETRY_AFTER;
            case BAN -> CoinswitchFault.HTTP_403;
            case HALF_AN_ANSWER -> CoinswitchFault.HALF_ANSWER;
            case HTML -> CoinswitchFault.HTML_AFTER;
        };
    }

    @Override
    long cancels() {
        return venue.seen(Endpoint.SPOT_CANCEL).total()
                + venue.seen(Endpoint.FUTURES_CANCEL).total()
                + venue.seen(Endpoint.FUTURES_CANCEL_ALL).total();
    }

    /** Section 8: the most of an endpoint's requests that any window held, against what a window may hold. */
    @Override
    List<String> excesses() {
        return Stream.of(Endpoint.values()).flatMap(this::excess).toList();
    }

    private Stream<String> excess(Endpoint endpoint) {
        Endpoint.Limit limit = venue.limits().of(endpoint);
        return excess(
                endpoint + " within " + limit.window(), venue.seen(endpoint).most(), limit.max());
    }
}
