package io.ordergateway.ws.sim.hashkey;

import io.ordergateway.ws.sim.control.ControlledVenue;
import io.ordergateway.ws.sim.control.Controls;
import io.ordergateway.ws.sim.door.CancelArrivals;
import io.ordergateway.ws.sim.door.SimClock;
import io.ordergateway.ws.sim.fault.FaultScript;
import io.ordergateway.ws.sim.hashkey.book.HashKeyBook;
import io.ordergateway.ws.sim.hashkey.book.HashKeyBook.Move;
import io.ordergateway.ws.sim.hashkey.door.HashKeyCounts;
import io.ordergateway.ws.sim.hashkey.door.HashKeyCredentials;
import io.ordergateway.ws.sim.hashkey.door.HashKeyFloor;
import io.ordergateway.ws.sim.hashkey.door.HashKeyFloor.HashKeySetup;
import io.ordergateway.ws.sim.hashkey.door.HashKeyHabit;
import io.ordergateway.ws.sim.hashkey.door.HashKeyLimits;
import io.ordergateway.ws.sim.hashkey.door.LimitMeter;
import io.ordergateway.ws.sim.hashkey.door.RequestDoor;
import io.ordergateway.ws.sim.hashkey.fault.HashKeyFault;
import io.ordergateway.ws.sim.hashkey.rest.Answers;
import io.ordergateway.ws.sim.hashkey.rest.CancelRun;
import io.ordergateway.ws.sim.hashkey.rest.HashKeyFace;
import io.ordergateway.ws.sim.hashkey.rest.HashKeyRoutes;
import io.ordergateway.ws.sim.hashkey.stream.ListenKeys;
import io.ordergateway.ws.sim.hashkey.stream.StreamDoor;
import io.ordergateway.ws.sim.hashkey.stream.StreamHub;
import io.ordergateway.ws.sim.hashkey.stream.StreamSocket;
import io.ordergateway.ws.sim.http.LoopbackServer;
import io.ordergateway.ws.sim.http.Upgrades;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated HashKey on 127.0.0.1: HTTP and private streams on one port, one account (see {@link HashKeySettings}) with one book
 * for spot and futures. All of it runs on one thread of its own; the methods here may be called from any other.
 */
public final class HashKeyVenue implements ControlledVenue {
    private static final Logger log = LoggerFactory.getLogger(HashKeyVenue.class);

    private final HashKeyCounts.Tally tally = new HashKeyCounts.Tally();
    private final FaultScript<HashKeyFault> faults =
            new FaultScript<>(HashKeyFault.NONE, List.of(HashKeyFault.values()));
    private final FaultScript<Move> rival =
            new FaultScript<>(Move.NONE, List.of(Move.FILL, Move.FILL_PARTLY, Move.REJECT));
    private final LoopbackServer server = new LoopbackServer("sim-hashkey");
    private final StreamHub hub = new StreamHub(server.loop());
    private final SimClock clock;
    private final LimitMeter meter;
    private final HashKeyBook book;
    private final ListenKeys keys;
    private final RequestDoor door;
    private final Upgrades upgrades = new Upgrades();
    private final HashKeyRoutes routes;

    private HashKeyVenue(HashKeySettings settings) {
        this.clock = new SimClock(settings.clock());
        this.meter = new LimitMeter(settings.limits(), System::nanoTime);
        this.book = new HashKeyBook(clock, hub::publish);
        HashKeySetup setup = new HashKeySetup(settings.site(), settings.habits(), settings.pace());
        HashKeyFloor floor = new HashKeyFloor(setup, book, faults, rival, tally, clock);
        boolean keepsOld = floor.has(HashKeyHabit.KEEPS_OLD_KEYS);
        this.keys = new ListenKeys(settings.pace().keyLasts(), keepsOld, System::nanoTime);
        HashKeyCredentials credentials = new HashKeyCredentials(
                HashKeySettings.KEY,
                HashKeySettings.SECRET,
                HashKeySettings.ED25519_KEY,
                HashKeySettings.ED25519_PUBLIC_KEY);
        this.door = new RequestDoor(settings.site(), settings.habits(), credentials, meter, clock);
        StreamDoor streamDoor = new StreamDoor(floor, keys, hub);
        Answers answers = new Answers(floor, meter);
        CancelRun run = new CancelRun(floor, hub, keys, server.loop(), answers);
        this.routes = new HashKeyRoutes(floor, door, answers, run, keys, hub);
        Controls controls = new HashKeyControl(this).controls();
        server.listen(settings.port(), () -> new HashKeyFace(routes, controls, streamDoor, upgrades, answers));
    }

    /** A venue as clients in Hong Kong expect it, on this port, or on a free one if it is 0. */
    public static HashKeyVenue start(int port) {
        return start(HashKeySettings.defaults().withPort(port));
    }

    /** A venue that listens when this returns. */
    public static HashKeyVenue start(HashKeySettings settings) {
        HashKeyVenue venue = new HashKeyVenue(settings);
        log.info("simulated HashKey ({}) listens on {}", settings.site(), venue.restUrl());
        return venue;
    }

    @Override
    public int port() {
        return server.port();
    }

    public HashKeyBook book() {
        return book;
    }

    @Override
    public Optional<Filling> filling(String orderId) {
        return book.order(orderId)
                .map(order -> qty -> qty == null ? book.fill(orderId) : book.fillPartly(orderId, qty));
    }

    /** What the next requests to cancel meet. */
    public FaultScript<HashKeyFault> faults() {
        return faults;
    }

    public HashKeyCounts counts() {
        return tally.now(meter);
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
        return hub.openStreams();
    }

    @Override
    public void cutSockets() {
        hub.eachStream(StreamSocket::cut);
    }

    @Override
    public void acceptRest(boolean accept) {
        routes.accept(accept);
    }

    /** Every signed request is refused with this code from now on, such as 0103 for an expired key; null ends that. */
    public void refuseKey(@Nullable String code) {
        door.refuse(code);
    }

    /** No listen key is good any more, and their streams are closed when this returns. */
    public void expireListenKeys() {
        hub.onLoop(keys::deleteAll);
        hub.eachStream(StreamSocket::closeUnlessValid);
    }

    /**
     * From now on a cancel of an open order finds, with this probability, that the order was filled, filled in part or thrown
     * out an instant before. What happens follows from the seed and the order of the cancels.
     *
     * @param rate 0 to 1; 0 ends the race
     */
    public void race(long seed, double rate) {
        rival.seed(seed, rate);
    }

    @Override
    public void skew(Duration ahead) {
        clock.skew(ahead);
    }

    /** Counts anew, against these limits, and forgets every penalty. */
    public void limits(HashKeyLimits limits) {
        meter.change(limits);
    }

    /** Sends a text frame to every open stream, whatever it says. */
    public void broadcast(String text) {
        hub.eachStream(stream -> stream.send(text));
    }

    /** Sends bytes to every open stream, past the frame encoder. */
    public void push(byte[] rawBytes) {
        hub.eachStream(stream -> stream.sendRaw(rawBytes));
    }

    @Override
    public void close() {
        server.close();
    }
}
