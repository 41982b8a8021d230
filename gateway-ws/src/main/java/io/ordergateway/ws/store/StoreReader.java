package io.ordergateway.ws.store;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.outcome.AnsweredCancel;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.EarlierCancels;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.UnfinishedCancel;
import io.ordergateway.ws.record.OutcomeJson;
import io.ordergateway.ws.record.UnreadableRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that reads. Each question is answered whole, so that nothing stays open in the file between them. */
final class StoreReader implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StoreReader.class);

    static final String BY_ORDER =
            "SELECT position, record FROM outcome WHERE order_id = ? OR client_order_id = ? ORDER BY position";

    private final StoreFile file;
    private final Connection connection;

    StoreReader(StoreFile file) throws SQLException {
        this.file = file;
        this.connection = file.reader();
    }

    /** The position of the newest record; 0 if there is none. */
    long newest() throws SQLException {
        return StoreFile.number(connection, "SELECT max(position) FROM outcome");
    }

    /** Some records of a range, oldest first. */
    List<Outcome> page(long from, long to, long most) throws SQLException {
        return outcomes(
                "SELECT position, record FROM outcome WHERE position BETWEEN ? AND ? ORDER BY position LIMIT ?",
                from,
                to,
                most);
    }

    /** All there is of an order, whichever way it was named. */
    List<Outcome> byOrder(String id) throws SQLException {
        return outcomes(BY_ORDER, id, id);
    }

    /** All there is of a cancel. */
    List<Outcome> byCancel(String cancelId) throws SQLException {
        return outcomes("SELECT position, record FROM outcome WHERE cancel_id = ? ORDER BY position", cancelId);
    }

    String gatewayId() throws SQLException {
        return Schema.gatewayId(connection, file);
    }

    /** Cancels that were accepted and have no record that closes them, oldest first. */
    List<UnfinishedCancel> unfinished(Account account) throws SQLException {
        EarlierCancels earlier = new EarlierCancels(account, 0);
        List<CancelOutcome> accepted = accepted(account);
        accepted.forEach(earlier::read);
        for (CancelOutcome one : accepted) {
            told(one).forEach(earlier::read);
        }
        return earlier.unfinished();
    }

    private List<CancelOutcome> accepted(Account account) throws SQLException {
        List<Outcome> found = outcomes(
                "SELECT position, record FROM unfinished JOIN outcome USING (position) WHERE account = ? ORDER BY position",
                account.name());
        return found.stream()
                .map(CancelOutcome.class::cast)
                .filter(accepted -> accepted.account().equals(account))
                .toList();
    }

    /** What the caller was told last, if anything. */
    private List<Outcome> told(CancelOutcome accepted) throws SQLException {
        return outcomes(
                "SELECT position, record FROM outcome WHERE cancel_id = ? AND account = ? AND position > ?"
                        + " AND result IS NOT NULL ORDER BY position DESC LIMIT 1",
                accepted.cancelId().value(),
                accepted.account().name(),
                accepted.position());
    }

    /** The newest result of each of the newest cancels that have ended with more than a refusal, oldest first. */
    List<AnsweredCancel> answers(Account account, int newest) throws SQLException {
        Set<String> seen = new HashSet<>();
        accepted(account).forEach(open -> seen.add(open.cancelId().value()));
        String question = "SELECT position, record, cancel_id FROM outcome INDEXED BY outcome_answers WHERE account = ?"
                + " AND result IS NOT NULL AND result <> 'REFUSED' AND venue = ? AND category = ? ORDER BY position DESC";
        List<AnsweredCancel> answers = new ArrayList<>();
        try (PreparedStatement statement = statement(
                        question,
                        account.name(),
                        account.venue().name(),
                        account.category().name());
                ResultSet found = statement.executeQuery()) {
            while (answers.size() < newest && found.next()) {
                if (seen.add(found.getString(3))) {
                    CancelOutcome ended = (CancelOutcome) outcome(file, found);
                    answers.add(new AnsweredCancel(
                            ended.cancelId(), ended.order(), Objects.requireNonNull(ended.result())));
                }
            }
        }
        Collections.reverse(answers);
        return answers;
    }

    private List<Outcome> outcomes(String question, Object... values) throws SQLException {
        List<Outcome> outcomes = new ArrayList<>();
        try (PreparedStatement statement = statement(question, values);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                outcomes.add(outcome(file, found));
            }
        }
        return outcomes;
    }

    private PreparedStatement statement(String question, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(question);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /** The record of a row that begins with its position and the record. */
    static Outcome outcome(StoreFile file, ResultSet found) throws SQLException {
        try {
            return OutcomeJson.read(found.getString(2));
        } catch (UnreadableRecord e) {
            String text = "record " + found.getLong(1) + " of " + file.path() + " cannot be read: " + e.getMessage();
            throw new StoreException(text, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            log.warn("a connection to {} could not be closed: {}", file.path(), e.getMessage());
        }
    }
}
