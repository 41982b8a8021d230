package io.ordergateway.core.cancel;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.CancelRouter;
import io.ordergateway.core.route.Route;
import io.ordergateway.core.timing.Now;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one account cancels by whole scopes: wishes that nothing of a scope rests, and, where the venue's limits leave no
 * room for single cancels, the symbols whose cancels all allow it. Owned by the account's thread.
 */
final class CancelScopes {
    private static final Logger log = LoggerFactory.getLogger(CancelScopes.class);

    private final CancelService service;
    private final OrderQuery query;
    private final Admission admission;
    private final CancelLimits limits;
    private final List<ScopeCancel> scopes = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    private final Map<String, Collateral> gathering = new LinkedHashMap<>();
    private final Map<String, Collateral> newest = new LinkedHashMap<>();
    private boolean closed;

    CancelScopes(CancelService service, OrderQuery query, Admission admission, CancelLimits limits) {
        this.service = service;
        this.query = query;
        this.admission = admission;
        this.limits = limits;
    }

    int size() {
        return scopes.size() + questions.size();
    }

    void begin(CancelAll wish, Consumer<CancelResult> answer, Runnable done, Now now) {
        CancelResult.Refused refused = admission.check(wish, closed, size());
        if (refused != null) {
            service.statistics().told(refused);
            ScopeCancel.refuse(refused, answer, done);
            return;
        }
        ScopeCancel scope = new ScopeCancel(service, query, limits, wish, answer, done, now.in(wish.within()));
        scopes.add(scope);
        scope.sweep(now);
    }

    /** Asks which orders are open, and does nothing about them. */
    void list(CancelAll scope, Consumer<CancelAll.Listing> answer, Now now) {
        CancelResult.Refused refused = admission.check(scope, closed, size());
        if (refused != null) {
            answer.accept(new CancelAll.Listing.Refused(refused));
            return;
        }
        Question question = new Question(scope, answer, now);
        questions.add(question);
        question.sweep(now);
    }

    void ended(ScopeCancel scope) {
        scopes.remove(scope);
    }

    void sweep(Now now) {
        if (!scopes.isEmpty()) {
            List.copyOf(scopes).forEach(scope -> scope.sweep(now)); // one that ends leaves the list
        }
        if (!questions.isEmpty()) {
            List.copyOf(questions).forEach(question -> question.sweep(now));
        }
        if (!gathering.isEmpty()) {
            List<Collateral> gathered = List.copyOf(gathering.values());
            gathering.clear();
            gathered.forEach(collateral -> collateral.decide(now));
        }
    }

    void close() {
        closed = true;
        List.copyOf(scopes).forEach(ScopeCancel::close);
        List.copyOf(questions)
                .forEach(question -> question.unknown("the gateway was closed before the venue answered"));
    }

    /**
     * Keeps a cancel for which the venue's limits have no room by itself until the next sweep, when one frame may speak for
     * all such cancels of its symbol.
     *
     * @return false if it has to be refused: it does not allow that, or it was tried. Then the others of its symbol are too
     */
    boolean takesAlong(OrderPursuit pursuit) {
        if (pursuit.isCollateralTried()) {
            return false;
        }
        Collateral collateral = gathering.computeIfAbsent(pursuit.order().symbol(), Collateral::new);
        if (!pursuit.allowsCollateral()) {
            collateral.forbidden = true;
            return false;
        }
        pursuit.scoped(true);
        collateral.orders.add(pursuit);
        return true;
    }

    /** One question which orders of a scope are open: asked again, ever less often, until the venue answers. */
    private final class Question {
        private final CancelAll scope;
        private final Consumer<CancelAll.Listing> answer;
        private final long deadline;
        private boolean asking;
        private int fruitless;
        private long askAt;

        Question(CancelAll scope, Consumer<CancelAll.Listing> answer, Now now) {
            this.scope = scope;
            this.answer = answer;
            this.deadline = now.in(scope.within());
            this.askAt = now.nanos();
        }

        void sweep(Now now) {
            if (now.reached(deadline)) {
                unknown("the venue did not say within " + scope.within() + " which orders are open");
            } else if (!asking && !query.mayList(now) && service.paths().areGone(now)) {
                unknown("no path of the account will be back by itself; OrderGateway.health() says why");
            } else if (!asking && now.reached(askAt) && query.mayList(now)) {
                ask(now);
            }
        }

        private void ask(Now now) {
            asking = true;
            try {
                query.open(scope.symbol(), this::told);
            } catch (RuntimeException e) {
                log.error("a fault in the query of open orders", e);
                told(Optional.empty(), now);
            }
        }

        private void told(Optional<List<CancelAll.OpenOrder>> open, Now now) {
            service.checkThread();
            asking = false;
            if (open.isPresent()) {
                end(new CancelAll.Listing.Open(
                        open.get().stream().filter(scope::covers).distinct().toList()));
            } else {
                fruitless++;
                askAt = now.nanos() + limits.doubt().askAgain().nanos(fruitless, 1.0);
            }
        }

        void unknown(String text) {
            end(new CancelAll.Listing.Unknown(text));
        }

        /** An answer that comes after the end is nobody's. */
        private void end(CancelAll.Listing listing) {
            if (questions.remove(this)) {
                answer.accept(listing);
            }
        }
    }

    /** Cancels of one symbol that have no room one by one, and the one frame that takes others along. */
    private final class Collateral implements ScopeAttempt.Sender {
        private final String symbol;
        private final List<OrderPursuit> orders = new ArrayList<>();
        private boolean forbidden;
        private int path;
        private long deadline;
        private @Nullable ScopeAttempt frame;

        Collateral(String symbol) {
            this.symbol = symbol;
        }

        void decide(Now now) {
            orders.removeIf(OrderPursuit::ended);
            forbidden |= orders.stream().anyMatch(order -> !order.allowsCollateral());
            if (forbidden) {
                refuse(orders, now);
                return;
            }
            Collateral before = newest.get(symbol);
            if (before != null) {
                orders.removeIf(order -> before.joinedBy(order, now));
            }
            while (!orders.isEmpty() && frame == null) {
                deadline = earliest(now);
                Route route = service.paths().routeAll(symbol, CancelRouter.NONE, deadline, now);
                if (route instanceof Route.Via via) {
                    path = via.path();
                    send(now);
                } else {
                    refuse(tooLate(route, now), now);
                }
            }
        }

        private long earliest(Now now) {
            return orders.stream()
                    .map(order -> order.wantedBy(now))
                    .reduce((one, other) -> one - other <= 0 ? one : other)
                    .orElse(now.nanos());
        }

        /** Of those that wait, all that no frame can serve: at least one. */
        private List<OrderPursuit> tooLate(Route route, Now now) {
            List<OrderPursuit> late = orders;
            if (route instanceof Route.Spent spent && spent.fit().at() - deadline > 0) {
                late = orders.stream()
                        .filter(order -> order.wantedBy(now) - spent.fit().at() < 0)
                        .toList();
            }
            return late;
        }

        /** Each is on its own, and there is no room for it. */
        private void refuse(List<OrderPursuit> late, Now now) {
            List<OrderPursuit> alone = List.copyOf(late);
            orders.removeAll(alone);
            for (OrderPursuit order : alone) {
                order.collateralTried();
                service.release(order, now);
            }
        }

        private void send(Now now) {
            ScopeAttempt sent =
                    new ScopeAttempt(this, orders.stream().map(this::attempt).toList());
            frame = sent;
            newest.put(symbol, this);
            service.sendAll(sent, path, now);
        }

        private PathAttempt attempt(OrderPursuit order) {
            order.collateralTried();
            return service.attempt(order, path, true);
        }

        /** A frame that waits for its turn, and leaves in time for this order as well, speaks for it too. */
        private boolean joinedBy(OrderPursuit order, Now now) {
            ScopeAttempt waiting = frame;
            if (waiting == null || !waiting.isWaiting() || order.wantedBy(now) - deadline < 0) {
                return false;
            }
            waiting.join(attempt(order));
            return true;
        }

        @Override
        public String symbol() {
            return symbol;
        }

        @Override
        public long deadline() {
            return deadline;
        }

        @Override
        public boolean wants(ScopeAttempt asked, Now now) {
            return asked.left().stream().anyMatch(order -> order.isWanted(now));
        }

        @Override
        public void frameLeft(Now now) {
            newest.remove(symbol, this);
            service.frameLeft(symbol, now);
        }

        /** That the frame was taken proves nothing of any order: each is asked about. */
        @Override
        public void settled(ScopeAttempt settled, Verdict verdict, Now now) {
            newest.remove(symbol, this);
            boolean taken = !(verdict instanceof Verdict.Unclear
                    || verdict instanceof Verdict.NotSent
                    || verdict instanceof Verdict.Denied);
            for (OrderPursuit order : settled.left()) {
                if (taken) {
                    order.scoped(false);
                } else {
                    order.tryAnew(); // it was not tried by itself
                    service.release(order, now);
                }
            }
        }
    }
}
