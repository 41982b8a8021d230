package io.ordergateway.ws.store;

import io.ordergateway.core.outcome.CancelOutcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection that writes: whole batches, or nothing of them. After a failure it is opened anew, since nobody knows
 * what became of the old one. Owned by the writer, once it runs.
 */
final class StoreWriter {
    /** How many records are removed in one transaction at most, so that no record waits long for it. */
    static final int STEP = 1_000;

    private static final Logger log = LoggerFactory.getLogger(StoreWriter.class);

    private final StoreFile file;
    private final StoreSettings settings;
    private final OpenCancels open = new OpenCancels();

    private final String gatewayId;
    private @Nullable Lines lines;
    private long oldest;
    private volatile long newest;

    // How far the log is relayed, as far as the file knows; below zero if nobody relays it.
    private volatile long relayed;

    /** A connection, with what is said over it. */
    private record Lines(
            Connection connection, PreparedStatement insert, PreparedStatement begin, PreparedStatement end) {
        static Lines of(Connection connection) throws SQLException {
            return new Lines(
                    connection,
                    connection.prepareStatement(Schema.INSERT),
                    connection.prepareStatement("INSERT INTO unfinished VALUES (?)"),
                    connection.prepareStatement("DELETE FROM unfinished WHERE position = ?"));
        }
    }

    /** Opens the file, and reads what the writer must know of it. */
    StoreWriter(StoreFile file, StoreSettings settings) throws SQLException {
        this.file = file;
        this.settings = settings;
        Connection connection = file.writer(settings.policy());
        try {
            file.lookThrough(connection);
            gatewayId = Schema.gatewayId(connection, file);
            oldest = Math.max(1, StoreFile.number(connection, "SELECT min(position) FROM outcome"));
            newest = StoreFile.number(connection, "SELECT max(position) FROM outcome");
            relayed = StoreFile.number(connection, "SELECT value + 1 FROM meta WHERE name = '" + Schema.RELAYED + "'")
                    - 1;
            restore(connection);
            connection.commit();
            lines = Lines.of(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private void restore(Connection connection) throws SQLException {
        String question = "SELECT position, record FROM unfinished JOIN outcome USING (position) ORDER BY position";
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(question)) {
            while (found.next()) {
                open.restore((CancelOutcome) StoreReader.outcome(file, found));
            }
        }
    }

    String gatewayId() {
        return gatewayId;
    }

    /** The position of the newest record. Any thread. */
    long newest() {
        return newest;
    }

    /** How far the log is relayed; below zero if nobody relays it. Any thread. */
    long relayed() {
        return relayed;
    }

    /** Writes all of these, and how far the log is relayed, or nothing. */
    void write(List<Batch.Row> rows, long nowRelayed) throws SQLException {
        Lines now = lines();
        try {
            for (Batch.Row row : rows) {
                Schema.bind(now.insert, row.outcome(), row.json());
                now.insert.addBatch();
                if (row.outcome() instanceof CancelOutcome cancel) {
                    open.note(cancel);
                }
            }
            now.insert.executeBatch();
            all(now.begin, open.begun());
            all(now.end, open.ended());
            relay(now.connection, nowRelayed);
            now.connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            open.forget();
            drop();
            throw e;
        }
        open.commit();
        long last = newest + rows.size();
        newest = last;
        relayed = nowRelayed;
    }

    private static void all(PreparedStatement statement, Collection<Long> positions) throws SQLException {
        for (long position : positions) {
            statement.setLong(1, position);
            statement.addBatch();
        }
        statement.executeBatch();
    }

    private void relay(Connection connection, long nowRelayed) throws SQLException {
        if (nowRelayed != relayed) {
            String command = "INSERT INTO meta VALUES ('" + Schema.RELAYED + "', " + nowRelayed
                    + ") ON CONFLICT DO UPDATE SET value = excluded.value";
            StoreFile.run(connection, command);
        }
    }

    /**
     * Removes some of the oldest records, if they are too old or the file holds too much. The newest stays in any case: from
     * it the next one has its position.
     *
     * @return whether there were any
     */
    boolean tidy(Instant now) throws SQLException {
        long first = oldest;
        long end = Math.min(Math.min(first + STEP, newest), open.oldest());
        end = relayed < 0 ? end : Math.min(end, relayed + 1);
        if (end <= first) {
            return false;
        }
        Connection connection = lines().connection;
        try {
            if (bytes(connection) <= settings.retention().bytes()) {
                end = youngest(connection, end, now.minus(settings.retention().age()));
            }
            if (end > first) {
                StoreFile.run(connection, "DELETE FROM outcome WHERE position < " + end);
            }
            connection.commit();
        } catch (SQLException | RuntimeException | Error e) {
            drop();
            throw e;
        }
        oldest = end;
        return end > first;
    }

    /** What is in use; what was removed is used again before the file grows. */
    private static long bytes(Connection connection) throws SQLException {
        long pages = StoreFile.number(connection, "PRAGMA page_count");
        long free = StoreFile.number(connection, "PRAGMA freelist_count");
        return (pages - free) * StoreFile.number(connection, "PRAGMA page_size");
    }

    /** The first position below this one whose record is not older than that. */
    private long youngest(Connection connection, long end, Instant than) throws SQLException {
        String question = "SELECT position FROM outcome WHERE position < " + end + " AND at >= '" + Schema.time(than)
                + "' ORDER BY position LIMIT 1";
        long found = StoreFile.number(connection, question);
        return found == 0 ? end : found;
    }

    private Lines lines() throws SQLException {
        Lines now = lines;
        if (now == null) {
            Connection connection = file.writer(settings.policy());
            try {
                now = Lines.of(connection);
                resume(now);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
            lines = now;
        }
        return now;
    }

    /**
     * Makes sure that the file holds what was written and nothing else. A commit that failed may have reached the disk all the
     * same; nobody was told of it, and what is written in its place may be something else.
     */
    private void resume(Lines now) throws SQLException {
        long found = StoreFile.number(now.connection, "SELECT max(position) FROM outcome");
        if (found < newest) {
            throw new StoreException(file.path() + " ends with record " + found + ", and record " + newest
                    + " was written: it was replaced; restore it, or start the gateway anew");
        }
        if (found > newest) {
            StoreFile.run(now.connection, "DELETE FROM outcome WHERE position > " + newest, "DELETE FROM unfinished");
            all(now.begin, open.written());
        }
        now.connection.commit();
    }

    /**
     * Leaves the file. What is beside it is moved into it first, while others read on: the last to leave would do that behind
     * closed doors.
     */
    void close() {
        Lines last = lines;
        if (last != null) {
            try {
                StoreFile.run(last.connection, "PRAGMA wal_checkpoint(PASSIVE)");
            } catch (SQLException e) {
                log.warn("what is beside {} stays there: {}", file.path(), e.getMessage());
            }
        }
        drop();
    }

    /** Closes a connection. What it had begun is undone by that. */
    void drop() {
        Lines old = lines;
        lines = null;
        if (old != null) {
            try {
                old.connection.close();
            } catch (SQLException e) {
                log.warn("a connection to {} could not be closed: {}", file.path(), e.getMessage());
            }
        }
    }
}
