package io.ordergateway.ws.venue.stream;

import io.netty.channel.Channel;
import io.ordergateway.core.cancel.CancelService;
import io.ordergateway.core.cancel.OwnerThread;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.session.SessionAction;
import io.ordergateway.core.session.SessionEvent;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.core.session.SessionMachine;
import io.ordergateway.core.session.SessionState;
import io.ordergateway.core.session.SessionTimings;
import io.ordergateway.core.timing.Now;
import io.ordergateway.ws.frame.FrameWriter;
import io.ordergateway.ws.venue.AccountLoop;
import io.ordergateway.ws.venue.ConnectionListener;
import io.ordergateway.ws.venue.SessionLog;
import io.ordergateway.ws.venue.VenueConnector;
import io.ordergateway.ws.venue.rest.RestAccess;
import io.ordergateway.ws.wire.OrderStreamCodec;
import io.ordergateway.ws.wire.OrderStreamCodec.Frame;
import io.ordergateway.ws.wire.VenueRest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One account's stream of what becomes of its orders. It outlives its connections, and takes no requests. It decides nothing:
 * {@link SessionMachine} says what to do with the connection, {@link ListenKeys} which key opens it, the codec what is proven.
 * There is no replay, so each time it becomes ready everything in doubt is asked at once. Owned by the account's thread, but
 * for {@link #seen}.
 */
public final class OrderStream implements ConnectionListener {
    /** From wanting a connection to being told of orders: with the HTTP request for a key, TCP, TLS and the handshakes. */
    public static final Duration ESTABLISH = Duration.ofSeconds(10);

    /** The wait between two connections, with jitter over all of it. */
    public static final Backoff RECONNECT = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** A stream may have nothing to tell for days, and no age at which it must be replaced is documented anywhere. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    private static final int SERVER_ERROR = 500;
    private static final SessionEvent TICK = new SessionEvent.Tick();

    // For the stream.
    private final AccountLoop loop;
    private final VenueConnector connector;
    private final RestAccess rest;
    private final OrderStreamCodec codec;
    private final @Nullable ListenKeys keys;
    private final SessionMachine machine;
    private final SessionLog log;
    private final OwnerThread owner = new OwnerThread();
    private @Nullable CancelService service;
    private long unreadable;
    private volatile SessionHealth seen = SessionHealth.NEW;

    // For the connection.
    private @Nullable Channel channel;
    private @Nullable FrameWriter frames;
    private boolean heard;

    /**
     * A stream that is not started.
     *
     * @param rest where keys are asked for
     * @param reconnect the wait between two connections; {@link #RECONNECT} outside of tests
     */
    public OrderStream(VenueConnector connector, RestAccess rest, OrderStreamCodec codec, Backoff reconnect) {
        this.loop = rest.loop();
        this.connector = connector;
        this.rest = rest;
        this.codec = codec;
        this.keys = codec.listenKeys()
                .map(venue -> new ListenKeys(rest, venue, this::keyHeld, this::keyLost))
                .orElse(null);
        this.machine = new SessionMachine(
                timings(codec.heartbeat(), reconnect),
                () -> ThreadLocalRandom.current().nextDouble());
        this.log = new SessionLog(loop.label() + "#orders");
    }

    private static SessionTimings timings(OrderStreamCodec.Heartbeat heartbeat, Backoff reconnect) {
        return new SessionTimings(
                ESTABLISH, heartbeat.pingEvery(), heartbeat.silence(), NEVER, NEVER, ESTABLISH, reconnect);
    }

    /** The stream as it was a moment ago; ready means that the venue tells of orders. Any thread. */
    public SessionHealth seen() {
        return seen;
    }

    /** Whether it has nothing to do or to wait for, but to keep itself alive. */
    public boolean isAtRest() {
        return switch (machine.state()) {
            case READY, STOPPED, BARRED -> true;
            case WAITING, CONNECTING, LOGGING_IN, SUBSCRIBING, DRAINING -> false;
        };
    }

    // ---- life ----

    /** Begins to connect; what the venue says of orders goes to this service. */
    public void start(CancelService cancels) {
        service = cancels;
        cancels.listenTo(() -> machine.state() == SessionState.READY);
        on(new SessionEvent.Start());
    }

    /**
     * Ends the stream for good, and its key at the venue, as far as that answers.
     *
     * @param left run once, on the account's thread, when nothing more is asked of the venue for it
     */
    public void stop(Runnable left) {
        on(new SessionEvent.Stop());
        if (keys == null) {
            left.run();
        } else {
            keys.leave(left);
        }
    }

    /** Does what time has made due. */
    public void sweep(Now now) {
        on(TICK, now);
        if (keys != null) {
            keys.sweep(now);
        }
        publish();
    }

    private void on(SessionEvent event) {
        on(event, loop.now());
    }

    private void on(SessionEvent event, Now now) {
        owner.check();
        SessionState before = machine.state();
        for (SessionAction action : machine.on(event, now.nanos())) {
            perform(action, now);
        }
        if (machine.state() != before) {
            log.changed(before, machine.state(), machine.epoch());
            publish();
        }
    }

    private void perform(SessionAction action, Now now) {
        if (action instanceof SessionAction.Open) {
            open(now);
        } else if (action instanceof SessionAction.SendLogin) {
            begin(now);
        } else if (action instanceof SessionAction.SendPing) {
            write(codec.ping(rest.millis(now)));
        } else if (action instanceof SessionAction.AnnounceReady && service != null) {
            service.reconnected(now);
        } else if (action instanceof SessionAction.Close close) {
            close(close, now);
        }
    }

    // ---- up ----

    private void open(Now now) {
        if (keys == null) {
            connect(null);
        } else {
            keys.want(now);
        }
    }

    private void connect(OrderStreamCodec.@Nullable Key key) {
        long epoch = machine.epoch();
        heard = false;
        try {
            channel = connector.open(loop, codec.socketPath(key), this, epoch);
        } catch (RuntimeException e) {
            loop.execute(() -> lost(epoch, "cannot connect: " + e));
        }
    }

    private void keyHeld(OrderStreamCodec.Key key) {
        if (machine.state() == SessionState.CONNECTING && channel == null) {
            connect(key);
        }
    }

    private void keyLost(String why) {
        on(new SessionEvent.Lost(machine.epoch(), why));
    }

    private void begin(Now now) {
        OrderStreamCodec.Opening opening = codec.open(rest.millis(now));
        opening.send().forEach(this::write);
        if (opening.ready()) {
            ready(now);
        }
    }

    private void ready(Now now) {
        on(new SessionEvent.LoginAccepted(machine.epoch()), now);
        on(new SessionEvent.Subscribed(machine.epoch()), now);
    }

    // ---- down ----

    private void close(SessionAction.Close close, Now now) {
        log.closed(machine.state(), close.epoch(), close.why());
        Channel closing = channel;
        boolean opened = frames != null;
        channel = null;
        frames = null;
        if (closing != null) {
            closing.close();
        }
        if (opened && !heard && keys != null) {
            keys.doubt(now);
        }
    }

    @Override
    public void lost(long epoch, String cause) {
        on(new SessionEvent.Lost(epoch, cause));
    }

    @Override
    public void refused(long epoch, String cause, VenueRest.Reply handshake) {
        if (epoch == machine.epoch()) {
            Duration away = codec.stayAway(handshake);
            if (away != null) {
                on(new SessionEvent.StayAway(cause + "; staying away for " + away, away));
            } else if (handshake.status() < SERVER_ERROR && keys != null) {
                keys.refused();
            }
        }
        lost(epoch, cause);
    }

    // ---- in ----

    @Override
    public void opened(long epoch, FrameWriter writer) {
        if (epoch == machine.epoch() && channel != null) {
            frames = writer;
        }
        on(new SessionEvent.Opened(epoch));
    }

    @Override
    public void reading() {}

    @Override
    public void received(long epoch, byte[] utf8, int from, int to) {
        Now now = loop.now();
        if (epoch != machine.epoch()) {
            on(new SessionEvent.Heard(epoch), now); // the last words of an old connection: counted
            return;
        }
        heard = true;
        read(epoch, codec.decode(utf8, from, to, now.wall()), now);
    }

    private void read(long epoch, Frame frame, Now now) {
        if (frame instanceof Frame.Unreadable bad) {
            unreadable(epoch, bad.why());
        } else if (frame instanceof Frame.Refused no) {
            refused(epoch, no, now);
        } else if (frame instanceof Frame.Goodbye goodbye) {
            on(new SessionEvent.Lost(epoch, "the venue said: " + goodbye.why()), now);
        } else {
            on(new SessionEvent.Heard(epoch), now);
            act(frame, now);
        }
    }

    private void refused(long epoch, Frame.Refused no, Now now) {
        boolean barred = no.forGood() && machine.state() == SessionState.LOGGING_IN;
        on(barred ? new SessionEvent.LoginRefused(epoch, no.why()) : new SessionEvent.Lost(epoch, no.why()), now);
    }

    private void act(Frame frame, Now now) {
        if (frame instanceof Frame.Step step) {
            write(step.reply());
            OrderStreamCodec.Heartbeat heartbeat = step.heartbeat();
            if (heartbeat != null) {
                machine.heartbeat(heartbeat.pingEvery(), heartbeat.silence());
            }
        } else if (frame instanceof Frame.Ready ready) {
            write(ready.reply());
            ready(now);
        } else if (frame instanceof Frame.Heartbeat heartbeat) {
            write(heartbeat.reply());
        } else if (frame instanceof Frame.Updates updates) {
            tell(updates.updates(), now);
        }
    }

    /** Two cancels of one order, under its two names, are pursued apart: each is told. */
    private void tell(List<OrderStreamCodec.Update> updates, Now now) {
        for (OrderStreamCodec.Update update : updates) {
            if (service != null && !update.orderId().isEmpty()) {
                service.orderUpdate(new OrderRef(update.orderId(), update.symbol()), update.verdict(), now);
            }
            if (service != null && !update.clientOrderId().isEmpty()) {
                service.orderUpdate(
                        OrderRef.byClientId(update.clientOrderId(), update.symbol()), update.verdict(), now);
            }
        }
    }

    @Override
    public void unreadable(long epoch, String why) {
        unreadable++;
        log.unreadable(epoch, why);
        on(new SessionEvent.Heard(epoch));
    }

    // ---- out ----

    private void write(@Nullable String text) {
        if (text != null && frames != null) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            frames.text(utf8, 0, utf8.length);
            frames.flush();
        }
    }

    /** Shows what others may see, if it has changed. */
    private void publish() {
        SessionHealth.Counts counts = new SessionHealth.Counts(
                machine.epoch(), 0, 0, SessionHealth.Unmatched.NONE, unreadable, machine.staleEvents());
        SessionHealth now = new SessionHealth(machine.state(), machine.epoch(), 0, machine.trouble(), counts);
        if (!now.equals(seen)) {
            seen = now;
        }
    }
}
