package io.ordergateway.core.cancel;

import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.DeadlineQueue;
import io.ordergateway.core.route.Fit;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.route.RequestBudgets;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.route.RequestLimits;
import io.ordergateway.core.timing.Now;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** REST to a venue with tight limits, which counts cancels and whole scopes apart. What has no turn yet waits here. */
final class LimitedPath implements CancelPath {
    final List<PathAttempt> left = new ArrayList<>();
    final List<ScopeAttempt> frames = new ArrayList<>();

    /** The moments at which cancels left, and frames for whole scopes. */
    final List<Long> leftAt = new ArrayList<>();

    final List<Long> framesAt = new ArrayList<>();

    boolean hasCancelAll = true;

    /** Whether frames for whole scopes do not leave, though it is their turn. */
    boolean keepsFrames;

    private final RequestBudgets budgets;
    private final DeadlineQueue<Deferrable> singles;
    private final DeadlineQueue<Deferrable> scopes;

    LimitedPath(RequestLimits limits, Now now) {
        this.budgets = new RequestBudgets(limits, now.nanos());
        this.singles = new DeadlineQueue<>(budgets.of(RequestClass.CANCEL).budget());
        this.scopes = new DeadlineQueue<>(budgets.of(RequestClass.CANCEL_ALL).budget());
    }

    private DeadlineQueue<Deferrable> queue(RequestClass what) {
        return what == RequestClass.CANCEL_ALL ? scopes : singles;
    }

    @Override
    public PathKind kind() {
        return PathKind.REST;
    }

    @Override
    public PathHealth health(RequestClass what, Now now) {
        return queue(what).isOpen(1, now.nanos()) ? PathHealth.READY : PathHealth.SPENT;
    }

    @Override
    public Fit fit(RequestClass what, long deadline, Now now) {
        return queue(what).fit(1, deadline, now.nanos());
    }

    @Override
    public boolean cancelsAll(@Nullable String symbol) {
        return hasCancelAll;
    }

    @Override
    public void send(PathAttempt attempt, Now now) {
        enqueue(RequestClass.CANCEL, attempt, now);
    }

    @Override
    public @Nullable Fit sooner(PathAttempt attempt, long deadline, Now now) {
        return singles.sooner(attempt::equals, deadline, now.nanos());
    }

    @Override
    public void sendAll(ScopeAttempt attempt, Now now) {
        enqueue(RequestClass.CANCEL_ALL, attempt, now);
    }

    private void enqueue(RequestClass what, Deferrable request, Now now) {
        long wanted = request.wantedBy(now);
        long deadline = fit(what, wanted, now).inTime() ? wanted : request.sendableUntil(now);
        if (!fit(what, deadline, now).inTime()) {
            throw new AssertionError("unexpected cancel for which there is no room");
        }
        queue(what).add(request, 1, deadline);
        sendDue(now);
    }

    @Override
    public void sendDue(Now now) {
        sendDue(singles, now);
        sendDue(scopes, now);
    }

    private void sendDue(DeadlineQueue<Deferrable> queue, Now now) {
        queue.removeIf(request -> !request.mayLeave(now)).forEach(request -> request.settle(VenueSays.notSent(), now));
        DeadlineQueue.Waiting<Deferrable> first = queue.first();
        while (first != null && queue.isDue(first, now.nanos())) {
            queue.remove(first);
            leaves(first.request(), now);
            first = queue.first();
        }
    }

    private void leaves(Deferrable request, Now now) {
        if (request instanceof PathAttempt attempt) {
            budgets.of(RequestClass.CANCEL).spend(now.nanos());
            left.add(attempt);
            leftAt.add(now.nanos());
        } else if (request instanceof ScopeAttempt frame) {
            budgets.of(RequestClass.CANCEL_ALL).spend(now.nanos());
            frames.add(frame);
            framesAt.add(now.nanos());
        }
        if (!keepsFrames || request instanceof PathAttempt) {
            request.sent(now);
        }
    }

    /** The orders whose cancels left by themselves. */
    List<String> orders() {
        return left.stream().map(attempt -> attempt.order().orderId()).toList();
    }

    /** The venue answers each cancel that left by itself. */
    void answerAll(Verdict verdict, Now now) {
        List.copyOf(left).forEach(attempt -> attempt.settle(verdict, now));
    }
}
