package io.ordergateway.ws.store;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.StreamMark;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tables, and what stands in their columns. The record is the truth; the other columns repeat some of it for those who
 * search, and for people with {@code sqlite3}.
 */
final class Schema {
    /** Who wrote the log, and how far it is relayed. */
    static final String GATEWAY_ID = "gateway_id";

    static final String RELAYED = "relayed";

    static final String INSERT =
            "INSERT INTO outcome (position, at, phase, venue, account, category, cancel_id, order_id,"
                    + " client_order_id, symbol, result, reason, path, rule, record)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    // As many digits each, so that what is earlier sorts earlier.
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();

    private Schema() {}

    static void make(Connection connection) throws SQLException {
        StoreFile.run(
                connection,
                "CREATE TABLE outcome (position INTEGER PRIMARY KEY, at TEXT NOT NULL, phase TEXT NOT NULL,"
                        + " venue TEXT NOT NULL, account TEXT NOT NULL, category TEXT NOT NULL, cancel_id TEXT,"
                        + " order_id TEXT, client_order_id TEXT, symbol TEXT, result TEXT, reason TEXT, path TEXT,"
                        + " rule TEXT, record TEXT NOT NULL)",
                "CREATE INDEX outcome_by_cancel ON outcome (cancel_id) WHERE cancel_id IS NOT NULL",
                "CREATE INDEX outcome_by_order ON outcome (order_id) WHERE order_id IS NOT NULL",
                "CREATE INDEX outcome_by_client_order ON outcome (client_order_id) WHERE client_order_id IS NOT NULL",
                // The answers of an account, newest last, without a look at what other accounts did meanwhile.
                "CREATE INDEX outcome_answers ON outcome (account) WHERE result IS NOT NULL AND result <> 'REFUSED'",
                // The ACCEPTED records of cancels that have not ended: small, whatever the log holds.
                "CREATE TABLE unfinished (position INTEGER PRIMARY KEY)",
                "CREATE TABLE meta (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID",
                "INSERT INTO meta VALUES ('" + GATEWAY_ID + "', '" + UUID.randomUUID() + "')",
                "PRAGMA application_id = " + StoreFile.APPLICATION_ID,
                "PRAGMA user_version = " + StoreFile.SCHEMA);
    }

    static String gatewayId(Connection connection, StoreFile file) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT value FROM meta WHERE name = '" + GATEWAY_ID + "'")) {
            if (!found.next()) {
                throw new StoreException(file.path() + " does not say whose it is; write another path");
            }
            return found.getString(1);
        }
    }

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** Fills in {@link #INSERT}. */
    static void bind(PreparedStatement insert, Outcome outcome, String json) throws SQLException {
        insert.setLong(1, outcome.position());
        insert.setString(2, time(outcome.at()));
        insert.setString(4, outcome.account().venue().name());
        insert.setString(5, outcome.account().name());
        insert.setString(6, outcome.account().category().name());
        insert.setString(15, json);
        if (outcome instanceof CancelOutcome cancel) {
            bind(insert, cancel);
        } else if (outcome instanceof StreamMark mark) {
            insert.setString(3, mark.kind().name());
            bind(insert, 7, null, null, null, null, null, mark.text(), null, null);
        }
    }

    private static void bind(PreparedStatement insert, CancelOutcome cancel) throws SQLException {
        insert.setString(3, cancel.phase().name());
        CancelResult result = cancel.result();
        Evidence evidence = result == null ? null : result.evidence();
        String path = evidence == null ? null : evidence.path().name();
        OrderRef order = cancel.order();
        bind(
                insert,
                7,
                cancel.cancelId().value(),
                order.isByClientId() ? null : order.id(),
                order.isByClientId() ? order.id() : null,
                order.symbol(),
                result == null ? null : result.kind().name(),
                result == null ? null : reason(result),
                cancel.step() instanceof CancelOutcome.Sent sent ? sent.path().name() : path,
                evidence == null ? null : evidence.rule());
    }

    private static void bind(PreparedStatement insert, int first, @Nullable String... texts) throws SQLException {
        for (int i = 0; i < texts.length; i++) {
            insert.setString(first + i, texts[i]);
        }
    }

    /** Why a result is what it is, in a word where there is one. */
    private static @Nullable String reason(CancelResult result) {
        if (result instanceof CancelResult.Refused refused) {
            return refused.reason().name();
        }
        if (result instanceof CancelResult.Rejected rejected) {
            return rejected.reason().name();
        }
        if (result instanceof CancelResult.TooLate late) {
            return late.how().name();
        }
        return result instanceof CancelResult.Unknown unknown ? unknown.text() : null;
    }
}
