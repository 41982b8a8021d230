package io.ordergateway.core.route;

import java.util.Arrays;

/**
 * What was spent in the last window of time, by slices of it. Cautious by at most a slice: what was spent leaves the count
 * when its whole slice has left the window.
 */
final class SlidingCount {
    static final int SLICES = 60;

    private final long slice;

    // One slice more than the window has, so that what was spent at the end of a slice is not forgotten too soon.
    private final int[] spent;
    private long current;
    private int total;

    SlidingCount(long window, long now) {
        this.slice = (window + SLICES - 1) / SLICES; // up: all slices are no shorter than the window
        this.spent = new int[SLICES + 1];
        this.current = Math.floorDiv(now, slice);
    }

    private SlidingCount(SlidingCount other) {
        this.slice = other.slice;
        this.spent = other.spent.clone();
        this.current = other.current;
        this.total = other.total;
    }

    /** The same count, to try on it what has not happened yet. */
    SlidingCount copy() {
        return new SlidingCount(this);
    }

    /** What is in the window. */
    int total() {
        return total;
    }

    /** Lets go of what has left the window. Time that went back changes nothing. */
    void advance(long now) {
        long slot = Math.floorDiv(now, slice);
        if (slot - current > SLICES) {
            Arrays.fill(spent, 0);
            total = 0;
            current = slot;
        }
        while (current < slot) {
            advance();
        }
    }

    /** Goes on to the next slice. */
    void advance() {
        current++;
        total -= spent[index(current)];
        spent[index(current)] = 0;
    }

    /** Counts in the current slice. */
    void add(int count) {
        spent[index(current)] += count;
        total += count;
    }

    /** Takes out what was counted at a moment, if it is still in the window. */
    void remove(int count, long at) {
        long slot = Math.floorDiv(at, slice);
        if (current - slot <= SLICES) {
            spent[index(slot)] -= count;
            total -= count;
        }
    }

    /** The last moment of the current slice: until then it makes no difference when something is spent. */
    long end() {
        return (current + 1) * slice - 1;
    }

    private int index(long slot) {
        return (int) Math.floorMod(slot, (long) spent.length);
    }
}
