package io.ordergateway.ws.kafka.relay;

import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.OutcomeStream;
import io.ordergateway.core.outcome.OutcomesLost;
import io.ordergateway.core.outcome.Position;
import io.ordergateway.core.outcome.RelayCursor;
import io.ordergateway.ws.kafka.KafkaSettings;
import io.ordergateway.ws.kafka.owner.Ownership;
import io.ordergateway.ws.kafka.owner.TakenOver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies a gateway's log to Kafka, record by record, and remembers in the log how far it came. Whatever it has to wait for, it
 * waits on its own thread; nothing waits for it. Thread-safe.
 *
 * <p>It works in sessions. One begins at what was relayed last, and ends at the first failure of any kind; then comes the next
 * one, after a pause. A record may therefore arrive twice, with the same position; none is left out.
 */
public final class KafkaRelay implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KafkaRelay.class);

    /** The most records of one transaction. */
    public static final int MAX_BATCH = 1_000;

    /** How often it says that the gateway is alive, and finds out whether it was taken over. */
    public static final Duration SIGN_OF_LIFE_EVERY = Duration.ofSeconds(2);

    /** The pause after the first failure; it doubles with each. */
    public static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    /** The longest pause. */
    public static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** The longest that closing waits for records to arrive. */
    public static final Duration CLOSE_WITHIN = Duration.ofSeconds(3);

    private final KafkaSettings settings;
    private final Source source;
    private final Consumer<Ownership> onTakenOver;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);

    // Written by the relay's thread, but for the last two.
    private volatile RelayIntake intake = new RelayIntake();
    private volatile @Nullable Instant inFlight;
    private volatile long relayed;
    private volatile boolean connected;
    private volatile String trouble = "";
    private volatile boolean takenOver;
    private final AtomicLong lost = new AtomicLong();
    private volatile long closeAt = Long.MAX_VALUE;
    private boolean abandoned;

    /**
     * The log that is relayed.
     *
     * @param gatewayId the name of the log, the same for as long as it exists, and of no other
     * @param newest the position of the newest record that was handed to the log, written or not; 0 if there is none
     */
    public record Source(String gatewayId, OutcomeStream stream, RelayCursor cursor, LongSupplier newest) {}

    private KafkaRelay(KafkaSettings settings, Source source, Consumer<Ownership> onTakenOver) {
        this.settings = settings;
        this.source = source;
        this.onTakenOver = onTakenOver;
        this.relayed = source.cursor.relayed();
        // From here the log keeps whatever was not relayed.
        source.cursor.relayed(relayed);
        this.thread = new Thread(this::run, "kafka-relay");
        thread.setDaemon(true);
    }

    /**
     * Begins at once.
     *
     * @param onTakenOver told once, on the relay's thread, if another gateway turns out to serve these accounts: no cancel may
     *     be taken on from there. The relay has stopped then
     */
    public static KafkaRelay start(KafkaSettings settings, Source source, Consumer<Ownership> onTakenOver) {
        KafkaRelay relay = new KafkaRelay(settings, source, onTakenOver);
        relay.thread.start();
        return relay;
    }

    /** How far it is. Any thread, at any time. */
    public RelayHealth health() {
        long arrived = relayed;
        Outcome next = intake.oldest();
        Instant oldest = inFlight;
        if (oldest == null && next != null) {
            oldest = next.at();
        }
        long waiting = Math.max(0, source.newest.getAsLong() - arrived);
        return new RelayHealth(
                connected, arrived, waiting, waiting == 0 ? null : oldest, lost.get(), trouble, takenOver);
    }

    /**
     * Relays what the log holds now, for at most {@link #CLOSE_WITHIN} and if the brokers are there, and stops. The rest is relayed by the next process.
     * After this the cursor is not touched any more, and the log may be closed.
     */
    @Override
    public void close() {
        closeAt = source.newest.getAsLong();
        closing.countDown();
        intake.wake();
        try {
            if (connected) {
                thread.join(CLOSE_WITHIN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (closing) {
            abandoned = true;
        }
    }

    private void run() {
        long from = relayed + 1;
        int failures = 0;
        while (!isOver()) {
            try {
                session(from);
            } catch (TakenOver e) {
                stop(e);
                return;
            } catch (OutcomesLost e) {
                lose(e);
                from = e.oldest();
                continue;
            } catch (InterruptedException e) {
                say("the relay's thread was interrupted", e);
                return;
            } catch (RuntimeException e) {
                say(failure(e), e);
            }
            failures = relayed + 1 > from ? 1 : failures + 1;
            from = Math.max(from, relayed + 1);
            if (pause(failures)) {
                return;
            }
        }
    }

    /** Relays until something fails, or the relay is closed. */
    private void session(long from) throws InterruptedException {
        if (relayed > source.newest.getAsLong()) {
            throw new IllegalStateException(
                    "the log ends at " + source.newest.getAsLong() + ", but " + relayed
                            + " records of it were relayed; it is not the log it was. Give it a new file, and with it a new id");
        }
        // Before the brokers are asked, so that it is known how old the oldest record is while they are away.
        RelayIntake records = new RelayIntake();
        intake = records;
        source.stream.outcomes(Position.of(from)).subscribe(records);
        try (RelaySession session = RelaySession.open(settings, source.gatewayId)) {
            connected = true;
            if (!trouble.isEmpty()) {
                log.info("the brokers take records again; {} are waiting", health().waiting());
                trouble = "";
            }
            relay(session, records, from);
        } finally {
            connected = false;
            inFlight = null;
            records.cancel();
        }
    }

    private void relay(RelaySession session, RelayIntake records, long from) throws InterruptedException {
        long next = from;
        long sign = System.nanoTime();
        while (!isOver()) {
            List<Outcome> batch = records.take(MAX_BATCH, sign - System.nanoTime());
            boolean signDue = sign - System.nanoTime() <= 0;
            for (Outcome outcome : batch) {
                if (outcome.position() != next++) {
                    throw new IllegalStateException(
                            "the log gave record " + outcome.position() + " where " + (next - 1) + " was to follow");
                }
            }
            if (!batch.isEmpty() || signDue) {
                inFlight = batch.isEmpty() ? null : batch.get(0).at();
                session.send(batch, signDue);
                arrived(next - 1);
            }
            if (signDue) {
                sign = System.nanoTime() + SIGN_OF_LIFE_EVERY.toNanos();
            }
        }
    }

    private void arrived(long position) {
        synchronized (closing) {
            if (!abandoned && position > relayed) {
                source.cursor.relayed(position);
                relayed = position;
            }
        }
        inFlight = null;
    }

    /** Whether it was closed and has done what it could. */
    private boolean isOver() {
        synchronized (closing) {
            return abandoned || relayed >= closeAt;
        }
    }

    /** Waits for the brokers, or whatever else went wrong; whether the relay was closed meanwhile. */
    private boolean pause(int failures) {
        long millis = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(failures - 1, 16));
        try {
            return closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void stop(TakenOver taken) {
        takenOver = true;
        trouble = String.valueOf(taken.getMessage());
        log.error("{}; no more cancels are taken", trouble);
        onTakenOver.accept(taken.ownership());
    }

    private void lose(OutcomesLost gone) {
        lost.addAndGet(gone.oldest() - gone.wanted());
        log.error(
                "records {} to {} were thrown away before they were relayed; readers of {} will never see them",
                gone.wanted(),
                gone.oldest() - 1,
                settings.topic());
    }

    private static String failure(RuntimeException e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    /** Says it once, however often it comes again. */
    private void say(String what, Exception e) {
        if (!what.equals(trouble)) {
            log.warn(
                    "the relay to {} waits, and tries again at most every {}: {}",
                    settings.topic(),
                    LONGEST_PAUSE,
                    what);
        }
        log.debug("the relay to {} failed", settings.topic(), e);
        trouble = what;
    }
}
