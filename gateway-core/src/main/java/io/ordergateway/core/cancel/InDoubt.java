package io.ordergateway.core.cancel;

import io.ordergateway.core.table.TimerWheel;
import io.ordergateway.core.timing.Now;
import org.jspecify.annotations.Nullable;

/**
 * The orders whose status must be asked, and when. Bounded by the number of queries under way and by their rate; an order
 * is asked again and again, ever more slowly, until its end is known. Owned by the account's thread.
 */
final class InDoubt {
    /** However many orders are in doubt, the venue is not asked more often. */
    static final int QUERIES_PER_SECOND = 200;

    private static final long SPACING = 1_000_000_000L / QUERIES_PER_SECOND;

    private final int maxQueries;
    private final TimerWheel<OrderPursuit> turns = new TimerWheel<>();
    private int underWay;
    private long rateFrom = Long.MIN_VALUE;

    InDoubt(int maxQueries) {
        this.maxQueries = maxQueries;
    }

    /** How many wait to be asked about. */
    int size() {
        return turns.size();
    }

    /** Asks at this moment, or sooner if that was planned already. */
    void ask(OrderPursuit pursuit, long at) {
        boolean sooner = !pursuit.isSet() || pursuit.dueAt() - at > 0;
        if (sooner && !pursuit.ended() && !pursuit.asking) {
            turns.set(pursuit, at);
        }
    }

    void forget(OrderPursuit pursuit) {
        turns.cancel(pursuit);
    }

    /** Everything in doubt is due now: the venue can be reached again. */
    void hurry(long now) {
        for (OrderPursuit pursuit : turns.all()) {
            ask(pursuit, now);
        }
    }

    /** The next order to ask about, which then counts as being asked; {@code null} if none is due or the bound is met. */
    @Nullable
    OrderPursuit next(Now now) {
        if (underWay >= maxQueries || !withinRate(now)) {
            return null;
        }
        OrderPursuit pursuit = turns.due(now.nanos());
        if (pursuit != null) {
            pursuit.asking = true;
            pursuit.asked++;
            underWay++;
            rateFrom += SPACING;
        }
        return pursuit;
    }

    /** Idle time saves up for a few questions at once, never for more than may be under way. */
    private boolean withinRate(Now now) {
        rateFrom = Math.max(rateFrom, now.nanos() - maxQueries * SPACING);
        return rateFrom + SPACING <= now.nanos();
    }

    /** The question was answered, one way or another. */
    void answered(OrderPursuit pursuit) {
        pursuit.asking = false;
        underWay--;
    }
}
