package io.ordergateway.core.cancel;

import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
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
    private final Set<OrderPursuit> doubtful = new HashSet<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparingLong(Due::at));
    private int underWay;
    private long rateFrom = Long.MIN_VALUE;

    /** A turn in the queue; stale once the pursuit has another turn. */
    private record Due(OrderPursuit pursuit, long at) {}

    InDoubt(int maxQueries) {
        this.maxQueries = maxQueries;
    }

    int size() {
        return doubtful.size();
    }

    /** Asks at this moment, or sooner if that was planned already. */
    void ask(OrderPursuit pursuit, long at) {
        if (pursuit.ended() || pursuit.asking) {
            return;
        }
        boolean planned = !doubtful.add(pursuit);
        if (!planned || pursuit.askAt - at > 0) {
            pursuit.askAt = at;
            due.add(new Due(pursuit, at));
        }
    }

    void forget(OrderPursuit pursuit) {
        doubtful.remove(pursuit); // its turn in the queue is stale now
    }

    /** Everything in doubt is due now: the venue can be reached again. */
    void hurry(long now) {
        for (OrderPursuit pursuit : doubtful) {
            ask(pursuit, now);
        }
    }

    /** The next order to ask about, which then counts as being asked; {@code null} if none is due or the bound is met. */
    @Nullable
    OrderPursuit next(Now now) {
        while (underWay < maxQueries && withinRate(now)) {
            Due turn = due.peek();
            if (turn == null || !now.reached(turn.at)) {
                return null;
            }
            due.remove();
            OrderPursuit pursuit = turn.pursuit;
            if (doubtful.contains(pursuit) && !pursuit.asking && pursuit.askAt == turn.at) {
                doubtful.remove(pursuit);
                pursuit.asking = true;
                pursuit.asked++;
                underWay++;
                rateFrom += SPACING;
                return pursuit;
            }
        }
        return null;
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
