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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one account cancels by whole scopes: wishes that nothing of a scope rests, and, where the venue's limits leave no
 * room for single cancels, the symbols whose cancels all allow it. Owned by the account's thread.
 */
final class CancelScopes {
    private final CancelService service;
    private final OrderQuery query;
    private final CancelLimits limits;
    private final List<ScopeCancel> scopes = new ArrayList<>();
    private final Map<String, Collateral> gathering = new LinkedHashMap<>();
    private final Map<String, Collateral> newest = new LinkedHashMap<>();

    CancelScopes(CancelService service, OrderQuery query, CancelLimits limits) {
        this.service = service;
        this.query = query;
        this.limits = limits;
    }

    int size() {
        return scopes.size();
    }

    void begin(CancelAll wish, Consumer<CancelResult> answer, Runnable done, Now now) {
        ScopeCancel scope = new ScopeCancel(service, query, limits, wish, answer, done, now.in(wish.within()));
        scopes.add(scope);
        scope.sweep(now);
    }

    void ended(ScopeCancel scope) {
        scopes.remove(scope);
    }

    void sweep(Now now) {
        if (!scopes.isEmpty()) {
            List.copyOf(scopes).forEach(scope -> scope.sweep(now)); // one that ends leaves the list
        }
        if (!gathering.isEmpty()) {
            List<Collateral> gathered = List.copyOf(gathering.values());
            gathering.clear();
            gathered.forEach(collateral -> collateral.decide(now));
        }
    }

    void close() {
        List.copyOf(scopes).forEach(ScopeCancel::close);
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
