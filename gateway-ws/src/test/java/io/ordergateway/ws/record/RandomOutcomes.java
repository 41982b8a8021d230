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
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.StreamMark;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Outcomes of every shape, with odd words, times and quantities in them; the same for the same seed. */
final class RandomOutcomes {
    private static final List<OrderStatus> ENDS =
            Stream.of(OrderStatus.values()).filter(OrderStatus::isFinal).toList();
    private static final List<Instant> ODD_TIMES = List.of(
            Instant.MIN,
            Instant.MAX,
            Instant.EPOCH,
            Instant.ofEpochSecond(0, 1),
            Instant.ofEpochSecond(-1, 999_999_999));
    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "null",
            "\"",
            "\\",
            "\n\r\t\b\f",
            "\0",
            "\u001b[2J",
            "\u007f\u0085\u2028\u2029\ufeff",
            "订单不存在",
            "\ud83d\ude00",
            "\ud83d",
            "\ude00",
            "{\"v\":1}",
            "x".repeat(3_000));

    private final Random random;

    RandomOutcomes(long seed) {
        this.random = new Random(seed);
    }

    Outcome next() {
        long position = 1 + (random.nextLong() & Long.MAX_VALUE - 1);
        if (random.nextInt(8) == 0) {
            return new StreamMark(position, account(), any(StreamMark.Kind.values()), text(), moment());
        }
        CancelId id = new CancelId(text());
        OrderRef order = new OrderRef(text(), text(), sometimes());
        CancelOutcome.Step step = switch (any(CancelOutcome.Phase.values())) {
            case ACCEPTED ->
                new CancelOutcome.Accepted(any(Await.values()), moment(), new Terms(placement(), sometimes()));
            case SENT -> new CancelOutcome.Sent(path());
            case SETTLED -> new CancelOutcome.Settled(result(id, order));
            case FINAL -> new CancelOutcome.Final(result(id, order));
        };
        return new CancelOutcome(position, id, account(), order, step, moment());
    }

    private CancelResult result(CancelId id, OrderRef order) {
        List<Attempt> attempts =
                Stream.generate(this::attempt).limit(random.nextInt(4)).toList();
        return switch (any(CancelResult.Kind.values())) {
            case ACKNOWLEDGED -> new CancelResult.Acknowledged(id, order, evidence(), attempts);
            case CANCELED -> new CancelResult.Canceled(id, order, quantity(), evidence(), attempts);
            case TOO_LATE -> new CancelResult.TooLate(id, order, end(), quantity(), evidence(), attempts);
            case REJECTED ->
                new CancelResult.Rejected(id, order, any(RejectReason.values()), text(), text(), evidence(), attempts);
            case REFUSED ->
                new CancelResult.Refused(
                        id,
                        order,
                        any(RefusalReason.values()),
                        sometimes() ? text() : null,
                        text(),
                        sometimes() ? moment() : null,
                        attempts);
            case UNKNOWN -> new CancelResult.Unknown(id, order, text(), sometimes() ? evidence() : null, attempts);
        };
    }

    private Attempt attempt() {
        return new Attempt(path(), sometimes() ? moment() : null, sometimes() ? verdict() : null);
    }

    private Verdict verdict() {
        return switch (any(VerdictWord.values())) {
            case ACKNOWLEDGED -> new Verdict.Acknowledged(evidence());
            case ENDED -> new Verdict.Ended(end(), quantity(), evidence());
            case GONE -> new Verdict.Gone(evidence());
            case DENIED -> new Verdict.Denied(any(RejectReason.values()), text(), text(), evidence());
            case RESTING -> new Verdict.Resting(evidence());
            case MISSING -> new Verdict.Missing(evidence());
            case UNCLEAR -> new Verdict.Unclear(evidence());
            case NOT_SENT -> new Verdict.NotSent(evidence());
        };
    }

    private Evidence evidence() {
        return new Evidence(path(), text(), text(), moment());
    }

    private Account account() {
        return new Account(text(), new Venue(text()), any(Account.Category.values()));
    }

    private Placement placement() {
        return sometimes() ? new Placement(path(), moment(), text()) : null;
    }

    private BigDecimal quantity() {
        if (random.nextInt(4) == 0) {
            return null;
        }
        BigInteger digits = new BigInteger(random.nextInt(200), random);
        int scale = random.nextInt(10) == 0 ? random.nextInt() : random.nextInt(200) - 100;
        return new BigDecimal(sometimes() ? digits : digits.negate(), scale);
    }

    private Instant moment() {
        if (random.nextInt(10) == 0) {
            return any(ODD_TIMES);
        }
        long nanosOfOneUnit = any(List.of(1L, 1_000L, 1_000_000L, 1_000_000_000L));
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000) / nanosOfOneUnit * nanosOfOneUnit);
    }

    private String text() {
        if (random.nextInt(4) == 0) {
            return any(ODD_TEXTS);
        }
        return random.ints(random.nextInt(40), 0, Character.MAX_VALUE + 1)
                .map(c -> sometimes() ? ' ' + c % 95 : c)
                .collect(StringBuilder::new, (text, c) -> text.append((char) c), StringBuilder::append)
                .toString();
    }

    private PathKind path() {
        return any(PathKind.values());
    }

    private OrderStatus end() {
        return any(ENDS);
    }

    private boolean sometimes() {
        return random.nextBoolean();
    }

    @SafeVarargs
    private <E> E any(E... all) {
        return all[random.nextInt(all.length)];
    }

    private <E> E any(List<E> all) {
        return all.get(random.nextInt(all.size()));
    }
}
