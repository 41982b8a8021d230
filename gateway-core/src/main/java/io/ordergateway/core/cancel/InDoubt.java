package io.ordergateway.core.cancel;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.table.TimerWheel;
import io.ordergateway.core.timing.Now;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The orders whose status must be asked, and when. Bounded by the number of queries under way and by their rate; an order
 * is asked again and again, ever more slowly, until its end is known. Owned by the account's thread.
 *
 * <p>Where the venue allows few such questions, one for the open orders of a symbol goes first: it tells at once of all that
 * still rest, and only those that it does not name are asked about one by one.
 */
final class InDoubt {
    /** However many orders are in doubt, the venue is not asked more often. */
    static final int QUERIES_PER_SECOND = 200;

    /** If it takes longer than this to ask about each that is due, the open orders are asked for, once in so long. */
    static final Duration FEW_SECONDS = Duration.ofSeconds(3);

    /** Of one symbol so many must be due, or to ask for its open orders saves nothing. */
    static final int WORTH_A_LIST = 2;

    private static final Logger log = LoggerFactory.getLogger(InDoubt.class);
    private static final long SPACING = 1_000_000_000L / QUERIES_PER_SECOND;

    private final CancelService service;
    private final OrderQuery query;
    private final CancelLimits.Doubt limits;
    private final TimerWheel<OrderPursuit> turns = new TimerWheel<>();
    private int underWay;
    private long rateFrom = Long.MIN_VALUE;

    // Where the venue allows few questions: those whose turn has come, and the one question for open orders.
    private final Set<OrderPursuit> due = new LinkedHashSet<>();
    private @Nullable String listing;
    private @Nullable Long listAgainAt;

    InDoubt(CancelService service, OrderQuery query, CancelLimits.Doubt limits) {
        this.service = service;
        this.query = query;
        this.limits = limits;
    }

    /** How many wait to be asked about. */
    int size() {
        return turns.size() + due.size();
    }

    /** Asks at this moment, or sooner if that was planned already. */
    void ask(OrderPursuit pursuit, long at) {
        boolean sooner = !pursuit.isSet() || pursuit.dueAt() - at > 0;
        if (sooner && !pursuit.ended() && !pursuit.asking && !isDue(pursuit)) {
            turns.set(pursuit, at);
        }
    }

    /** Asks at once, or, if it was asked before, ever more slowly. */
    void askAgain(OrderPursuit pursuit, Now now) {
        long wait = pursuit.asked == 0 ? 0 : limits.askAgain().nanos(pursuit.asked, 1.0);
        ask(pursuit, now.nanos() + wait);
    }

    void forget(OrderPursuit pursuit) {
        turns.cancel(pursuit);
        if (!due.isEmpty()) { // hardly any ever waits there, and to ask would give each an identity hash
            due.remove(pursuit);
        }
    }

    private boolean isDue(OrderPursuit pursuit) {
        return !due.isEmpty() && due.contains(pursuit);
    }

    /** Everything in doubt is due now: the venue can be reached again. */
    void hurry(long now) {
        for (OrderPursuit pursuit : turns.all()) {
            ask(pursuit, now);
        }
    }

    /** Asks about all that is due, as far as the bounds and the venue's limits allow. */
    void sweep(Now now) {
        String symbol = wantsList(now);
        if (symbol != null && query.mayList(now)) {
            list(symbol, now);
        }
        OrderPursuit doubtful = query.mayAsk(now) ? next(now) : null;
        while (doubtful != null) {
            status(doubtful, now);
            doubtful = query.mayAsk(now) ? next(now) : null;
        }
    }

    // ---- one by one ----

    /** The next order to ask about, which then counts as being asked; {@code null} if none is due or the bound is met. */
    private @Nullable OrderPursuit next(Now now) {
        if (underWay >= limits.maxQueries() || !withinRate(now)) {
            return null;
        }
        OrderPursuit pursuit = nextDue(now);
        if (pursuit != null) {
            pursuit.asking = true;
            pursuit.asked++;
            underWay++;
            rateFrom += SPACING;
        }
        return pursuit;
    }

    private @Nullable OrderPursuit nextDue(Now now) {
        for (OrderPursuit waiting : due) {
            if (!isListed(waiting)) {
                due.remove(waiting);
                return waiting;
            }
        }
        OrderPursuit pursuit = turns.due(now.nanos());
        while (pursuit != null && isListed(pursuit)) {
            due.add(pursuit);
            pursuit = turns.due(now.nanos());
        }
        return pursuit;
    }

    /** Idle time saves up for a few questions at once, never for more than may be under way. */
    private boolean withinRate(Now now) {
        rateFrom = Math.max(rateFrom, now.nanos() - limits.maxQueries() * SPACING);
        return rateFrom + SPACING <= now.nanos();
    }

    private void status(OrderPursuit pursuit, Now now) {
        try {
            query.status(pursuit.order(), (verdict, otherName, then) -> told(pursuit, verdict, otherName, then));
        } catch (RuntimeException e) {
            log.error("[{}] a fault in the status query of {}", service.account(), pursuit.order(), e);
            Evidence fault = new Evidence(PathKind.REST, "query-fault", e.toString(), now.wall());
            told(pursuit, new Verdict.Unclear(fault), null, now);
        }
    }

    private void told(OrderPursuit pursuit, Verdict verdict, @Nullable OrderRef otherName, Now now) {
        service.checkThread();
        pursuit.asking = false;
        pursuit.unlisted = false;
        underWay--;
        service.learned(pursuit, verdict, otherName, now);
    }

    // ---- all of a symbol at once ----

    /** The symbol whose open orders had better be asked for first, or {@code null}. */
    private @Nullable String wantsList(Now now) {
        boolean mayBe = listing == null && (listAgainAt == null || now.reached(listAgainAt));
        int room = mayBe && size() >= WORTH_A_LIST ? query.room(FEW_SECONDS, now) : Integer.MAX_VALUE;
        if (size() <= room) {
            return null;
        }
        for (OrderPursuit turn = turns.due(now.nanos()); turn != null; turn = turns.due(now.nanos())) {
            due.add(turn);
        }
        return due.size() <= room ? null : mostDue();
    }

    private @Nullable String mostDue() {
        Map<String, Integer> bySymbol = new HashMap<>();
        String most = null;
        int worth = WORTH_A_LIST;
        for (OrderPursuit pursuit : due) {
            if (!pursuit.unlisted) {
                String symbol = pursuit.order().symbol();
                int count = bySymbol.merge(symbol, 1, Integer::sum);
                most = count >= worth ? symbol : most;
                worth = Math.max(worth, count);
            }
        }
        return most;
    }

    private void list(String symbol, Now now) {
        listing = symbol;
        listAgainAt = now.in(FEW_SECONDS);
        try {
            query.open(symbol, this::listed);
        } catch (RuntimeException e) {
            log.error("[{}] a fault in the query of the open orders of {}", service.account(), symbol, e);
            listing = null;
        }
    }

    /**
     * Those that the list names rest, or have not ended yet; of the others it says nothing of how they ended. Without a list,
     * all are.
     */
    private void listed(Optional<List<CancelAll.OpenOrder>> open, Now now) {
        service.checkThread();
        String symbol = listing;
        listing = null;
        if (symbol == null || open.isEmpty()) {
            return;
        }
        Map<OrderRef, CancelAll.OpenOrder> named = new HashMap<>();
        open.get().forEach(one -> named.put(one.order(), one));
        String message = "it is on the venue's list of the " + named.size() + " open orders of " + symbol;
        Evidence evidence = new Evidence(PathKind.REST, "open-orders", message, now.wall());
        for (OrderPursuit pursuit : List.copyOf(due)) {
            CancelAll.OpenOrder one = named.get(pursuit.order());
            if (one == null) {
                pursuit.unlisted |= symbol.equals(pursuit.order().symbol());
            } else if (due.remove(pursuit)) {
                pursuit.asked++;
                Verdict verdict = one.rests() ? new Verdict.Resting(evidence) : new Verdict.Unclear(evidence);
                service.learned(pursuit, verdict, null, now);
            }
        }
    }

    /** Whether the list that is asked for will tell whether it rests. */
    private boolean isListed(OrderPursuit pursuit) {
        return listing != null
                && !pursuit.unlisted
                && listing.equals(pursuit.order().symbol());
    }
}
