package io.ordergateway.core.ledger;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.timing.Now;
import io.ordergateway.core.timing.StageTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What is counted of an account's cancels since the gateway was opened. To count allocates nothing. The account's thread
 * counts, and for what is refused at its door whoever knocked; any thread looks, and sees it a moment later.
 */
public final class CancelStatistics {
    /** How often it is looked for doubts that last: that looks at each order which is pursued. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final StageTimes stages = new StageTimes();
    private final Map<CancelResult.Kind, LongAdder> results = counters(CancelResult.Kind.class);
    private final Map<RefusalReason, LongAdder> refusals = counters(RefusalReason.class);
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicInteger inDoubt = new AtomicInteger();
    private volatile Doubts doubts = Doubts.NONE;
    private @Nullable Long lookedAt;

    /**
     * Cancels that were sent, or may have been, and of whose orders the end is not known.
     *
     * @param lasting how many orders have been in doubt for longer than they should
     * @param oldest when the cancel was accepted that is in doubt longest, by the host's clock, or {@code null} if none is
     */
    public record Doubts(int lasting, @Nullable Instant oldest) {
        /** None. */
        public static final Doubts NONE = new Doubts(0, null);
    }

    private static <E extends Enum<E>> Map<E, LongAdder> counters(Class<E> of) {
        Map<E, LongAdder> counters = new EnumMap<>(of);
        for (E one : of.getEnumConstants()) {
            counters.put(one, new LongAdder());
        }
        return counters;
    }

    // ---- counting ----

    /** A caller is told this, or will be as soon as its record is written. Any thread. */
    public void told(CancelResult result) {
        count(results, result.kind());
        if (result instanceof CancelResult.Refused refused) {
            count(refusals, refused.reason());
        }
    }

    private static <E extends Enum<E>> void count(Map<E, LongAdder> counters, E one) {
        LongAdder counter = counters.get(one);
        if (counter != null) { // each constant has one
            counter.increment();
        }
    }

    /** How much is under way. The account's thread. */
    public void underWay(int cancels, int doubtful) {
        pending.lazySet(cancels);
        inDoubt.lazySet(doubtful);
    }

    /** Whether it is time to look for doubts that last. The account's thread. */
    public boolean wantsDoubts(Now now) {
        boolean due = lookedAt == null || now.reached(lookedAt + LOOK_EVERY.toNanos());
        if (due) {
            lookedAt = now.nanos();
        }
        return due;
    }

    /** What was found. The account's thread. */
    public void doubts(Doubts found) {
        doubts = found;
    }

    // ---- looking ----

    /** How long the stages of cancels took. */
    public StageTimes stages() {
        return stages;
    }

    /** Cancels that were accepted and have not ended. */
    public int pending() {
        return pending.get();
    }

    /** Orders whose status is waiting to be asked. */
    public int inDoubt() {
        return inDoubt.get();
    }

    /** Doubts as they were up to a second ago. */
    public Doubts doubts() {
        return doubts;
    }

    /** How many callers were told which kind of result, each kind named. */
    public Map<CancelResult.Kind, Long> results() {
        return read(results, CancelResult.Kind.class);
    }

    /** How many were refused for which reason, each reason named. */
    public Map<RefusalReason, Long> refusals() {
        return read(refusals, RefusalReason.class);
    }

    private static <E extends Enum<E>> Map<E, Long> read(Map<E, LongAdder> counters, Class<E> of) {
        Map<E, Long> read = new EnumMap<>(of);
        counters.forEach((one, counter) -> read.put(one, counter.sum()));
        return read;
    }
}
