package io.ordergateway.core.cancel;

import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.Fit;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.timing.Now;
import org.jspecify.annotations.Nullable;

/**
 * A way to send cancels. Called on the account's thread only, and answers on it.
 *
 * <p>The path calls {@link Outgoing#sent} when the first byte leaves, and {@link Outgoing#settle} at least once, whatever
 * breaks: silence and a lost connection are verdicts too. It sends nothing that {@link Outgoing#mayLeave} forbids at the
 * moment it would leave: a path that does not send at once reads the clock then. What is sent in one go of the account's
 * thread may leave together at the end of it.
 */
public interface CancelPath {
    PathKind kind();

    /**
     * What the path can do at this moment.
     *
     * @param what {@link RequestClass#CANCEL} or {@link RequestClass#CANCEL_ALL}
     */
    PathHealth health(RequestClass what, Now now);

    /**
     * How such a request fits into the venue's limit, if it was given to the path now. Asked of a path whose health is
     * {@link PathHealth#SPENT}. One that fits in time is kept by the path until its turn; one that is given to it all the
     * same is settled unsent.
     *
     * @param deadline by the forward clock
     */
    default Fit fit(RequestClass what, long deadline, Now now) {
        throw new IllegalStateException(
                "the " + kind() + " path keeps to no limit, and cannot say when it allows " + what);
    }

    /** Takes a cancel of one order. */
    void send(PathAttempt attempt, Now now);

    /**
     * One that was given to the path and has not left is wanted sooner: it has a sooner turn from now on, if there is one by
     * this deadline.
     *
     * @param deadline by the forward clock
     * @return how it fits in, or {@code null} if it does not wait here
     */
    default @Nullable Fit sooner(PathAttempt attempt, long deadline, Now now) {
        return null;
    }

    /**
     * Whether one request can cancel all open orders.
     *
     * @param symbol of this symbol, or {@code null} for the account's
     */
    default boolean cancelsAll(@Nullable String symbol) {
        return true;
    }

    /** Takes a cancel of all open orders of a scope, of which {@link #cancelsAll} says that it can. */
    void sendAll(ScopeAttempt attempt, Now now);

    /** Does what time has made due: sends what has waited for its turn, and settles what cannot leave any more. */
    default void sendDue(Now now) {}

    /** What a path is given to send, and must bring to something. */
    interface Outgoing {
        /** Whether it may still be sent: its deadline is ahead and somebody still wants it. */
        boolean mayLeave(Now now);

        /** To be called as the first byte leaves. From here on it counts as sent, even if the write fails. */
        void sent(Now now);

        /**
         * Reports what came of it. A verdict that was {@code Unclear} may be followed by a better one, from a late reply;
         * any other repetition is ignored.
         */
        void settle(Verdict found, Now now);
    }

    /** What a path may keep until its turn comes. */
    interface Deferrable extends Outgoing {
        /** By when it is wanted to have left, by the forward clock: its place among those that wait. */
        long wantedBy(Now now);

        /** Until when it may leave, by the forward clock: its place if that cannot be done. */
        long sendableUntil(Now now);
    }
}
