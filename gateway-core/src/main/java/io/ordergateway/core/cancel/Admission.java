package io.ordergateway.core.cancel;

import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.RefusalReason;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may come in: sound wishes, as many as the bound allows. Owned by the account's thread, but for the static parts.
 */
public final class Admission {
    private final IdRules rules;
    private final int maxPending;
    private int pending;

    Admission(IdRules rules, int maxPending) {
        this.rules = rules;
        this.maxPending = maxPending;
    }

    int pending() {
        return pending;
    }

    /** Takes a place, which is given back by {@link #release}. */
    boolean acquire() {
        if (pending >= maxPending) {
            return false;
        }
        pending++;
        return true;
    }

    void release() {
        if (pending == 0) {
            throw new IllegalStateException("a place was given back twice");
        }
        pending--;
    }

    /** The refusal of a wish that lacks nothing and is not sound all the same, or {@code null}. */
    @Nullable
    Refused check(CancelOrder wish, Now now) {
        String fault = rules.faultInOrderId(wish.order().orderId());
        if (fault != null) {
            return invalid(wish, "orderId", fault);
        }
        fault = rules.faultInSymbol(wish.order().symbol());
        return fault != null ? invalid(wish, "symbol", fault) : checkTime(wish, now);
    }

    private static @Nullable Refused checkTime(CancelOrder wish, Now now) {
        Duration left = timeLeft(wish, now);
        String field = wish.deadline() == null ? "within" : "deadline";
        if (left.isZero() || left.isNegative()) {
            String text = wish.deadline() == null
                    ? "within is " + wish.within() + "; write a duration of more than zero"
                    : "deadline " + wish.deadline() + " has passed; it is " + now.wall() + ": write a later one";
            return refusal(wish, RefusalReason.DEADLINE, field, text);
        }
        if (left.compareTo(CancelOrder.MAX_WITHIN) > 0) {
            String text = field + " is " + left + " away; write at most " + CancelOrder.MAX_WITHIN;
            return invalid(wish, field, text);
        }
        return null;
    }

    static Duration timeLeft(CancelOrder wish, Now now) {
        return wish.deadline() == null ? wish.within() : Duration.between(now.wall(), wish.deadline());
    }

    /** The refusal of a wish that lacks something, or {@code null}. */
    static @Nullable Refused malformed(CancelOrder wish) {
        String fault = IdRules.faultInCancelId(
                wish.cancelId() == null ? null : wish.cancelId().value());
        if (fault != null) {
            return invalid(wish, "cancelId", fault);
        }
        if (wish.order() == null) {
            return invalid(wish, "order", "order is null; write an OrderRef");
        }
        if (wish.await() == null) {
            return invalid(wish, "await", "await is null; write ACK or FINAL");
        }
        return wish.within() == null ? invalid(wish, "within", "within is null; write a duration") : null;
    }

    private static Refused invalid(CancelOrder wish, String field, String text) {
        return refusal(wish, RefusalReason.INVALID, field, text);
    }

    /** A refusal of any wish, however broken: what it lacks is made up or empty. */
    public static Refused refusal(
            @Nullable CancelOrder wish, RefusalReason reason, @Nullable String field, String text) {
        CancelId cancelId = wish == null || wish.cancelId() == null ? CancelId.next() : wish.cancelId();
        OrderRef order = wish == null || wish.order() == null ? new OrderRef("", "") : wish.order();
        return new Refused(cancelId, order, reason, field, text, List.of());
    }
}
