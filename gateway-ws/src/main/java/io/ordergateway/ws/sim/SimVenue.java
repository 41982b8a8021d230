package io.ordergateway.ws.sim;

import io.ordergateway.ws.sim.book.Category;
import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.book.SimBooks;
import io.ordergateway.ws.sim.control.ControlledVenue;
import io.ordergateway.ws.sim.control.Controls;
import io.ordergateway.ws.sim.door.CancelArrivals;
import io.ordergateway.ws.sim.door.RateLimits;
import io.ordergateway.ws.sim.door.RateMeter;
import io.ordergateway.ws.sim.door.SimAccount;
import io.ordergateway.ws.sim.door.SimAuth;
import io.ordergateway.ws.sim.door.SimClock;
import io.ordergateway.ws.sim.door.SimCounts;
import io.ordergateway.ws.sim.door.SimFloor;
import io.ordergateway.ws.sim.fault.SimFaults;
import io.ordergateway.ws.sim.http.LoopbackServer;
import io.ordergateway.ws.sim.http.Upgrades;
import io.ordergateway.ws.sim.rest.HttpFace;
import io.ordergateway.ws.sim.rest.Routes;
import io.ordergateway.ws.sim.socket.SocketDoor;
import io.ordergateway.ws.sim.socket.SocketFace;
import io.ordergateway.ws.sim.socket.SocketHub;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated AscendEX on 127.0.0.1: HTTP and WebSocket on one port, one account (see {@link SimSettings}) with a book
 * for each of cash, margin and futures. All of it runs on one thread of its own; the methods here may be called from any other.
 */
public final class SimVenue implements ControlledVenue {
    private static final Logger log = LoggerFactory.getLogger(SimVenue.class);

    private final SimCounts.Tally tally = new SimCounts.Tally();
    private final SimFaults faults = new SimFaults();
    private final SimClock clock;
    private final RateMeter meter;
    private final LoopbackServer server = new LoopbackServer("sim-venue");
    private final SocketHub hub;
    private final SimBooks books;
    private final Routes routes;
    private final Upgrades upgrades = new Upgrades();

    private SimVenue(SimSettings settings) {
        this.clock = new SimClock(settings.clock());
        this.meter = new RateMeter(settings.limits(), System::nanoTime);
        SimAccount account =
                new SimAccount(SimSettings.KEY, SimSettings.SECRET, settings.group(), SimSettings.USER_UID);
        this.hub = new SocketHub(server.loop());
        this.books = new SimBooks(clock, account.userUid(), hub::publish);
        SimFloor floor = new SimFloor(account, books, faults, tally, meter, settings.habits(), clock);
        SimAuth auth = new SimAuth(account.key(), account.secret(), settings.strictSignatures(), clock);
        this.routes = new Routes(floor, auth);
        SocketDoor socketDoor = new SocketDoor(floor, auth, hub, settings.pingAfter());
        Controls controls = new SimControl(this).controls();
        server.listen(settings.port(), () -> new HttpFace(routes, controls, socketDoor, upgrades));
    }

    /** A venue as clients expect it, on this port, or on a free one if it is 0. */
    public static SimVenue start(int port) {
        return start(SimSettings.defaults().withPort(port));
    }

    /** A venue that listens when this returns. */
    public static SimVenue start(SimSettings settings) {
        SimVenue venue = new SimVenue(settings);
        log.info("simulated venue listens on {}", venue.restUrl());
        return venue;
    }

    @Override
    public int port() {
        return server.port();
    }

    /** The book of futures. */
    public SimBook book() {
        return book(Category.FUTURES);
    }

    public SimBook book(Category category) {
        return books.of(category);
    }

    /** The book that knows this order; empty when none does. */
    public Optional<SimBook> bookHolding(String orderId) {
        return books.holding(orderId);
    }

    @Override
    public Optional<Filling> filling(String orderId) {
        return bookHolding(orderId)
                .map(book -> qty -> qty == null ? book.fill(orderId) : book.fillPartly(orderId, qty));
    }

    public SimFaults faults() {
        return faults;
    }

    public SimCounts counts() {
        return tally.now();
    }

    /** When each cancel of one order came in; nothing, until it is told to watch. */
    public CancelArrivals arrivals() {
        return tally.arrivals;
    }

    @Override
    public Upgrades upgrades() {
        return upgrades;
    }

    public int openSockets() {
        return hub.openSockets();
    }

    @Override
    public void cutSockets() {
        hub.eachSocket(SocketFace::cut);
    }

    @Override
    public void acceptRest(boolean accept) {
        routes.accept(accept);
    }

    @Override
    public void skew(Duration ahead) {
        clock.skew(ahead);
    }

    /** Counts anew, against these limits, and forgets every penalty. */
    public void limits(RateLimits limits) {
        meter.change(limits);
    }

    /** Sends a text frame to every open socket, whatever it says. */
    public void broadcast(String text) {
        hub.eachSocket(socket -> socket.send(text));
    }

    /** Sends bytes to every open socket, past the frame encoder. */
    public void push(byte[] rawBytes) {
        hub.eachSocket(socket -> socket.sendRaw(rawBytes));
    }

    @Override
    public void close() {
        server.close();
    }
}
