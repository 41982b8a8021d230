package io.ordergateway.core.cancel;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.CancelOutcome.Accepted;
import io.ordergateway.core.outcome.CancelOutcome.Final;
import io.ordergateway.core.outcome.CancelOutcome.Sent;
import io.ordergateway.core.outcome.CancelOutcome.Settled;
import io.ordergateway.core.outcome.CancelOutcome.Step;
import io.ordergateway.core.outcome.OutcomeLog;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.outcome.StreamMark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** A log that remembers everything, and whose disk is as slow as a test wants. */
public final class ScriptedLog implements OutcomeLog {
    public boolean holds;
    public @Nullable Closed closed;

    private final List<CancelOutcome> records = new ArrayList<>();
    private final List<StreamMark.Kind> marks = new ArrayList<>();
    private final List<RecordListener> held = new ArrayList<>();

    @Override
    public @Nullable Closed closed() {
        return closed;
    }

    @Override
    public void accepted(Account account, CancelOrder wish, Instant at, RecordListener listener) {
        append(account, wish, Accepted.of(wish, at), at, listener);
    }

    @Override
    public void sent(Account account, CancelOrder wish, PathKind path, Instant at) {
        append(account, wish, new Sent(path), at, RecordListener.NOBODY);
    }

    @Override
    public void settled(Account account, CancelOrder wish, CancelResult result, Instant at, RecordListener listener) {
        append(account, wish, new Settled(result), at, listener);
    }

    @Override
    public void ended(Account account, CancelOrder wish, CancelResult result, Instant at, RecordListener listener) {
        append(account, wish, new Final(result), at, listener);
    }

    @Override
    public void mark(Account account, StreamMark.Kind kind, String text, Instant at) {
        marks.add(kind);
    }

    @Override
    public void flush(Executor wake) {}

    private void append(Account account, CancelOrder wish, Step step, Instant at, RecordListener listener) {
        records.add(new CancelOutcome(records.size() + 1L, wish.cancelId(), account, wish.order(), step, at));
        if (holds) {
            held.add(listener);
        } else {
            listener.written();
        }
    }

    /** The disk has caught up. */
    public void catchUp() {
        List<RecordListener> all = List.copyOf(held);
        held.clear();
        all.forEach(RecordListener::written);
    }

    /** The disk will never catch up. */
    public void lose(String why) {
        List<RecordListener> all = List.copyOf(held);
        held.clear();
        all.forEach(listener -> listener.lost(why));
    }

    /** What the stream was told of itself, in order. */
    public List<StreamMark.Kind> marks() {
        return marks;
    }

    public List<CancelOutcome> records() {
        return records;
    }

    /** The phases that were recorded of a cancel, in order. */
    public List<CancelOutcome.Phase> phases(String cancelId) {
        return records.stream()
                .filter(record -> record.cancelId().value().equals(cancelId))
                .map(CancelOutcome::phase)
                .toList();
    }

    /** The one result that a cancel's phase carries. */
    public CancelResult result(String cancelId, CancelOutcome.Phase phase) {
        List<CancelResult> results = records.stream()
                .filter(record -> record.cancelId().value().equals(cancelId) && record.phase() == phase)
                .map(CancelOutcome::result)
                .toList();
        if (results.size() != 1) {
            throw new AssertionError(cancelId + " should have one " + phase + ", has " + results);
        }
        return results.get(0);
    }
}
