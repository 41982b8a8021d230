package io.ordergateway.ws.venue;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.ordergateway.core.timing.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loop that owns an account: its thread, its clock and its one timer. */
public final class AccountLoop implements Executor {
    /** How often deadlines, keep-alives and status queries are looked at, all by one timer, while any cancel has a deadline. */
    public static final Duration SWEEP_EVERY = Duration.ofMillis(5);

    /** How often they are while none has: what is due then is due in seconds. */
    public static final Duration SWEEP_AT_REST_EVERY = Duration.ofMillis(50);

    private static final Logger log = LoggerFactory.getLogger(AccountLoop.class);

    private final EventLoop loop;
    private final String label;

    // The timer.
    private Runnable sweeps = () -> {};
    private @Nullable Future<?> next;
    private volatile boolean resting;
    private volatile long sweptAt = System.nanoTime();

    /**
     * @param label how log lines call the account: {@code venue|account}
     */
    public AccountLoop(EventLoop loop, String label) {
        this.loop = loop;
        this.label = label;
    }

    /** How log lines call the account. */
    public String label() {
        return label;
    }

    public EventLoop eventLoop() {
        return loop;
    }

    /** This moment. */
    public Now now() {
        return new Now(System.nanoTime(), Instant.now());
    }

    /** How long ago it was last looked for what is due; before the first time, how old this is. Any thread. */
    public Duration sinceSweep() {
        return Duration.ofNanos(Math.max(0, System.nanoTime() - sweptAt));
    }

    /** Whatever comes in may have a deadline: with it the timer is quick again. */
    @Override
    public void execute(Runnable task) {
        loop.execute(task);
        if (resting) {
            resting = false;
            hurry();
        }
    }

    private void hurry() {
        try {
            loop.execute(() -> sweepIn(SWEEP_EVERY));
        } catch (RejectedExecutionException e) {
            log.debug("[{}] ends, and its timer with it", label);
        }
    }

    /**
     * Starts the timer. It ends with the loop, and only with it: a sweep that throws is told and the next one runs.
     *
     * @param tasks what looks for what is due
     * @param atRest whether nothing waits that has a deadline; asked on this loop, after each sweep
     */
    public void sweep(List<Consumer<Now>> tasks, BooleanSupplier atRest) {
        sweeps = () -> {
            Now now = now();
            sweptAt = now.nanos();
            for (Consumer<Now> task : tasks) {
                safely(task, now);
            }
            rest(atRest.getAsBoolean());
        };
        sweepIn(SWEEP_EVERY);
    }

    /** Who comes in from another thread meanwhile either sees that we rest, or is seen here, waiting. */
    private void rest(boolean nothingIsDue) {
        resting = nothingIsDue;
        if (nothingIsDue && isAwaited()) {
            resting = false;
        }
        sweepIn(resting ? SWEEP_AT_REST_EVERY : SWEEP_EVERY);
    }

    private boolean isAwaited() {
        return !(loop instanceof SingleThreadEventExecutor executor) || executor.pendingTasks() > 0;
    }

    private void sweepIn(Duration wait) {
        if (next != null) {
            next.cancel(false);
        }
        next = loop.schedule(sweeps, wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** One part's trouble is not another's: deadlines are kept whatever a session does. */
    private void safely(Consumer<Now> task, Now now) {
        try {
            task.accept(now);
        } catch (RuntimeException | Error e) {
            log.error("[{}] a sweep failed; the next one runs soon", label, e);
        }
    }
}
