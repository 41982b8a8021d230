package io.ordergateway.ws.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.JDBC;

/** A file of SQLite that holds, or is to hold, an outcome log: how it is opened, what it must look like, what its errors mean. */
final class StoreFile {
    /** What the tables look like; written into the file. */
    static final int SCHEMA = 2;

    /** Marks the file as an outcome log: "OGOL". */
    static final int APPLICATION_ID = 0x4f474f4c;

    /** A file up to this size is looked through for damage before it is used; a larger one would take too long. */
    static final long CHECKED_UP_TO = 64L << 20;

    /** How many changed pages are gathered beside the file before they are moved into it, which waits for the disk. */
    static final int CHECKPOINT_PAGES = 4_000;

    /** How large what is beside the file stays after a reader has kept it from being moved. */
    static final long JOURNAL_BYTES = 64L << 20;

    /**
     * How long the writer waits for a lock that another program holds on the file, before it says so. It tries again by itself,
     * and the gateway's threads do not wait meanwhile.
     */
    static final int BUSY_MILLIS = 250;

    /**
     * How long a reader waits while somebody puts the file in order, after a crash or as the last to leave it: nobody may read
     * then. That takes as long as the disk takes for what is beside the file, and who is turned away is turned away for good.
     */
    static final int READER_BUSY_MILLIS = 10_000;

    private static final int DAMAGED = 11;
    private static final int NO_DATABASE = 26;

    private final Path path;

    StoreFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    long bytes() {
        return path.toFile().length();
    }

    /** Whether SQLite's driver is on the class path. */
    static boolean driverIsThere() {
        try {
            Class.forName("org.sqlite.JDBC", false, StoreFile.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * A connection that can read and nothing else. It never waits for a writer that writes, nor the writer for it; only for
     * somebody who puts the file in order, up to {@value #READER_BUSY_MILLIS} ms.
     */
    Connection reader() throws SQLException {
        if (!Files.isRegularFile(path)) {
            throw new StoreException("there is no outcome log " + path + "; write the path of one");
        }
        Properties readOnly = new Properties();
        readOnly.setProperty("open_mode", "1");
        Connection connection = connect(path, READER_BUSY_MILLIS, readOnly);
        try {
            check(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The connection that writes. Makes what is not there. */
    Connection writer(StoreSettings.Policy policy) throws SQLException {
        Connection connection = connect(path, BUSY_MILLIS, new Properties());
        try {
            boolean empty = number(connection, "SELECT count(*) FROM sqlite_master") == 0;
            if (!empty) {
                check(connection); // first of all: a file of somebody else's is left as it is
            }
            run(
                    connection,
                    "PRAGMA journal_mode = WAL",
                    "PRAGMA synchronous = " + (policy == StoreSettings.Policy.DISK ? "FULL" : "NORMAL"),
                    "PRAGMA wal_autocheckpoint = " + CHECKPOINT_PAGES,
                    "PRAGMA journal_size_limit = " + JOURNAL_BYTES);
            connection.setAutoCommit(false);
            if (empty) {
                Schema.make(connection);
                connection.commit();
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * Holds the file for one gateway, until it is closed or the process ends, however it ends. Other programs may read on:
     * what is locked is another file beside it, with SQLite's own locks, since to close any handle of a file gives up all of
     * the process's locks on it, and SQLite alone takes care of that.
     */
    Connection lock() {
        Path beside = path.resolveSibling(path.getFileName() + ".lock");
        Path folder = path.getParent();
        try {
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (FileAlreadyExistsException e) {
            throw new StoreException(
                    path + " cannot be made: " + e.getMessage() + " is no folder; write another path", e);
        } catch (IOException e) {
            throw new StoreException(path + " cannot be made: " + e + "; make its folder, or write another path", e);
        }
        try {
            Connection connection = connect(beside, 0, new Properties());
            try {
                run(connection, "BEGIN EXCLUSIVE");
                return connection;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            if (isBusy(e)) {
                String text = path + " is used by another gateway; stop that one, or give this one a path of its own";
                throw new StoreException(text, e);
            }
            throw new StoreFile(beside).failure(e);
        }
    }

    private static Connection connect(Path file, int busyMillis, Properties properties) throws SQLException {
        properties.setProperty("busy_timeout", String.valueOf(busyMillis));
        // Otherwise the driver asks for the last row's id after each row, which takes as long as to write it.
        properties.setProperty("jdbc.get_generated_keys", "false");
        try {
            return JDBC.createConnection("jdbc:sqlite:" + file, properties);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            String text = "SQLite's native part cannot be loaded (" + e.getMessage()
                    + "); let -Dorg.sqlite.tmpdir name a folder from which programs may be run";
            throw new StoreException(text, e);
        }
    }

    private void check(Connection connection) throws SQLException {
        if (number(connection, "PRAGMA application_id") != APPLICATION_ID) {
            throw new StoreException(path + " is a database of something else than an outcome log; write another path");
        }
        long version = number(connection, "PRAGMA user_version");
        if (version != SCHEMA) {
            String age = version < SCHEMA ? "older" : "newer";
            throw new StoreException(path + " was written by a gateway of another version (schema " + version
                    + ", this one knows " + SCHEMA + "); use the " + age + " one, or another path");
        }
    }

    /** Looks a file that is small enough through. */
    void lookThrough(Connection connection) throws SQLException {
        if (bytes() > CHECKED_UP_TO) {
            return;
        }
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA quick_check(1)")) {
            String said = found.next() ? found.getString(1) : "";
            if (!said.equals("ok")) {
                throw new StoreException(damaged(said.lines().findFirst().orElse("")));
            }
        }
    }

    private String damaged(String how) {
        return path + " is damaged (" + how + "); keep a copy and save what can be saved with sqlite3's .recover,"
                + " or write another path";
    }

    /** What went wrong, in words for whoever must mend it. */
    StoreException failure(SQLException e) {
        String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        String text = switch (code(e)) {
            case 5, 6 -> path + " is locked by another program; end what it does there (" + said + ")";
            case 8 -> path + " cannot be written; let this user write it and its folder (" + said + ")";
            case 10 -> path + " cannot be read or written; look after the disk (" + said + ")";
            case DAMAGED -> damaged(said);
            case 13 -> path + " cannot grow: the disk is full; make room (" + said + ")";
            case 14 -> path + " cannot be opened; write the path of a file that this user may write (" + said + ")";
            case NO_DATABASE -> path + " is no SQLite database; write another path, or move the file away";
            default -> path + " cannot be used: " + said;
        };
        return new StoreException(text, e);
    }

    static boolean isBusy(SQLException e) {
        return code(e) == 5;
    }

    /** Without the finer distinctions in the upper bits. */
    private static int code(SQLException e) {
        return e.getErrorCode() & 0xff;
    }

    static void run(Connection connection, String... commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }

    /** The one number a question is answered with; 0 if with none. */
    static long number(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(question)) {
            return found.next() ? found.getLong(1) : 0;
        }
    }
}
