package io.ordergateway.core.guard;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelAll.OpenOrder;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.timing.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One scope that is to be empty: tried until the venue's list proves it, and looked at again. A list may be behind, so that
 * one which names nothing is not taken for proof: two in a row are, {@link #SECOND_LOOK} apart or more. Not thread-safe.
 */
public final class Sweep {
    /** How long one try may take. Within it the venue is asked, and canceled at, again and again. */
    public static final Duration TRY_WITHIN = Duration.ofSeconds(10);

    /** The wait after a try that failed; it doubles with each. */
    public static final Backoff AGAIN = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5));

    /** The time between the first look that found nothing and the one that proves it. */
    public static final Duration SECOND_LOOK = Duration.ofSeconds(1);

    /** How often a scope that was proven empty is looked at, where it is to stay empty. */
    public static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private static final int PROOFS = 2;

    private final CancelAll scope;
    private final boolean rehearsal;
    private boolean running;
    private long dueAt;
    private int tries;
    private int failures;
    private int proofs;
    private long orders;
    private List<OpenOrder> open = List.of();
    private @Nullable Instant flatSince;
    private @Nullable Instant lookedAt;
    private @Nullable String obstacle;

    /**
     * A scope of which nothing is known, due at once.
     *
     * @param rehearsal whether it is only asked what is open, once
     */
    Sweep(CancelAll scope, boolean rehearsal, Now now) {
        this.scope = scope;
        this.rehearsal = rehearsal;
        this.dueAt = now.nanos();
    }

    /** Whose orders. */
    public String account() {
        return scope.account();
    }

    /** Whether it is to be asked only what is open. */
    public boolean isRehearsal() {
        return rehearsal;
    }

    /** Whether a try is to begin. */
    public boolean isDue(Now now) {
        return !running && now.reached(dueAt);
    }

    /** When the next try is due, by the forward clock; means nothing while one is under way. */
    public long dueAt() {
        return dueAt;
    }

    /** Whether a try is under way. */
    public boolean isRunning() {
        return running;
    }

    /** Begins a try. */
    public CancelAll begin() {
        running = true;
        tries++;
        return scope.id(CancelId.next().value());
    }

    /** A try has ended. */
    public void ended(SweepReport report, Now now) {
        running = false;
        lookedAt = now.wall();
        orders += report.orders();
        open = report.open();
        obstacle = report.obstacle();
        if (obstacle != null) {
            proofs = 0;
            failures++;
        } else {
            failures = 0;
            proofs = report.orders() > 0 ? 1 : Math.min(proofs + 1, PROOFS);
        }
        if (!isFlat()) {
            flatSince = null;
        } else if (flatSince == null) {
            flatSince = now.wall();
        }
        dueAt = now.nanos() + wait(isFlat());
    }

    private long wait(boolean flat) {
        if (obstacle != null) {
            return AGAIN.nanos(failures, 1.0);
        }
        return (flat ? LOOK_EVERY : SECOND_LOOK).toNanos();
    }

    /** Whether it is proven that nothing of the scope rests. */
    boolean isFlat() {
        return proofs == PROOFS;
    }

    /** Whether nothing more is to be done about it, unless it is to stay empty. */
    boolean isDone() {
        return rehearsal ? lookedAt != null : isFlat();
    }

    /** What a rehearsal found open. */
    List<OpenOrder> open() {
        return open;
    }

    SweepState state() {
        return new SweepState(scope.account(), scope.symbol(), tries, orders, flatSince, lookedAt, obstacle);
    }
}
