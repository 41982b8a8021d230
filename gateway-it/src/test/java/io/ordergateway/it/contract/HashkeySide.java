package io.ordergateway.it.contract;

import io.ordergateway.core.order.Venue;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.sim.hashkey.HashKeySettings;
import io.ordergateway.ws.sim.hashkey.HashKeyStage;
import io.ordergateway.ws.sim.hashkey.HashKeyVenue;
import io.ordergateway.ws.sim.hashkey.door.HashKeyLimits;
import io.ordergateway.ws.sim.hashkey.door.LimitMeter;
import io.ordergateway.ws.sim.hashkey.fault.HashKeyFault;
import java.util.List;
import java.util.stream.Stream;

/** HashKey spot, in Hong Kong, with the documented limits enforced. Cancels go by REST; ends come by the user stream. */
final class HashkeySide extends VenueSide {
    private static final HashKeyLimits LIMITS = HashKeyLimits.documented();

    private final HashKeyVenue venue;

    private HashkeySide(HashKeyVenue venue) {
        super(Venue.HASHKEY, venue, HashKeyStage.of(venue));
        this.venue = venue;
    }

    static HashkeySide start() {
        return new HashkeySide(HashKeyVenue.start(HashKeySettings.defaults().withLimits(LIMITS)));
    }

    @Override
    AccountConfig expired() {
        return account(HashKeySettings.KEY, "no-longer-the-secret");
    }

    @Override
    String nobodys() {
        return "1467298646903017217";
    }

    @Override
    void cancelElsewhere(String orderId) {
        venue.book().endCanceled(orderId).ifPresent(venue.book()::tell);
    }

    @Override
    HashKeyFault fault(Trouble trouble) {
        return switch (trouble) {
            case FILLED_FIRST -> HashKeyFault.FILL_FIRST;
            case SILENCE -> HashKeyFault.SILENT;
            case SILENCE_AFTER -> HashKeyFault.SILENT_AFTER;
            case ERROR_AFTER -> HashKeyFault.HTTP_502_AFTER;
            case TOO_MANY -> HashKeyFault.HTTP_429;
            case TOO_MANY_WITH_HINT -> HashKeyFault.HTTP_429_RETRY_AFTER;
            case BAN -> HashKeyFault.HTTP_418;
            case HALF_AN_ANSWER -> HashKeyFault.HALF_ANSWER_AFTER;
            case HTML -> HashKeyFault.HTML_200_AFTER;
        };
    }

    /** Section 8: a minute after too many orders, and a ban of which nobody says how long it is. */
    @Override
    boolean staysAway(Trouble trouble) {
        return trouble == Trouble.TOO_MANY || trouble == Trouble.BAN;
    }

    @Override
    long cancels() {
        return venue.counts().cancels() + venue.counts().batchCancels();
    }

    /** Section 8: the most of any second, against what a second may hold. */
    @Override
    List<String> excesses() {
        LimitMeter.Load load = venue.counts().load();
        return Stream.concat(
                        excess("orders in a second", load.orders(), LIMITS.orders()),
                        excess("questions in a second", load.queries(), LIMITS.queries()))
                .toList();
    }
}
