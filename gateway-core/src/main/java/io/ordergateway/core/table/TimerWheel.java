package io.ordergateway.core.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is due some day, found when its time has come: one sweep for all. Setting and taking back cost the same
 * however many are set, and no object. What is due is found by the exact moment; the spokes only say where to look. Told
 * the time, reads no clock. Not thread-safe.
 *
 * @param <T> what is due; a timer stands in one wheel only
 */
public final class TimerWheel<T extends Timer> {
    /** A spoke is 2^22 ns, some 4 ms, wide. */
    private static final int SPOKE_BITS = 22;

    /** One turn takes 8.6 s, longer than a cancel lives that does not say; what is due later is passed by until its turn. */
    static final int SPOKES = 2_048;

    private final @Nullable Timer[] spokes = new @Nullable Timer[SPOKES];
    private final Deque<T> due = new ArrayDeque<>(1);
    private boolean begun;
    private long origin;
    private long swept;
    private int onSpokes;
    private int size;

    /** How many are set. */
    public int size() {
        return size;
    }

    /** Sets a timer, anew if it is set. Its time may have passed. */
    public void set(T timer, long moment) {
        cancel(timer);
        if (!begun) {
            begun = true;
            origin = moment;
        }
        timer.at = moment;
        size++;
        link(timer, (int) Math.floorMod(Math.max(swept, turn(moment)), (long) SPOKES));
    }

    /** Takes a timer back; nothing happens if it is not set. */
    public void cancel(T timer) {
        if (timer.spoke >= 0) {
            unlink(timer);
        }
        if (timer.isSet()) {
            timer.spoke = Timer.NOT_SET; // where it waits for its turn, it is passed over
            size--;
        }
    }

    /** One whose time has come, the earliest first as far as they were found together; no longer set. */
    public @Nullable T due(long now) {
        T next = first();
        if (next == null && onSpokes > 0) {
            sweep(now);
            next = first();
        }
        return next;
    }

    private @Nullable T first() {
        for (T next = due.poll(); next != null; next = due.poll()) {
            if (next.spoke == Timer.DUE) {
                next.spoke = Timer.NOT_SET;
                size--;
                return next;
            }
        }
        return null;
    }

    /** All that are set, in no order. */
    public List<T> all() {
        List<T> all = new ArrayList<>();
        for (T timer : due) {
            if (timer.spoke == Timer.DUE) {
                all.add(timer);
            }
        }
        for (Timer first : spokes) {
            for (Timer timer = first; timer != null; timer = timer.after) {
                all.add(ours(timer));
            }
        }
        return all;
    }

    /** Takes what is due off the spokes it has passed, and off the one it has reached. */
    private void sweep(long now) {
        long reached = Math.max(swept, turn(now));
        List<T> found = new ArrayList<>(0);
        for (long turn = Math.max(swept, reached - SPOKES + 1); turn <= reached; turn++) {
            collect((int) Math.floorMod(turn, (long) SPOKES), now, found);
        }
        swept = reached;
        found.sort(Comparator.comparingLong(timer -> timer.at - now));
        due.addAll(found);
    }

    private void collect(int spoke, long now, List<T> found) {
        Timer timer = spokes[spoke];
        while (timer != null) {
            Timer next = timer.after;
            if (now - timer.at >= 0) {
                unlink(timer);
                timer.spoke = Timer.DUE;
                found.add(ours(timer));
            }
            timer = next;
        }
    }

    private long turn(long moment) {
        return (moment - origin) >> SPOKE_BITS;
    }

    private void link(Timer timer, int spoke) {
        Timer first = spokes[spoke];
        timer.spoke = spoke;
        timer.after = first;
        if (first != null) {
            first.before = timer;
        }
        spokes[spoke] = timer;
        onSpokes++;
    }

    private void unlink(Timer timer) {
        Timer before = timer.before;
        Timer after = timer.after;
        if (before == null) {
            spokes[timer.spoke] = after;
        } else {
            before.after = after;
        }
        if (after != null) {
            after.before = before;
        }
        timer.before = null;
        timer.after = null;
        onSpokes--;
    }

    @SuppressWarnings("unchecked") // nothing but T is set
    private T ours(Timer timer) {
        return (T) timer;
    }
}
