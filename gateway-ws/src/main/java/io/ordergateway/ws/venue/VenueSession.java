package io.ordergateway.ws.venue;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.ordergateway.core.cancel.CancelPath;
import io.ordergateway.core.cancel.CancelService;
import io.ordergateway.core.cancel.Now;
import io.ordergateway.core.cancel.OwnerThread;
import io.ordergateway.core.cancel.PathAttempt;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.session.InFlight;
import io.ordergateway.core.session.SessionAction;
import io.ordergateway.core.session.SessionEvent;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.core.session.SessionMachine;
import io.ordergateway.core.session.SessionState;
import io.ordergateway.ws.wire.RequestIds;
import io.ordergateway.ws.wire.VenueCodec;
import io.ordergateway.ws.wire.VenueFrame;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One authenticated socket session: the first path of a cancel. It outlives its connections. It decides nothing: {@link
 * SessionMachine} says what to do, {@link InFlight} whose reply it is, the codec what it proves.
 */
public final class VenueSession implements CancelPath {
    // For the session.
    private final AccountLoop loop;
    private final VenueConnector connector;
    private final VenueCodec codec;
    private final SessionMachine machine;
    private final InFlight<PathAttempt> inFlight;
    private final SessionLog log;
    private final OwnerThread owner = new OwnerThread();
    private boolean held;
    private @Nullable CancelService service;
    private long sent;
    private long flushes;
    private long late;
    private long duplicate;
    private long foreign;
    private long unreadable;
    private volatile SessionHealth seen = SessionHealth.NEW;

    // For the connection.
    private @Nullable Channel channel;

    /**
     * A session that is not started.
     *
     * @param label how log lines call it: {@code venue|account#number}
     */
    public VenueSession(
            String label,
            AccountLoop loop,
            VenueConnector connector,
            VenueCodec codec,
            SessionMachine machine,
            InFlight<PathAttempt> inFlight) {
        this.log = new SessionLog(label);
        this.loop = loop;
        this.connector = connector;
        this.codec = codec;
        this.machine = machine;
        this.inFlight = inFlight;
    }

    /** The session as it was a moment ago. Any thread. */
    public SessionHealth seen() {
        return seen;
    }

    // ---- life ----

    /** Begins to connect; what the venue says of orders goes to this service. */
    public void start(CancelService cancels) {
        service = cancels;
        on(new SessionEvent.Start());
    }

    /** Ends the session; requests in flight become doubts. */
    public void stop() {
        on(new SessionEvent.Stop());
    }

    /** Does what time has made due. */
    public void sweep(Now now) {
        on(new SessionEvent.Tick());
        inFlight.sweep(now.nanos(), attempt -> attempt.settle(unclear("no-reply", "no reply in time", now), now));
        publish();
    }

    void opened(long epoch) {
        on(new SessionEvent.Opened(epoch));
    }

    void lost(long epoch, String cause) {
        on(new SessionEvent.Lost(epoch, cause));
    }

    private void on(SessionEvent event) {
        owner.check();
        SessionState before = machine.state();
        Now now = loop.now();
        for (SessionAction action : machine.on(event, now.nanos())) {
            perform(action, now);
        }
        if (machine.state() != before) {
            log.changed(before, machine.state(), machine.epoch());
            publish();
        }
    }

    private void perform(SessionAction action, Now now) {
        if (action instanceof SessionAction.Open open) {
            open(open.epoch());
        } else if (action instanceof SessionAction.SendLogin) {
            writeNow(codec.login(now.wall().toEpochMilli()));
        } else if (action instanceof SessionAction.SendSubscribe) {
            writeNow(codec.subscribeOrders());
        } else if (action instanceof SessionAction.SendPing) {
            writeNow(codec.ping());
        } else if (action instanceof SessionAction.SendPong) {
            writeNow(codec.pong());
        } else if (action instanceof SessionAction.AnnounceReady && service != null) {
            service.reconnected(now);
        } else if (action instanceof SessionAction.Close close) {
            close(close);
        } else if (action instanceof SessionAction.ReleaseInFlight release) {
            inFlight.drain().forEach(attempt -> attempt.settle(unclear("connection-lost", release.why(), now), now));
        }
    }

    private void open(long epoch) {
        try {
            channel = connector.open(loop, this, epoch);
        } catch (RuntimeException e) {
            loop.execute(() -> lost(epoch, "cannot connect: " + e));
        }
    }

    private void close(SessionAction.Close close) {
        log.closed(machine.state(), close.epoch(), close.why());
        Channel closing = channel;
        channel = null;
        if (closing != null) {
            closing.close();
        }
    }

    private void writeNow(String text) {
        if (channel != null) {
            channel.writeAndFlush(new TextWebSocketFrame(text), channel.voidPromise());
        }
    }

    // ---- out ----

    @Override
    public PathKind kind() {
        return PathKind.SOCKET;
    }

    @Override
    public PathHealth health() {
        if (machine.state() != SessionState.READY || channel == null) {
            return PathHealth.DOWN;
        }
        return inFlight.isFull() || !channel.isWritable() ? PathHealth.FULL : PathHealth.READY;
    }

    @Override
    public void send(PathAttempt attempt) {
        owner.check();
        Now now = loop.now();
        if (channel == null || health() != PathHealth.READY || !attempt.mayLeave(now)) {
            Evidence none = new Evidence(PathKind.SOCKET, "not-sent", "the session cannot send it", now.wall());
            attempt.settle(new Verdict.NotSent(none), now);
            return;
        }
        long id = inFlight.admit(attempt.order().orderId(), attempt.order().symbol(), attempt, now.nanos());
        attempt.sent(now);
        sent++;
        hold();
        String frame = codec.cancel(id, attempt.order(), now.wall().toEpochMilli());
        channel.write(new TextWebSocketFrame(frame), channel.voidPromise());
    }

    /** Frames leave at the end of what the loop is doing now: a burst, or all that one read has caused, in one flush. */
    private void hold() {
        if (!held) {
            held = true;
            loop.execute(this::flush);
        }
    }

    private void flush() {
        held = false;
        if (channel != null) {
            flushes++;
            channel.flush();
        }
    }

    // ---- in ----

    void received(long epoch, String text) {
        if (epoch != machine.epoch()) {
            on(new SessionEvent.Heard(epoch)); // the last words of an old connection: counted
            return;
        }
        VenueFrame frame = codec.decode(text);
        if (frame instanceof VenueFrame.Unreadable bad) {
            unreadable(epoch, bad.why());
            return;
        }
        on(event(epoch, frame));
        if (frame instanceof VenueFrame.CancelReply reply) {
            replied(reply);
        } else if (frame instanceof VenueFrame.OrderUpdate update) {
            updated(update);
        }
    }

    private static SessionEvent event(long epoch, VenueFrame frame) {
        if (frame instanceof VenueFrame.LoginReply login) {
            if (login.accepted()) {
                return new SessionEvent.LoginAccepted(epoch);
            }
            return login.forGood()
                    ? new SessionEvent.LoginRefused(epoch, login.text())
                    : new SessionEvent.Lost(epoch, "login refused for now: " + login.text());
        }
        if (frame instanceof VenueFrame.SubscribeReply subscribed) {
            return subscribed.accepted()
                    ? new SessionEvent.Subscribed(epoch)
                    : new SessionEvent.SubscribeRefused(epoch, subscribed.text());
        }
        if (frame instanceof VenueFrame.Ping) {
            return new SessionEvent.Pinged(epoch);
        }
        return frame instanceof VenueFrame.Goodbye goodbye
                ? new SessionEvent.Lost(epoch, "the venue said: " + goodbye.text())
                : new SessionEvent.Heard(epoch);
    }

    void unreadable(long epoch, String why) {
        unreadable++;
        log.unreadable(epoch, why);
        on(new SessionEvent.Heard(epoch));
    }

    private void replied(VenueFrame.CancelReply reply) {
        InFlight.Match<PathAttempt> match = match(reply);
        switch (match.kind()) {
            case AWAITED -> {}
            case LATE -> late++;
            case DUPLICATE -> duplicate++;
            case FOREIGN -> foreign++;
        }
        if (match.waiter() != null) {
            Now now = loop.now();
            match.waiter().settle(codec.judge(reply, now.wall()), now);
        }
    }

    /** By request id, else by order id; a reply that names neither only where one request can be meant (4.4). */
    private InFlight.Match<PathAttempt> match(VenueFrame.CancelReply reply) {
        OptionalLong id = RequestIds.parse(reply.requestId());
        if (id.isPresent()) {
            InFlight.Match<PathAttempt> match = inFlight.settle(id.getAsLong());
            if (match.kind() != InFlight.Kind.FOREIGN) {
                return match;
            }
        }
        if (reply.orderId() != null) {
            return inFlight.settleByOrder(reply.orderId(), reply.symbol());
        }
        if (reply.requestId().isEmpty() && reply.symbol() != null) {
            return inFlight.settleOnly(reply.symbol());
        }
        return new InFlight.Match<>(InFlight.Kind.FOREIGN, null);
    }

    private void updated(VenueFrame.OrderUpdate update) {
        if (service != null) {
            Now now = loop.now();
            service.orderUpdate(update.orderId(), codec.judge(update, now.wall()), now);
        }
    }

    private static Verdict unclear(String rule, String message, Now now) {
        return new Verdict.Unclear(new Evidence(PathKind.SOCKET, rule, message, now.wall()));
    }

    private void publish() {
        SessionHealth.Counts counts = new SessionHealth.Counts(sent, flushes, late, duplicate, foreign, unreadable);
        SessionHealth now = new SessionHealth(machine.state(), machine.epoch(), inFlight.size(), counts);
        if (!now.equals(seen)) {
            seen = now;
        }
    }
}
