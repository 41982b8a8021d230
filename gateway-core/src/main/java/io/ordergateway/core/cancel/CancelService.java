package io.ordergateway.core.cancel;

import io.ordergateway.core.ledger.CancelLedger;
import io.ordergateway.core.ledger.CancelStatistics;
import io.ordergateway.core.ledger.PendingCancel;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.outcome.AnsweredCancel;
import io.ordergateway.core.outcome.OutcomeLog;
import io.ordergateway.core.outcome.UnfinishedCancel;
import io.ordergateway.core.route.CancelRouter;
import io.ordergateway.core.route.Fit;
import io.ordergateway.core.route.Hedge;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.route.Route;
import io.ordergateway.core.timing.Now;
import io.ordergateway.core.timing.Stage;
import io.ordergateway.core.timing.StageTimes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One account's cancels, from acceptance to the order's end. The only place where it is decided what becomes of a
 * cancel. Owned by the account's thread; told the time, reads no clock.
 *
 * <p>Each ready path is tried once without asking; after that, and whenever the venue says "not open", the order's status
 * is asked before anything else is done or said. A cancel of which nothing has left waits for a path as long as its
 * deadline allows.
 */
public final class CancelService {
    private final String account;
    private final AccountPaths paths;
    private final OutcomeLog outcomes;
    private final CancelLimits limits;

    private final OwnerThread owner = new OwnerThread();
    private final Admission admission;
    private final CancelLedger ledger;
    private final InDoubt inDoubt;
    private final Hedge<PathAttempt> lateReplies;
    private final OrderPursuit.Table pursuits = new OrderPursuit.Table();
    private final CancelScopes scopes;
    private Consumer<PendingCancel> recorded = cancel -> {};
    private boolean closed;

    /**
     * @param paths by preference, sockets before REST
     * @param ids which ids the account's venue can mean
     */
    public CancelService(
            Account account,
            List<CancelPath> paths,
            OrderQuery query,
            OutcomeLog outcomes,
            Admission.Ids ids,
            CancelLimits limits) {
        this.account = account.name();
        this.paths = new AccountPaths(account.name(), paths);
        this.outcomes = outcomes;
        this.limits = limits;
        this.admission = new Admission(ids, limits);
        this.scopes = new CancelScopes(this, query, admission, limits);
        this.ledger = new CancelLedger(account, outcomes, limits.answersKept());
        this.inDoubt = new InDoubt(this, query, limits.doubt());
        this.lateReplies = new Hedge<>(limits.hedged() ? limits.maxPending() : 0);
    }

    /** What is counted of its cancels. Any thread. */
    public CancelStatistics statistics() {
        return ledger.statistics();
    }

    /** How long the stages of its cancels took. Any thread. */
    public StageTimes stages() {
        return statistics().stages();
    }

    /** Cancels that were accepted and have not ended. Any thread. */
    public int pending() {
        return statistics().pending();
    }

    /** Orders whose status is waiting to be asked. Any thread. */
    public int inDoubt() {
        return statistics().inDoubt();
    }

    /** Whether nothing waits for its deadline, or for being asked again. The account's thread only. */
    public boolean isAtRest() {
        return ledger.pending() == 0 && inDoubt.size() == 0 && scopes.size() == 0;
    }

    // ---- again ----

    /**
     * Takes up what an earlier process left. Before anything else is asked of this service.
     *
     * @param unfinished accepted and not ended, oldest first: each is asked about before anything is sent for it
     * @param answered ended, oldest first: who repeats such an id is told the same
     */
    public void resume(List<UnfinishedCancel> unfinished, List<AnsweredCancel> answered, Now now) {
        owner.check();
        ledger.resume(unfinished, answered, now);
        for (PendingCancel cancel : ledger.resumed()) {
            OrderPursuit known = pursuits.get(cancel.wish().order());
            OrderPursuit pursuit = known != null ? known : begin(cancel.wish(), false);
            join(pursuit, cancel, now);
            pursuit.resumed(now);
            if (cancel.isAnswered() && cancel.result() instanceof CancelResult.Acknowledged ack) {
                pursuit.acknowledged(ack.evidence());
            }
            inDoubt.ask(pursuit, now.nanos());
        }
        publishAndFlush();
    }

    // ---- in ----

    /** So many cancels have waited so long for this thread. */
    void waited(int cancels, long nanos) {
        stages().record(Stage.WAITED, nanos, cancels);
    }

    /**
     * Takes a wish in.
     *
     * @param wish anything but {@code null}; what is wrong with it is refused
     * @param answer called exactly once, on this thread or on the outcome log's writer
     */
    public void cancel(CancelOrder wish, Consumer<CancelResult> answer, Now now) {
        owner.check();
        take(wish, answer, false, now);
    }

    /**
     * Takes a wish in.
     *
     * @param scoped whether a frame for a whole scope will speak for the order, if nobody pursues it yet
     */
    void take(CancelOrder asked, Consumer<CancelResult> answer, boolean scoped, Now now) {
        CancelResult.Refused refused = Admission.malformed(asked);
        if (refused == null) {
            refused = admission.unnamed(asked, now);
        }
        if (refused != null) {
            ledger.refuse(answer, refused);
            return;
        }
        CancelOrder wish = admission.named(asked);
        // Before its time is looked at: a wish repeated after its deadline may well have been sent.
        if (ledger.answersAgain(wish, answer)) {
            return;
        }
        refused = admission.check(wish, now);
        if (refused != null) {
            ledger.refuse(answer, refused);
            return;
        }
        OrderPursuit pursuit = pursuits.get(wish.order());
        refused = refuse(wish, pursuit);
        if (refused != null) {
            ledger.refuse(answer, refused);
        } else {
            accept(wish, pursuit != null ? pursuit : begin(wish, scoped), answer, now);
        }
    }

    private OrderPursuit begin(CancelOrder wish, boolean scoped) {
        OrderPursuit pursuit = new OrderPursuit(this, wish.order());
        pursuit.scoped(scoped);
        pursuits.put(pursuit);
        return pursuit;
    }

    private CancelResult.@Nullable Refused refuse(CancelOrder wish, @Nullable OrderPursuit pursuit) {
        if (closed) {
            return CancelResult.Refused.of(wish, RefusalReason.SHUTTING_DOWN, null, "the gateway is closed");
        }
        OutcomeLog.Closed unrecorded = outcomes.closed();
        if (unrecorded != null) {
            return CancelResult.Refused.of(wish, unrecorded.reason(), null, unrecorded.text());
        }
        return admission.refuse(wish, pursuit, ledger.pending());
    }

    private void accept(CancelOrder wish, OrderPursuit pursuit, Consumer<CancelResult> answer, Now now) {
        long deadline = now.in(Admission.timeLeft(wish, now));
        PendingCancel cancel = limits.recordBeforeSend()
                ? ledger.accept(wish, answer, deadline, now, recorded)
                : ledger.accept(wish, answer, deadline, now);
        join(pursuit, cancel, now);
        Evidence taken = pursuit.acknowledgement();
        boolean servedByAck = taken != null && pursuit.asked == 0;
        PathAttempt serving = servedByAck ? pursuit.lastSent() : pursuit.sentAndUnanswered();
        if (serving != null) {
            ledger.sent(cancel, serving.path(), now.wall()); // that frame serves this cancel too
        }
        if (taken != null && servedByAck) {
            answerAcknowledged(pursuit, taken, now);
        } else {
            driveFor(cancel, pursuit, now);
        }
        publish();
    }

    /** One that waits for its turn goes sooner for a newcomer's sake, or the newcomer is told at once that it cannot. */
    private void driveFor(PendingCancel cancel, OrderPursuit pursuit, Now now) {
        PathAttempt waiting = pursuit.waitingForItsTurn();
        Fit fit = waiting == null ? null : paths.sooner(waiting, cancel.dueAt(), now);
        if (fit == null || fit.inTime() || cancel.isUntilGone()) {
            drive(pursuit, now);
            return;
        }
        pursuit.leave(cancel);
        ledger.close(cancel, pursuit.overBudget(cancel.wish().cancelId(), fit, now), now);
    }

    /** All that waited at the door is taken in; the records of it are written once what the thread has queued was sent. */
    void taken(Executor thread) {
        outcomes.flush(thread);
    }

    /** Whom to tell, on any thread, that a cancel's acceptance is written. */
    void whenRecorded(Consumer<PendingCancel> listener) {
        recorded = listener;
    }

    /** A cancel's acceptance is written: now it may be sent. */
    void recorded(PendingCancel cancel, Now now) {
        owner.check();
        cancel.held(false);
        OrderPursuit pursuit = pursuits.get(cancel.wish().order());
        if (pursuit != null && pursuit.acknowledgement() == null) {
            drive(pursuit, now);
            publishAndFlush();
        }
    }

    private void join(OrderPursuit pursuit, PendingCancel cancel, Now now) {
        pursuit.join(cancel, limits.maxAttempts());
        Duration placeable = admission.placeableFor(cancel.wish(), now);
        if (!placeable.isZero()) {
            pursuit.placementOpenUntil(now.in(placeable));
        }
    }

    // ---- out ----

    /** Sends on the next path that has not been tried; where there is none, the order's status decides. */
    void drive(OrderPursuit pursuit, Now now) {
        if (pursuit.ended() || pursuit.isScoped() || pursuit.isHeld() || pursuit.attemptUnderWay()) {
            return;
        }
        if (!pursuit.isWanted(now)) {
            cannotSend(pursuit, RefusalReason.DEADLINE, "the deadline passed before anything was sent", now);
            return;
        }
        if (!pursuit.maySend(now)) {
            String text = "none of the " + limits.maxAttempts() + " attempts allowed left this machine";
            cannotSend(pursuit, RefusalReason.NO_PATH, text, now);
            return;
        }
        Route route = paths.ready(RequestClass.CANCEL, pursuit.tried(), now);
        if (route instanceof Route.Limited) {
            route = paths.inTurn(pursuit, now);
        }
        if (route instanceof Route.Via via) {
            send(pursuit, via.path(), now);
        } else if (route instanceof Route.Spent spent) {
            noRoom(pursuit, spent.fit(), now);
        } else if (route instanceof Route.Congested) {
            String text = "every path is at its bound: requests under way, or bytes unsent";
            cannotSend(pursuit, RefusalReason.OVERLOADED, text, now);
        } else if (route instanceof Route.Exhausted && pursuit.tried() == CancelRouter.NONE) {
            cannotSend(
                    pursuit,
                    RefusalReason.NO_PATH,
                    "no path of the account will be back by itself; OrderGateway.health() says why",
                    now);
        } else {
            awaitPath(pursuit, now);
        }
    }

    /** A cancel of which something has left is asked about; any other waits until a path is there. */
    private void awaitPath(OrderPursuit pursuit, Now now) {
        if (pursuit.everSent()) {
            inDoubt.askAgain(pursuit, now);
        } else {
            pursuit.tryAnew();
            paths.await(pursuit);
        }
    }

    private void send(OrderPursuit pursuit, int index, Now now) {
        paths.waitsNoMore(pursuit);
        PathAttempt attempt = attempt(pursuit, index, false);
        Verdict fault = paths.send(index, attempt, now);
        if (fault != null) {
            pursuit.faulted();
            attempt.settle(fault, now);
        }
    }

    /**
     * An attempt on an order, by a path that does not know of it yet.
     *
     * @param byScope whether a frame for a whole scope makes it
     */
    PathAttempt attempt(OrderPursuit pursuit, int path, boolean byScope) {
        PathAttempt attempt = new PathAttempt(pursuit, paths.kind(path), byScope);
        pursuit.begin(attempt, path);
        return attempt;
    }

    /** Sends cancels whose reply is late a second time, where another path is ready. */
    private void hedge(Now now) {
        if (!limits.hedged() || !paths.areSeveral(now)) {
            return;
        }
        PathAttempt late = lateReplies.late(PathAttempt::waitsForReply, now.nanos());
        while (late != null) {
            OrderPursuit pursuit = late.pursuit();
            Route route = pursuit.maySend(now) ? paths.ready(RequestClass.CANCEL, pursuit.tried(), now) : null;
            if (route instanceof Route.Via via) {
                send(pursuit, via.path(), now);
            }
            late = lateReplies.late(PathAttempt::waitsForReply, now.nanos());
        }
    }

    /** The venue's limits are in the way until after the deadline: said at once, since the caller can do something about it. */
    private void noRoom(OrderPursuit pursuit, Fit fit, Now now) {
        if (pursuit.everSent()) {
            inDoubt.askAgain(pursuit, now);
            return;
        }
        if (scopes.takesAlong(pursuit)) {
            return; // decided when all that has come by now is looked at together
        }
        finish(pursuit, id -> pursuit.overBudget(id, fit, now), now);
    }

    private void cannotSend(OrderPursuit pursuit, RefusalReason reason, String text, Now now) {
        if (pursuit.everSent()) {
            inDoubt.askAgain(pursuit, now);
            return;
        }
        finish(pursuit, id -> pursuit.unsent(id, reason, text), now);
    }

    // ---- scopes ----

    /**
     * Takes in a wish that nothing of a scope rests.
     *
     * @param wish anything but {@code null}; what is wrong with it is refused
     * @param answer called once for each order that was found open and taken up, and once more if it is not proven that
     *     none is left; on this thread or on the outcome log's writer
     * @param done called once, after the last answer, on the thread of that
     */
    public void cancelAll(CancelAll wish, Consumer<CancelResult> answer, Runnable done, Now now) {
        owner.check();
        scopes.begin(wish, answer, done, now);
    }

    /**
     * Asks the venue which orders of a scope are open, and cancels none.
     *
     * @param scope anything but {@code null}; what is wrong with it is refused
     * @param answer called exactly once, on this thread, by the scope's deadline
     */
    public void openOrders(CancelAll scope, Consumer<CancelAll.Listing> answer, Now now) {
        owner.check();
        scopes.list(scope, answer, now);
    }

    /** What is wrong with a scope, whatever is under way; {@code null} if nothing is. Any thread. */
    CancelResult.@Nullable Refused fault(CancelAll scope) {
        return admission.check(scope, false, 0);
    }

    String account() {
        return account;
    }

    AccountPaths paths() {
        return paths;
    }

    void ended(ScopeCancel scope) {
        scopes.ended(scope);
    }

    /** What a scope is told from outside comes on the account's thread too. */
    void checkThread() {
        owner.check();
    }

    void sendAll(ScopeAttempt frame, int index, Now now) {
        Verdict fault = paths.sendAll(index, frame, now);
        if (fault != null) {
            frame.settle(fault, now);
        }
    }

    /** A frame left that cancels orders it was not meant for too: what becomes of those may be its work. */
    void frameLeft(@Nullable String symbol, Now now) {
        pursuits.coveredByFrame(symbol, now);
    }

    /** No frame for a whole scope speaks for this order any more. */
    void release(OrderPursuit pursuit, Now now) {
        pursuit.scoped(false);
        if (pursuit.acknowledgement() == null) {
            drive(pursuit, now);
            publish();
        }
    }

    @Nullable
    OrderPursuit pursuit(OrderRef order) {
        return pursuits.get(order);
    }

    /** How many cancels may still be accepted. */
    int room() {
        return limits.maxPending() - ledger.pending();
    }

    // ---- back ----

    /** An attempt's first byte left. */
    void sent(PathAttempt attempt, Now now) {
        owner.check();
        OrderPursuit pursuit = attempt.pursuit();
        if (attempt.path() == PathKind.SOCKET && !attempt.isByScope() && !pursuit.everSent()) {
            lateReplies.sent(attempt, now.nanos());
        }
        pursuit.sent(now);
        for (PendingCancel cancel = pursuit.cancels(); cancel != null; cancel = cancel.next()) {
            ledger.sent(cancel, attempt.path(), now.wall());
        }
    }

    /** An attempt came to something. */
    void settled(PathAttempt attempt, Verdict verdict, Now now) {
        owner.check();
        OrderPursuit pursuit = attempt.pursuit();
        boolean replied = !(verdict instanceof Verdict.Unclear || verdict instanceof Verdict.NotSent);
        if (replied && attempt.isSent() && attempt.path() == PathKind.SOCKET && !attempt.isByScope()) {
            lateReplies.answered(attempt.sinceSent(now));
            stages().record(Stage.REPLIED, attempt.sinceSent(now));
        }
        if (pursuit.ended()) {
            return;
        }
        boolean frameTurnedDown = attempt.isByScope() && verdict instanceof Verdict.Denied;
        if (replied && !frameTurnedDown) {
            judge(pursuit, verdict, now);
        } else if (pursuit.acknowledgement() != null) {
            inDoubt.askAgain(pursuit, now); // another attempt was taken; what became of it matters more than this one
        } else {
            drive(pursuit, now);
        }
        publishAndFlush();
    }

    /**
     * Orders are told of on a stream of their own: while it is ready, an end that was acknowledged is awaited from it before it
     * is asked for.
     *
     * @param ready asked on the account's thread
     */
    public void listenTo(BooleanSupplier ready) {
        paths.listenTo(ready);
    }

    /** The order channel spoke of an order, by the venue's own id of it. */
    public void orderUpdate(String orderId, Verdict verdict, Now now) {
        owner.check();
        update(pursuits.get(orderId), verdict, now);
    }

    /**
     * The order channel spoke of an order, by this name. A message that has both names of an order is handed in under each:
     * two cancels of it, under its two names, are pursued apart.
     *
     * @param order its id decides, whatever its symbol
     */
    public void orderUpdate(OrderRef order, Verdict verdict, Now now) {
        owner.check();
        update(pursuits.get(order), verdict, now);
    }

    private void update(@Nullable OrderPursuit pursuit, Verdict verdict, Now now) {
        boolean ofAnother = verdict instanceof Verdict.Acknowledged && pursuit != null && !pursuit.everSent();
        if (pursuit != null && !ofAnother && !(verdict instanceof Verdict.Resting)) {
            judge(pursuit, verdict, now);
            publishAndFlush();
        }
    }

    private void judge(OrderPursuit pursuit, Verdict verdict, Now now) {
        if (verdict instanceof Verdict.Acknowledged ack) {
            pursuit.acknowledged(ack.evidence());
            answerAcknowledged(pursuit, ack.evidence(), now);
            inDoubt.ask(pursuit, paths.hear(now) ? now.in(limits.doubt().confirmAfter()) : now.nanos());
        } else if (verdict instanceof Verdict.Ended end) {
            stages().record(Stage.ENDED, pursuit.sinceMayWork(now));
            finish(pursuit, id -> pursuit.endedAs(id, end), now);
        } else if (verdict instanceof Verdict.Unclear) {
            act(pursuit, new Judgement.AskNow(), now); // the order channel hints at something
        } else if (verdict instanceof Verdict.Gone) {
            act(pursuit, Judgement.gone(pursuit), now);
        } else if (verdict instanceof Verdict.Denied no) {
            act(pursuit, Judgement.denied(pursuit, no, now), now);
        } else if (verdict instanceof Verdict.Resting resting) {
            act(pursuit, Judgement.resting(pursuit, resting, limits, now), now);
        } else if (verdict instanceof Verdict.Missing missing) {
            act(pursuit, Judgement.missing(pursuit, missing, limits, now), now);
        }
    }

    private void act(OrderPursuit pursuit, Judgement judgement, Now now) {
        if (judgement instanceof Judgement.AskNow) {
            inDoubt.ask(pursuit, now.nanos());
        } else if (judgement instanceof Judgement.AskAgain) {
            inDoubt.askAgain(pursuit, now);
        } else if (judgement instanceof Judgement.SendAgain) {
            pursuit.tryAnew();
            drive(pursuit, now);
        } else if (judgement instanceof Judgement.Reject reject) {
            finish(pursuit, id -> pursuit.rejectedAs(id, reject.no()), now);
        }
    }

    private void answerAcknowledged(OrderPursuit pursuit, Evidence taken, Now now) {
        // Who is told may cancel the same order again, and then stands at the end of the chain.
        for (PendingCancel cancel = pursuit.cancels(); cancel != null; cancel = cancel.next()) {
            if (!cancel.isAnswered() && cancel.wish().await() == CancelOrder.Await.ACK) {
                CancelId id = cancel.wish().cancelId();
                CancelResult result = new CancelResult.Acknowledged(id, pursuit.order(), taken, pursuit.snapshot());
                ledger.answer(cancel, result, now.wall());
            }
        }
    }

    // ---- doubt ----

    /** The venue can be reached again: whatever is in doubt is asked at once. */
    public void reconnected(Now now) {
        owner.check();
        paths.back(now).forEach(pursuit -> drive(pursuit, now));
        inDoubt.hurry(now.nanos());
    }

    /** Does what time has made due: deadlines, then status queries. */
    public void sweep(Now now) {
        owner.check();
        paths.sendDue(now);
        for (PendingCancel cancel = ledger.overdue(now.nanos()); cancel != null; cancel = ledger.overdue(now.nanos())) {
            if (!cancel.isAnswered()) {
                deadlinePassed(cancel, now);
            }
        }
        paths.back(now).forEach(pursuit -> drive(pursuit, now));
        hedge(now);
        inDoubt.sweep(now);
        scopes.sweep(now);
        if (statistics().wantsDoubts(now)) {
            statistics().doubts(pursuits.doubts(now));
        }
        publishAndFlush();
    }

    private void deadlinePassed(PendingCancel cancel, Now now) {
        OrderPursuit pursuit = Objects.requireNonNull(pursuits.get(cancel.wish().order()), "a pending cancel's order");
        CancelId id = cancel.wish().cancelId();
        Verdict.Denied turnedAway = pursuit.turnedAway();
        if (cancel.isUntilGone() || (pursuit.everSent() && turnedAway == null)) {
            String text = pursuit.everSent()
                    ? "no proof of the order's end by the deadline"
                    : "nothing could be sent by the deadline; that is tried on, until the order is gone";
            ledger.answer(cancel, pursuit.unknown(id, text), now.wall());
            inDoubt.askAgain(pursuit, now);
            return;
        }
        pursuit.leave(cancel);
        CancelResult result = turnedAway != null
                ? pursuit.rejectedAs(id, turnedAway)
                : Judgement.unsentByDeadline(pursuit, cancel, paths.isAwaitedBy(pursuit));
        ledger.close(cancel, result, now);
        if (pursuit.cancels() == null) {
            drop(pursuit);
        }
    }

    /**
     * A question about an order was answered, or could not be.
     *
     * @param otherName what the venue calls the order too, if it said so
     */
    void learned(OrderPursuit pursuit, Verdict verdict, @Nullable OrderRef otherName, Now now) {
        if (otherName != null) {
            update(pursuits.get(otherName), verdict, now);
        }
        if (pursuit.ended()) {
            return;
        }
        if (verdict instanceof Verdict.Unclear) {
            inDoubt.askAgain(pursuit, now);
        } else {
            judge(pursuit, verdict, now);
        }
        publishAndFlush();
    }

    // ---- end ----

    /** Refuses newcomers and ends everything that is pending, each with what is known of it. */
    public void close(Now now) {
        owner.check();
        closed = true;
        String text = "the gateway was closed";
        for (OrderPursuit pursuit : pursuits.all()) {
            finish(
                    pursuit,
                    id -> pursuit.everSent()
                            ? pursuit.unknown(id, text)
                            : pursuit.unsent(id, RefusalReason.SHUTTING_DOWN, text),
                    now);
        }
        scopes.close();
        publishAndFlush();
    }

    private void finish(OrderPursuit pursuit, Function<CancelId, CancelResult> result, Now now) {
        PendingCancel cancel = pursuit.end();
        drop(pursuit);
        while (cancel != null) {
            PendingCancel next = cancel.next();
            cancel.next(null);
            ledger.close(cancel, result.apply(cancel.wish().cancelId()), now);
            cancel = next;
        }
    }

    private void drop(OrderPursuit pursuit) {
        pursuit.end();
        pursuits.remove(pursuit);
        paths.waitsNoMore(pursuit);
        inDoubt.forget(pursuit);
    }

    /** What was told from outside is dealt with: its records are to be written now. */
    private void publishAndFlush() {
        publish();
        outcomes.flush(Runnable::run);
    }

    private void publish() {
        statistics().underWay(ledger.pending(), inDoubt.size());
    }
}
