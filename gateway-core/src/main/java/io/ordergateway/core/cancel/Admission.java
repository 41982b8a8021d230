package io.ordergateway.core.cancel;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult.Refused;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.timing.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What may come in: sound wishes, as many as the bound allows. Owned by the account's thread, but for the static parts.
 */
public final class Admission {
    /** Wishes for whole scopes that may be under way at once. */
    static final int MAX_SCOPES = 16;

    private final Ids ids;
    private final CancelLimits limits;

    Admission(Ids ids, CancelLimits limits) {
        this.ids = ids;
        this.limits = limits;
    }

    /**
     * The ids of an account's venue.
     *
     * @param rules which ids it can mean
     * @param formula the id it must have given to an order, or {@code null} if that cannot be told
     */
    public record Ids(IdRules rules, Function<CancelOrder.Placement, @Nullable String> formula) {}

    /** The refusal of a wish that lacks nothing and is not sound all the same, or {@code null}. */
    @Nullable
    Refused check(CancelOrder wish, Now now) {
        OrderRef order = wish.order();
        String fault = order.isByClientId()
                ? ids.rules().faultInClientOrderId(order.id())
                : ids.rules().faultInOrderId(order.id());
        if (fault != null) {
            return invalid(wish, nameOf(order), fault);
        }
        fault = ids.rules().faultInSymbol(order.symbol());
        return fault != null ? invalid(wish, "symbol", fault) : checkTime(wish, now);
    }

    /** The field by which an order is named. */
    private static String nameOf(OrderRef order) {
        return order.isByClientId() ? "clientOrderId" : "orderId";
    }

    private static @Nullable Refused checkTime(CancelOrder wish, Now now) {
        Duration left = timeLeft(wish, now);
        String field = wish.deadline() == null ? "within" : "deadline";
        if (left.isZero() || left.isNegative()) {
            String text = wish.deadline() == null
                    ? "within is " + wish.within() + "; write a duration of more than zero"
                    : "deadline " + wish.deadline() + " has passed; it is " + now.wall() + ": write a later one";
            return Refused.of(wish, RefusalReason.DEADLINE, field, text);
        }
        if (left.compareTo(CancelOrder.MAX_WITHIN) > 0) {
            String text = field + " is " + left + " away; write at most " + CancelOrder.MAX_WITHIN;
            return invalid(wish, field, text);
        }
        return null;
    }

    /** The refusal of a wish for a placement whose order id cannot be told, or {@code null}. */
    @Nullable
    Refused unnamed(CancelOrder wish, Now now) {
        CancelOrder.Placement placement = wish.placement();
        if (placement == null) {
            return null;
        }
        if (placement.via() == null || placement.at() == null || placement.clientId() == null) {
            return invalid(
                    wish, "placement", "placement is " + placement + "; write its path, its time and its client id");
        }
        if (placement.at().isAfter(now.wall().plus(limits.requestWindow()))) {
            String text = "placement is at " + placement.at() + ", but it is " + now.wall()
                    + "; write the time that was written into the placement";
            return invalid(wish, "placement", text);
        }
        OrderRef placed = placed(wish);
        if (placed == null) {
            String text = "placement with client id \"" + IdRules.quotable(placement.clientId())
                    + "\" does not tell the order's id: write a client id of 9 characters or more, and wait until the"
                    + " account's user id is known";
            return invalid(wish, "placement", text);
        }
        OrderRef named = wish.order();
        if (named.id() != null && !named.id().isEmpty() && !named.equals(placed)) {
            String text = nameOf(named) + " is \"" + IdRules.quotable(named.id())
                    + "\", but the placement is that of order " + placed + "; leave one of them out";
            return invalid(wish, nameOf(named), text);
        }
        return null;
    }

    /** The order that the wish's placement made: by the id the venue must have given it, else by its client id. */
    private @Nullable OrderRef placed(CancelOrder wish) {
        CancelOrder.Placement placement = wish.placement();
        if (placement == null) {
            return null;
        }
        String id = ids.formula().apply(placement);
        String symbol = wish.order().symbol();
        if (id != null) {
            return new OrderRef(id, symbol);
        }
        return ids.rules().clientOrderIds() == null ? null : OrderRef.byClientId(placement.clientId(), symbol);
    }

    /** The refusal of a sound wish that what is under way stands in the way of, or {@code null}. */
    @Nullable
    Refused refuse(CancelOrder wish, @Nullable OrderPursuit pursuit, int pending) {
        OrderRef order = wish.order();
        if (pursuit != null && !pursuit.order().equals(order)) {
            String text = "symbol is " + order.symbol() + ", but order " + order.id() + " is being canceled as one of "
                    + pursuit.order().symbol();
            return invalid(wish, "symbol", text);
        }
        if (pending >= limits.maxPending()) {
            String text = "maxPending: " + limits.maxPending() + " cancels of account " + wish.account()
                    + " are pending; try again when some have ended";
            return Refused.of(wish, RefusalReason.OVERLOADED, null, text);
        }
        return null;
    }

    /** For how long the venue may still carry out the wish's placement. */
    Duration placeableFor(CancelOrder wish, Now now) {
        if (wish.placement() == null) {
            return Duration.ZERO;
        }
        Instant until = wish.placement().at().plus(limits.requestWindow());
        return until.isAfter(now.wall()) ? Duration.between(now.wall(), until) : Duration.ZERO;
    }

    /** The wish with the name of the order that its placement made. */
    CancelOrder named(CancelOrder wish) {
        OrderRef placed = placed(wish);
        return placed == null ? wish : wish.order(placed);
    }

    /** The refusal of a wish for a whole scope, or {@code null}. */
    @Nullable
    Refused check(CancelAll wish, boolean closed, int underWay) {
        CancelOrder first = each(wish, scope(wish));
        if (closed) {
            return scopeRefusal(wish, RefusalReason.SHUTTING_DOWN, null, "the gateway is closed");
        }
        Refused malformed = malformed(first);
        if (malformed != null) {
            return malformed;
        }
        String fault = wish.symbol() == null ? null : ids.rules().faultInSymbol(wish.symbol());
        if (fault != null) {
            return invalid(first, "symbol", fault);
        }
        if (wish.side() == CancelAll.Side.UNKNOWN) {
            return invalid(first, "side", "side is UNKNOWN; write BUY or SELL, or null for both");
        }
        fault = wish.strategy() == null ? null : IdRules.faultInStrategy(wish.strategy());
        if (fault != null) {
            return invalid(first, "strategy", fault);
        }
        if (wish.within().isZero()
                || wish.within().isNegative()
                || wish.within().compareTo(CancelOrder.MAX_WITHIN) > 0) {
            String text = "within is " + wish.within() + "; write more than zero and at most " + CancelOrder.MAX_WITHIN;
            return invalid(first, "within", text);
        }
        String text =
                "maxScopes: " + MAX_SCOPES + " wishes for whole scopes are under way; try again when one has ended";
        return underWay < MAX_SCOPES ? null : scopeRefusal(wish, RefusalReason.OVERLOADED, null, text);
    }

    /** What stands for the scope where an order is named. */
    static OrderRef scope(CancelAll wish) {
        return new OrderRef("*", wish.symbol() == null ? "*" : wish.symbol());
    }

    /** The wish for one order of a scope. */
    static CancelOrder each(CancelAll wish, OrderRef order) {
        return new CancelOrder(
                wish.cancelId(),
                wish.account(),
                order,
                CancelOrder.Await.FINAL,
                wish.within(),
                null,
                CancelOrder.Terms.NONE);
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
        if (wish.terms() == null) {
            return invalid(wish, "terms", "terms is null; write Terms.NONE");
        }
        return wish.within() == null ? invalid(wish, "within", "within is null; write a duration") : null;
    }

    private static Refused invalid(CancelOrder wish, String field, String text) {
        return Refused.of(wish, RefusalReason.INVALID, field, text);
    }

    /** A refusal of any wish for a scope, however broken. */
    public static Refused scopeRefusal(CancelAll wish, RefusalReason reason, @Nullable String field, String text) {
        return Refused.of(each(wish, scope(wish)), reason, field, text);
    }
}
