package io.ordergateway.ws.venue;

import io.netty.channel.EventLoop;
import io.ordergateway.core.cancel.Now;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The event loop that owns an account: its thread, its clock and its one timer. */
public final class AccountLoop implements Executor {
    /** How often deadlines, keep-alives and status queries are looked at, all by one timer. */
    public static final Duration SWEEP_EVERY = Duration.ofMillis(5);

    private static final Logger log = LoggerFactory.getLogger(AccountLoop.class);

    private final EventLoop loop;
    private final String label;

    /**
     * @param label how log lines call the account: {@code venue|account}
     */
    public AccountLoop(EventLoop loop, String label) {
        this.loop = loop;
        this.label = label;
    }

    /** How log lines call the account. */
    String label() {
        return label;
    }

    EventLoop eventLoop() {
        return loop;
    }

    /** This moment. */
    public Now now() {
        return new Now(System.nanoTime(), Instant.now());
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    /** Starts the timer. It ends with the loop, and only with it: a sweep that throws is told and the next one runs. */
    public void sweep(List<Consumer<Now>> tasks) {
        long every = SWEEP_EVERY.toNanos();
        loop.scheduleWithFixedDelay(() -> tasks.forEach(this::safely), every, every, TimeUnit.NANOSECONDS);
    }

    /** One part's trouble is not another's: deadlines are kept whatever a session does. */
    private void safely(Consumer<Now> task) {
        try {
            task.accept(now());
        } catch (RuntimeException | Error e) {
            log.error("[{}] a sweep failed; the next one runs in {}", label, SWEEP_EVERY, e);
        }
    }
}
