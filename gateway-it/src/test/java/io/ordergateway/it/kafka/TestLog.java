package io.ordergateway.it.kafka;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.outcome.MemoryOutcomeLog;
import io.ordergateway.core.outcome.RecordListener;
import io.ordergateway.core.outcome.RelayCursor;
import io.ordergateway.core.outcome.StreamMark;
import io.ordergateway.ws.kafka.relay.KafkaRelay;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A gateway's log, written by the test: cancels with three records each. Remembers how far it was relayed. */
final class TestLog implements RelayCursor, AutoCloseable {
    static final Account ACCOUNT = new Account("main", Venue.ASCENDEX, Account.Category.FUTURES);
    static final Account OTHER = new Account("hedge", Venue.ASCENDEX, Account.Category.CASH);

    private static final Instant AT = Instant.parse("2026-11-01T12:00:00.123456789Z");

    final String gatewayId;
    final MemoryOutcomeLog log;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong relayed = new AtomicLong();
    private long cancels;

    TestLog(String gatewayId) {
        this(gatewayId, MemoryOutcomeLog.DEFAULT_CAPACITY);
    }

    TestLog(String gatewayId, int capacity) {
        this.gatewayId = gatewayId;
        this.log = new MemoryOutcomeLog(capacity);
    }

    KafkaRelay.Source source() {
        return new KafkaRelay.Source(gatewayId, log, this, written::get);
    }

    /** How many records it has. */
    long written() {
        return written.get();
    }

    /** A cancel from its beginning to its end; the orders are few, so that each has many. */
    void cancel(String orderId) {
        CancelOrder wish = accept(ACCOUNT, orderId);
        sent(wish);
        settle(ACCOUNT, wish, canceled(wish));
    }

    void cancels(int count) {
        for (int i = 0; i < count; i++) {
            cancel("order-" + i % 50);
        }
    }

    CancelOrder accept(Account account, String orderId) {
        CancelOrder wish = CancelOrder.of(account.name(), "BTC-PERP", orderId).id(gatewayId + "-" + ++cancels);
        log.accepted(account, wish, AT, RecordListener.NOBODY);
        written.incrementAndGet();
        return wish;
    }

    void sent(CancelOrder wish) {
        log.sent(ACCOUNT, wish, PathKind.SOCKET, AT);
        written.incrementAndGet();
    }

    void settle(Account account, CancelOrder wish, CancelResult result) {
        log.settled(account, wish, result, AT, RecordListener.NOBODY);
        written.incrementAndGet();
    }

    void end(Account account, CancelOrder wish, CancelResult result) {
        log.ended(account, wish, result, AT, RecordListener.NOBODY);
        written.incrementAndGet();
    }

    void mark() {
        log.mark(ACCOUNT, StreamMark.Kind.GAP, "something may be missing", AT);
        written.incrementAndGet();
    }

    static CancelResult canceled(CancelOrder wish) {
        return new CancelResult.Canceled(wish.cancelId(), wish.order(), new BigDecimal("0.10"), evidence(), List.of());
    }

    static CancelResult acknowledged(CancelOrder wish) {
        return new CancelResult.Acknowledged(wish.cancelId(), wish.order(), evidence(), List.of());
    }

    static CancelResult unknown(CancelOrder wish) {
        return new CancelResult.Unknown(wish.cancelId(), wish.order(), "no reply", null, List.of());
    }

    private static Evidence evidence() {
        return new Evidence(PathKind.SOCKET, "order-push", "{\"m\":\"order\"}", AT);
    }

    @Override
    public long relayed() {
        return relayed.get();
    }

    @Override
    public void relayed(long position) {
        relayed.set(position);
    }

    @Override
    public void close() {
        log.close();
    }
}
