package io.ordergateway.core.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests that were written and not answered: request id to whoever waits. An entry exists before its frame is written.
 *
 * <p>A request whose reply is overdue becomes an <em>orphan</em>: nobody waits any more, but a reply that does come is
 * still evidence and still finds its request. Replies that find nothing are told apart as duplicates (we did ask) and
 * foreign (we never did), counted by the caller, and never guessed at.
 *
 * <p>Bounded: at most {@code capacity} requests wait, and at most as many orphans are remembered, the oldest forgotten
 * first. Not thread-safe; its session's loop owns it.
 *
 * @param <T> what waits for the reply
 */
public final class InFlight<T> {
    private final int capacity;
    private final long patience;
    private final long firstId;
    private long nextId;

    // Every request has the same patience, so the order of insertion is the order of deadlines.
    private final LinkedHashMap<Long, Entry<T>> waiting = new LinkedHashMap<>();
    private final LinkedHashMap<Long, Entry<T>> orphans = new LinkedHashMap<>();
    private final Map<String, Entry<T>> byOrder = new HashMap<>();

    private record Entry<T>(long id, String orderId, String symbol, T waiter, long dueAt) {}

    /** What a reply turned out to be. */
    public enum Kind {
        /** The reply that was waited for. */
        AWAITED,
        /** The reply to a request that had been given up. */
        LATE,
        /** Another reply to a request that was answered before, or is too old to be remembered. */
        DUPLICATE,
        /** A reply to nothing that this session asked. */
        FOREIGN
    }

    /**
     * A reply's request.
     *
     * @param waiter who asked; present exactly if the kind is {@code AWAITED} or {@code LATE}
     */
    public record Match<T>(Kind kind, @Nullable T waiter) {}

    /**
     * @param capacity how many requests may wait at once
     * @param firstId the first request id; random, so that a reply to an earlier life of this process is foreign
     * @param patience how long a request waits for its reply, in nanoseconds
     */
    public InFlight(int capacity, long firstId, long patience) {
        this.capacity = capacity;
        this.patience = patience;
        this.firstId = firstId;
        this.nextId = firstId;
    }

    public int size() {
        return waiting.size();
    }

    public int orphans() {
        return orphans.size();
    }

    public boolean isFull() {
        return waiting.size() >= capacity;
    }

    /**
     * Takes a request in, before it is written.
     *
     * @return its id, never used before
     * @throws IllegalStateException if {@link #isFull()}
     */
    public long admit(String orderId, String symbol, T waiter, long now) {
        if (isFull()) {
            throw new IllegalStateException("in-flight table is full at " + capacity + "; ask isFull() first");
        }
        Entry<T> entry = new Entry<>(nextId++, orderId, symbol, waiter, now + patience);
        waiting.put(entry.id, entry);
        byOrder.put(orderId, entry);
        return entry.id;
    }

    /** Who waits for the reply to this request; {@code null} if nobody does, or no longer. */
    public @Nullable T waiting(long requestId) {
        Entry<T> entry = waiting.get(requestId);
        return entry == null ? null : entry.waiter;
    }

    /** Settles by the request id that the reply echoes. */
    public Match<T> settle(long requestId) {
        Entry<T> awaited = waiting.get(requestId);
        if (awaited != null) {
            return take(awaited);
        }
        Entry<T> late = orphans.remove(requestId);
        if (late != null) {
            byOrder.remove(late.orderId, late);
            return new Match<>(Kind.LATE, late.waiter);
        }
        boolean issued = requestId >= firstId && requestId < nextId;
        return new Match<>(issued ? Kind.DUPLICATE : Kind.FOREIGN, null);
    }

    /**
     * Settles a reply without a usable id by the order it names.
     *
     * @param symbol must agree with the request's, unless {@code null}
     */
    public Match<T> settleByOrder(String orderId, @Nullable String symbol) {
        Entry<T> entry = byOrder.get(orderId);
        if (entry == null || (symbol != null && !symbol.equals(entry.symbol))) {
            return new Match<>(Kind.FOREIGN, null);
        }
        return settle(entry.id);
    }

    /** Settles a reply that names nothing but a symbol: only if exactly one request, given up or not, can be meant. */
    public Match<T> settleOnly(String symbol) {
        List<Entry<T>> candidates = Stream.concat(waiting.values().stream(), orphans.values().stream())
                .filter(entry -> entry.symbol.equals(symbol))
                .limit(2)
                .toList();
        return candidates.size() == 1 ? settle(candidates.get(0).id) : new Match<>(Kind.FOREIGN, null);
    }

    private Match<T> take(Entry<T> entry) {
        waiting.remove(entry.id);
        byOrder.remove(entry.orderId, entry);
        return new Match<>(Kind.AWAITED, entry.waiter);
    }

    /** Orphans every request whose reply is overdue and hands each to {@code overdue}, oldest first. */
    public void sweep(long now, Consumer<T> overdue) {
        List<Entry<T>> due = new ArrayList<>(0);
        for (Entry<T> entry : waiting.values()) {
            if (now - entry.dueAt < 0) {
                break;
            }
            due.add(entry);
        }
        for (Entry<T> entry : due) {
            waiting.remove(entry.id);
            orphan(entry);
        }
        due.forEach(entry -> overdue.accept(entry.waiter));
    }

    private void orphan(Entry<T> entry) {
        orphans.put(entry.id, entry);
        if (orphans.size() > capacity) {
            Entry<T> forgotten = orphans.remove(orphans.keySet().iterator().next());
            if (forgotten != null) {
                byOrder.remove(forgotten.orderId, forgotten);
            }
        }
    }

    /** Empties the table, orphans included, and returns who still waited, oldest first. */
    public List<T> drain() {
        List<T> waiters = new ArrayList<>(waiting.size());
        waiting.values().forEach(entry -> waiters.add(entry.waiter));
        waiting.clear();
        orphans.clear();
        byOrder.clear();
        return waiters;
    }
}
