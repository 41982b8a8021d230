package io.ordergateway.ws.sim;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.fault.SimFault;
import io.ordergateway.ws.sim.stage.SimulatedVenue;
import io.ordergateway.ws.sim.stage.StagedFaults;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The simulated AscendEX, and its futures, for the commands. */
public final class AscendexStage extends SimulatedVenue {
    private static final String SYMBOL = "BTC-PERP";

    private final SimVenue venue;

    private AscendexStage(SimVenue venue) {
        super(venue);
        this.venue = venue;
    }

    /**
     * Listens when this returns.
     *
     * @param port 0 takes a free one
     */
    public static SimulatedVenue start(int port) {
        return of(SimVenue.start(port));
    }

    /** A venue that listens already, for those who have more to do with it. */
    public static SimulatedVenue of(SimVenue venue) {
        return new AscendexStage(venue);
    }

    @Override
    public String title() {
        return "AscendEX";
    }

    @Override
    public Login login() {
        String more = "account group " + SimSettings.ACCOUNT_GROUP;
        return new Login(Account.Category.FUTURES, SimSettings.KEY, SimSettings.SECRET, more);
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
    public Optional<Truth> truth(String orderId) {
        return venue.book().order(orderId).map(order -> new Truth(status(order), order.filled()));
    }

    private static OrderStatus status(SimOrder order) {
        return switch (order.status()) {
            case NEW, PARTIALLY_FILLED -> OrderStatus.OPEN;
            case FILLED -> OrderStatus.FILLED;
            case CANCELED -> OrderStatus.CANCELED;
            case REJECTED -> OrderStatus.REJECTED;
        };
    }

    @Override
    public StagedFaults faults() {
        return StagedFaults.of(venue.faults(), SimFault.class);
    }

    @Override
    public String faultFor(Scene scene) {
        SimFault fault = switch (scene) {
            case ORDINARY -> SimFault.NONE;
            case FILLED_AFTER_ACK -> SimFault.LIE;
            case SILENT -> SimFault.MUTE;
            case CUT_BEFORE -> SimFault.CUT_BEFORE;
            case CUT_AFTER -> SimFault.CUT_AFTER;
        };
        return fault.name();
    }

    @Override
    public List<String> socketFaults() {
        return Stream.of(SimFault.values())
                .filter(fault -> fault.onSocket() == fault)
                .map(Enum::name)
                .toList();
    }

    @Override
    public List<String> restFaults() {
        return Stream.of(SimFault.values())
                .filter(fault -> fault.onRest() == fault)
                .map(Enum::name)
                .toList();
    }
}
