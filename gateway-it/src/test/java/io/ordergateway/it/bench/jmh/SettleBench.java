package io.ordergateway.it.bench.jmh;

import io.ordergateway.core.cancel.Admission;
import io.ordergateway.core.cancel.CancelLimits;
import io.ordergateway.core.cancel.CancelPath;
import io.ordergateway.core.cancel.CancelService;
import io.ordergateway.core.cancel.OrderQuery;
import io.ordergateway.core.cancel.PathAttempt;
import io.ordergateway.core.cancel.ScopeAttempt;
import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.outcome.MemoryOutcomeLog;
import io.ordergateway.core.route.PathHealth;
import io.ordergateway.core.route.RequestClass;
import io.ordergateway.core.timing.Now;
import io.ordergateway.ws.wire.ascendex.AscendexCodec;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** What the core does for a cancel, without a socket: admit, record, send, settle, record, tell, until the order's end. */
@State(Scope.Benchmark)
public class SettleBench {
    /** More than the answers that are remembered, so that each of them is a new one when its turn comes again. */
    private static final int WISHES = 1 << 17;

    private static final Now NOW = new Now(0, Instant.ofEpochMilli(1_700_000_000_000L));
    private static final Evidence PROOF = new Evidence(PathKind.SOCKET, "cancel-ack", "{\"code\":0}", NOW.wall());
    private static final Verdict TAKEN = new Verdict.Acknowledged(PROOF);
    private static final Verdict ENDED = new Verdict.Ended(OrderStatus.CANCELED, null, PROOF);

    private final CancelOrder[] wishes = new CancelOrder[WISHES];
    private final OneAtATime path = new OneAtATime();
    private CancelService service;
    private int next;

    /** As it is once it has cancelled as much as it remembers. */
    @Setup
    public void open(Blackhole told) {
        for (int i = 0; i < WISHES; i++) {
            wishes[i] = CancelOrder.of("main", "BTC-PERP", "s177bab1b474U" + (1_000_000_000 + i) + "bbtcpKiOR");
        }
        service = new CancelService(
                new Account("main", Venue.ASCENDEX, Account.Category.FUTURES),
                List.of(path),
                new NoQuestions(),
                new MemoryOutcomeLog(MemoryOutcomeLog.DEFAULT_CAPACITY),
                new Admission.Ids(AscendexCodec.RULES, placement -> null),
                CancelLimits.DEFAULT);
        for (int i = 0; i < WISHES; i++) {
            cancelToItsEnd(told);
        }
    }

    /** From the wish to the order's end. */
    @Benchmark
    public void cancelToItsEnd(Blackhole told) {
        CancelOrder wish = wishes[next++ & (WISHES - 1)];
        Consumer<CancelResult> answer = told::consume;
        service.cancel(wish, answer, NOW);
        path.under.settle(TAKEN, NOW);
        service.orderUpdate(wish.order().orderId(), ENDED, NOW);
        if (service.pending() != 0) {
            throw new IllegalStateException("a cancel did not end");
        }
    }

    /** A socket that is always ready, and whose last cancel is answered before the next one comes. */
    private static final class OneAtATime implements CancelPath {
        private PathAttempt under;

        @Override
        public PathKind kind() {
            return PathKind.SOCKET;
        }

        @Override
        public PathHealth health(RequestClass what, Now now) {
            return PathHealth.READY;
        }

        @Override
        public void send(PathAttempt attempt, Now now) {
            under = attempt;
            attempt.sent(now);
        }

        @Override
        public void sendAll(ScopeAttempt attempt, Now now) {
            throw new AssertionError("nobody asked for a whole scope");
        }
    }

    private static final class NoQuestions implements OrderQuery {
        @Override
        public boolean mayAsk(Now now) {
            return false;
        }

        @Override
        public boolean mayList(Now now) {
            return false;
        }

        @Override
        public void status(OrderRef order, Answer answer) {
            throw new AssertionError("nobody is in doubt");
        }

        @Override
        public void open(String symbol, OpenAnswer answer) {
            throw new AssertionError("nobody is in doubt");
        }
    }
}
