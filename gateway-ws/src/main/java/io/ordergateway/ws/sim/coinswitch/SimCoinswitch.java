package io.ordergateway.ws.sim.coinswitch;

import io.netty.channel.EventLoop;
import io.ordergateway.ws.sim.coinswitch.book.CoinswitchBook;
import io.ordergateway.ws.sim.coinswitch.book.Order;
import io.ordergateway.ws.sim.coinswitch.book.Surface;
import io.ordergateway.ws.sim.coinswitch.door.CoinswitchFault;
import io.ordergateway.ws.sim.coinswitch.door.Endpoint;
import io.ordergateway.ws.sim.coinswitch.door.EndpointLimits;
import io.ordergateway.ws.sim.coinswitch.door.Floor;
import io.ordergateway.ws.sim.coinswitch.door.RequestWindows;
import io.ordergateway.ws.sim.coinswitch.door.Signatures;
import io.ordergateway.ws.sim.coinswitch.rest.HttpFace;
import io.ordergateway.ws.sim.coinswitch.rest.Routes;
import io.ordergateway.ws.sim.coinswitch.stream.Payload;
import io.ordergateway.ws.sim.coinswitch.stream.StreamClient;
import io.ordergateway.ws.sim.coinswitch.stream.StreamDoor;
import io.ordergateway.ws.sim.coinswitch.stream.StreamHub;
import io.ordergateway.ws.sim.control.ControlledVenue;
import io.ordergateway.ws.sim.control.Controls;
import io.ordergateway.ws.sim.door.CancelArrivals;
import io.ordergateway.ws.sim.door.SimClock;
import io.ordergateway.ws.sim.fault.FaultScript;
import io.ordergateway.ws.sim.http.LoopbackServer;
import io.ordergateway.ws.sim.http.Upgrades;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated CoinSwitch on 127.0.0.1: HTTP and Socket.IO on one port, one account (see {@link CoinswitchSettings}) with a
 * book for spot and one for futures. All of it runs on one thread of its own; the methods here may be called from any
 * other.
 */
public final class SimCoinswitch implements ControlledVenue {
    private static final Logger log = LoggerFactory.getLogger(SimCoinswitch.class);

    private final LoopbackServer server = new LoopbackServer("sim-coinswitch");
    private final FaultScript<CoinswitchFault> faults =
            new FaultScript<>(CoinswitchFault.NONE, List.of(CoinswitchFault.values()));
    private final SimClock clock;
    private final RequestWindows windows;
    private final StreamHub hub;
    private final CoinswitchBook spot;
    private final CoinswitchBook futures;
    private final CancelArrivals arrivals = new CancelArrivals();
    private final Routes routes;
    private final StreamDoor streamDoor;
    private final Upgrades upgrades = new Upgrades();

    private SimCoinswitch(CoinswitchSettings settings) {
        this.clock = new SimClock(settings.clock());
        this.windows = new RequestWindows(settings.limits(), System::nanoTime);
        this.hub = new StreamHub(server.loop());
        this.spot = book(Surface.SPOT, settings, hub::publish);
        this.futures = book(Surface.FUTURES, settings, order -> {});
        Signatures signatures = new Signatures(CoinswitchSettings.KEY, settings.signing(), clock);
        Floor floor = new Floor(
                new Floor.Books(spot, futures), faults, windows, signatures, settings.habits(), arrivals, clock);
        this.routes = new Routes(floor, hub);
        this.streamDoor = new StreamDoor(hub, signatures, settings.stream());
        Controls controls = new CoinswitchControl(this).controls();
        server.listen(settings.port(), () -> new HttpFace(routes, controls, streamDoor, upgrades));
    }

    private CoinswitchBook book(Surface surface, CoinswitchSettings settings, Consumer<Order> listener) {
        CoinswitchBook book = new CoinswitchBook(surface, clock, this::later, listener);
        book.cancelTakes(settings.cancelTakes());
        return book;
    }

    private void later(Duration delay, Runnable action) {
        EventLoop loop = server.loop();
        try {
            loop.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("the venue is closed: nothing happens later");
        }
    }

    /** A venue as clients expect it, on this port, or on a free one if it is 0. */
    public static SimCoinswitch start(int port) {
        return start(CoinswitchSettings.defaults().withPort(port));
    }

    /** A venue that listens when this returns. */
    public static SimCoinswitch start(CoinswitchSettings settings) {
        SimCoinswitch venue = new SimCoinswitch(settings);
        log.info("simulated CoinSwitch listens on {}", venue.restUrl());
        return venue;
    }

    @Override
    public int port() {
        return server.port();
    }

    public CoinswitchBook spot() {
        return spot;
    }

    public CoinswitchBook futures() {
        return futures;
    }

    public CoinswitchBook book(Surface surface) {
        return surface == Surface.SPOT ? spot : futures;
    }

    /** The book that knows this order; empty when none does. */
    public Optional<CoinswitchBook> bookHolding(String orderId) {
        return List.of(spot, futures).stream()
                .filter(book -> book.order(orderId).isPresent())
                .findFirst();
    }

    @Override
    public Optional<Filling> filling(String orderId) {
        return bookHolding(orderId)
                .map(book -> qty -> qty == null ? book.fill(orderId) : book.fillPartly(orderId, qty));
    }

    public FaultScript<CoinswitchFault> faults() {
        return faults;
    }

    /** What has come for an endpoint, and the most of it in any window of its limit. */
    public RequestWindows.Seen seen(Endpoint endpoint) {
        return windows.seen(endpoint);
    }

    /** The limits as they are now. */
    public EndpointLimits limits() {
        return windows.limits();
    }

    /** Counts anew, against these limits. */
    public void limits(EndpointLimits limits) {
        windows.change(limits);
    }

    /** When each cancel of one order came in; nothing, until it is told to watch. */
    public CancelArrivals arrivals() {
        return arrivals;
    }

    /** How long an order is in CANCELLATION_RAISED from now on, on both surfaces. */
    public void cancelTakes(Duration delay) {
        spot.cancelTakes(delay);
        futures.cancelTakes(delay);
    }

    @Override
    public Upgrades upgrades() {
        return upgrades;
    }

    public int openSockets() {
        return hub.openClients();
    }

    /** How often a client of the stream has subscribed since the venue started. */
    public long subscriptions() {
        return hub.subscriptions();
    }

    @Override
    public void cutSockets() {
        hub.eachClient(StreamClient::cut);
    }

    /** Whether the namespace refuses those who connect to it, from now on. */
    public void refuseNamespace(boolean refuse) {
        streamDoor.refuseNamespace(refuse);
    }

    /** Closes the namespace to every client that has joined it; their connections stay. */
    public void leaveNamespace() {
        hub.eachClient(StreamClient::leaveNamespace);
    }

    /** What order events look like from now on. */
    public void payload(Payload shape) {
        hub.payload(shape);
    }

    /** Sends a text frame to every open client of the stream, whatever it says. */
    public void broadcast(String text) {
        hub.eachClient(client -> client.send(text));
    }

    @Override
    public void acceptRest(boolean accept) {
        routes.accept(accept);
    }

    @Override
    public void skew(Duration ahead) {
        clock.skew(ahead);
    }

    @Override
    public void close() {
        server.close();
    }
}
