package io.ordergateway.ws.venue;

import io.netty.channel.Channel;
import io.ordergateway.core.cancel.CancelPath;
import io.ordergateway.core.cancel.CancelService;
import io.ordergateway.core.cancel.OwnerThread;
import io.ordergateway.core.cancel.PathAttempt;
import io.ordergateway.core.cancel.ScopeAttempt;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.Fit;
import io.ordergateway.core.route.PathBreaker;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.route.RateBudget;
import io.ordergateway.core.session.InFlight;
import io.ordergateway.core.session.SessionAction;
import io.ordergateway.core.session.SessionEvent;
import io.ordergateway.core.session.SessionHealth;
import io.ordergateway.core.session.SessionMachine;
import io.ordergateway.core.session.SessionState;
import io.ordergateway.core.session.VenueClock;
import io.ordergateway.core.timing.Now;
import io.ordergateway.core.timing.SharedMoment;
import io.ordergateway.core.timing.Stage;
import io.ordergateway.ws.frame.FrameWriter;
import io.ordergateway.ws.wire.RequestIds;
import io.ordergateway.ws.wire.TextBuffer;
import io.ordergateway.ws.wire.VenueCodec;
import io.ordergateway.ws.wire.VenueFrame;
import io.ordergateway.ws.wire.VenueRest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One authenticated socket session. It outlives its connections. It decides nothing: {@link SessionMachine} says what to
 * do, {@link InFlight} whose reply it is, the codec what it proves.
 */
final class VenueSession implements ConnectionListener {
    /** Requests that are not about one order cannot be found by one. */
    private static final OrderRef NO_ORDER = new OrderRef("", "");

    private static final SessionEvent TICK = new SessionEvent.Tick();

    // For the session.
    private final Shared shared;
    private final AccountLoop loop;
    private final VenueCodec codec;
    private final SessionMachine machine;
    private final InFlight<CancelPath.Outgoing> inFlight;
    private final PathBreaker breaker;
    private final Consumer<SessionEvent.StayAway> onBan;
    private final SessionLog log;
    private final OwnerThread owner = new OwnerThread();
    private final Runnable flush = this::flush;
    private int held;
    private long heldSince;
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
    private @Nullable FrameWriter frames;
    private @Nullable Instant pingedAt;

    // For what is being read.
    private final SharedMoment moment;

    /**
     * What the sessions of one account share.
     *
     * @param text where their messages are written, one after the other
     * @param patience how long they wait, and for how many replies at once
     */
    record Shared(
            AccountLoop loop,
            VenueConnector connector,
            VenueCodec codec,
            TextBuffer text,
            VenueClock clock,
            VenueBudgets.Sockets budgets,
            SessionPool.Patience patience) {}

    /**
     * A session that is not started.
     *
     * @param label how log lines call it: {@code venue|account#number}
     * @param onBan told when the venue turns this session away for a while
     */
    VenueSession(String label, Shared shared, Consumer<SessionEvent.StayAway> onBan) {
        SessionPool.Patience patience = shared.patience();
        this.shared = shared;
        this.loop = shared.loop();
        this.moment = new SharedMoment(loop::now);
        this.codec = shared.codec();
        this.onBan = onBan;
        this.log = new SessionLog(label);
        this.machine = new SessionMachine(
                patience.timings(), () -> ThreadLocalRandom.current().nextDouble());
        this.inFlight = new InFlight<>(
                patience.maxInFlight(),
                RequestIds.first(),
                patience.replyTimeout().toNanos());
        this.breaker = new PathBreaker(Pauses.after(patience.replyTimeout()));
    }

    /** The session as it was a moment ago. Any thread. */
    SessionHealth seen() {
        return seen;
    }

    /** Whether another session had better take over while this one still works. */
    boolean wantsSuccessor(Now now) {
        return machine.wantsSuccessor(now.nanos());
    }

    SessionState state() {
        return machine.state();
    }

    /** Whether it has nothing to do or to wait for, but to keep itself alive. */
    boolean isAtRest() {
        return inFlight.size() == 0
                && switch (machine.state()) {
                    case READY, STOPPED, BARRED -> true;
                    case WAITING, CONNECTING, LOGGING_IN, SUBSCRIBING, DRAINING -> false;
                };
    }

    // ---- life ----

    /** Begins to connect; what the venue says of orders goes to this service. */
    void start(CancelService cancels) {
        service = cancels;
        on(new SessionEvent.Start());
    }

    /** Ends the session; requests in flight become doubts. */
    void stop() {
        on(new SessionEvent.Stop());
    }

    /** Another session took over: what is in flight is waited for, and that is all. */
    void retire() {
        on(new SessionEvent.Retire());
    }

    /** The venue turned one of the account's sessions away. */
    void stayAway(SessionEvent.StayAway ban) {
        on(ban);
    }

    /** Does what time has made due. */
    void sweep(Now now) {
        on(TICK, now);
        inFlight.sweep(now.nanos(), overdue -> unanswered(overdue, now));
        if (machine.state() == SessionState.DRAINING && inFlight.size() == 0) {
            on(new SessionEvent.Drained());
        }
        publish();
    }

    /** Replies that fail to come while the heartbeat goes on may mean that the venue ignores us (dossier 9.1). */
    private void unanswered(CancelPath.Outgoing request, Now now) {
        if (isCancel(request)) {
            breaker.failed(now.nanos());
        }
        request.settle(unclear("no-reply", "no reply in time", now), now);
    }

    @Override
    public void opened(long epoch, FrameWriter writer) {
        if (epoch == machine.epoch() && channel != null) {
            frames = writer;
        }
        on(new SessionEvent.Opened(epoch));
    }

    @Override
    public void lost(long epoch, String cause) {
        on(new SessionEvent.Lost(epoch, cause));
    }

    @Override
    public void refused(long epoch, String cause, VenueRest.Reply reply) {
        Duration time = codec.stayAway(reply);
        if (time != null && epoch == machine.epoch()) {
            onBan.accept(new SessionEvent.StayAway(cause + "; staying away for " + time, time));
        }
        lost(epoch, cause);
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
        if (action instanceof SessionAction.Open open) {
            open(open.epoch());
        } else if (action instanceof SessionAction.SendLogin) {
            writeNow(
                    codec.login(shared.clock().millisAt(now.wall())),
                    shared.budgets().admin(),
                    now);
        } else if (action instanceof SessionAction.SendSubscribe) {
            writeNow(codec.subscribeOrders(), shared.budgets().stream(), now);
        } else if (action instanceof SessionAction.SendPing) {
            pingedAt = pingedAt == null ? now.wall() : pingedAt; // a pong that is late answers the first of them
            writeNow(codec.ping(), shared.budgets().admin(), now);
        } else if (action instanceof SessionAction.SendPong) {
            writeNow(codec.pong(), shared.budgets().admin(), now);
        } else if (action instanceof SessionAction.SendProbe) {
            writeNow(codec.probe(), shared.budgets().queries(), now);
        } else if (action instanceof SessionAction.AnnounceReady && service != null) {
            service.reconnected(now);
        } else if (action instanceof SessionAction.Close close) {
            close(close);
        } else if (action instanceof SessionAction.ReleaseInFlight release) {
            breaker.notSent(); // what a lost connection might have answered says nothing about the path
            inFlight.drain().forEach(attempt -> attempt.settle(unclear("connection-lost", release.why(), now), now));
        }
    }

    private void open(long epoch) {
        try {
            channel = shared.connector().open(loop, codec.socketPath(), this, epoch);
        } catch (RuntimeException e) {
            loop.execute(() -> lost(epoch, "cannot connect: " + e));
        }
    }

    private void close(SessionAction.Close close) {
        log.closed(machine.state(), close.epoch(), close.why());
        Channel closing = channel;
        channel = null;
        frames = null;
        pingedAt = null;
        if (closing != null) {
            closing.close();
        }
    }

    /** What keeps a session alive is counted against its budget and never held back by it: there is too little of it. */
    private void writeNow(String text, RateBudget budget, Now now) {
        if (frames != null) {
            budget.spend(1, now.nanos());
            write(frames, text);
            frames.flush();
        }
    }

    private static void write(FrameWriter frames, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        frames.text(utf8, 0, utf8.length);
    }

    // ---- out ----

    PathHealth health(Now now) {
        if (machine.state() == SessionState.BARRED) {
            return PathHealth.CLOSED;
        }
        if (machine.state() != SessionState.READY || frames == null || !breaker.allows(now.nanos())) {
            return PathHealth.DOWN;
        }
        if (inFlight.isFull() || !frames.isWritable()) {
            return PathHealth.FULL;
        }
        return shared.budgets().orders().allowsCancels(1, now.nanos()) ? PathHealth.READY : PathHealth.SPENT;
    }

    /** Nothing waits here for a turn: other paths may have one sooner. */
    Fit fit(Now now) {
        RateBudget orders = shared.budgets().orders();
        return new Fit(false, orders.plan(now.nanos()).next(1), orders.limit());
    }

    void send(PathAttempt attempt, Now now) {
        OrderRef order = attempt.order();
        send(attempt, order, now, (text, id, time) -> codec.cancel(text, id, order, time));
    }

    void sendAll(ScopeAttempt attempt, Now now) {
        send(attempt, NO_ORDER, now, (text, id, time) -> text.append(codec.cancelAll(id, attempt.symbol(), time)));
    }

    /** Writes a request with its number and the venue's time. */
    private interface Frame {
        void write(TextBuffer text, long requestId, long timeMillis);
    }

    private void send(CancelPath.Outgoing request, OrderRef order, Now now, Frame frame) {
        owner.check();
        if (frames == null || !request.mayLeave(now) || health(now) != PathHealth.READY) {
            Evidence none = new Evidence(PathKind.SOCKET, "not-sent", "the session cannot send it", now.wall());
            request.settle(new Verdict.NotSent(none), now);
            return;
        }
        long id = inFlight.admit(order.orderId(), order.symbol(), request, now.nanos());
        breaker.sent();
        shared.budgets().orders().spend(1, now.nanos());
        request.sent(now);
        sent++;
        hold(now);
        TextBuffer text = shared.text();
        text.clear();
        frame.write(text, id, shared.clock().millisAt(now.wall()));
        frames.text(text.bytes(), 0, text.length());
    }

    boolean mayAsk() {
        return machine.state() == SessionState.READY
                && frames != null
                && !inFlight.isFull()
                && shared.budgets().queries().allowsOthers(loop.now().nanos());
    }

    /** Asks for the open orders; false if it cannot. */
    boolean ask(@Nullable String symbol, ListQuestion question) {
        owner.check();
        Now now = loop.now();
        if (!mayAsk()) {
            return false;
        }
        long id = inFlight.admit(NO_ORDER.orderId(), NO_ORDER.symbol(), question, now.nanos());
        writeNow(codec.openOrders(id, symbol), shared.budgets().queries(), now);
        return true;
    }

    /** Frames leave at the end of what the loop is doing now: a burst, or all that one read has caused, in one flush. */
    private void hold(Now now) {
        if (held == 0) {
            heldSince = now.nanos();
            loop.execute(flush);
        }
        held++;
    }

    private void flush() {
        int cancels = held;
        held = 0;
        if (frames != null) {
            flushes++;
            frames.flush();
            if (service != null) {
                service.stages().record(Stage.WRITTEN, System.nanoTime() - heldSince, cancels);
            }
        }
    }

    // ---- in ----

    /** The messages of one read share moments. */
    @Override
    public void reading() {
        moment.begin();
    }

    @Override
    public void received(long epoch, byte[] utf8, int from, int to) {
        if (epoch != machine.epoch()) {
            on(new SessionEvent.Heard(epoch)); // the last words of an old connection: counted
            return;
        }
        long id = codec.ackedRequest(utf8, from, to);
        if (id < 0 || !acknowledged(id)) {
            read(epoch, codec.decode(utf8, from, to));
        }
    }

    /** Settles a request that was acknowledged in the ordinary way; false if the message must be decoded to tell. */
    private boolean acknowledged(long id) {
        Now now = moment.next();
        Evidence evidence = inFlight.waiter(id) instanceof PathAttempt attempt
                ? codec.ackEvidence(attempt.order(), now.wall())
                : null;
        if (evidence == null) {
            return false;
        }
        machine.heardData(now.nanos());
        settle(inFlight.settle(id), new Verdict.Acknowledged(evidence), now);
        return true;
    }

    private void settle(InFlight.Match<CancelPath.Outgoing> match, Verdict verdict, Now now) {
        count(match);
        if (match.waiter() != null) {
            match.waiter().settle(shared.clock().heed(verdict), now);
        }
    }

    private void read(long epoch, VenueFrame frame) {
        if (frame instanceof VenueFrame.Unreadable bad) {
            unreadable(epoch, bad.why());
            return;
        }
        if (frame instanceof VenueFrame.LoginReply login && !login.accepted()) {
            shared.clock().doubt(); // a login is signed with the time
        }
        on(event(epoch, frame));
        if (frame instanceof VenueFrame.CancelReply reply) {
            replied(reply);
        } else if (frame instanceof VenueFrame.OrderUpdate update) {
            updated(update);
        } else if (frame instanceof VenueFrame.OpenOrders list) {
            listed(list);
        } else if (frame instanceof VenueFrame.Ping ping) {
            health(epoch, ping.healthPoints());
        } else if (frame instanceof VenueFrame.Pong pong) {
            ponged(epoch, pong);
        }
    }

    private void health(long epoch, int points) {
        if (points >= 0) {
            on(new SessionEvent.HealthPoints(epoch, points));
        }
    }

    private void ponged(long epoch, VenueFrame.Pong pong) {
        health(epoch, pong.healthPoints());
        if (pong.venueMillis() > 0 && pingedAt != null) {
            shared.clock().measured(pingedAt, pong.venueMillis(), loop.now().wall());
            pingedAt = null; // a second pong would be measured against the wrong ping
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
        if (frame instanceof VenueFrame.Goodbye goodbye) {
            return new SessionEvent.Lost(epoch, "the venue said: " + goodbye.text());
        }
        return isData(frame) ? new SessionEvent.HeardData(epoch) : new SessionEvent.Heard(epoch);
    }

    private static boolean isData(VenueFrame frame) {
        return frame instanceof VenueFrame.Data
                || frame instanceof VenueFrame.CancelReply
                || frame instanceof VenueFrame.OrderUpdate
                || frame instanceof VenueFrame.OpenOrders;
    }

    @Override
    public void unreadable(long epoch, String why) {
        unreadable++;
        log.unreadable(epoch, why);
        on(new SessionEvent.Heard(epoch));
    }

    private void replied(VenueFrame.CancelReply reply) {
        InFlight.Match<CancelPath.Outgoing> match = match(reply);
        Now now = loop.now();
        settle(match, codec.judge(reply, now.wall()), now);
        boolean loggedOut = reply.refusal() != null && codec.saysLoggedOut(reply.refusal());
        if (loggedOut && match.kind() == InFlight.Kind.AWAITED) {
            lost(machine.epoch(), "the venue no longer takes this session for logged in"); // another login may cure it
        }
    }

    private void listed(VenueFrame.OpenOrders list) {
        OptionalLong id = RequestIds.parse(list.requestId());
        if (id.isEmpty()) {
            return;
        }
        InFlight.Match<CancelPath.Outgoing> match = inFlight.settle(id.getAsLong());
        count(match);
        Now now = loop.now();
        if (match.waiter() instanceof ListQuestion question) {
            question.listed(list.orders(), now);
        } else if (match.waiter() != null) {
            match.waiter().settle(unclear("no-answer", "a list of orders under the id of a cancel", now), now);
        }
    }

    private void count(InFlight.Match<CancelPath.Outgoing> match) {
        switch (match.kind()) {
            case AWAITED -> {}
            case LATE -> late++;
            case DUPLICATE -> duplicate++;
            case FOREIGN -> foreign++;
        }
        if (match.waiter() != null && isCancel(match.waiter())) {
            breaker.answered();
        }
    }

    /** The venue counts questions apart from cancels, and may ignore the one while it answers the other (dossier 9.1). */
    private static boolean isCancel(CancelPath.Outgoing request) {
        return !(request instanceof ListQuestion);
    }

    /** By request id, else by order id; a reply that names neither only where one request can be meant (4.4). */
    private InFlight.Match<CancelPath.Outgoing> match(VenueFrame.CancelReply reply) {
        OptionalLong id = RequestIds.parse(reply.requestId());
        if (id.isPresent()) {
            InFlight.Match<CancelPath.Outgoing> match = inFlight.settle(id.getAsLong());
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

    /** Shows what others may see, if it has changed. */
    private void publish() {
        if (!isSeen()) {
            SessionHealth.Unmatched unmatched = new SessionHealth.Unmatched(late, duplicate, foreign);
            SessionHealth.Counts counts = new SessionHealth.Counts(
                    machine.epoch(), sent, flushes, unmatched, unreadable, machine.staleEvents());
            seen = new SessionHealth(machine.state(), machine.epoch(), inFlight.size(), trouble(), counts);
        }
    }

    private boolean isSeen() {
        SessionHealth.Counts counts = seen.counts();
        return seen.state() == machine.state()
                && seen.epoch() == machine.epoch()
                && seen.inFlight() == inFlight.size()
                && seen.trouble().equals(trouble())
                && counts.sent() == sent
                && counts.flushes() == flushes
                && counts.late() == late
                && counts.duplicate() == duplicate
                && counts.foreign() == foreign
                && counts.unreadable() == unreadable
                && counts.stale() == machine.staleEvents();
    }

    private String trouble() {
        return breaker.isOpen()
                ? "cancels stay unanswered though the heartbeat goes on; sending one at a time until one is answered"
                : machine.trouble();
    }
}
