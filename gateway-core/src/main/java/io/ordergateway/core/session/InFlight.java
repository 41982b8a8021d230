package io.ordergateway.core.session;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Requests that were written and not answered: request id to whoever waits. An entry exists before its frame is written.
 *
 * <p>A request whose reply is overdue becomes an <em>orphan</em>: nobody waits any more, but a reply that does come is
 * still evidence and still finds its request. Replies that find nothing are told apart as duplicates (we did ask) and
 * foreign (we never did), counted by the caller, and never guessed at.
 *
 * <p>Ids count on, so that an id is a place in the table and nothing is hashed or allocated for a request that is answered
 * in time. Bounded: at most {@code capacity} requests wait, and at most as many orphans are remembered, the oldest
 * forgotten first. Not thread-safe; its session's loop owns it.
 *
 * @param <T> what waits for the reply
 */
public final class InFlight<T> {
    private static final int SMALLEST = 128;

    private final int capacity;
    private final int largest;
    private final long patience;
    private final long firstId;
    private long nextId;

    // Whoever waits, at the low bits of its id. Ids beyond one round of the ring have moved to the stragglers.
    private Ring<T> ring = new Ring<>(SMALLEST);
    private long oldest;
    private int waiting;
    private final LinkedHashMap<Long, Entry<T>> stragglers = new LinkedHashMap<>();
    private final LinkedHashMap<Long, Entry<T>> orphans = new LinkedHashMap<>();

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
        this.largest = Math.max(SMALLEST, Integer.highestOneBit(capacity) * 2);
        this.patience = patience;
        this.firstId = firstId;
        this.nextId = firstId;
        this.oldest = firstId;
    }

    public int size() {
        return waiting;
    }

    public int orphans() {
        return orphans.size();
    }

    public boolean isFull() {
        return waiting >= capacity;
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
        if (ring.isTaken(nextId)) {
            makeRoom();
        }
        ring.put(nextId, orderId, symbol, waiter, now + patience);
        waiting++;
        return nextId++;
    }

    /** The ring grows with those that wait; one that waits while a whole round passes stands aside. */
    private void makeRoom() {
        while (ring.isTaken(nextId) && 2 * waiting >= ring.size() && ring.size() < largest) {
            Ring<T> larger = new Ring<>(2 * ring.size());
            for (long id = firstInRing(); id < nextId; id++) {
                if (ring.isTaken(id)) {
                    Entry<T> entry = ring.get(id);
                    larger.put(id, entry.orderId, entry.symbol, entry.waiter, entry.dueAt);
                }
            }
            ring = larger;
        }
        if (ring.isTaken(nextId)) {
            Entry<T> straggler = ring.remove(nextId - ring.size());
            stragglers.put(straggler.id, straggler);
        }
    }

    private long firstInRing() {
        return Math.max(oldest, nextId - ring.size());
    }

    /** Who waits for the reply to this request; {@code null} if nobody does, or no longer. */
    public @Nullable T waiter(long requestId) {
        T waiter = isInRing(requestId) ? ring.waiter(requestId) : null;
        if (waiter != null || stragglers.isEmpty()) {
            return waiter;
        }
        Entry<T> straggler = stragglers.get(requestId);
        return straggler == null ? null : straggler.waiter;
    }

    /** Settles a request that has a {@link #waiter}. */
    public void answered(long requestId) {
        if (stragglers.isEmpty() || stragglers.remove(requestId) == null) {
            ring.clear(requestId);
        }
        waiting--;
    }

    private boolean isInRing(long requestId) {
        return requestId < nextId && requestId >= firstInRing();
    }

    /** Settles by the request id that the reply echoes. */
    public Match<T> settle(long requestId) {
        T waiter = waiter(requestId);
        if (waiter != null) {
            answered(requestId);
            return new Match<>(Kind.AWAITED, waiter);
        }
        Entry<T> late = orphans.remove(requestId);
        if (late != null) {
            return new Match<>(Kind.LATE, late.waiter);
        }
        boolean issued = requestId >= firstId && requestId < nextId;
        return new Match<>(issued ? Kind.DUPLICATE : Kind.FOREIGN, null);
    }

    /**
     * Settles a reply without a usable id by the order it names: of several requests the newest is meant. Looks at each
     * that waits, since hardly any venue omits the id.
     *
     * @param symbol must agree with the request's, unless {@code null}
     */
    public Match<T> settleByOrder(String orderId, @Nullable String symbol) {
        Entry<T> newest = null;
        for (Entry<T> entry : find((order, any) -> order.equals(orderId))) {
            newest = newest == null || entry.id > newest.id ? entry : newest;
        }
        if (newest == null || (symbol != null && !symbol.equals(newest.symbol))) {
            return new Match<>(Kind.FOREIGN, null);
        }
        return settle(newest.id);
    }

    /** Settles a reply that names nothing but a symbol: only if exactly one request, given up or not, can be meant. */
    public Match<T> settleOnly(String symbol) {
        List<Entry<T>> candidates = find((any, named) -> named.equals(symbol));
        return candidates.size() == 1 ? settle(candidates.get(0).id) : new Match<>(Kind.FOREIGN, null);
    }

    private List<Entry<T>> find(BiPredicate<String, String> orderAndSymbol) {
        List<Entry<T>> found = new ArrayList<>(1);
        for (Entry<T> entry : asideAndOrphans()) {
            if (orderAndSymbol.test(entry.orderId, entry.symbol)) {
                found.add(entry);
            }
        }
        for (long id = firstInRing(); id < nextId; id++) {
            if (ring.isTaken(id) && orderAndSymbol.test(ring.orderId(id), ring.symbol(id))) {
                found.add(ring.get(id));
            }
        }
        return found;
    }

    private List<Entry<T>> asideAndOrphans() {
        List<Entry<T>> entries = new ArrayList<>(stragglers.values());
        entries.addAll(orphans.values());
        return entries;
    }

    /** Orphans every request whose reply is overdue and hands each to {@code overdue}, oldest first. */
    public void sweep(long now, Consumer<T> overdue) {
        if (waiting == 0) {
            oldest = nextId;
            return;
        }
        List<Entry<T>> due = takeDue(now);
        due.forEach(this::orphan);
        due.forEach(entry -> overdue.accept(entry.waiter));
    }

    /** Every request has the same patience, so the order of ids is the order of deadlines. */
    private List<Entry<T>> takeDue(long now) {
        List<Entry<T>> due = new ArrayList<>(0);
        Iterator<Entry<T>> standingAside = stragglers.values().iterator();
        while (standingAside.hasNext()) {
            Entry<T> straggler = standingAside.next();
            if (now - straggler.dueAt < 0) {
                break;
            }
            standingAside.remove();
            due.add(straggler);
        }
        for (long id = firstInRing(); id < nextId; id++) {
            oldest = id;
            if (ring.isTaken(id)) {
                if (now - ring.dueAt(id) < 0) {
                    break;
                }
                due.add(ring.remove(id));
            }
        }
        waiting -= due.size();
        return due;
    }

    private void orphan(Entry<T> entry) {
        orphans.put(entry.id, entry);
        if (orphans.size() > capacity) {
            orphans.remove(orphans.keySet().iterator().next());
        }
    }

    /** Empties the table, orphans included, and returns who still waited, oldest first. */
    public List<T> drain() {
        List<T> waiters = new ArrayList<>(waiting);
        stragglers.values().forEach(entry -> waiters.add(entry.waiter));
        for (long id = firstInRing(); id < nextId; id++) {
            if (ring.isTaken(id)) {
                waiters.add(ring.remove(id).waiter);
            }
        }
        stragglers.clear();
        orphans.clear();
        waiting = 0;
        oldest = nextId;
        return waiters;
    }

    /** Requests at the low bits of their ids. */
    private static final class Ring<T> {
        private static final int CELLS = 3;

        private final int mask;
        private final @Nullable Object[] cells;
        private final long[] dueAt;

        Ring(int size) {
            this.mask = size - 1;
            this.cells = new @Nullable Object[size * CELLS];
            this.dueAt = new long[size];
        }

        int size() {
            return mask + 1;
        }

        private int cell(long id) {
            return ((int) id & mask) * CELLS;
        }

        boolean isTaken(long id) {
            return cells[cell(id)] != null;
        }

        @SuppressWarnings("unchecked") // nothing else is put there
        @Nullable
        T waiter(long id) {
            return (T) cells[cell(id)];
        }

        long dueAt(long id) {
            return dueAt[(int) id & mask];
        }

        void put(long id, String orderId, String symbol, T waiter, long due) {
            int cell = cell(id);
            cells[cell] = waiter;
            cells[cell + 1] = orderId;
            cells[cell + 2] = symbol;
            dueAt[(int) id & mask] = due;
        }

        void clear(long id) {
            cells[cell(id)] = null; // its names stay until the next request takes their place
        }

        String orderId(long id) {
            return (String) Objects.requireNonNull(cells[cell(id) + 1]);
        }

        String symbol(long id) {
            return (String) Objects.requireNonNull(cells[cell(id) + 2]);
        }

        /** An entry that is {@link #isTaken}. */
        Entry<T> get(long id) {
            return new Entry<>(id, orderId(id), symbol(id), Objects.requireNonNull(waiter(id)), dueAt(id));
        }

        Entry<T> remove(long id) {
            Entry<T> entry = get(id);
            clear(id);
            return entry;
        }
    }
}
