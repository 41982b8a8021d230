package io.ordergateway.ws.sim.coinswitch;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.ws.sim.coinswitch.book.CoinswitchBook;
import io.ordergateway.ws.sim.coinswitch.book.Order;
import io.ordergateway.ws.sim.coinswitch.book.Surface;
import io.ordergateway.ws.sim.coinswitch.door.CoinswitchFault;
import io.ordergateway.ws.sim.coinswitch.door.EndpointLimits;
import io.ordergateway.ws.sim.stage.SimulatedVenue;
import io.ordergateway.ws.sim.stage.StagedFaults;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The simulated CoinSwitch, and one surface of it, for the commands. */
public final class CoinswitchStage extends SimulatedVenue {
    private final SimCoinswitch venue;
    private final Surface surface;

    private CoinswitchStage(SimCoinswitch venue, Surface surface) {
        super(venue);
        this.venue = venue;
        this.surface = surface;
    }

    /**
     * Futures; the limits are not enforced unless the control is told to. Listens when this returns.
     *
     * @param port 0 takes a free one
     */
    public static SimulatedVenue start(int port) {
        CoinswitchSettings settings = CoinswitchSettings.defaults()
                .withPort(port)
                .withLimits(EndpointLimits.documented().notEnforced());
        return of(SimCoinswitch.start(settings), Surface.FUTURES);
    }

    /** A venue that listens already, for those who have more to do with it. */
    public static SimulatedVenue of(SimCoinswitch venue, Surface surface) {
        return new CoinswitchStage(venue, surface);
    }

    @Override
    public String title() {
        return "CoinSwitch";
    }

    @Override
    public Login login() {
        Account.Category category = surface == Surface.SPOT ? Account.Category.CASH : Account.Category.FUTURES;
        return new Login(category, CoinswitchSettings.KEY, CoinswitchSettings.SECRET, "");
    }

    @Override
    public String symbol() {
        return surface == Surface.SPOT ? "BTC/INR" : "BTCUSDT";
    }

    @Override
    public String place() {
        return book().place(symbol(), "BUY", "0.1", "30000");
    }

    private CoinswitchBook book() {
        return venue.book(surface);
    }

    @Override
    public Optional<Truth> truth(String orderId) {
        return book().order(orderId).map(order -> new Truth(status(order), order.executed()));
    }

    /** What is on its way somewhere is open: it can still be filled (section 6). */
    private OrderStatus status(Order order) {
        return switch (order.status()) {
            case OPEN, RAISED, CANCELLATION_RAISED, EXPIRATION_RAISED -> OrderStatus.OPEN;
            case PARTIALLY_EXECUTED -> surface == Surface.SPOT ? OrderStatus.OPEN : OrderStatus.CANCELED;
            case EXECUTED -> OrderStatus.FILLED;
            case CANCELLED -> OrderStatus.CANCELED;
            case EXPIRED -> OrderStatus.EXPIRED;
            case DISCARDED -> OrderStatus.REJECTED;
        };
    }

    @Override
    public StagedFaults faults() {
        return StagedFaults.of(venue.faults(), CoinswitchFault.class);
    }

    @Override
    public String faultFor(Scene scene) {
        CoinswitchFault fault = switch (scene) {
            case ORDINARY -> CoinswitchFault.NONE;
            case FILLED_AFTER_ACK -> CoinswitchFault.FILLED_MEANWHILE;
            case SILENT -> CoinswitchFault.MUTE;
            case CUT_BEFORE -> CoinswitchFault.CUT_BEFORE;
            case CUT_AFTER -> CoinswitchFault.CUT_AFTER;
        };
        return fault.name();
    }

    /** But for the one after which nobody can know an end. */
    @Override
    public List<String> restFaults() {
        return Stream.of(CoinswitchFault.values())
                .filter(fault -> fault.on(surface) == fault && fault != CoinswitchFault.NEVER_ENDS)
                .map(Enum::name)
                .toList();
    }
}
