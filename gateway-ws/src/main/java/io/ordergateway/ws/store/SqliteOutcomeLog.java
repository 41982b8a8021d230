package io.ordergateway.ws.store;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.outcome.AnsweredCancel;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.OutcomeLog;
import io.ordergateway.core.outcome.OutcomeStream;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.outcome.RelayCursor;
import io.ordergateway.core.outcome.StreamMark;
import io.ordergateway.core.outcome.UnfinishedCancel;
import io.ordergateway.ws.store.Backlog.Entry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/**
 * The log in a file: what was accepted is not forgotten when the process ends. What is handed over waits, bounded, for one
 * thread that writes all that waits in one transaction; that thread calls the listeners. Thread-safe.
 *
 * <p>One gateway at a time has a file; any number of other programs may read it meanwhile, {@link StoredOutcomes} and
 * {@code sqlite3} among them.
 */
public final class SqliteOutcomeLog implements OutcomeLog, OutcomeStream, RelayCursor, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SqliteOutcomeLog.class);

    private final StoreFile file;
    private final Connection lock;
    private final StoreWriter store;
    private final Backlog backlog = new Backlog();
    private final LogReaders readers;
    private final LogWriter writer;
    private final int maxWaiting;
    private final Closed overloaded;

    private SqliteOutcomeLog(StoreSettings settings, Clock clock, StoreFile file, Connection lock) throws SQLException {
        this.file = file;
        this.lock = lock;
        this.store = new StoreWriter(file, settings);
        this.readers = new LogReaders(file, store::newest, settings.maxBehind());
        this.writer = new LogWriter(backlog, file, store, readers, settings.onLogFailure(), clock);
        this.maxWaiting = settings.maxWaiting();
        String text = maxWaiting + " records wait to be written; try again when fewer do, or give " + file.path()
                + " a quicker disk";
        this.overloaded = new Closed(RefusalReason.OVERLOADED, text);
    }

    /**
     * Opens a log, and makes it if it is not there.
     *
     * @return to be closed by the caller
     * @throws StoreException if it cannot be used; the message names the file, what is wrong and what to do
     */
    public static SqliteOutcomeLog open(StoreSettings settings) {
        return open(settings, Clock.systemUTC());
    }

    static SqliteOutcomeLog open(StoreSettings settings, Clock clock) {
        if (!driverIsThere()) {
            throw new StoreException("SQLite's driver is not on the class path; add org.xerial:sqlite-jdbc to it");
        }
        StoreFile file = new StoreFile(settings.path());
        Connection lock = file.lock();
        try {
            SqliteOutcomeLog opened = new SqliteOutcomeLog(settings, clock, file, lock);
            opened.writer.start();
            return opened;
        } catch (SQLException e) {
            release(lock);
            throw file.failure(e);
        } catch (RuntimeException | Error e) {
            release(lock);
            throw e;
        }
    }

    /** Whether SQLite's driver is on the class path; without it no log can be opened. */
    public static boolean driverIsThere() {
        return StoreFile.driverIsThere();
    }

    private static void release(Connection lock) {
        try {
            lock.close();
        } catch (SQLException e) {
            log.warn("the lock of an outcome log could not be given up: {}", e.getMessage());
        }
    }

    // ---- writing ----

    @Override
    public @Nullable Closed closed() {
        Closed closed = writer.closed();
        return closed == null && backlog.waiting() >= maxWaiting ? overloaded : closed;
    }

    @Override
    public void accepted(Account account, CancelOrder wish, Instant at, RecordListener listener) {
        writer.put(new Entry(account, wish, null, at, listener));
    }

    @Override
    public void sent(Account account, CancelOrder wish, PathKind path, Instant at) {
        writer.put(new Entry(account, wish, path, at, RecordListener.NOBODY));
    }

    @Override
    public void settled(Account account, CancelOrder wish, CancelResult result, Instant at, RecordListener listener) {
        writer.put(new Entry(account, wish, result, at, listener));
    }

    @Override
    public void ended(Account account, CancelOrder wish, CancelResult result, Instant at, RecordListener listener) {
        Entry entry = new Entry(account, wish, result, at, listener);
        entry.ended = true;
        writer.put(entry);
    }

    @Override
    public void mark(Account account, StreamMark.Kind kind, String text, Instant at) {
        writer.put(new Entry(account, text, kind, at, RecordListener.NOBODY));
    }

    @Override
    public void flush(Executor wake) {
        writer.flush(wake);
    }

    // ---- reading ----

    /**
     * As {@link OutcomeStream#outcomes}; emits on one of {@value LogReaders#THREADS} threads of the log's own, which serve all
     * subscribers. Who blocks one of them holds other subscribers up if there are several such, and never a cancel.
     */
    @Override
    public Flux<Outcome> outcomes(Position from) {
        return readers.outcomes(from);
    }

    /**
     * The cancels of an account that were accepted and have no record of their end, oldest first. Meant for the start: later
     * those that are under way are among them. Blocks on the file.
     */
    public List<UnfinishedCancel> unfinished(Account account) {
        return ask(reader -> reader.unfinished(account));
    }

    /**
     * The newest cancels of an account that have ended, and not with a refusal, oldest first: each with its newest result.
     * Those that are {@linkplain #unfinished unfinished} are not among them, whatever they were told. Blocks on the file.
     *
     * @param newest how many at most
     */
    public List<AnsweredCancel> answers(Account account, int newest) {
        return ask(reader -> reader.answers(account, newest));
    }

    /**
     * All that is kept of an order, oldest first. Blocks on the file.
     *
     * @param id the venue's id of it, or its client order id: what its cancels named it by
     */
    public List<CancelOutcome> history(String id) {
        return ask(reader -> reader.byOrder(id)).stream()
                .map(CancelOutcome.class::cast)
                .toList();
    }

    /** A question to the file. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(StoreReader reader) throws SQLException;
    }

    private <T> T ask(Question<T> question) {
        try (StoreReader reader = new StoreReader(file)) {
            return question.ask(reader);
        } catch (SQLException e) {
            throw file.failure(e);
        }
    }

    /** The name that this file's gateway was given when the file was made: random, and never another one. */
    public String gatewayId() {
        return store.gatewayId();
    }

    // ---- relaying ----

    @Override
    public long relayed() {
        return writer.relayed();
    }

    /**
     * As {@link RelayCursor#relayed(long)}. Does not block: the file learns it with the next records. From the first call on,
     * be it with 0, nothing is removed from the file that was not relayed.
     */
    @Override
    public void relayed(long position) {
        if (position < 0 || position > store.newest()) {
            throw new IllegalArgumentException(
                    "position is " + position + "; write one that exists, 0 to " + store.newest());
        }
        writer.relayed(position);
    }

    // ---- living ----

    /** The log at this moment. */
    public StoreHealth health() {
        return new StoreHealth(
                writer.trouble(), backlog.waiting(), store.newest(), writer.lost(), file.bytes(), writer.oldest());
    }

    /**
     * Writes what waits, tells whoever waits for what cannot be written, and ends the stream after the last record. Blocks
     * for some seconds at most.
     */
    @Override
    public void close() {
        boolean ended = writer.close();
        readers.end();
        if (ended) {
            release(lock); // otherwise the writer may still write, and nobody else must
        }
    }
}
