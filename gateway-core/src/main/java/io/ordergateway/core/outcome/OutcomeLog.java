package io.ordergateway.core.outcome;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where outcomes are written. Append-only, in one order for all accounts; records of one thread keep their order. Most
 * records are read by nobody, so the log is given what they are made of, and makes an {@link Outcome} when it is asked for
 * one.
 *
 * <p>No method blocks or throws. A listener is called on the calling thread before the method returns, or on the log's
 * writer.
 */
public interface OutcomeLog {
    /**
     * Why no cancel may be accepted now, or {@code null} if one may. Asked for each cancel, so it is cheap. What was
     * accepted is recorded to its end all the same: a log keeps room for that.
     */
    @Nullable
    Closed closed();

    /**
     * Why a log takes no more cancels on.
     *
     * @param reason {@code OVERLOADED} if it is behind, {@code UNRECORDED} if it cannot write
     * @param text what is wrong and what to do
     */
    record Closed(RefusalReason reason, String text) {}

    /** A cancel was taken on. */
    void accepted(Account account, CancelOrder wish, Instant at, RecordListener listener);

    /** A frame or request left for a cancel. */
    void sent(Account account, CancelOrder wish, PathKind path, Instant at);

    /** What the caller of a cancel will be told once this is written. */
    void settled(Account account, CancelOrder wish, CancelResult result, Instant at, RecordListener listener);

    /** The end of an order whose cancel had been settled with something less. */
    void ended(Account account, CancelOrder wish, CancelResult result, Instant at, RecordListener listener);

    /** What the stream says of itself. */
    void mark(Account account, StreamMark.Kind kind, String text, Instant at);

    /**
     * What was handed over is to be written now. Said by a thread that has done what was urgent: the records of a burst
     * are handed over while its frames are encoded, and a log that writes on a thread of its own is woken after they left.
     *
     * @param wake runs the waking of the log's writer, if it sleeps: to wake a thread takes longer than to send a frame
     */
    void flush(Executor wake);
}
