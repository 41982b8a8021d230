package io.ordergateway.ws.store;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.outcome.RecordListener;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was handed over and is not written: many threads put in, one takes out. Whoever puts in swaps one pointer and makes
 * one object. Entries are numbered as they come, so that how many wait is a subtraction, exact at every moment.
 */
final class Backlog {
    private static final VarHandle NEWEST;

    static {
        try {
            NEWEST = MethodHandles.lookup().findVarHandle(Backlog.class, "newest", Entry.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Never null: the newest stays, emptied, until there is a newer one, so that numbers go on.
    private volatile Entry newest = new Entry();

    // Written by the thread that takes out.
    private volatile long done;

    // Touched only by the thread that takes out.
    private Entry lastSeen = newest;
    private @Nullable Entry next;

    /** What a record is made of. */
    static final class Entry {
        private long number;

        /** The one put in before, until this one is seen by the thread that takes out; from then on the one after. */
        private @Nullable Entry link;

        /** Whose record it is; {@code null} in what is emptied. */
        @Nullable
        Account account;

        /** A wish, or the text of a mark. */
        @Nullable
        Object subject;

        /** A result, a path or the kind of a mark; nothing for what is accepted. */
        @Nullable
        Object detail;

        @Nullable
        Instant at;

        RecordListener listener = RecordListener.NOBODY;

        /** Whether a result is the order's end, told after the caller was told something less. */
        boolean ended;

        private Entry() {}

        Entry(Account account, Object subject, @Nullable Object detail, Instant at, RecordListener listener) {
            this.account = account;
            this.subject = subject;
            this.detail = detail;
            this.at = at;
            this.listener = listener;
        }

        private void empty() {
            account = null;
            subject = null;
            detail = null;
            at = null;
            listener = RecordListener.NOBODY;
        }
    }

    /** Puts one in. Any thread. */
    void put(Entry entry) {
        Entry before;
        do {
            before = newest;
            entry.link = before;
            entry.number = before.number + 1;
        } while (!NEWEST.compareAndSet(this, before, entry));
    }

    /** How many were put in and are not done. Any thread. */
    long waiting() {
        long finished = done; // first, so that the difference is never below zero
        return newest.number - finished;
    }

    /** Whether there is nothing to take out. */
    boolean isEmpty() {
        return next == null && newest == lastSeen;
    }

    /** Takes out the oldest. */
    @Nullable
    Entry take() {
        if (next == null) {
            turn();
        }
        Entry taken = next;
        if (taken != null) {
            next = taken.link;
            taken.link = null;
        }
        return taken;
    }

    /** Follows the links back to what was seen before, and turns each round. */
    private void turn() {
        Entry last = newest;
        Entry after = null;
        Entry entry = last;
        while (entry != lastSeen) {
            Entry before = Objects.requireNonNull(entry.link);
            entry.link = after;
            after = entry;
            entry = before;
        }
        next = after;
        lastSeen = last;
    }

    /** This one, and all before it, are written or given up. It is emptied: its memory may stay for long. */
    void done(Entry entry) {
        done = entry.number;
        entry.empty();
    }
}
