package io.ordergateway.ws.store;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.OutcomeLog.Closed;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.outcome.StreamMark;
import io.ordergateway.ws.store.Backlog.Entry;
import io.ordergateway.ws.store.StoreSettings.OnLogFailure;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that writes: takes what waits, writes it in one transaction, tells those who wait for it, then those who read.
 * While that fails it tries again, ever less often.
 *
 * <p>No wake-up is lost. Whoever hands over puts the entry in first and then looks whether the writer sleeps; the writer
 * says first that it sleeps and then looks whether there is an entry. Both are volatile accesses, which all threads see in
 * one order: so whichever of the two comes second sees the other, and either the writer is woken or it does not go to sleep.
 * The wake-up itself may run late, on a busy thread, or twice: it wakes whoever sleeps then. If nobody does, the writer woke
 * after the entry was put in, and looks for entries before it sleeps again. Only the writer says that it is awake, so that
 * one wake-up which is late does not keep others from being sent; and an unpark that comes before the park is kept by it.
 */
final class LogWriter {
    /** The time between a failure and the first new try; each further failure doubles it. */
    static final Duration FIRST_RETRY = Duration.ofMillis(50);

    static final Duration LONGEST_RETRY = Duration.ofSeconds(2);

    /** How long closing waits for records that cannot be written. */
    static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    /** How often a writer that has nothing to do looks for records that are too old: that takes longer than to write a few. */
    static final Duration TIDY_EVERY = Duration.ofSeconds(1);

    /** How long the writer sleeps if nothing happens; then it looks whether records have grown too old. */
    static final Duration IDLE = Duration.ofMinutes(1);

    private static final Closed CLOSED =
            new Closed(RefusalReason.UNRECORDED, "the outcome log is closed; open the gateway anew");

    private static final Logger log = LoggerFactory.getLogger(LogWriter.class);

    private final Backlog backlog;
    private final StoreFile file;
    private final StoreWriter store;
    private final LogReaders readers;
    private final boolean carriesOn;
    private final Clock clock;
    private final Thread thread = new Thread(this::run, "outcome-log");
    private final Runnable wake = this::wake;

    private final Batch batch = new Batch();
    private final Gaps gaps = new Gaps();
    private Duration retryAfter = FIRST_RETRY;
    private long retryAt;
    private long tidiedAt;
    private boolean untidy;
    private long tidiedNanos = System.nanoTime() - TIDY_EVERY.toNanos();

    private volatile boolean sleeping;
    private volatile boolean closing;
    private volatile boolean ended;
    private volatile long closeBy;
    private volatile long relayed;
    private volatile @Nullable Instant oldest;
    private volatile @Nullable String trouble;
    private volatile @Nullable Closed closed;

    LogWriter(
            Backlog backlog,
            StoreFile file,
            StoreWriter store,
            LogReaders readers,
            OnLogFailure onFailure,
            Clock clock) {
        this.backlog = backlog;
        this.file = file;
        this.store = store;
        this.readers = readers;
        this.carriesOn = onFailure == OnLogFailure.CONTINUE;
        this.clock = clock;
        this.relayed = store.relayed();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    // ---- any thread ----

    /** Takes an entry. One that comes after the end is given up at once: nobody else would. */
    void put(Entry entry) {
        backlog.put(entry);
        if (ended) {
            giveUp();
        }
    }

    void flush(Executor executor) {
        if (sleeping && backlog.waiting() > 0) {
            try {
                executor.execute(wake);
            } catch (RuntimeException e) {
                wake.run(); // it takes no more work; somebody must wake the writer all the same
            }
        }
    }

    private void wake() {
        if (sleeping) {
            LockSupport.unpark(thread);
        }
    }

    @Nullable
    Closed closed() {
        return closing ? CLOSED : closed;
    }

    @Nullable
    String trouble() {
        return trouble;
    }

    /** When the oldest record happened that was taken out and is not written, if there is one. */
    @Nullable
    Instant oldest() {
        return oldest;
    }

    long lost() {
        return gaps.lost();
    }

    long relayed() {
        return Math.max(0, relayed);
    }

    synchronized void relayed(long position) {
        if (position > relayed) {
            relayed = position;
            wake();
        }
    }

    /** Writes what waits and ends. Waits for that, but not forever; whether it has ended. */
    boolean close() {
        closeBy = System.nanoTime() + CLOSE_WITHIN.toNanos();
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(2 * CLOSE_WITHIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            log.error("{} does not answer; {} record(s) wait for it", file.path(), backlog.waiting());
        }
        return !thread.isAlive();
    }

    // ---- the writer's thread ----

    private void run() {
        try {
            boolean more = true;
            while (more) {
                more = round();
            }
        } catch (RuntimeException | Error e) {
            log.error("the writer of {} has ended; nothing more is written", file.path(), e);
            troubled("the writer of " + file.path() + " has ended (" + e + "); start the gateway anew");
        } finally {
            ended = true; // first: whatever is put in from now on is given up by whoever puts it in
            giveUp();
            store.close();
        }
    }

    /** One look at what waits, and one try to write it; whether there is to be another. */
    private boolean round() {
        boolean last = closing; // read before looking, so that whatever was handed over before is written
        batch.fill(backlog);
        oldest = batch.oldest();
        if (trouble != null) {
            return tryAgain(last);
        }
        if (!batch.isEmpty() || relayed != store.relayed()) {
            write();
            return true;
        }
        long tidyIn = tidiedNanos + TIDY_EVERY.toNanos() - System.nanoTime();
        if (!last && (tidyIn > 0 || !tidy())) {
            boolean soon = untidy && tidyIn > 0;
            sleep(soon ? tidyIn : IDLE.toNanos(), true, last);
        }
        return !last;
    }

    private boolean tryAgain(boolean last) {
        long now = System.nanoTime();
        if (now - retryAt >= 0) {
            write();
            return true;
        }
        if (carriesOn) {
            letGo();
        }
        if (last && now - closeBy >= 0) {
            return false;
        }
        sleep(last ? Math.min(retryAt - now, closeBy - now) : retryAt - now, carriesOn, last);
        return true;
    }

    /** Sleeps, unless something has happened since it was looked at. */
    private void sleep(long nanos, boolean untilFlushed, boolean last) {
        sleeping = untilFlushed;
        boolean nothingNew = !untilFlushed || (backlog.isEmpty() && relayed == store.relayed());
        if (nothingNew && closing == last) {
            LockSupport.parkNanos(this, nanos);
        }
        sleeping = false;
    }

    private void write() {
        long nowRelayed = relayed;
        try {
            long position = store.newest() + 1;
            batch.encode(position, gaps.marks(position, String.valueOf(trouble)));
            store.write(batch.rows(), nowRelayed);
        } catch (SQLException e) {
            failed(file.failure(e));
            return;
        } catch (RuntimeException | Error e) {
            failed(e);
            return;
        }
        succeeded();
    }

    private void succeeded() {
        if (trouble != null) {
            log.info("{} is written again", file.path());
            trouble = null;
            closed = null;
            retryAfter = FIRST_RETRY;
        }
        gaps.told();
        untidy = true;
        batch.done(backlog);
        readers.written(store.newest()); // first: who is told, and subscribes, must find what it was told of
        batch.tellWritten();
        readers.publish(batch.outcomes());
        batch.clear();
        if (store.newest() - tidiedAt >= StoreWriter.STEP) {
            tidiedAt = store.newest();
            tidy();
        }
    }

    private void failed(Throwable e) {
        String text = e.getMessage() == null ? e.toString() : e.getMessage();
        if (!text.equals(trouble)) {
            log.error("{}; trying again until it can be written", text, e);
        }
        troubled(text);
        retryAt = System.nanoTime() + retryAfter.toNanos();
        Duration doubled = retryAfter.multipliedBy(2);
        retryAfter = doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
        if (carriesOn) {
            letGo();
        }
    }

    private void troubled(String text) {
        if (!carriesOn) {
            closed = new Closed(RefusalReason.UNRECORDED, "what becomes of a cancel cannot be recorded: " + text);
        }
        trouble = text; // last: who sees the trouble sees the door closed as well
    }

    /** Tells of what cannot be written as if it were, and keeps count for the stream. */
    private void letGo() {
        for (Entry entry : batch.entries()) {
            gaps.count(entry);
            Batch.tell(entry.listener, RecordListener::written);
        }
        batch.done(backlog);
        batch.clear();
    }

    /** Gives up what can no longer be written, in order. */
    private void giveUp() {
        synchronized (backlog) {
            String why = trouble == null ? "the outcome log is closed" : trouble;
            do {
                batch.entries().forEach(entry -> Batch.tell(entry.listener, listener -> listener.lost(why)));
                batch.done(backlog);
                batch.clear();
                batch.fill(backlog);
            } while (!batch.isEmpty());
        }
    }

    /** Removes some of what need not be kept; whether there was any. */
    private boolean tidy() {
        try {
            if (store.tidy(clock.instant())) {
                return true;
            }
        } catch (SQLException | RuntimeException e) {
            log.warn("old records of {} cannot be removed now: {}", file.path(), e.getMessage());
        }
        tidiedNanos = System.nanoTime();
        untidy = false;
        return false;
    }

    /** What could not be written and was let go, by account: the stream tells of it as soon as it can. Owned by the writer. */
    private static final class Gaps {
        private final Map<Account, Gap> gaps = new LinkedHashMap<>();
        private volatile long lost;

        private record Gap(long records, Instant first, Instant last) {}

        /** One more that is let go. */
        void count(Entry entry) {
            Instant at = Objects.requireNonNull(entry.at);
            gaps.merge(
                    Objects.requireNonNull(entry.account),
                    new Gap(1, at, at),
                    (known, one) -> new Gap(
                            known.records + 1,
                            at.isBefore(known.first) ? at : known.first,
                            at.isAfter(known.last) ? at : known.last));
            long counted = lost + 1;
            lost = counted;
        }

        /** How many were let go in all. Any thread. */
        long lost() {
            return lost;
        }

        /** One mark for each account that lacks records, to be the first of it that is written. */
        List<StreamMark> marks(long position, String why) {
            List<StreamMark> marks = new ArrayList<>();
            gaps.forEach((account, gap) -> {
                String text = gap.records + " record(s) from " + gap.first + " to " + gap.last
                        + " could not be written and are missing: " + why;
                marks.add(new StreamMark(position + marks.size(), account, StreamMark.Kind.GAP, text, gap.last));
            });
            return marks;
        }

        /** The marks are written. */
        void told() {
            gaps.clear();
        }
    }
}
