package io.ordergateway.core.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Entries by the id that each of them carries. A map would keep an object of its own for each entry, a third of what a
 * cancel in flight takes; this keeps them in one place, by open addressing. Not thread-safe.
 *
 * @param <E> what is found; its id never changes while it stands here
 */
public final class KeyedTable<E> {
    private static final int SMALLEST = 16;

    /** Spreads ids that differ in their last digits only, which is how they are counted up. */
    private static final int SPREAD = 0x9E3779B9;

    private static final int SPREAD_END = 0x85EBCA6B;

    private final Function<E, String> idOf;
    private @Nullable Object[] slots = new @Nullable Object[SMALLEST];

    // Each entry's hash, and 0 where there is none: what is passed by need not be touched. It may not have been for
    // long.
    private int[] hashes = new int[SMALLEST];
    private int size;

    /**
     * An empty table.
     *
     * @param idOf an entry's id
     */
    public KeyedTable(Function<E, String> idOf) {
        this.idOf = idOf;
    }

    public int size() {
        return size;
    }

    /** The entry of this id, or {@code null}. */
    public @Nullable E get(String id) {
        int slot = find(id, hash(id));
        return hashes[slot] == 0 ? null : at(slot);
    }

    /** Puts an entry in, in the place of the one with the same id, if there is one. */
    public void put(E entry) {
        if (4 * size >= 3 * slots.length) {
            grow();
        }
        String id = idOf.apply(entry);
        int hash = hash(id);
        int slot = find(id, hash);
        size += hashes[slot] == 0 ? 1 : 0;
        slots[slot] = entry;
        hashes[slot] = hash;
    }

    /** Takes this very entry out, if it is here; another one with its id stays. */
    public boolean remove(E entry) {
        String id = idOf.apply(entry);
        int slot = find(id, hash(id));
        if (!entry.equals(slots[slot])) {
            return false;
        }
        size--;
        close(slot);
        return true;
    }

    /** All entries, in no order. */
    @SuppressWarnings("unchecked") // nothing but E is put in
    public List<E> all() {
        List<E> all = new ArrayList<>(size);
        for (Object entry : slots) {
            if (entry != null) {
                all.add((E) entry);
            }
        }
        return all;
    }

    @SuppressWarnings("unchecked") // nothing but E is put in
    private @Nullable E at(int slot) {
        return (E) slots[slot];
    }

    /** Ids are counted up, in letters and digits: of those a string's own hash takes many for the same, its end does not. */
    private static int hash(String id) {
        int end = 0;
        for (int i = Math.max(0, id.length() - Integer.BYTES); i < id.length(); i++) {
            end = end << Byte.SIZE | id.charAt(i);
        }
        int spread = (id.hashCode() ^ end * SPREAD_END) * SPREAD;
        return Math.max(1, (spread ^ spread >>> 16) & Integer.MAX_VALUE);
    }

    /** Where the id stands, or the empty slot where it would. */
    private int find(String id, int hash) {
        int mask = hashes.length - 1;
        int slot = hash & mask;
        while (hashes[slot] != 0 && (hashes[slot] != hash || !isAt(slot, id))) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean isAt(int slot, String id) {
        E entry = at(slot);
        return entry != null && idOf.apply(entry).equals(id);
    }

    /** Moves up what could no longer be found beyond an empty slot. */
    private void close(int emptied) {
        int mask = slots.length - 1;
        int gap = emptied;
        int slot = (gap + 1) & mask;
        while (hashes[slot] != 0) {
            if (((slot - hashes[slot]) & mask) >= ((slot - gap) & mask)) {
                slots[gap] = slots[slot];
                hashes[gap] = hashes[slot];
                gap = slot;
            }
            slot = (slot + 1) & mask;
        }
        slots[gap] = null;
        hashes[gap] = 0;
    }

    private void grow() {
        @Nullable Object[] entries = slots;
        int[] theirs = hashes;
        slots = new @Nullable Object[2 * entries.length];
        hashes = new int[slots.length];
        int mask = slots.length - 1;
        for (int i = 0; i < entries.length; i++) {
            if (entries[i] != null) {
                int slot = theirs[i] & mask;
                while (slots[slot] != null) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = entries[i];
                hashes[slot] = theirs[i];
            }
        }
    }
}
