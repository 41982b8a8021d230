package io.ordergateway.core.cancel;

import io.ordergateway.core.order.Verdict;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One try to cancel all open orders of a scope with one frame or request. Owned by the account's thread. */
public final class ScopeAttempt implements CancelPath.Outgoing {
    private final @Nullable String symbol;
    private final long sendBy;
    private final List<PathAttempt> orders;
    private final BiConsumer<Verdict, Now> onVerdict;
    private boolean sent;
    private boolean settled;

    /**
     * @param orders the attempts on single orders that this one frame serves
     * @param onVerdict told the first verdict, after the orders were
     */
    ScopeAttempt(@Nullable String symbol, long sendBy, List<PathAttempt> orders, BiConsumer<Verdict, Now> onVerdict) {
        this.symbol = symbol;
        this.sendBy = sendBy;
        this.orders = orders;
        this.onVerdict = onVerdict;
    }

    /** The instrument whose orders are meant, or {@code null} for all. */
    public @Nullable String symbol() {
        return symbol;
    }

    @Override
    public boolean mayLeave(Now now) {
        return !now.reached(sendBy);
    }

    @Override
    public void sent(Now now) {
        if (!sent) {
            sent = true;
            orders.forEach(order -> order.sent(now));
        }
    }

    @Override
    public void settle(Verdict found, Now now) {
        orders.forEach(order -> order.settle(found, now));
        if (!settled) {
            settled = true;
            onVerdict.accept(found, now);
        }
    }
}
