package io.ordergateway.ws.record;

import io.ordergateway.core.order.Account;
import io.ordergateway.core.order.Account.Category;
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
import io.ordergateway.core.outcome.CancelOutcome.Phase;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.StreamMark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one outcome. What it does not know it passes over; what it needs must be there and sound. */
final class RecordReader {
    private static final List<Enum<?>> PHASES = Stream.<Enum<?>>concat(
                    Arrays.stream(Phase.values()), Arrays.stream(StreamMark.Kind.values()))
            .toList();

    private RecordReader() {}

    static Outcome read(RecordFields record) {
        long version = record.wholeNumber("v");
        if (version != OutcomeJson.VERSION) {
            String text =
                    "v is " + version + ", a version of the record that this build does not know: it reads version "
                            + OutcomeJson.VERSION + "; use a newer build";
            throw new UnreadableRecord(text);
        }
        String phase = record.text("phase");
        for (StreamMark.Kind kind : StreamMark.Kind.values()) {
            if (kind.name().equals(phase)) {
                return mark(kind, record);
            }
        }
        if (PHASES.stream().noneMatch(word -> word.name().equals(phase))) {
            throw record.noWord("phase", PHASES);
        }
        return cancel(record.word("phase", Phase.class), record);
    }

    static CancelResult result(String cancelId, RecordFields record) {
        return result(new CancelId(cancelId), order(record), record);
    }

    private static StreamMark mark(StreamMark.Kind kind, RecordFields record) {
        return new StreamMark(
                record.wholeNumber("position"), account(record), kind, record.text("text"), record.moment("at"));
    }

    private static CancelOutcome cancel(Phase phase, RecordFields record) {
        CancelId id = new CancelId(record.text("cancelId"));
        OrderRef order = order(record);
        CancelOutcome.Step step = switch (phase) {
            case ACCEPTED -> accepted(record);
            case SENT -> new CancelOutcome.Sent(record.word("path", PathKind.class));
            case SETTLED -> new CancelOutcome.Settled(result(id, order, record));
            case FINAL -> new CancelOutcome.Final(result(id, order, record));
        };
        return new CancelOutcome(record.wholeNumber("position"), id, account(record), order, step, record.moment("at"));
    }

    private static OrderRef order(RecordFields record) {
        String clientOrderId = record.textOrNull("clientOrderId");
        if (clientOrderId == null) {
            return new OrderRef(record.text("orderId"), record.text("symbol"));
        }
        if (record.has("orderId")) {
            throw UnreadableRecord.field(
                    "clientOrderId", clientOrderId, "leave out this or orderId: one names the order");
        }
        return OrderRef.byClientId(clientOrderId, record.text("symbol"));
    }

    private static Account account(RecordFields record) {
        String text = record.text("category");
        for (Category category : Category.values()) {
            if (lowerCase(category).equals(text)) {
                return new Account(record.text("account"), new Venue(record.text("venue")), category);
            }
        }
        throw record.noWord(
                "category",
                Arrays.stream(Category.values()).map(RecordReader::lowerCase).toList());
    }

    private static String lowerCase(Category category) {
        return category.name().toLowerCase(Locale.ROOT);
    }

    private static CancelOutcome.Accepted accepted(RecordFields record) {
        Placement placement = null;
        if (record.has("placement")) {
            RecordFields placed = record.object("placement");
            placement = new Placement(placed.word("via", PathKind.class), placed.moment("at"), placed.text("clientId"));
        }
        return new CancelOutcome.Accepted(
                record.word("await", Await.class),
                record.moment("deadline"),
                new Terms(placement, record.flag("allowsCollateral")));
    }

    private static CancelResult result(CancelId id, OrderRef order, RecordFields record) {
        List<Attempt> attempts = attempts(record);
        return switch (record.word("result", CancelResult.Kind.class)) {
            case ACKNOWLEDGED -> new CancelResult.Acknowledged(id, order, evidence(record), attempts);
            case CANCELED ->
                new CancelResult.Canceled(id, order, record.quantityOrNull("filled"), evidence(record), attempts);
            case TOO_LATE ->
                new CancelResult.TooLate(
                        id, order, end(record, "how"), record.quantityOrNull("filled"), evidence(record), attempts);
            case REJECTED ->
                new CancelResult.Rejected(
                        id,
                        order,
                        record.word("reason", RejectReason.class),
                        record.text("code"),
                        record.text("text"),
                        evidence(record),
                        attempts);
            case REFUSED ->
                new CancelResult.Refused(
                        id,
                        order,
                        record.word("reason", RefusalReason.class),
                        record.textOrNull("field"),
                        record.text("text"),
                        record.momentOrNull("wouldFitAt"),
                        attempts);
            case UNKNOWN ->
                new CancelResult.Unknown(
                        id, order, record.text("text"), record.has("evidence") ? evidence(record) : null, attempts);
        };
    }

    private static List<Attempt> attempts(RecordFields record) {
        List<Attempt> attempts = new ArrayList<>();
        for (RecordFields attempt : record.objects("attempts")) {
            attempts.add(new Attempt(
                    attempt.word("path", PathKind.class), attempt.momentOrNull("sentAt"), verdict(attempt)));
        }
        return List.copyOf(attempts);
    }

    private static @Nullable Verdict verdict(RecordFields attempt) {
        if (!attempt.has("verdict")) {
            return null;
        }
        Evidence evidence = evidence(attempt);
        return switch (attempt.word("verdict", VerdictWord.class)) {
            case ACKNOWLEDGED -> new Verdict.Acknowledged(evidence);
            case ENDED -> new Verdict.Ended(end(attempt, "status"), attempt.quantityOrNull("filled"), evidence);
            case GONE -> new Verdict.Gone(evidence);
            case DENIED ->
                new Verdict.Denied(
                        attempt.word("reason", RejectReason.class),
                        attempt.text("code"),
                        attempt.text("text"),
                        evidence);
            case RESTING -> new Verdict.Resting(evidence);
            case MISSING -> new Verdict.Missing(evidence);
            case UNCLEAR -> new Verdict.Unclear(evidence);
            case NOT_SENT -> new Verdict.NotSent(evidence);
        };
    }

    /** A status in which an order has ended. */
    private static OrderStatus end(RecordFields fields, String name) {
        OrderStatus status = fields.word(name, OrderStatus.class);
        if (!status.isFinal()) {
            List<OrderStatus> ends = Arrays.stream(OrderStatus.values())
                    .filter(OrderStatus::isFinal)
                    .toList();
            throw fields.noWord(name, ends);
        }
        return status;
    }

    private static Evidence evidence(RecordFields fields) {
        RecordFields evidence = fields.object("evidence");
        return new Evidence(
                evidence.word("path", PathKind.class),
                evidence.text("rule"),
                evidence.text("message"),
                evidence.moment("at"));
    }
}
