package io.ordergateway.ws.sim.hashkey;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.ws.sim.hashkey.book.HashKeyOrder;
import io.ordergateway.ws.sim.hashkey.fault.HashKeyFault;
import io.ordergateway.ws.sim.stage.SimulatedVenue;
import io.ordergateway.ws.sim.stage.StagedFaults;
import java.util.List;
import java.util.Optional;

/** The simulated HashKey in Hong Kong, and its spot orders, for the commands. */
public final class HashKeyStage extends SimulatedVenue {
    private static final String SYMBOL = "BTCUSDT";

    private final HashKeyVenue venue;

    private HashKeyStage(HashKeyVenue venue) {
        super(venue);
        this.venue = venue;
    }

    /**
     * Listens when this returns, and enforces no limits.
     *
     * @param port 0 takes a free one
     */
    public static SimulatedVenue start(int port) {
        return of(HashKeyVenue.start(port));
    }

    /** A venue that listens already, for those who have more to do with it. */
    public static SimulatedVenue of(HashKeyVenue venue) {
        return new HashKeyStage(venue);
    }

    @Override
    public String title() {
        return "HashKey";
    }

    @Override
    public Login login() {
        return new Login(Account.Category.CASH, HashKeySettings.KEY, HashKeySettings.SECRET, "site hk");
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
    public Optional<Truth> truth(String orderId) {
        return venue.book().order(orderId).map(order -> new Truth(status(order), order.filled()));
    }

    private static OrderStatus status(HashKeyOrder order) {
        return switch (order.status()) {
            case PENDING_NEW, NEW, PARTIALLY_FILLED -> OrderStatus.OPEN;
            case FILLED -> OrderStatus.FILLED;
            case CANCELED, PARTIALLY_CANCELED -> OrderStatus.CANCELED;
            case REJECTED -> OrderStatus.REJECTED;
        };
    }

    @Override
    public StagedFaults faults() {
        return StagedFaults.of(venue.faults(), HashKeyFault.class);
    }

    @Override
    public String faultFor(Scene scene) {
        HashKeyFault fault = switch (scene) {
            case ORDINARY -> HashKeyFault.NONE;
            case FILLED_AFTER_ACK -> HashKeyFault.FILL_MEANWHILE;
            case SILENT -> HashKeyFault.SILENT_AFTER;
            case CUT_BEFORE -> HashKeyFault.CUT_BEFORE;
            case CUT_AFTER -> HashKeyFault.CUT_AFTER;
        };
        return fault.name();
    }

    /** But for the ban that does not say how long it is: a gateway keeps away for an hour then. */
    @Override
    public List<String> restFaults() {
        return faults().names().stream()
                .filter(name -> !name.equals(HashKeyFault.HTTP_418.name()))
                .toList();
    }
}
