package io.ordergateway.ws.command;

import io.ordergateway.core.order.CancelResult;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.outcome.CancelOutcome;
import io.ordergateway.core.outcome.Outcome;
import io.ordergateway.core.outcome.StreamMark;
import io.ordergateway.ws.story.Wording;
import java.time.Duration;
import java.util.Locale;

/** An outcome in columns, for people who watch. */
final class OutcomeLine {

    /** Above the columns. */
    static final String HEADER =
            columns("POSITION", "TIME (UTC)", "ACCOUNT", "PHASE", "CANCEL", "ORDER", "SYMBOL", "WHAT");

    private OutcomeLine() {}

    static String of(Outcome outcome) {
        String position = String.valueOf(outcome.position());
        String time = Wording.time(outcome.at());
        String account = Wording.plain(outcome.account().name());
        if (outcome instanceof CancelOutcome cancel) {
            return columns(
                    position,
                    time,
                    account,
                    cancel.phase().name(),
                    Wording.plain(cancel.cancelId().value()),
                    name(cancel.order()),
                    Wording.plain(cancel.order().symbol()),
                    what(cancel));
        }
        StreamMark mark = (StreamMark) outcome;
        return columns(position, time, account, mark.kind().name(), "", "", "", Wording.plain(mark.text()));
    }

    private static String name(OrderRef order) {
        return (order.isByClientId() ? "clientOrderId=" : "") + Wording.plain(order.id());
    }

    private static String what(CancelOutcome cancel) {
        CancelResult result = cancel.result();
        if (result != null) {
            Evidence evidence = result.evidence();
            String proof = evidence == null ? "" : " (" + Wording.plain(evidence.rule()) + ", " + evidence.path() + ")";
            return Wording.brief(result) + proof;
        }
        if (cancel.step() instanceof CancelOutcome.Accepted accepted) {
            Duration left = Duration.between(cancel.at(), accepted.deadline());
            return "awaits " + accepted.await() + " within " + Wording.length(left);
        }
        return cancel.step() instanceof CancelOutcome.Sent sent ? "by " + sent.path() : "";
    }

    private static String columns(Object... texts) {
        return String.format(Locale.ROOT, "%9s  %-26s  %-10s  %-11s  %-20s  %-32s  %-10s  %s", texts)
                .stripTrailing();
    }
}
