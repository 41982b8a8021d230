package io.ordergateway.ws.sim.stage;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.ws.sim.control.ControlledVenue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A simulated venue on 127.0.0.1 that listens already, with one account. All methods may be called from any thread. */
public abstract class SimulatedVenue implements AutoCloseable {
    private final ControlledVenue venue;

    /** @param venue closed with this */
    protected SimulatedVenue(ControlledVenue venue) {
        this.venue = venue;
    }

    /** What people call the venue. */
    public abstract String title();

    /** Scheme, host and port of its HTTP. */
    public final String restUrl() {
        return venue.restUrl();
    }

    /** Scheme, host and port of its WebSocket, for sessions or for a stream of orders. */
    public final String socketUrl() {
        return venue.socketUrl();
    }

    public abstract Login login();

    /**
     * The one account: made up, and known to everybody.
     *
     * @param category the one whose orders are placed here
     * @param more what else belongs to it, for people; empty for nothing
     */
    public record Login(Account.Category category, String key, String secret, String more) {}

    /** What its orders here are of. */
    public abstract String symbol();

    /** Lets an order rest that was not made over the API; its id. */
    public abstract String place();

    /** Fills what is left of an order; false if it is not open any more. */
    public final boolean fill(String orderId) {
        return venue.filling(orderId).map(order -> order.fill(null)).orElse(false);
    }

    /** The venue's own book about one order; empty if it never heard of it. */
    public abstract Optional<Truth> truth(String orderId);

    /**
     * What is true of an order.
     *
     * @param filled how much of it was ever filled
     */
    public record Truth(OrderStatus status, BigDecimal filled) {}

    /** The faults it can be made to have. */
    public abstract StagedFaults faults();

    /** The name of the fault by which it does this. */
    public abstract String faultFor(Scene scene);

    /** What may happen to one cancel, on every venue. */
    public enum Scene {
        /** Nothing out of the ordinary. */
        ORDINARY,
        /** It is acknowledged, and the order is filled all the same. */
        FILLED_AFTER_ACK,
        /** It is carried out without a word. */
        SILENT,
        /** The connection is reset before it is carried out. */
        CUT_BEFORE,
        /** It is carried out, and the connection is reset in place of the answer. */
        CUT_AFTER
    }

    /** The faults that mean something to a cancel on a socket; none, if the venue takes no cancels there. */
    public List<String> socketFaults() {
        return List.of();
    }

    /** The faults that mean something to a cancel over HTTP. */
    public abstract List<String> restFaults();

    /** Whether sockets are taken. Those that are open stay. */
    public final void acceptSockets(boolean accept) {
        venue.acceptSockets(accept);
    }

    /** Resets every open socket. */
    public final void cutSockets() {
        venue.cutSockets();
    }

    /** Stops listening and ends its thread. */
    @Override
    public final void close() {
        venue.close();
    }
}
