package io.ordergateway.core.outcome;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import io.ordergateway.core.outcome.CancelOutcome.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

/**
 * The log of a gateway without a file: the newest {@code capacity} records, in memory. "Written" means appended, so the
 * answer follows at once; what it holds dies with the process. Thread-safe.
 */
public final class MemoryOutcomeLog implements OutcomeLog, OutcomeStream, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MemoryOutcomeLog.class);

    /** How many records are kept unless the caller says otherwise. */
    public static final int DEFAULT_CAPACITY = 1 << 18;

    /** How many records are looked at in one go while an order's history is sought. */
    private static final int PAGE = 4_096;

    /** The place of a reader that begins with the oldest record there is when it begins. */
    private static final long WHATEVER_IS_OLDEST = 0;

    private final Records ring;
    private long appended;
    private volatile boolean closed;
    private final List<Reader> readers = new CopyOnWriteArrayList<>();

    /**
     * An empty log.
     *
     * @param capacity how many records are kept, 1 or more
     */
    public MemoryOutcomeLog(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be 1 or more, is " + capacity);
        }
        this.ring = new Records(capacity);
    }

    /**
     * The newest records, as columns: written a thousand times for each time that one is read. What need not be an object is
     * none, since a collector must be told of each object that is put into an array as old as this.
     */
    private static final class Records {
        private static final List<Phase> PHASES = List.of(Phase.values());
        private static final byte MARK = -1;

        private final int capacity;
        private final @Nullable Object[] subjects; // a wish, or a mark
        private final @Nullable Object[] details; // a result or a path; none for what is accepted
        private final byte[] phases;
        private final long[] seconds;
        private final int[] nanos;
        private final short[] accounts;
        private final List<Account> accountsMet = new ArrayList<>();

        Records(int capacity) {
            this.capacity = capacity;
            this.subjects = new Object[capacity];
            this.details = new Object[capacity];
            this.phases = new byte[capacity];
            this.seconds = new long[capacity];
            this.nanos = new int[capacity];
            this.accounts = new short[capacity];
        }

        void put(long position, Account account, CancelOrder wish, Phase phase, @Nullable Object detail, Instant at) {
            int slot = slot(position);
            subjects[slot] = wish;
            details[slot] = detail;
            phases[slot] = (byte) PHASES.indexOf(phase);
            seconds[slot] = at.getEpochSecond();
            nanos[slot] = at.getNano();
            accounts[slot] = number(account);
        }

        void put(StreamMark mark) {
            int slot = slot(mark.position());
            subjects[slot] = mark;
            details[slot] = null;
            phases[slot] = MARK;
        }

        private short number(Account account) {
            int known = accountsMet.indexOf(account);
            if (known < 0) {
                known = accountsMet.size();
                accountsMet.add(account);
            }
            return (short) known;
        }

        Outcome get(long position) {
            int slot = slot(position);
            Object subject = Objects.requireNonNull(subjects[slot]);
            if (phases[slot] == MARK) {
                return (StreamMark) subject;
            }
            CancelOrder wish = (CancelOrder) subject;
            Instant at = Instant.ofEpochSecond(seconds[slot], nanos[slot]);
            Step step = step(PHASES.get(phases[slot]), wish, details[slot], at);
            return new CancelOutcome(
                    position, wish.cancelId(), accountsMet.get(accounts[slot]), wish.order(), step, at);
        }

        boolean isOf(long position, String orderId) {
            int slot = slot(position);
            return phases[slot] != MARK
                    && ((CancelOrder) Objects.requireNonNull(subjects[slot]))
                            .order()
                            .id()
                            .equals(orderId);
        }

        private static Step step(Phase phase, CancelOrder wish, @Nullable Object detail, Instant at) {
            if (phase == Phase.ACCEPTED) {
                return CancelOutcome.Accepted.of(wish, at);
            }
            Object known = Objects.requireNonNull(detail);
            return switch (phase) {
                case SENT -> new CancelOutcome.Sent((PathKind) known);
                case SETTLED -> new CancelOutcome.Settled((CancelResult) known);
                default -> new CancelOutcome.Final((CancelResult) known);
            };
        }

        private int slot(long position) {
            return (int) ((position - 1) % capacity);
        }
    }

    /** Memory is always there. */
    @Override
    public @Nullable Closed closed() {
        return null;
    }

    @Override
    public void accepted(Account account, CancelOrder wish, Instant at, RecordListener listener) {
        append(account, wish, Phase.ACCEPTED, null, at, listener);
    }

    @Override
    public void sent(Account account, CancelOrder wish, PathKind path, Instant at) {
        append(account, wish, Phase.SENT, path, at, RecordListener.NOBODY);
    }

    @Override
    public void settled(Account account, CancelOrder wish, CancelResult result, Instant at, RecordListener listener) {
        append(account, wish, Phase.SETTLED, result, at, listener);
    }

    @Override
    public void ended(Account account, CancelOrder wish, CancelResult result, Instant at, RecordListener listener) {
        append(account, wish, Phase.FINAL, result, at, listener);
    }

    @Override
    public void mark(Account account, StreamMark.Kind kind, String text, Instant at) {
        synchronized (ring) {
            ring.put(new StreamMark(++appended, account, kind, text, at));
        }
        tellReaders();
    }

    /** Nothing waits: what was handed over is written. */
    @Override
    public void flush(Executor wake) {}

    private void append(
            Account account,
            CancelOrder wish,
            Phase phase,
            @Nullable Object detail,
            Instant at,
            RecordListener listener) {
        synchronized (ring) {
            ring.put(++appended, account, wish, phase, detail, at);
        }
        listener.written();
        tellReaders();
    }

    private void tellReaders() {
        for (Reader reader : readers) {
            reader.drain();
        }
    }

    @Override
    public Flux<Outcome> outcomes(Position from) {
        return Flux.from(subscriber -> {
            Reader reader = new Reader(Operators.toCoreSubscriber(subscriber), start(from));
            readers.add(reader);
            reader.subscriber.onSubscribe(reader);
            reader.begin();
        });
    }

    /**
     * All that is kept of an order, oldest first. Looks at every record; no cancel waits for more than a page of that.
     *
     * @param id the venue's id of it, or its client order id: what its cancels named it by
     */
    public List<CancelOutcome> history(String id) {
        List<CancelOutcome> found = new ArrayList<>();
        long next = 1;
        long newest;
        do {
            synchronized (ring) {
                next = Math.max(next, oldest());
                newest = appended;
                long pageEnd = Math.min(newest, next + PAGE - 1);
                for (; next <= pageEnd; next++) {
                    if (ring.isOf(next, id)) {
                        found.add((CancelOutcome) ring.get(next));
                    }
                }
            }
        } while (next <= newest);
        return found;
    }

    /** Ends the stream: every subscriber completes once it has seen the last record. */
    @Override
    public void close() {
        closed = true;
        readers.forEach(Reader::drain);
    }

    private long start(Position from) {
        synchronized (ring) {
            if (from.equals(Position.LATEST)) {
                return appended + 1;
            }
            return from.equals(Position.EARLIEST) ? WHATEVER_IS_OLDEST : from.value();
        }
    }

    private long oldest() {
        return Math.max(1, appended - ring.capacity + 1);
    }

    /** One subscriber: where it stands, and how much more it wants. */
    private final class Reader implements Subscription {
        private final CoreSubscriber<? super Outcome> subscriber;
        private final AtomicLong demand = new AtomicLong();
        // Held until the subscriber has its subscription, so that nothing reaches it before.
        private final AtomicInteger work = new AtomicInteger(1);
        private volatile boolean done;
        // Touched only by the thread that holds the work.
        private long next;

        Reader(CoreSubscriber<? super Outcome> subscriber, long next) {
            this.subscriber = subscriber;
            this.next = next;
        }

        @Override
        public void request(long n) {
            if (Operators.validate(n)) {
                demand.accumulateAndGet(n, Operators::addCap);
                drain();
            }
        }

        @Override
        public void cancel() {
            done = true;
            readers.remove(this);
        }

        /** Emits whatever is there and wanted; one thread at a time, and none waits for another. */
        void drain() {
            if (work.getAndIncrement() == 0) {
                begin();
            }
        }

        /** Goes on until nothing was missed. Called by the one that holds the work. */
        void begin() {
            int missed = work.get();
            do {
                try {
                    emit();
                } catch (RuntimeException | Error e) {
                    // It broke the rules of its own stream; the log and everybody else go on.
                    log.error("a subscriber of the outcome stream threw at {}; it is dropped", next - 1, e);
                    cancel();
                }
                missed = work.addAndGet(-missed);
            } while (missed != 0);
        }

        private void emit() {
            while (!done) {
                boolean ending = closed; // read before looking, so that no record is missed at the end
                Outcome outcome;
                long oldest;
                synchronized (ring) {
                    oldest = oldest();
                    next = next == WHATEVER_IS_OLDEST ? oldest : next;
                    outcome = next >= oldest && next <= appended ? ring.get(next) : null;
                }
                if (next < oldest) {
                    cancel();
                    subscriber.onError(new OutcomesLost(next, oldest));
                    return;
                }
                if (outcome == null) {
                    if (ending) {
                        cancel();
                        subscriber.onComplete();
                    }
                    return;
                }
                if (demand.get() == 0) {
                    return;
                }
                next++;
                demand.updateAndGet(wanted -> wanted == Long.MAX_VALUE ? wanted : wanted - 1);
                subscriber.onNext(outcome);
            }
        }
    }
}
