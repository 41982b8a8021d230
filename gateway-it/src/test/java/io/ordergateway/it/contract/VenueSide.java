package io.ordergateway.it.contract;

import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.ws.app.AccountConfig;
import io.ordergateway.ws.sim.control.ControlledVenue;
import io.ordergateway.ws.sim.stage.SimulatedVenue;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A simulated venue and the account by which a gateway cancels there on one kind of path. The contract knows nothing else
 * of a venue, so that it is written once.
 */
abstract class VenueSide implements AutoCloseable {
    private static final Duration REPLY_TIMEOUT = Duration.ofMillis(400);

    /** The venues carry a request out at once or never, however long they may take for it in life. */
    private static final Duration REQUEST_WINDOW = Duration.ofSeconds(2);

    private final Venue name;
    private final ControlledVenue venue;
    private final SimulatedVenue stage;

    VenueSide(Venue name, ControlledVenue venue, SimulatedVenue stage) {
        this.name = name;
        this.venue = venue;
        this.stage = stage;
    }

    /** The account, impatient enough for a test. */
    final AccountConfig account() {
        return account(stage.login().key(), stage.login().secret());
    }

    /** The same account with a key that the venue takes no more. */
    abstract AccountConfig expired();

    final AccountConfig account(String key, String secret) {
        SessionTimings timings =
                SessionTimings.DEFAULT.reconnecting(new Backoff(Duration.ofMillis(50), Duration.ofMillis(200)));
        return AccountConfig.of(new Account("main", name, stage.login().category()), Map.of(), key, secret)
                .at(URI.create(venue.restUrl()), URI.create(venue.socketUrl()))
                .sessions(sessions())
                .tuned(AccountConfig.Tuning.DEFAULT
                        .timings(timings)
                        .replyTimeout(REPLY_TIMEOUT)
                        .limits(CancelLimits.DEFAULT.requestWindow(REQUEST_WINDOW)));
    }

    /** How many sessions there are to cancel by; none if cancels go by REST. */
    int sessions() {
        return 0;
    }

    final String symbol() {
        return stage.symbol();
    }

    /** A resting order of the account; its id. */
    final String place() {
        return stage.place();
    }

    /** An id such as the venue gives, of an order that it never had. */
    abstract String nobodys();

    /** The order is filled. */
    final void fill(String orderId) {
        stage.fill(orderId);
    }

    /** Somebody else cancels the order. */
    abstract void cancelElsewhere(String orderId);

    /** How the order stands in the venue's own book; {@code UNKNOWN} if it has no such order. */
    final OrderStatus inBook(String orderId) {
        return stage.truth(orderId).map(SimulatedVenue.Truth::status).orElse(OrderStatus.UNKNOWN);
    }

    /** What the next cancel meets; what was there before is over. */
    void meet(Trouble trouble) {
        meet(fault(trouble));
    }

    final void meet(Enum<?> fault) {
        stage.faults().clear();
        stage.faults().next(List.of(fault.name()));
    }

    /** The venue's fault that is this trouble. */
    abstract Enum<?> fault(Trouble trouble);

    /** Whether the venue then wants to be left alone for longer than a test can wait. */
    boolean staysAway(Trouble trouble) {
        return false;
    }

    /** How far ahead of the true time the venue's clock is from now on; behind when negative. */
    final void skew(Duration ahead) {
        venue.skew(ahead);
    }

    /** How many requests to cancel have come in so far, by whichever path. */
    abstract long cancels();

    /** What came in beyond the venue's own limits, in words; nothing if they were kept. */
    abstract List<String> excesses();

    static Stream<String> excess(String what, long most, long limit) {
        return most > limit ? Stream.of(most + " " + what + ", of " + limit) : Stream.empty();
    }

    @Override
    public final void close() {
        stage.close();
    }
}
