package io.ordergateway.core.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.session.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A day on which anything may happen at any time: wishes and repeated wishes, frames held back and let go, replies,
 * better replies, pushes, answers, silence, paths that fail and come back. Writes down what the service was asked and
 * what the venue really said.
 */
final class RandomDay {
    static final int MAX_PENDING = 6;
    private static final CancelLimits LIMITS = new CancelLimits(
            MAX_PENDING,
            1_000,
            3,
            Duration.ofSeconds(30),
            new CancelLimits.Doubt(
                    2, Duration.ofMillis(250), new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10))),
            false);

    final ManualTime time = new ManualTime();
    final ScriptedLog log = new ScriptedLog();
    final ScriptedQuery query = new ScriptedQuery(time);
    final CancelService service;

    /** What each submission's caller was told: one list for each time an id was submitted. */
    final Map<String, List<List<CancelResult>>> told = new HashMap<>();

    /** The ends that the venue really told of an order. */
    final Map<String, Set<OrderStatus>> saidEnds = new HashMap<>();

    private final Random random;
    private final List<Path> paths =
            List.of(new Path(PathKind.SOCKET), new Path(PathKind.SOCKET), new Path(PathKind.REST));
    private final List<PathAttempt> out = new ArrayList<>();
    private final List<PathAttempt> unclear = new ArrayList<>();
    private final Map<String, Long> lastDeadline = new HashMap<>();
    private int wishes;

    RandomDay(long seed) {
        random = new Random(seed);
        log.holds = random.nextInt(4) == 0;
        service = new CancelService(Desk.ACCOUNT, List.copyOf(paths), query, log, Desk.IDS, LIMITS);
    }

    private final class Path implements CancelPath {
        private final PathKind kind;
        private PathHealth health = PathHealth.READY;

        Path(PathKind kind) {
            this.kind = kind;
        }

        @Override
        public PathKind kind() {
            return kind;
        }

        @Override
        public PathHealth health() {
            return health;
        }

        @Override
        public void sendAll(ScopeAttempt attempt) {
            throw new AssertionError("nobody asked for a whole scope");
        }

        @Override
        public void send(PathAttempt attempt) {
            assertThat(health).isEqualTo(PathHealth.READY);
            out.add(attempt);
            if (random.nextInt(3) > 0) {
                leave(attempt);
            }
        }
    }

    private void leave(PathAttempt attempt) {
        Now now = time.now();
        if (attempt.mayLeave(now)) {
            assertThat(now.nanos() - lastDeadline.get(attempt.order().orderId()))
                    .as("a byte for %s leaves after every deadline", attempt.order())
                    .isNegative();
            attempt.sent(now);
        }
    }

    void step() {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> submit();
            case 3 -> oneOf(out).forEach(this::leave);
            case 4, 5 -> oneOf(out).forEach(this::reply);
            case 6 ->
                oneOf(unclear)
                        .forEach(attempt -> attempt.settle(reply(attempt.order().orderId()), time.now()));
            case 7 -> push();
            case 8 -> answer();
            default -> pass();
        }
        if (random.nextInt(5) == 0) {
            log.catchUp();
        }
    }

    private <T> List<T> oneOf(List<T> all) {
        return all.isEmpty() ? List.of() : List.of(all.get(random.nextInt(all.size())));
    }

    private void submit() {
        boolean again = wishes > 0 && random.nextInt(4) == 0;
        int number = again ? random.nextInt(wishes) : wishes++;
        Duration within = Duration.ofMillis(1 + (number * 619L) % 5_000);
        submit(Desk.wish("c" + number, "o" + number % 5).within(within), number % 2 == 0);
    }

    void submit(CancelOrder wish, boolean toTheEnd) {
        String id = wish.cancelId().value();
        List<CancelResult> answers = new ArrayList<>();
        if (mayBeAccepted(id)) {
            long deadline = time.now().in(wish.within());
            lastDeadline.merge(wish.order().orderId(), deadline, Math::max);
        }
        told.computeIfAbsent(id, any -> new ArrayList<>()).add(answers);
        service.cancel(toTheEnd ? wish.awaitFinal() : wish.awaitAck(), answers::add, time.now());
    }

    /** Whether this id is new, or was refused when it was last tried. */
    private boolean mayBeAccepted(String id) {
        return log.records().stream()
                .filter(record -> record.cancelId().value().equals(id))
                .reduce((earlier, later) -> later)
                .map(last -> last.result() instanceof CancelResult.Refused)
                .orElse(true);
    }

    private void reply(PathAttempt attempt) {
        out.remove(attempt);
        Verdict verdict = attempt.isSent() ? reply(attempt.order().orderId()) : VenueSays.notSent();
        if (verdict instanceof Verdict.Unclear) {
            unclear.add(attempt);
        }
        attempt.settle(verdict, time.now());
    }

    private Verdict reply(String orderId) {
        List<Supplier<Verdict>> replies = List.of(
                VenueSays::silence,
                VenueSays::silence,
                VenueSays::taken,
                VenueSays::taken,
                VenueSays::gone,
                VenueSays::denied,
                () -> end(orderId));
        return replies.get(random.nextInt(replies.size())).get();
    }

    private Verdict end(String orderId) {
        OrderStatus status = random.nextBoolean() ? OrderStatus.CANCELED : OrderStatus.FILLED;
        saidEnds.computeIfAbsent(orderId, any -> EnumSet.noneOf(OrderStatus.class))
                .add(status);
        return VenueSays.ended(status);
    }

    private void push() {
        String orderId = "o" + random.nextInt(5);
        Verdict verdict = random.nextInt(3) == 0 ? end(orderId) : VenueSays.resting();
        service.orderUpdate(orderId, verdict, time.now());
    }

    private void answer() {
        if (query.open() > 0) {
            query.answers(
                    switch (random.nextInt(4)) {
                        case 0 -> VenueSays.resting();
                        case 1 -> VenueSays.missing();
                        case 2 -> VenueSays.silence();
                        default -> end(query.next().orderId());
                    });
        }
    }

    private void pass() {
        paths.get(random.nextInt(paths.size())).health =
                random.nextInt(3) > 0 ? PathHealth.READY : random.nextBoolean() ? PathHealth.DOWN : PathHealth.FULL;
        service.sweep(time.pass(Duration.ofMillis(random.nextInt(1_000))));
    }

    /** No reply comes any more, and every question is answered with the order's end. */
    void settleDown() {
        for (int round = 0; round < 100 && (service.pending() > 0 || query.open() > 0); round++) {
            List<PathAttempt> waiting = List.copyOf(out);
            out.clear();
            waiting.forEach(attempt ->
                    attempt.settle(attempt.isSent() ? VenueSays.silence() : VenueSays.notSent(), time.now()));
            service.sweep(time.pass(Duration.ofSeconds(11)));
            while (query.open() > 0) {
                query.answers(end(query.next().orderId()));
            }
        }
        log.catchUp();
    }

    void recover() {
        paths.forEach(path -> path.health = PathHealth.READY);
    }
}
