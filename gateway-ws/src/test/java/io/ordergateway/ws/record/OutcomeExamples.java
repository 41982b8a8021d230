package io.ordergateway.ws.record;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelId;
import io.ordergateway.core.order.CancelOrder.Await;
import io.ordergateway.core.order.CancelOrder.Placement;
import io.ordergateway.core.order.CancelOrder.Terms;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RefusalReason;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Venue;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.CancelOutcome.Step;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.StreamMark;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** One outcome of each shape, in the order of the lines of {@code record/outcomes.v1.jsonl}. */
final class OutcomeExamples {
    static final Account MAIN = new Account("main", Venue.ASCENDEX, Account.Category.FUTURES);
    static final OrderRef ORDER = new OrderRef("r18e4d3c2b1a0u0123456789abcdefgh", "BTC-PERP");
    static final CancelId ID = new CancelId("c2");

    private static final Instant START = Instant.parse("2026-01-02T03:04:05.123456789Z");
    private static final Evidence ACK = new Evidence(
            PathKind.SOCKET, "ack", "{\"m\":\"order\",\"id\":\"7\",\"info\":{\"status\":\"Ack\"}}", at(1_250));
    private static final Evidence PUSH = new Evidence(
            PathKind.SOCKET,
            "order-push",
            "{\"m\":\"futures-order\",\"st\":\"Canceled\",\"cfq\":\"0.0500\"}",
            at(3_000));
    private static final Evidence FILL =
            new Evidence(PathKind.SOCKET, "order-push", "{\"m\":\"futures-order\",\"st\":\"Filled\"}", at(2_000));
    private static final Evidence SILENCE = new Evidence(PathKind.SOCKET, "no-reply", "", at(1_000_000));
    private static final Evidence NO =
            new Evidence(PathKind.REST, "rest-code", "{\"code\":300002,\"message\":\"余额不足\"}", at(1_100_000));

    static final List<Outcome> ALL = List.of(
            cancel(1, new CancelOutcome.Accepted(Await.FINAL, Instant.parse("2026-01-02T03:04:10Z"), Terms.NONE), 0),
            cancel(
                    2,
                    new CancelOutcome.Accepted(
                            Await.ACK,
                            Instant.parse("2026-01-02T03:04:10.5Z"),
                            new Terms(
                                    new Placement(
                                            PathKind.REST, Instant.parse("2026-01-02T03:04:00.123Z"), "client-id-9"),
                                    false)),
                    1),
            cancel(3, new CancelOutcome.Sent(PathKind.SOCKET), 40),
            cancel(4, new CancelOutcome.Settled(acknowledged()), 1_300),
            cancel(5, new CancelOutcome.Final(canceled(new BigDecimal("0.0500"))), 3_050),
            cancel(6, new CancelOutcome.Settled(canceled(null)), 3_050),
            cancel(7, new CancelOutcome.Settled(tooLate()), 3_060),
            cancel(8, new CancelOutcome.Settled(rejected()), 1_100_010),
            cancel(9, new CancelOutcome.Settled(refused("symbol")), 5),
            cancel(10, new CancelOutcome.Settled(refused(null)), 5),
            cancel(11, new CancelOutcome.Settled(unknown(SILENCE)), 5_000_000),
            cancel(12, new CancelOutcome.Settled(unknown(null)), 5_000_000),
            cancel(13, new CancelOutcome.Final(everyVerdict()), 6_000_000),
            new StreamMark(14, MAIN, StreamMark.Kind.GAP, "3 records were lost: the disk is full", at(7_000_000)),
            new StreamMark(15, MAIN, StreamMark.Kind.RECONCILING, "asks about 2 cancels", at(8_000_000)),
            new StreamMark(16, MAIN, StreamMark.Kind.RECONCILED, "2 of 2 are settled", at(9_000_000)),
            new CancelOutcome(
                    17,
                    ID,
                    MAIN,
                    OrderRef.byClientId("gw-0001-A", "BTC-PERP"),
                    new CancelOutcome.Sent(PathKind.REST),
                    at(9_000_040)),
            cancel(18, new CancelOutcome.Settled(overBudget()), 5),
            cancel(
                    19,
                    new CancelOutcome.Accepted(
                            Await.GONE, Instant.parse("2026-01-02T03:04:10Z"), new Terms(null, true)),
                    0));

    private OutcomeExamples() {}

    private static CancelOutcome cancel(long position, Step step, long micros) {
        return new CancelOutcome(position, ID, MAIN, ORDER, step, at(micros));
    }

    private static CancelResult acknowledged() {
        return new CancelResult.Acknowledged(ID, ORDER, ACK, List.of(sent(new Verdict.Acknowledged(ACK))));
    }

    private static CancelResult canceled(BigDecimal filled) {
        return new CancelResult.Canceled(ID, ORDER, filled, PUSH, List.of(sent(null)));
    }

    private static CancelResult tooLate() {
        return new CancelResult.TooLate(
                ID, ORDER, OrderStatus.FILLED, new BigDecimal("1.00000000"), FILL, List.of(sent(null)));
    }

    private static CancelResult rejected() {
        Verdict no = new Verdict.Denied(RejectReason.NOT_AUTHORIZED, "300002", "余额不足", NO);
        return new CancelResult.Rejected(
                ID,
                ORDER,
                RejectReason.NOT_AUTHORIZED,
                "300002",
                "余额不足",
                NO,
                List.of(sent(new Verdict.Unclear(SILENCE)), new Attempt(PathKind.REST, at(1_000_100), no)));
    }

    private static CancelResult refused(String field) {
        String text = "symbol is empty; write 1 to 32 characters";
        return new CancelResult.Refused(ID, ORDER, RefusalReason.INVALID, field, text, null, List.of());
    }

    private static CancelResult overBudget() {
        String text = "the venue's limit rest-cancel (10 in PT1M2S) has no room for it before its deadline";
        return new CancelResult.Refused(ID, ORDER, RefusalReason.BUDGET, null, text, at(31_000_000), List.of());
    }

    private static CancelResult unknown(Evidence evidence) {
        String text = "no proof of the order's end by the deadline";
        return new CancelResult.Unknown(ID, ORDER, text, evidence, List.of(sent(new Verdict.Unclear(SILENCE))));
    }

    private static CancelResult everyVerdict() {
        List<Attempt> attempts = List.of(
                sent(new Verdict.Acknowledged(ACK)),
                sent(new Verdict.Ended(OrderStatus.EXPIRED, new BigDecimal("1E+3"), PUSH)),
                sent(new Verdict.Gone(PUSH)),
                sent(new Verdict.Denied(RejectReason.CLOCK_SKEW, "", "", NO)),
                sent(new Verdict.Resting(PUSH)),
                sent(new Verdict.Missing(NO)),
                sent(new Verdict.Unclear(SILENCE)),
                new Attempt(PathKind.REST, null, new Verdict.NotSent(SILENCE)));
        return new CancelResult.TooLate(ID, ORDER, OrderStatus.EXPIRED, null, PUSH, attempts);
    }

    private static Attempt sent(Verdict verdict) {
        return new Attempt(PathKind.SOCKET, at(40), verdict);
    }

    private static Instant at(long micros) {
        return START.plusNanos(micros * 1_000);
    }
}
