package io.ordergateway.core.cancel;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.timing.Now;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The wishes of one account that nothing of a scope rests. Owned by the account's thread. */
final class CancelScopes {
    private final CancelService service;
    private final OrderQuery query;
    private final CancelLimits limits;
    private final List<ScopeCancel> scopes = new ArrayList<>();

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
    }

    void close() {
        List.copyOf(scopes).forEach(ScopeCancel::close);
    }
}
