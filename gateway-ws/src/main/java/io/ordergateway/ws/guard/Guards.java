package io.ordergateway.ws.guard;

import io.ordergateway.core.OrderGateway;
import io.ordergateway.core.guard.GuardEvent;
import io.ordergateway.core.guard.GuardReply;
import io.ordergateway.core.guard.GuardReply.Kept;
import io.ordergateway.core.guard.GuardReply.Reason;
import io.ordergateway.core.guard.KillScope;
import io.ordergateway.core.guard.KillState;
import io.ordergateway.core.guard.KillTable;
import io.ordergateway.core.guard.LeaseId;
import io.ordergateway.core.guard.LeaseState;
import io.ordergateway.core.guard.LeaseTable;
import io.ordergateway.core.guard.LeaseTerms;
import io.ordergateway.core.guard.Sweep;
import io.ordergateway.core.guard.SweepReport;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.timing.Now;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The dead-man leases and kill switches of one gateway. A lease that is not renewed in time, or whose connection is lost, has
 * its scope emptied; a kill switch has its scope emptied and kept empty until it is released. Thread-safe; one thread
 * decides, another writes the file.
 *
 * <p>Subscribing submits. Answers and events come on one of these two threads, or on the caller's if the request is refused at
 * the door, and must not block. An error of a {@code Mono} is a programming fault.
 */
public final class Guards implements AutoCloseable {
    /** Requests that may wait for the thread; the next is refused. */
    public static final int MAX_WAITING = 16_384;

    /** Releases that may wait for a look to end; the next is refused. */
    public static final int MAX_RELEASES = 256;

    /** How soon the thread looks again after a fault of its own. */
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final Kept NOWHERE =
            new Kept(false, "there is no store, so that this ends with the process; configure one to keep it");
    private static final GuardReply CLOSED =
            new GuardReply.Refused(Reason.SHUTTING_DOWN, null, "the gateway is closed");
    private static final Logger log = LoggerFactory.getLogger(Guards.class);

    private final OrderGateway gateway;
    private final @Nullable GuardFile file;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Sinks.Many<GuardEvent> events = Sinks.many().multicast().directBestEffort();

    // The thread's own.
    private final LeaseTable leases = new LeaseTable();
    private final KillTable kills = new KillTable();
    private final Sweeps sweeps;
    private final List<Release> releases = new ArrayList<>();
    private @Nullable Future<?> wakeUp;
    private long wakesAt;
    private boolean closing;

    /** Somebody who waits for a look to end. */
    private record Release(KillScope scope, String by, Consumer<GuardReply> answer) {}

    private Guards(OrderGateway gateway, @Nullable GuardFile file) {
        this.gateway = gateway;
        this.file = file;
        this.sweeps = new Sweeps(gateway, this::ended);
        this.thread = new ScheduledThreadPoolExecutor(1, work -> {
            Thread made = new Thread(work, "guards");
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    /**
     * Takes up what an earlier process left, and begins.
     *
     * @param gateway to be closed after this
     * @param path where they are kept: a file that is this gateway's alone, as the one beside its store is, in a folder that
     *     is there; {@code null} if nothing is to survive the process
     * @return to be closed by the caller, before the gateway and before the connections that hold leases
     * @throws GuardFileException if the file cannot be used; the message says what to do
     */
    public static Guards open(OrderGateway gateway, @Nullable Path path) {
        GuardFile file = path == null ? null : new GuardFile(path);
        KeptGuards kept = file == null ? KeptGuards.NONE : file.load();
        Guards guards = new Guards(gateway, file);
        guards.execute(now -> guards.restore(kept, now));
        return guards;
    }

    /** The file of the guards of a gateway whose outcomes are in this store. */
    public static Path beside(Path store) {
        return store.resolveSibling(store.getFileName() + ".guards");
    }

    private void restore(KeptGuards kept, Now now) {
        leases.restore(kept.leases(), now);
        kills.restore(kept.switches(), gateway.accounts(), now);
        if (!kept.equals(KeptGuards.NONE)) {
            log.warn(
                    "taking up {} lease(s) and {} kill switch(es) that an earlier process left",
                    kept.leases().size(),
                    kept.switches().size());
            turn(now);
        }
    }

    // ---- leases ----

    /**
     * Arms a lease, or renews it: to arm it again under the same terms is to renew it.
     *
     * @param connection names the connection whose loss makes the lease fire; {@code null} if only its time does. Who renews
     *     it over another connection moves it there
     * @return {@link GuardReply.OfLease} or {@link GuardReply.Refused}; a new lease is answered once it is kept, or is known
     *     not to be
     */
    public Mono<GuardReply> arm(LeaseId id, LeaseTerms terms, @Nullable String connection) {
        return ask((answer, now) -> {
            GuardReply.Refused refused = leases.refusal(id, terms);
            if (refused == null) {
                refused = fault(terms.wishes());
            }
            if (refused != null) {
                answer.accept(refused);
            } else if (leases.arm(id, terms, connection, now)) {
                LeaseState state = state(id);
                keep(kept -> answer.accept(new GuardReply.OfLease(state, kept)));
                wakeIn(terms.ttl().toNanos(), now);
            } else {
                answer.accept(new GuardReply.OfLease(state(id), file == null ? NOWHERE : file.now()));
            }
        });
    }

    private LeaseState state(LeaseId id) {
        LeaseState state = leases.state(id);
        if (state == null) {
            throw new IllegalStateException("there is no lease " + id);
        }
        return state;
    }

    /**
     * Takes a lease back. Of one that has fired nothing further is begun; a try that is under way may still cancel, and
     * until it has ended the lease cannot be armed.
     *
     * @return {@link GuardReply.OfLease} or {@link GuardReply.Refused}
     */
    public Mono<GuardReply> disarm(LeaseId id) {
        return ask((answer, now) -> {
            LeaseState state = leases.disarm(id, now);
            if (state == null) {
                String text =
                        "client \"" + id.client() + "\" has no lease \"" + id.name() + "\" that is armed or fired";
                answer.accept(new GuardReply.Refused(Reason.NOT_FOUND, "name", text));
            } else {
                events.tryEmitNext(new GuardEvent.OfLease(state, now.wall()));
                keep(kept -> answer.accept(new GuardReply.OfLease(state, kept)));
            }
        });
    }

    /**
     * A connection is lost: every lease that it armed or renewed last fires at once. Never refused; of a connection that held
     * nothing, nothing comes. After {@link #close} nothing comes of any: who stops the gateway has not lost a client.
     */
    public void connectionLost(String connection) {
        execute(now -> {
            List<LeaseState> fired = leases.connectionLost(connection, now);
            if (!fired.isEmpty()) {
                tellFired(fired, now);
                turn(now);
                keep(kept -> {});
            }
        });
    }

    /** Every lease, with those that have ended and are remembered. */
    public Mono<List<LeaseState>> leases() {
        return look(leases::states);
    }

    // ---- kill switches ----

    /**
     * Latches a kill switch, and begins to empty its scope whatever becomes of the file. One that is latched already stays
     * as it is, and is the answer.
     *
     * @param by who latches it, 1 to {@value KillTable#MAX_BY} printable characters
     * @param reason why, 1 to {@value KillTable#MAX_REASON} printable characters
     * @return {@link GuardReply.OfSwitch} or {@link GuardReply.Refused}; answered once it is kept, or is known not to be
     */
    public Mono<GuardReply> kill(KillScope scope, String by, String reason) {
        return ask((answer, now) -> {
            GuardReply.Refused refused = kills.refusal(scope, by, reason);
            if (refused == null) {
                refused = fault(scope.wishes(gateway.accounts()));
            }
            if (refused != null) {
                answer.accept(refused);
                return;
            }
            if (kills.latch(scope, by, reason, gateway.accounts(), now)) {
                log.warn("kill switch for {} latched by {}: {}", scope, by, reason);
                events.tryEmitNext(new GuardEvent.OfSwitch(GuardEvent.Turn.LATCHED, state(scope), by, now.wall()));
                turn(now);
            }
            KillState state = state(scope);
            keep(kept -> answer.accept(new GuardReply.OfSwitch(state, kept)));
        });
    }

    private KillState state(KillScope scope) {
        KillState state = kills.state(scope);
        if (state == null) {
            throw new IllegalStateException("no kill switch for " + scope + " is latched");
        }
        return state;
    }

    /**
     * Releases a kill switch. Refused until it is proven, for every account of its scope, that nothing rests. A look that is
     * under way is awaited first; once this is answered, nothing of the switch is under way.
     *
     * @param by who releases it, 1 to {@value KillTable#MAX_BY} printable characters
     * @return {@link GuardReply.OfSwitch} as it was, or {@link GuardReply.Refused}
     */
    public Mono<GuardReply> release(KillScope scope, String by) {
        return ask((answer, now) -> {
            if (releases.size() >= MAX_RELEASES) {
                answer.accept(crowded(MAX_RELEASES));
            } else {
                release(new Release(scope, by, answer), now);
                turn(now);
            }
        });
    }

    private void release(Release wish, Now now) {
        KillState before = kills.state(wish.scope);
        GuardReply.Refused refused = kills.release(wish.scope, wish.by);
        if (refused != null) {
            wish.answer.accept(refused);
        } else if (kills.isLatched(wish.scope)) {
            releases.add(wish);
        } else if (before != null) {
            log.warn("kill switch for {} released by {}", wish.scope, wish.by);
            events.tryEmitNext(new GuardEvent.OfSwitch(GuardEvent.Turn.RELEASED, before, wish.by, now.wall()));
            keep(kept -> wish.answer.accept(new GuardReply.OfSwitch(before, kept)));
        }
    }

    /** Every kill switch that is latched, the oldest first. */
    public Mono<List<KillState>> killSwitches() {
        return look(kills::states);
    }

    // ---- both ----

    /** What happens to leases and kill switches from now on. A subscriber that has not asked for an event misses it. */
    public Flux<GuardEvent> events() {
        return events.asFlux();
    }

    /** Why guards would not survive a restart although there is a store, in a sentence; {@code null} if they would. */
    public @Nullable String trouble() {
        Kept kept = file == null ? null : file.now();
        return kept == null || kept.survivesRestart() ? null : kept.text();
    }

    /** What the venue of each wish's account would not understand. */
    private GuardReply.@Nullable Refused fault(List<CancelAll> wishes) {
        for (CancelAll wish : wishes) {
            CancelResult.Refused fault = gateway.fault(wish);
            if (fault != null) {
                return new GuardReply.Refused(Reason.INVALID, fault.field(), fault.text());
            }
        }
        return null;
    }

    private Mono<GuardReply> ask(BiConsumer<Consumer<GuardReply>, Now> request) {
        return Mono.create(sink -> {
            if (waiting.incrementAndGet() > MAX_WAITING) {
                waiting.decrementAndGet();
                sink.success(crowded(MAX_WAITING));
                return;
            }
            boolean taken = execute(now -> {
                waiting.decrementAndGet();
                try {
                    request.accept(sink::success, now);
                } catch (RuntimeException e) {
                    sink.error(e);
                    throw e;
                }
            });
            if (!taken) {
                waiting.decrementAndGet();
                sink.success(CLOSED);
            }
        });
    }

    private static GuardReply crowded(int most) {
        String text = "maxWaiting: " + most + " requests wait already; try again";
        return new GuardReply.Refused(Reason.OVERLOADED, null, text);
    }

    private <T> Mono<List<T>> look(Supplier<List<T>> states) {
        return Mono.create(sink -> {
            if (!execute(now -> sink.success(states.get()))) {
                sink.success(List.of());
            }
        });
    }

    // ---- the thread ----

    /** Does what is due: leases fire, scopes are emptied, what has come to its end is told. */
    private void turn(Now now) {
        List<LeaseState> fired = leases.fireDue(now);
        tellFired(fired, now);
        List<LeaseState> ended = leases.settle(now);
        for (LeaseState lease : ended) {
            log.warn("lease {} has ended: {}", lease.id(), lease.phase());
            events.tryEmitNext(new GuardEvent.OfLease(lease, now.wall()));
        }
        for (KillState state : kills.turned()) {
            GuardEvent.Turn turn = state.isFlat() ? GuardEvent.Turn.FLAT : GuardEvent.Turn.NOT_FLAT;
            log.warn("{}, for which a kill switch is latched: {}", state.scope(), turn);
            events.tryEmitNext(new GuardEvent.OfSwitch(turn, state, state.by(), now.wall()));
        }
        List<Release> waited = List.copyOf(releases);
        releases.clear();
        waited.forEach(wish -> release(wish, now));
        sweeps.begin(kills.sweeps(), now);
        sweeps.begin(leases.sweeps(), now);
        schedule(now);
        if (!fired.isEmpty() || !ended.isEmpty()) {
            keep(kept -> {}); // after the cancels: no disk holds them up
        }
    }

    private void tellFired(List<LeaseState> fired, Now now) {
        for (LeaseState lease : fired) {
            LeaseState.Course course = Objects.requireNonNull(lease.course());
            log.warn("lease {} has fired: {}, {}", lease.id(), course.cause(), lease.terms());
            events.tryEmitNext(new GuardEvent.OfLease(lease, now.wall()));
        }
    }

    /** A try has ended. Any thread. */
    private void ended(Sweep sweep, SweepReport report) {
        execute(now -> {
            sweeps.ended(sweep, report, now);
            turn(now);
        });
    }

    /** Hands what must survive to the file, and tells whether it does. */
    private void keep(Consumer<Kept> done) {
        if (file == null) {
            done.accept(NOWHERE);
        } else {
            file.save(new KeptGuards(leases.unfinished(), kills.states()), done);
        }
    }

    private void schedule(Now now) {
        LongStream tries = Stream.concat(kills.sweeps().stream(), leases.sweeps().stream())
                .filter(sweep -> !sweep.isRunning() && sweeps.hasRoom(sweep))
                .mapToLong(Sweep::dueAt);
        LongStream.concat(tries, leases.nextFires().stream())
                .map(at -> at - now.nanos())
                .min()
                .ifPresent(nanos -> wakeIn(nanos, now));
    }

    /** Wakes the thread by then, if nothing wakes it sooner. */
    private void wakeIn(long nanos, Now now) {
        long at = now.nanos() + nanos;
        Future<?> planned = wakeUp;
        if (closing || (planned != null && wakesAt - at <= 0)) {
            return;
        }
        if (planned != null) {
            planned.cancel(false);
        }
        wakesAt = at;
        wakeUp = thread.schedule(this::wake, nanos, TimeUnit.NANOSECONDS);
    }

    private void wake() {
        wakeUp = null;
        step(this::turn);
    }

    /** Whether it will be done. */
    private boolean execute(Consumer<Now> work) {
        try {
            thread.execute(() -> step(work));
            return true;
        } catch (RejectedExecutionException e) {
            return false; // closed: what must survive is kept, and nothing else is promised
        }
    }

    private void step(Consumer<Now> work) {
        try {
            work.accept(now());
        } catch (RuntimeException | Error e) {
            log.error("a fault in the guards; going on", e);
            wakeIn(AFTER_FAULT.toNanos(), now());
        }
    }

    private static Now now() {
        return new Now(System.nanoTime(), Instant.now());
    }

    /** Ends the guards and fires nothing: what is armed and latched is taken up by the next process, if there is a store. */
    @Override
    public void close() {
        execute(now -> stop());
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                log.error("the guards did not end within {}", CLOSE_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (file != null) {
            file.close();
        }
    }

    private void stop() {
        closing = true;
        if (wakeUp != null) {
            wakeUp.cancel(false);
        }
        releases.forEach(wish -> wish.answer.accept(CLOSED));
        releases.clear();
        events.tryEmitComplete();
    }
}
