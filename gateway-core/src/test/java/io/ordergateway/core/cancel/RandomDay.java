package io.ordergateway.core.cancel;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.timing.Now;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A day on which anything may happen at any time: wishes and repeated wishes, frames held back and let go, replies,
 * better replies, pushes, answers, silence, whole scopes, orders whose placement nobody acknowledged, paths that fail and
 * come back, or do not. Writes down what the service was asked and what the venue really said.
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
            true,
            false);

    final ManualTime time = new ManualTime();
    final ScriptedLog log = new ScriptedLog();
    final ScriptedQuery query = new ScriptedQuery(time);
    final CancelService service;

    /** What each submission's caller was told: one list for each time an id was submitted. */
    final Map<String, List<List<CancelResult>>> told = new HashMap<>();

    /** Every wish for a whole scope. */
    final List<ScopeRig> scopes = new ArrayList<>();

    /** The ends that the venue really told of an order. */
    final Map<String, Set<OrderStatus>> saidEnds = new HashMap<>();

    /** Cancels that were sent a second time while the first was unanswered. */
    int hedged;

    private final Random random;
    private final List<Path> paths =
            List.of(new Path(PathKind.SOCKET), new Path(PathKind.SOCKET), new Path(PathKind.REST));
    private final List<CancelPath.Outgoing> out = new ArrayList<>();
    private final List<CancelPath.Outgoing> unclear = new ArrayList<>();
    private final Set<CancelPath.Outgoing> left = new HashSet<>();
    private final Map<String, Long> lastDeadline = new HashMap<>();
    private final Map<CancelPath.Outgoing, Long> frameDeadline = new HashMap<>();
    private long scopesUntil = Long.MIN_VALUE;
    private int wishes;

    RandomDay(long seed) {
        random = new Random(seed);
        service = new CancelService(Desk.ACCOUNT, List.copyOf(paths), query, log, Desk.IDS, LIMITS);
        if (seed % 6 == 0) {
            measureReplies();
        }
        log.holds = random.nextInt(4) == 0;
    }

    /** A quiet early morning, after which it is known how long a reply usually takes. */
    private void measureReplies() {
        for (int i = 0; i < 128; i++) {
            String order = "early" + i;
            lastDeadline.put(order, time.now().in(Desk.WITHIN));
            service.cancel(Desk.wish(order, order), result -> {}, time.now());
            time.pass(Duration.ofMillis(10));
            out.stream().filter(attempt -> !left.contains(attempt)).toList().forEach(this::leave);
            List<CancelPath.Outgoing> waiting = List.copyOf(out);
            out.clear();
            waiting.forEach(attempt -> attempt.settle(end(order), time.now()));
        }
        assertThat(service.pending()).isZero();
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
        public PathHealth health(RequestClass what, Now now) {
            return health;
        }

        @Override
        public void sendAll(ScopeAttempt attempt, Now now) {
            frameDeadline.put(attempt, scopesUntil);
            take(attempt);
        }

        @Override
        public void send(PathAttempt attempt, Now now) {
            hedged += attempt.pursuit().sentAndUnanswered() != null ? 1 : 0;
            take(attempt);
        }

        private void take(CancelPath.Outgoing attempt) {
            assertThat(health).isEqualTo(PathHealth.READY);
            if (wishes > 0 && random.nextInt(200) == 0) {
                throw new IllegalStateException("a fault in the path");
            }
            out.add(attempt);
            if (random.nextInt(3) > 0) {
                leave(attempt);
            }
        }
    }

    private void leave(CancelPath.Outgoing attempt) {
        Now now = time.now();
        if (attempt.mayLeave(now)) {
            long deadline = attempt instanceof PathAttempt single
                    ? Math.max(lastDeadline.getOrDefault(single.order().orderId(), Long.MIN_VALUE), scopesUntil)
                    : frameDeadline.get(attempt);
            assertThat(now.nanos() - deadline)
                    .as("a byte of %s leaves after every deadline", attempt)
                    .isNegative();
            assertThat(attempt instanceof ScopeAttempt && scopes.stream().allMatch(scope -> scope.ends.size() == 1))
                    .as("a frame for a scope leaves when every scope has ended")
                    .isFalse();
            left.add(attempt);
            attempt.sent(now);
        }
    }

    void step() {
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> submit();
            case 3 -> oneOf(out).forEach(this::leave);
            case 4, 5 -> oneOf(out).forEach(this::reply);
            case 6 -> oneOf(unclear).forEach(attempt -> attempt.settle(verdict(attempt), time.now()));
            case 7 -> push();
            case 8 -> answer();
            case 9 -> list();
            case 10 -> submitScope();
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
        CancelOrder wish = number % 7 == 0
                ? placed(number).within(within)
                : Desk.wish("c" + number, "o" + number % 5).within(within);
        submit(wish, number % 2 == 0);
    }

    /** An order of a placement from the day's beginning, which the venue may carry out for the first half minute. */
    private static CancelOrder placed(int number) {
        CancelOrder.Placement placement =
                new CancelOrder.Placement(PathKind.REST, ManualTime.START, "client-id-" + number % 3);
        return CancelOrder.placed("main", "BTC-PERP", placement).id("c" + number);
    }

    private void submitScope() {
        if (random.nextInt(3) > 0) {
            return;
        }
        Duration within = Duration.ofMillis(1 + random.nextInt(5_000));
        CancelAll wish = CancelAll.of("main")
                .id("all" + scopes.size())
                .side(random.nextInt(4) == 0 ? CancelAll.Side.BUY : null)
                .within(within);
        scopesUntil = Math.max(scopesUntil, time.now().in(within));
        ScopeRig scope = new ScopeRig(new Desk());
        scopes.add(scope);
        scope.handIn(wish, service, time);
    }

    private void list() {
        if (query.lists() > 0) {
            query.lists(
                    random.nextInt(4) == 0
                            ? null
                            : ScopeRig.open(
                                    CancelAll.Side.BUY,
                                    random.ints(random.nextInt(9), 0, 12)
                                            .mapToObj(i -> "o" + i)
                                            .toArray(String[]::new)));
        }
    }

    void submit(CancelOrder wish, boolean toTheEnd) {
        String id = wish.cancelId().value();
        List<CancelResult> answers = new ArrayList<>();
        if (mayBeAccepted(id)) {
            long deadline = time.now().in(wish.within());
            String named = wish.placement() == null
                    ? wish.order().orderId()
                    : "predicted-" + wish.placement().clientId();
            lastDeadline.merge(named, deadline, Math::max);
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

    private void reply(CancelPath.Outgoing attempt) {
        out.remove(attempt);
        Verdict verdict = left.contains(attempt) ? verdict(attempt) : VenueSays.notSent();
        if (verdict instanceof Verdict.Unclear) {
            unclear.add(attempt);
        }
        attempt.settle(verdict, time.now());
    }

    private Verdict verdict(CancelPath.Outgoing attempt) {
        if (attempt instanceof PathAttempt single) {
            return reply(single.order().orderId());
        }
        List<Verdict> ofFrames = List.of(
                VenueSays.silence(), VenueSays.taken(), VenueSays.taken(), VenueSays.gone(), VenueSays.denied());
        return ofFrames.get(random.nextInt(ofFrames.size()));
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
        String orderId = random.nextInt(6) == 0 ? "predicted-client-id-" + random.nextInt(3) : "o" + random.nextInt(8);
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
        List<PathHealth> states = List.of(
                PathHealth.READY,
                PathHealth.READY,
                PathHealth.READY,
                PathHealth.DOWN,
                PathHealth.FULL,
                PathHealth.CLOSED);
        paths.get(random.nextInt(paths.size())).health = states.get(random.nextInt(states.size()));
        service.sweep(time.pass(Duration.ofMillis(random.nextInt(1_000))));
    }

    /** No reply comes any more, and every question is answered with the order's end. */
    void settleDown() {
        for (int round = 0; round < 100 && isBusy(); round++) {
            List<CancelPath.Outgoing> waiting = List.copyOf(out);
            out.clear();
            waiting.forEach(attempt ->
                    attempt.settle(left.contains(attempt) ? VenueSays.silence() : VenueSays.notSent(), time.now()));
            log.catchUp();
            service.sweep(time.pass(Duration.ofSeconds(11)));
            while (query.open() > 0) {
                query.answers(end(query.next().orderId()));
            }
            while (query.lists() > 0) {
                query.lists(List.of());
            }
        }
        log.catchUp();
    }

    private boolean isBusy() {
        return service.pending() > 0
                || query.open() > 0
                || query.lists() > 0
                || scopes.stream().anyMatch(scope -> scope.ends.isEmpty());
    }

    void recover() {
        paths.forEach(path -> path.health = PathHealth.READY);
    }
}
