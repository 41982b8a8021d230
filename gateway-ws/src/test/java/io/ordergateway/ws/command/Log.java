package io.ordergateway.ws.command;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder.Await;
import io.ordergateway.core.order.CancelOrder.Placement;
import io.ordergateway.core.order.CancelOrder.Terms;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.outcome.CancelOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Outcomes of one order, written one after the other. Times are microseconds from noon. */
final class Log {
    static final Account MAIN = new Account("main", Venue.ASCENDEX, Account.Category.FUTURES);
    static final OrderRef ORDER = new OrderRef("a1b2", "BTC-PERP");

    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    private final List<CancelOutcome> records = new ArrayList<>();

    static Instant at(long micros) {
        return NOON.plusNanos(micros * 1_000);
    }

    static Evidence evidence(PathKind path, String rule, String message, long micros) {
        return new Evidence(path, rule, message, at(micros));
    }

    static Attempt sent(PathKind path, long micros, Verdict verdict) {
        return new Attempt(path, at(micros), verdict);
    }

    Log accepted(String id, long micros) {
        return accepted(id, micros, null);
    }

    Log accepted(String id, long micros, Placement placement) {
        return step(
                id,
                micros,
                new CancelOutcome.Accepted(Await.FINAL, at(micros + 5_000_000), new Terms(placement, false)));
    }

    Log sent(String id, long micros, PathKind path) {
        return step(id, micros, new CancelOutcome.Sent(path));
    }

    Log told(String id, long micros, BiFunction<CancelId, OrderRef, CancelResult> result) {
        return step(id, micros, new CancelOutcome.Settled(result.apply(new CancelId(id), ORDER)));
    }

    Log ended(String id, long micros, BiFunction<CancelId, OrderRef, CancelResult> result) {
        return step(id, micros, new CancelOutcome.Final(result.apply(new CancelId(id), ORDER)));
    }

    private Log step(String id, long micros, CancelOutcome.Step step) {
        records.add(new CancelOutcome(records.size() + 1, new CancelId(id), MAIN, ORDER, step, at(micros)));
        return this;
    }

    List<CancelOutcome> records() {
        return records;
    }

    /** Without the first of them, as retention leaves it. */
    List<CancelOutcome> without(int first) {
        return records.subList(first, records.size());
    }
}
