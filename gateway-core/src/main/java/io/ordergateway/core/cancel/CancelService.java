package io.ordergateway.core.cancel;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.outcome.OutcomeLog;
import io.ordergateway.core.route.CancelRouter;
import io.ordergateway.core.route.Hedge;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One account's cancels, from acceptance to the order's end. The only place where it is decided what becomes of a
 * cancel. Owned by the account's thread; told the time, reads no clock.
 *
 * <p>Each ready path is tried once without asking; after that, and whenever the venue says "not open", the order's status
 * is asked before anything else is done or said. A cancel of which nothing has left waits for a path as long as its
 * deadline allows.
 */
public final class CancelService {
    private static final Logger log = LoggerFactory.getLogger(CancelService.class);

    /** How often an acknowledged order may be found resting before the cancel is sent again. */
    private static final int RESTING_BEFORE_RESEND = 3;

    private final String account;
    private final List<CancelPath> paths;
    private final OrderQuery query;
    private final CancelLimits limits;

    private final OwnerThread owner = new OwnerThread();
    private final Admission admission;
    private final CancelLedger ledger;
    private final InDoubt inDoubt;
    private final Hedge<PathAttempt> lateReplies;
    private final Map<String, OrderPursuit> pursuits = new HashMap<>();
    private final Set<OrderPursuit> waiting = new LinkedHashSet<>();
    private final List<ScopeCancel> scopes = new ArrayList<>();
    private boolean closed;

    // Copies that other threads may read.
    private volatile int pendingSeen;
    private volatile int inDoubtSeen;

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
        this.paths = List.copyOf(paths);
        this.query = query;
        this.limits = limits;
        this.admission = new Admission(ids, limits);
        this.ledger = new CancelLedger(account, outcomes, admission, limits.answersKept());
        this.inDoubt = new InDoubt(limits.doubt().maxQueries());
        this.lateReplies = new Hedge<>(limits.hedged() ? limits.maxPending() : 0);
    }

    /** Cancels that were accepted and have not ended. Any thread. */
    public int pending() {
        return pendingSeen;
    }

    /** Orders whose status is waiting to be asked. Any thread. */
    public int inDoubt() {
        return inDoubtSeen;
    }

    // ---- in ----

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
            refused = admission.unnamed(asked);
        }
        if (refused != null) {
            CancelLedger.tell(answer, refused);
            return;
        }
        CancelOrder wish = admission.named(asked);
        // Before its time is looked at: a wish repeated after its deadline may well have been sent.
        if (ledger.answersAgain(wish, answer)) {
            return;
        }
        OrderPursuit pursuit = pursuits.get(wish.order().orderId());
        refused = admission.check(wish, now);
        if (refused == null) {
            refused = refuse(wish, pursuit);
        }
        if (refused != null) {
            CancelLedger.tell(answer, refused);
        } else {
            accept(wish, pursuit != null ? pursuit : begin(wish, scoped, now), answer, now);
        }
    }

    private OrderPursuit begin(CancelOrder wish, boolean scoped, Now now) {
        OrderPursuit pursuit = new OrderPursuit(wish.order());
        pursuit.scoped(scoped);
        if (wish.placement() != null) {
            Duration left = Duration.between(now.wall(), wish.placement().at().plus(limits.requestWindow()));
            pursuit.placementOpenUntil(now.in(left));
        }
        pursuits.put(wish.order().orderId(), pursuit);
        return pursuit;
    }

    private CancelResult.@Nullable Refused refuse(CancelOrder wish, @Nullable OrderPursuit pursuit) {
        if (closed) {
            return Admission.refusal(wish, RefusalReason.SHUTTING_DOWN, null, "the gateway is closed");
        }
        if (pursuit != null && !pursuit.order().equals(wish.order())) {
            String text = "symbol is " + wish.order().symbol() + ", but order "
                    + wish.order().orderId() + " is being canceled as one of "
                    + pursuit.order().symbol();
            return Admission.refusal(wish, RefusalReason.INVALID, "symbol", text);
        }
        if (!admission.acquire()) {
            String text = "maxPending: " + limits.maxPending() + " cancels of account " + account
                    + " are pending; try again when some have ended";
            return Admission.refusal(wish, RefusalReason.OVERLOADED, null, text);
        }
        return null;
    }

    private void accept(CancelOrder wish, OrderPursuit pursuit, Consumer<CancelResult> answer, Now now) {
        PendingCancel cancel = ledger.accept(wish, pursuit, answer, now);
        pursuit.join(cancel, limits.maxAttempts());
        Evidence taken = pursuit.acknowledgement();
        boolean servedByAck = taken != null && pursuit.asked == 0;
        if (servedByAck || pursuit.sentAndUnanswered()) {
            ledger.sent(cancel, now); // that frame serves this cancel too
        }
        if (taken != null && servedByAck) {
            answerAcknowledged(pursuit, taken, now);
        } else {
            drive(pursuit, now);
        }
        publish();
    }

    // ---- out ----

    /** Sends on the next path that has not been tried; where there is none, the order's status decides. */
    void drive(OrderPursuit pursuit, Now now) {
        if (pursuit.ended() || pursuit.isScoped() || pursuit.attemptUnderWay()) {
            return;
        }
        if (now.reached(pursuit.sendBy())) {
            cannotSend(pursuit, RefusalReason.DEADLINE, "the deadline passed before anything was sent", now);
            return;
        }
        if (!pursuit.maySend(now)) {
            String text = "none of the " + limits.maxAttempts() + " attempts allowed left this machine";
            cannotSend(pursuit, RefusalReason.NO_PATH, text, now);
            return;
        }
        Route route = route(pursuit.tried());
        if (route instanceof Route.Via via) {
            send(pursuit, via.path(), now);
        } else if (route instanceof Route.Congested) {
            String text = "every path is at its bound: requests under way, bytes unsent, or the venue's rate limit";
            cannotSend(pursuit, RefusalReason.OVERLOADED, text, now);
        } else if (route instanceof Route.Exhausted && pursuit.tried().isEmpty()) {
            cannotSend(pursuit, RefusalReason.NO_PATH, "no path of the account will be back by itself", now);
        } else {
            awaitPath(pursuit, now);
        }
    }

    Route route(BitSet tried) {
        return CancelRouter.choose(paths.size(), path -> paths.get(path).health(), tried);
    }

    CancelPath path(int index) {
        return paths.get(index);
    }

    /** A cancel of which something has left is asked about; any other waits until a path is there. */
    private void awaitPath(OrderPursuit pursuit, Now now) {
        if (pursuit.everSent()) {
            askAgain(pursuit, now);
        } else {
            pursuit.tried().clear();
            waiting.add(pursuit);
        }
    }

    private void driveWaiting(Now now) {
        if (waiting.isEmpty() || paths.stream().noneMatch(path -> path.health() == PathHealth.READY)) {
            return;
        }
        List<OrderPursuit> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(pursuit -> drive(pursuit, now));
    }

    private void send(OrderPursuit pursuit, int index, Now now) {
        CancelPath path = paths.get(index);
        PathAttempt attempt = new PathAttempt(this, pursuit, path.kind(), pursuit.sendBy());
        pursuit.begin(attempt, index);
        try {
            path.send(attempt);
        } catch (RuntimeException e) {
            log.error("[{}] a fault in the {} path with {}", account, path.kind(), pursuit.order(), e);
            Evidence fault = new Evidence(path.kind(), "path-fault", e.toString(), now.wall());
            pursuit.faulted();
            attempt.settle(attempt.isSent() ? new Verdict.Unclear(fault) : new Verdict.NotSent(fault), now);
        }
    }

    /** An attempt that a frame for a whole scope makes for this order. */
    PathAttempt scopeAttempt(OrderPursuit pursuit, int index) {
        PathAttempt attempt = new PathAttempt(this, pursuit, paths.get(index).kind(), pursuit.sendBy());
        pursuit.begin(attempt, index);
        return attempt;
    }

    /** Sends cancels whose reply is late a second time, where another path is ready. */
    private void hedge(Now now) {
        PathAttempt late = lateReplies.late(PathAttempt::waitsForReply, now.nanos());
        while (late != null) {
            OrderPursuit pursuit = late.pursuit();
            Route route = pursuit.maySend(now) ? route(pursuit.tried()) : null;
            if (route instanceof Route.Via via) {
                send(pursuit, via.path(), now);
            }
            late = lateReplies.late(PathAttempt::waitsForReply, now.nanos());
        }
    }

    private void cannotSend(OrderPursuit pursuit, RefusalReason reason, String text, Now now) {
        if (pursuit.everSent()) {
            askAgain(pursuit, now);
            return;
        }
        finish(pursuit, id -> unsent(pursuit, id, reason, text), now);
    }

    // ---- scopes ----

    /**
     * Takes in a wish that nothing of a scope rests.
     *
     * @param wish anything but {@code null}; what is wrong with it is refused
     * @param answer called once for each open order that was found, and once more if it is not proven that none is left
     * @param done called once, after the last answer
     */
    public void cancelAll(CancelAll wish, Consumer<CancelResult> answer, Runnable done, Now now) {
        owner.check();
        CancelResult.Refused refused = admission.check(wish, closed, scopes.size());
        if (refused != null) {
            CancelLedger.tell(answer, refused);
            done.run();
            return;
        }
        ScopeCancel scope = new ScopeCancel(this, query, limits, wish, answer, done, now.in(wish.within()));
        scopes.add(scope);
        scope.sweep(now);
    }

    void ended(ScopeCancel scope) {
        scopes.remove(scope);
    }

    @Nullable
    OrderPursuit pursuit(OrderRef order) {
        return pursuits.get(order.orderId());
    }

    /** How many cancels may still be accepted. */
    int room() {
        return limits.maxPending() - admission.pending();
    }

    // ---- back ----

    /** An attempt's first byte left. */
    void sent(PathAttempt attempt, Now now) {
        owner.check();
        OrderPursuit pursuit = attempt.pursuit();
        if (attempt.path() == PathKind.SOCKET && !pursuit.everSent()) {
            lateReplies.sent(attempt, now.nanos());
        }
        pursuit.sent(now);
        pursuit.cancels().forEach(cancel -> ledger.sent(cancel, now));
    }

    /** An attempt came to something. */
    void settled(PathAttempt attempt, Verdict verdict, Now now) {
        owner.check();
        OrderPursuit pursuit = attempt.pursuit();
        boolean nothingLearned = verdict instanceof Verdict.Unclear || verdict instanceof Verdict.NotSent;
        if (!nothingLearned && attempt.path() == PathKind.SOCKET) {
            lateReplies.answered(now.nanos() - attempt.sentNanos());
        }
        if (pursuit.ended()) {
            return;
        }
        if (!nothingLearned) {
            judge(pursuit, verdict, now);
        } else if (pursuit.acknowledgement() != null) {
            askAgain(pursuit, now); // another attempt was taken; what became of it matters more than this one
        } else {
            drive(pursuit, now);
        }
        publish();
    }

    /** The order channel spoke of an order. */
    public void orderUpdate(String orderId, Verdict verdict, Now now) {
        owner.check();
        OrderPursuit pursuit = pursuits.get(orderId);
        if (pursuit != null && !(verdict instanceof Verdict.Resting)) {
            judge(pursuit, verdict, now);
            publish();
        }
    }

    private void judge(OrderPursuit pursuit, Verdict verdict, Now now) {
        if (verdict instanceof Verdict.Acknowledged ack) {
            pursuit.acknowledged(ack.evidence());
            answerAcknowledged(pursuit, ack.evidence(), now);
            inDoubt.ask(pursuit, pushExpected() ? now.in(limits.doubt().confirmAfter()) : now.nanos());
        } else if (verdict instanceof Verdict.Ended end) {
            finish(pursuit, id -> pursuit.endedAs(id, end), now);
        } else if (verdict instanceof Verdict.Gone) {
            pursuit.gone();
            inDoubt.ask(pursuit, now.nanos());
        } else if (verdict instanceof Verdict.Denied no) {
            denied(pursuit, no, now);
        } else if (verdict instanceof Verdict.Resting resting) {
            resting(pursuit, resting, now);
        } else if (verdict instanceof Verdict.Missing missing) {
            missing(pursuit, missing, now);
        }
    }

    /** With every session down no push will come, and waiting for one would be a waste of the caller's time. */
    private boolean pushExpected() {
        return paths.stream().anyMatch(path -> path.kind() == PathKind.SOCKET && path.health() != PathHealth.DOWN);
    }

    private void answerAcknowledged(OrderPursuit pursuit, Evidence taken, Now now) {
        List<PendingCancel> cancels = pursuit.cancels();
        for (int i = 0; i < cancels.size(); i++) { // by index: who is told may cancel the same order again
            PendingCancel cancel = cancels.get(i);
            if (!cancel.isAnswered() && cancel.wish.await() == CancelOrder.Await.ACK) {
                CancelId id = cancel.wish.cancelId();
                ledger.answer(
                        cancel, new CancelResult.Acknowledged(id, pursuit.order(), taken, pursuit.snapshot()), now);
            }
        }
    }

    private void denied(OrderPursuit pursuit, Verdict.Denied no, Now now) {
        pursuit.denied(no);
        if (pursuit.mayHaveWorked()) {
            inDoubt.ask(pursuit, now.nanos()); // this no says nothing about the attempt before it
        } else {
            reject(pursuit, no, now);
        }
    }

    /** Asked, the venue says that the order rests. */
    private void resting(OrderPursuit pursuit, Verdict.Resting resting, Now now) {
        boolean taken = pursuit.acknowledgement() != null
                && !pursuit.saidGone() // it was taken, and then found nothing to cancel
                && pursuit.asked < RESTING_BEFORE_RESEND;
        if (!taken && pursuit.maySend(now)) {
            pursuit.tried().clear();
            drive(pursuit, now);
        } else if (windowClosed(pursuit, now)) {
            Verdict.Denied no = pursuit.denial();
            String text = "the order still rests " + limits.requestWindow() + " after the last request";
            reject(
                    pursuit,
                    no != null ? no : new Verdict.Denied(RejectReason.NOT_PROCESSED, "", text, resting.evidence()),
                    now);
        } else {
            askAgain(pursuit, now);
        }
    }

    /** Asked, the venue says that it has no such order. */
    private void missing(OrderPursuit pursuit, Verdict.Missing missing, Now now) {
        boolean never = pursuit.noneOfOursWorked() || pursuit.goneAtFirstAsking() || windowClosed(pursuit, now);
        if (never && !pursuit.mayYetBePlaced(now)) {
            String text = "the venue, asked for its status, has no such order";
            reject(pursuit, new Verdict.Denied(RejectReason.ORDER_UNKNOWN, "", text, missing.evidence()), now);
        } else {
            askAgain(pursuit, now);
        }
    }

    /** Whether nothing we sent can be carried out any more. */
    private boolean windowClosed(OrderPursuit pursuit, Now now) {
        return !pursuit.attemptUnderWay()
                && now.reached(pursuit.lastSent() + limits.requestWindow().toNanos());
    }

    private void reject(OrderPursuit pursuit, Verdict.Denied no, Now now) {
        finish(
                pursuit,
                id -> new CancelResult.Rejected(
                        id, pursuit.order(), no.reason(), no.code(), no.text(), no.evidence(), pursuit.snapshot()),
                now);
    }

    // ---- doubt ----

    private void askAgain(OrderPursuit pursuit, Now now) {
        long wait = pursuit.asked == 0 ? 0 : limits.doubt().askAgain().nanos(pursuit.asked, 1.0);
        inDoubt.ask(pursuit, now.nanos() + wait);
    }

    /** The venue can be reached again: whatever is in doubt is asked at once. */
    public void reconnected(Now now) {
        owner.check();
        driveWaiting(now);
        inDoubt.hurry(now.nanos());
    }

    /** Does what time has made due: deadlines, then status queries. */
    public void sweep(Now now) {
        owner.check();
        for (PendingCancel cancel = ledger.overdue(now); cancel != null; cancel = ledger.overdue(now)) {
            if (!cancel.isAnswered()) {
                deadlinePassed(cancel, now);
            }
        }
        driveWaiting(now);
        hedge(now);
        OrderPursuit doubtful = query.mayAsk(now) ? inDoubt.next(now) : null;
        while (doubtful != null) {
            ask(doubtful, now);
            doubtful = query.mayAsk(now) ? inDoubt.next(now) : null;
        }
        List.copyOf(scopes).forEach(scope -> scope.sweep(now));
        publish();
    }

    private void deadlinePassed(PendingCancel cancel, Now now) {
        OrderPursuit pursuit = cancel.pursuit;
        CancelId id = cancel.wish.cancelId();
        if (pursuit.everSent()) {
            String text = "no proof of the order's end by the deadline";
            ledger.answer(cancel, unknown(pursuit, id, text), now);
            askAgain(pursuit, now);
            return;
        }
        pursuit.cancels().remove(cancel);
        ledger.close(cancel, unsentByDeadline(pursuit, id), now);
        if (pursuit.cancels().isEmpty()) {
            drop(pursuit);
        }
    }

    private CancelResult unsentByDeadline(OrderPursuit pursuit, CancelId id) {
        if (waiting.contains(pursuit)) {
            String text = "by the deadline no socket session was ready and REST could not be reached";
            return unsent(pursuit, id, RefusalReason.NO_PATH, text);
        }
        return unsent(pursuit, id, RefusalReason.DEADLINE, "the deadline passed before anything was sent");
    }

    private void ask(OrderPursuit pursuit, Now now) {
        try {
            query.status(pursuit.order(), (verdict, then) -> told(pursuit, verdict, then));
        } catch (RuntimeException e) {
            log.error("[{}] a fault in the status query of {}", account, pursuit.order(), e);
            told(
                    pursuit,
                    new Verdict.Unclear(new Evidence(PathKind.REST, "query-fault", e.toString(), now.wall())),
                    now);
        }
    }

    private void told(OrderPursuit pursuit, Verdict verdict, Now now) {
        owner.check();
        inDoubt.answered(pursuit);
        if (pursuit.ended()) {
            return;
        }
        if (verdict instanceof Verdict.Unclear) {
            askAgain(pursuit, now);
        } else {
            judge(pursuit, verdict, now);
        }
        publish();
    }

    // ---- end ----

    /** Refuses newcomers and ends everything that is pending, each with what is known of it. */
    public void close(Now now) {
        owner.check();
        closed = true;
        String text = "the gateway was closed";
        for (OrderPursuit pursuit : List.copyOf(pursuits.values())) {
            finish(
                    pursuit,
                    id -> pursuit.everSent()
                            ? unknown(pursuit, id, text)
                            : unsent(pursuit, id, RefusalReason.SHUTTING_DOWN, text),
                    now);
        }
        List.copyOf(scopes).forEach(ScopeCancel::close);
        publish();
    }

    private static CancelResult unknown(OrderPursuit pursuit, CancelId id, String text) {
        return new CancelResult.Unknown(id, pursuit.order(), text, pursuit.newestEvidence(), pursuit.snapshot());
    }

    private static CancelResult unsent(OrderPursuit pursuit, CancelId id, RefusalReason reason, String text) {
        return new CancelResult.Refused(id, pursuit.order(), reason, null, text, pursuit.snapshot());
    }

    private void finish(OrderPursuit pursuit, Function<CancelId, CancelResult> result, Now now) {
        List<PendingCancel> cancels = pursuit.end();
        drop(pursuit);
        cancels.forEach(cancel -> ledger.close(cancel, result.apply(cancel.wish.cancelId()), now));
    }

    private void drop(OrderPursuit pursuit) {
        pursuit.end();
        pursuits.remove(pursuit.order().orderId(), pursuit);
        waiting.remove(pursuit);
        inDoubt.forget(pursuit);
    }

    private void publish() {
        pendingSeen = admission.pending();
        inDoubtSeen = inDoubt.size();
    }
}
