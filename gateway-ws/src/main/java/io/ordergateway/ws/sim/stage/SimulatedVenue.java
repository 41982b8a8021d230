package io.ordergateway.ws.sim.stage;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderStatus;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A simulated venue on 127.0.0.1 that listens already, with one account. All methods may be called from any thread. */
public interface SimulatedVenue extends AutoCloseable {
    /** What people call the venue. */
    String title();

    /** Scheme, host and port of its HTTP. */
    String restUrl();

    /** Scheme, host and port of its WebSocket, for sessions or for a stream of orders. */
    String socketUrl();

    Login login();

    /**
     * The one account: made up, and known to everybody.
     *
     * @param category the one whose orders are placed here
     * @param more what else belongs to it, for people; empty for nothing
     */
    record Login(Account.Category category, String key, String secret, String more) {}

    /** What its orders here are of. */
    String symbol();

    /** Lets an order rest that was not made over the API; its id. */
    String place();

    /** Fills what is left of an order; false if it is not open any more. */
    boolean fill(String orderId);

    /** The venue's own book about one order; empty if it never heard of it. */
    Optional<Truth> truth(String orderId);

    /**
     * What is true of an order.
     *
     * @param filled how much of it was ever filled
     */
    record Truth(OrderStatus status, BigDecimal filled) {}

    /** The faults it can be made to have. */
    StagedFaults faults();

    /** The name of the fault by which it does this. */
    String faultFor(Scene scene);

    /** What may happen to one cancel, on every venue. */
    enum Scene {
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

    /** The faults that mean something to a cancel on a socket; none if it takes no cancels there. */
    List<String> socketFaults();

    /** The faults that mean something to a cancel over HTTP. */
    List<String> restFaults();

    /** Whether sockets are taken. Those that are open stay. */
    void acceptSockets(boolean accept);

    /** Resets every open socket. */
    void cutSockets();

    /** Stops listening and ends its thread. */
    @Override
    void close();
}
