package io.ordergateway.core.ledger;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.table.Timer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One accepted cancel: who wants to know, until when, and what they were told. Owned by the account's thread, but for the
 * moment at which its answer is written, which may come on the log's.
 */
public final class PendingCancel extends Timer implements RecordListener {
    /** How many callers may wait for the answer to one cancel id. */
    public static final int MAX_LISTENERS = 64;

    /** In the place of those who wait, once they were told. */
    private static final Object TOLD = new Object();

    private static final VarHandle WAITING;

    static {
        try {
            WAITING = MethodHandles.lookup().findVarHandle(PendingCancel.class, "waiting", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final CancelOrder wish;
    private final long acceptedAt;
    private @Nullable CancelResult result;

    // One listener, or a chain of them, the last one first, or TOLD: most cancels have one caller.
    private volatile Object waiting;

    private @Nullable PendingCancel next;
    private boolean held;

    private record Chain(Consumer<CancelResult> last, Object before, int length) {}

    /**
     * @param acceptedAt by the forward clock
     */
    PendingCancel(CancelOrder wish, Consumer<CancelResult> listener, long acceptedAt) {
        this.wish = wish;
        this.acceptedAt = acceptedAt;
        this.waiting = listener;
    }

    /** One that an earlier process accepted: nobody waits for it yet, and what was told then is what is told again. */
    static PendingCancel resumed(CancelOrder wish, @Nullable CancelResult told, long acceptedAt) {
        PendingCancel cancel = new PendingCancel(wish, CancelLedger::nobodyAsked, acceptedAt);
        if (told != null) {
            cancel.result = told;
            cancel.waiting = TOLD;
        }
        return cancel;
    }

    /** What is wanted. */
    public CancelOrder wish() {
        return wish;
    }

    /** When it was accepted, by the forward clock; before it began, if an earlier process did. */
    public long acceptedAt() {
        return acceptedAt;
    }

    /** Whether it is sent again after its deadline, while the order rests. */
    public boolean isUntilGone() {
        return wish.await() == CancelOrder.Await.GONE;
    }

    /** The moment of the forward clock after which no byte of it may leave. */
    public long sendableUntil() {
        return isUntilGone() ? dueAt() + CancelOrder.GOES_ON.toNanos() : dueAt();
    }

    /** Whether nothing of it may leave yet, since its acceptance is not written. */
    public boolean isHeld() {
        return held;
    }

    /** Holds it back until its acceptance is written, or lets it go. */
    public void held(boolean back) {
        held = back;
    }

    /** Whether its answer is decided. */
    public boolean isAnswered() {
        return result != null;
    }

    /** The next cancel of the same order, as whoever pursues that order keeps them together. */
    public @Nullable PendingCancel next() {
        return next;
    }

    /** Keeps another cancel of the same order behind this one. */
    public void next(@Nullable PendingCancel another) {
        next = another;
    }

    /** What was decided to be told, if that was. */
    public @Nullable CancelResult result() {
        return result;
    }

    /** Decides what is told, once. It is told when its record is written. */
    void decide(CancelResult answer) {
        if (result != null) {
            throw new IllegalStateException(wish.cancelId() + " was answered before, with " + result);
        }
        result = answer;
    }

    /** Adds one who waits, or tells them if all others were told; false if too many wait already. */
    boolean listen(Consumer<CancelResult> listener) {
        Object seen = waiting;
        while (!TOLD.equals(seen)) {
            int length = seen instanceof Chain chain ? chain.length : 1;
            if (length >= MAX_LISTENERS) {
                return false;
            }
            if (WAITING.compareAndSet(this, seen, new Chain(listener, seen, length + 1))) {
                return true;
            }
            seen = waiting;
        }
        CancelLedger.tell(listener, answer());
        return true;
    }

    /** The record of the answer is written: tells everyone who waits, in the order in which they came. */
    @Override
    public void written() {
        tell(WAITING.getAndSet(this, TOLD), answer());
    }

    /** What is decided may not be told, since nothing would bear it out; nor may the caller be left without a word. */
    @Override
    public void lost(String why) {
        CancelResult decided = answer();
        String text = "what became of it could not be recorded: " + why;
        result = new CancelResult.Unknown(wish.cancelId(), wish.order(), text, null, decided.attempts());
        tell(WAITING.getAndSet(this, TOLD), result);
    }

    @SuppressWarnings("unchecked") // what is no chain is one listener
    private static void tell(Object waiting, CancelResult answer) {
        if (waiting instanceof Chain chain) {
            tell(chain.before, answer);
            CancelLedger.tell(chain.last, answer);
        } else {
            CancelLedger.tell((Consumer<CancelResult>) waiting, answer);
        }
    }

    private CancelResult answer() {
        CancelResult decided = result;
        if (decided == null) {
            throw new IllegalStateException(wish.cancelId() + " was not answered");
        }
        return decided;
    }
}
