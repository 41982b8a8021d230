package io.ordergateway.ws.store;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where and how the outcome log is kept. Immutable; each method returns a changed copy.
 *
 * @param path the file; made if it is not there, with its folder
 * @param policy what a record has survived when it counts as written
 * @param onLogFailure what becomes of cancels while records cannot be written
 * @param maxWaiting how many records may wait to be written before cancels are refused, 1 to {@value #MAX_WAITING}
 * @param maxBehind how far behind the newest record a live subscriber may fall, {@value #MIN_BEHIND} or more
 * @param retention what is kept
 * @param recordBeforeSend whether nothing of a cancel leaves before its acceptance is written; otherwise only the answer waits
 */
public record StoreSettings(
        Path path,
        Policy policy,
        OnLogFailure onLogFailure,
        int maxWaiting,
        int maxBehind,
        Retention retention,
        boolean recordBeforeSend) {
    public static final int DEFAULT_WAITING = 1 << 16;
    public static final int MAX_WAITING = 1 << 22;
    public static final int DEFAULT_BEHIND = 1 << 16;

    /** Twice what is written at once: who was at the head has all of it to read. */
    public static final int MIN_BEHIND = 2 * Batch.MOST;

    /** What a record has survived when it counts as written. */
    public enum Policy {
        /** The end of the process: it was handed to the operating system. */
        OS,
        /** The end of the machine: the disk has confirmed it. */
        DISK
    }

    /** What becomes of cancels while records cannot be written. */
    public enum OnLogFailure {
        /** They are refused; what was accepted before waits for its records. */
        REFUSE,
        /** They go out unrecorded, and the stream tells of the gap as soon as it can. */
        CONTINUE
    }

    /**
     * What is kept: records are removed, the oldest first, once they are too old or the file holds too much. Records of
     * cancels that have not ended, and of what lies behind them, stay; so does what was not relayed yet, once it is.
     *
     * @param age how old a record grows, {@link #MIN_AGE} to {@link #MAX_AGE}
     * @param bytes how much the file holds, {@value #MIN_BYTES} or more; what is removed makes room in the file, which does
     *     not shrink
     */
    public record Retention(Duration age, long bytes) {
        public static final Duration MIN_AGE = Duration.ofMinutes(1);
        public static final Duration MAX_AGE = Duration.ofDays(3_650);
        public static final long MIN_BYTES = 1L << 20;

        /** A month, of at most four GiB. */
        public static final Retention DEFAULT = new Retention(Duration.ofDays(30), 4L << 30);

        public Retention {
            if (age.compareTo(MIN_AGE) < 0 || age.compareTo(MAX_AGE) > 0) {
                throw new IllegalArgumentException("age is " + age + "; write " + MIN_AGE + " to " + MAX_AGE);
            }
            if (bytes < MIN_BYTES) {
                throw new IllegalArgumentException("bytes is " + bytes + "; write " + MIN_BYTES + " or more");
            }
        }
    }

    public StoreSettings {
        if (maxWaiting < 1 || maxWaiting > MAX_WAITING) {
            throw new IllegalArgumentException("maxWaiting is " + maxWaiting + "; write 1 to " + MAX_WAITING);
        }
        if (maxBehind < MIN_BEHIND) {
            throw new IllegalArgumentException("maxBehind is " + maxBehind + "; write " + MIN_BEHIND + " or more");
        }
    }

    /** A log in this file, with the defaults of everything else. */
    public static StoreSettings at(Path path) {
        return new StoreSettings(
                path, Policy.OS, OnLogFailure.REFUSE, DEFAULT_WAITING, DEFAULT_BEHIND, Retention.DEFAULT, false);
    }

    public StoreSettings policy(Policy other) {
        return new StoreSettings(path, other, onLogFailure, maxWaiting, maxBehind, retention, recordBeforeSend);
    }

    public StoreSettings onLogFailure(OnLogFailure other) {
        return new StoreSettings(path, policy, other, maxWaiting, maxBehind, retention, recordBeforeSend);
    }

    public StoreSettings maxWaiting(int records) {
        return new StoreSettings(path, policy, onLogFailure, records, maxBehind, retention, recordBeforeSend);
    }

    public StoreSettings maxBehind(int records) {
        return new StoreSettings(path, policy, onLogFailure, maxWaiting, records, retention, recordBeforeSend);
    }

    public StoreSettings retention(Retention other) {
        return new StoreSettings(path, policy, onLogFailure, maxWaiting, maxBehind, other, recordBeforeSend);
    }

    public StoreSettings recordBeforeSend(boolean wait) {
        return new StoreSettings(path, policy, onLogFailure, maxWaiting, maxBehind, retention, wait);
    }
}
