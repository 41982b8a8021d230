package io.ordergateway.ws.store;

import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.OutcomeStream;
import io.ordergateway.core.outcome.Position;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * All who read the log: those behind from the file, a page at a time, those at its head from memory. They are served by a few
 * threads that come when there is something to tell and go when there is not; each reader by one of them at a time, and a
 * page at a time, so that none waits for another's history. A subscriber that blocks holds one of the threads up: the writer
 * and the accounts never wait for it, the other subscribers not before there are {@value #THREADS} such.
 */
final class LogReaders implements OutcomeStream {
    /** How many readers are told something at the same time. */
    static final int THREADS = 4;

    /** How long a thread without work stays. */
    static final Duration LINGER = Duration.ofSeconds(10);

    private final StoreFile file;
    private final LongSupplier written;
    private final int maxBehind;
    private final Window window = new Window();
    private final Set<LogReader> readers = ConcurrentHashMap.newKeySet();
    private final Queue<StoreReader> idle = new ConcurrentLinkedQueue<>();
    private final AtomicInteger news = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    private volatile long newest;
    private volatile boolean ended;

    /**
     * Readers of a log.
     *
     * @param written the position of the newest record that is written, whether or not readers have been told of it
     * @param maxBehind how far a reader may fall behind who had read all
     */
    LogReaders(StoreFile file, LongSupplier written, int maxBehind) {
        this.file = file;
        this.written = written;
        this.newest = written.getAsLong();
        this.maxBehind = maxBehind;
        // No reader is queued twice, so that the queue needs no bound of its own.
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, LINGER.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "outcome-readers");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public Flux<Outcome> outcomes(Position from) {
        return Flux.from(subscriber -> {
            LogReader reader = new LogReader(this, Operators.toCoreSubscriber(subscriber), start(from));
            readers.add(reader);
            reader.begin();
        });
    }

    private long start(Position from) {
        return from.equals(Position.LATEST) ? written.getAsLong() + 1 : from.value();
    }

    /** The writer has written everything up to here. Until that is published, it is read from the file. */
    void written(long position) {
        newest = position;
    }

    /** The writer has written these. */
    void publish(List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            return;
        }
        if (!readers.isEmpty()) {
            window.add(outcomes);
        }
        tellAll();
    }

    /** Nothing more is written: every reader completes once it has seen the last record. */
    void end() {
        ended = true;
        tellAll();
        closeIdle();
    }

    /** Tells the readers that there is news, on a thread of theirs: the writer has better things to do. */
    private void tellAll() {
        if (!readers.isEmpty() && news.getAndIncrement() == 0) {
            threads.execute(() -> {
                int seen;
                do {
                    seen = news.get();
                    readers.forEach(LogReader::news);
                } while (news.addAndGet(-seen) != 0);
            });
        }
    }

    // ---- for one reader ----

    void execute(Runnable work) {
        threads.execute(work);
    }

    void remove(LogReader reader) {
        readers.remove(reader);
    }

    long newest() {
        return newest;
    }

    boolean ended() {
        return ended;
    }

    int maxBehind() {
        return maxBehind;
    }

    /** Some from this position on that are written; from memory if they are there. */
    List<Outcome> page(long from, long to, long most) {
        List<Outcome> inMemory = window.from(from, most);
        if (inMemory != null) {
            return inMemory;
        }
        try {
            StoreReader known = idle.poll();
            StoreReader reader = known == null ? new StoreReader(file) : known;
            List<Outcome> found = reader.page(from, to, most); // after a failure the reader is not used again
            idle.add(reader);
            return found;
        } catch (SQLException e) {
            throw file.failure(e);
        } finally {
            if (ended) {
                closeIdle();
            }
        }
    }

    private void closeIdle() {
        for (StoreReader reader = idle.poll(); reader != null; reader = idle.poll()) {
            reader.close();
        }
    }

    /** The newest outcomes, in memory, for those who have read all others. Thread-safe. */
    private static final class Window {
        /** How many are kept. */
        static final int SIZE = 8_192;

        private final Outcome[] ring = new Outcome[SIZE];
        private long first = 1;
        private long end = 1;

        /** Adds what comes next. If something was left out before, the window begins anew. */
        synchronized void add(List<Outcome> outcomes) {
            for (Outcome outcome : outcomes) {
                long position = outcome.position();
                if (position != end) {
                    first = position;
                }
                ring[slot(position)] = outcome;
                end = position + 1;
                first = Math.max(first, end - SIZE);
            }
        }

        /** Some from this position on, or {@code null} if it is not in the window. */
        synchronized @Nullable List<Outcome> from(long position, long most) {
            if (position < first || position >= end) {
                return null;
            }
            List<Outcome> found = new ArrayList<>();
            long limit = Math.min(end, position + most);
            for (long next = position; next < limit; next++) {
                found.add(ring[slot(next)]);
            }
            return found;
        }

        private static int slot(long position) {
            return (int) (position % SIZE);
        }
    }
}
