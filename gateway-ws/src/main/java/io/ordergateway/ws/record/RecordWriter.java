package io.ordergateway.ws.record;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ordergateway.core.order.Attempt;
import io.ordergateway.core.order.CancelOrder.Placement;
import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.StreamMark;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes one outcome, its fields in the order in which people read them. */
final class RecordWriter {
    /** Up to this many decimals a quantity is written in full; otherwise as the shortest text that has the same scale. */
    private static final int MAX_DECIMALS = 64;

    private final JsonGenerator json;

    RecordWriter(JsonGenerator json) {
        this.json = json;
    }

    void write(Outcome outcome) throws IOException {
        json.writeNumberField("v", OutcomeJson.VERSION);
        json.writeNumberField("position", outcome.position());
        if (outcome instanceof CancelOutcome cancel) {
            cancel(cancel);
        } else {
            mark((StreamMark) outcome);
        }
        text("at", outcome.at());
    }

    private void mark(StreamMark mark) throws IOException {
        text("phase", mark.kind());
        account(mark);
        text("text", mark.text());
    }

    private void cancel(CancelOutcome cancel) throws IOException {
        text("cancelId", cancel.cancelId().value());
        text("phase", cancel.phase());
        account(cancel);
        order(cancel.order());
        CancelResult result = cancel.result();
        if (result != null) {
            result(cancel, result);
        } else if (cancel.step() instanceof CancelOutcome.Accepted accepted) {
            accepted(accepted);
        } else if (cancel.step() instanceof CancelOutcome.Sent sent) {
            text("path", sent.path());
        }
    }

    private void order(OrderRef order) throws IOException {
        text(order.isByClientId() ? "clientOrderId" : "orderId", order.id());
        text("symbol", order.symbol());
    }

    /** A result by itself, with the order it is about. */
    void write(CancelResult result) throws IOException {
        json.writeStartObject();
        order(result.order());
        result(result);
        json.writeEndObject();
    }

    private void account(Outcome outcome) throws IOException {
        text("venue", outcome.account().venue());
        text("account", outcome.account().name());
        text("category", outcome.account().category().name().toLowerCase(Locale.ROOT));
    }

    private void accepted(CancelOutcome.Accepted accepted) throws IOException {
        text("await", accepted.await());
        text("deadline", accepted.deadline());
        Placement placement = accepted.terms().placement();
        if (placement != null) {
            json.writeObjectFieldStart("placement");
            text("via", placement.via());
            text("at", placement.at());
            text("clientId", placement.clientId());
            json.writeEndObject();
        }
        if (accepted.terms().allowsCollateral()) {
            json.writeBooleanField("allowsCollateral", true);
        }
    }

    private void result(CancelOutcome cancel, CancelResult result) throws IOException {
        if (!result.cancelId().equals(cancel.cancelId()) || !result.order().equals(cancel.order())) {
            throw new IllegalArgumentException("a record of cancel " + cancel.cancelId() + " of " + cancel.order()
                    + " holds the result of cancel " + result.cancelId() + " of " + result.order());
        }
        result(result);
    }

    private void result(CancelResult result) throws IOException {
        text("result", result.kind());
        if (result instanceof CancelResult.Canceled canceled) {
            quantity("filled", canceled.filled());
        } else if (result instanceof CancelResult.TooLate late) {
            text("how", late.how());
            quantity("filled", late.filled());
        } else if (result instanceof CancelResult.Rejected rejected) {
            text("reason", rejected.reason());
            text("code", rejected.code());
            text("text", rejected.text());
        } else if (result instanceof CancelResult.Refused refused) {
            text("reason", refused.reason());
            text("field", refused.field());
            text("text", refused.text());
            text("wouldFitAt", refused.wouldFitAt());
        } else if (result instanceof CancelResult.Unknown unknown) {
            text("text", unknown.text());
        }
        evidence(result.evidence());
        attempts(result.attempts());
    }

    private void attempts(List<Attempt> attempts) throws IOException {
        json.writeArrayFieldStart("attempts");
        for (Attempt attempt : attempts) {
            json.writeStartObject();
            text("path", attempt.path());
            text("sentAt", attempt.sentAt());
            if (attempt.verdict() != null) {
                verdict(attempt.verdict());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void verdict(Verdict verdict) throws IOException {
        text("verdict", VerdictWord.of(verdict));
        if (verdict instanceof Verdict.Ended ended) {
            text("status", ended.status());
            quantity("filled", ended.filled());
        } else if (verdict instanceof Verdict.Denied denied) {
            text("reason", denied.reason());
            text("code", denied.code());
            text("text", denied.text());
        }
        evidence(verdict.evidence());
    }

    private void evidence(@Nullable Evidence evidence) throws IOException {
        if (evidence == null) {
            return;
        }
        json.writeObjectFieldStart("evidence");
        text("path", evidence.path());
        text("rule", evidence.rule());
        text("message", evidence.message());
        text("at", evidence.at());
        json.writeEndObject();
    }

    private void quantity(String name, @Nullable BigDecimal value) throws IOException {
        if (value != null) {
            boolean inFull = value.scale() >= 0 && value.scale() <= MAX_DECIMALS;
            text(name, inFull ? value.toPlainString() : value.toString());
        }
    }

    private void text(String name, @Nullable Object value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
        }
    }
}
