package io.ordergateway.ws.store;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.CancelOutcome.Step;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.outcome.StreamMark;
import io.ordergateway.ws.record.OutcomeJson;
import io.ordergateway.ws.store.Backlog.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is written together. Owned by the writer. */
final class Batch {
    /** How many records are written in one transaction at most. More would not be quicker, and the first would wait. */
    static final int MOST = 1_024;

    private static final Logger log = LoggerFactory.getLogger(Batch.class);

    private final List<Entry> entries = new ArrayList<>(MOST);
    private final List<Row> rows = new ArrayList<>(MOST);

    /**
     * A record as it is written.
     *
     * @param listener waits for it
     * @param lost why it stands for another one that cannot be written, or {@code null} if it stands for itself
     */
    record Row(
            Outcome outcome,
            String json,
            RecordListener listener,
            @Nullable String lost) {}

    boolean isEmpty() {
        return entries.isEmpty();
    }

    List<Entry> entries() {
        return entries;
    }

    /** When the first of them happened, if there is one. */
    @Nullable
    Instant oldest() {
        return entries.isEmpty() ? null : entries.get(0).at;
    }

    List<Row> rows() {
        return rows;
    }

    List<Outcome> outcomes() {
        return rows.stream().map(Row::outcome).toList();
    }

    /** Takes what is there, as much as fits. */
    void fill(Backlog backlog) {
        while (entries.size() < MOST) {
            Entry entry = backlog.take();
            if (entry == null) {
                return;
            }
            entries.add(entry);
        }
    }

    /** Makes records of the marks and of what was taken, in this order. */
    void encode(long position, List<StreamMark> marks) {
        rows.clear();
        for (StreamMark mark : marks) {
            rows.add(new Row(mark, OutcomeJson.write(mark), RecordListener.NOBODY, null));
        }
        for (Entry entry : entries) {
            rows.add(row(position + rows.size(), entry));
        }
    }

    /** A record that cannot be put into words must not keep all later ones from being written. */
    private static Row row(long position, Entry entry) {
        try {
            Outcome outcome = outcome(position, entry);
            return new Row(outcome, OutcomeJson.write(outcome), entry.listener, null);
        } catch (RuntimeException e) {
            log.error("record {} cannot be written down; a mark takes its place: {}", position, entry.subject, e);
            String why = "one record could not be written down: " + e;
            StreamMark mark = new StreamMark(position, account(entry), StreamMark.Kind.GAP, why, at(entry));
            return new Row(mark, OutcomeJson.write(mark), entry.listener, why);
        }
    }

    private static Outcome outcome(long position, Entry entry) {
        Account account = account(entry);
        Instant at = at(entry);
        if (entry.detail instanceof StreamMark.Kind kind) {
            return new StreamMark(position, account, kind, String.valueOf(entry.subject), at);
        }
        CancelOrder wish = (CancelOrder) Objects.requireNonNull(entry.subject);
        return new CancelOutcome(position, wish.cancelId(), account, wish.order(), step(entry, wish, at), at);
    }

    private static Step step(Entry entry, CancelOrder wish, Instant at) {
        Object detail = entry.detail;
        if (detail == null) {
            return CancelOutcome.Accepted.of(wish, at);
        }
        if (detail instanceof PathKind path) {
            return new CancelOutcome.Sent(path);
        }
        CancelResult result = (CancelResult) detail;
        return entry.ended ? new CancelOutcome.Final(result) : new CancelOutcome.Settled(result);
    }

    private static Account account(Entry entry) {
        return Objects.requireNonNull(entry.account);
    }

    private static Instant at(Entry entry) {
        return Objects.requireNonNull(entry.at);
    }

    /** Tells everybody that their records are written, in order. */
    void tellWritten() {
        for (Row row : rows) {
            String lost = row.lost;
            tell(row.listener, lost == null ? RecordListener::written : listener -> listener.lost(lost));
        }
    }

    /** Tells one. What a listener throws must not reach the others, nor the writer. */
    static void tell(RecordListener listener, Consumer<RecordListener> what) {
        try {
            what.accept(listener);
        } catch (RuntimeException | Error e) {
            log.error("a listener of the outcome log threw", e);
        }
    }

    /** All of it is written or given up: it waits no longer. */
    void done(Backlog backlog) {
        if (!entries.isEmpty()) {
            backlog.done(entries.get(entries.size() - 1));
        }
    }

    void clear() {
        entries.clear();
        rows.clear();
    }
}
