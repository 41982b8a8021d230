package io.ordergateway.core.cancel;

import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Verdict;
import java.math.BigDecimal;

/** A venue's sentences, one of each kind. */
public final class VenueSays {
    public static final BigDecimal FILLED_PART = new BigDecimal("0.25");

    private VenueSays() {}

    private static Evidence evidence(String rule) {
        return new Evidence(PathKind.SOCKET, rule, "{\"m\":\"" + rule + "\"}", ManualTime.START);
    }

    public static Verdict taken() {
        return new Verdict.Acknowledged(evidence("ack"));
    }

    public static Verdict ended(OrderStatus status) {
        return new Verdict.Ended(status, FILLED_PART, evidence("order-push"));
    }

    public static Verdict canceled() {
        return ended(OrderStatus.CANCELED);
    }

    public static Verdict filled() {
        return ended(OrderStatus.FILLED);
    }

    public static Verdict gone() {
        return new Verdict.Gone(evidence("not-found"));
    }

    public static Verdict denied() {
        return new Verdict.Denied(RejectReason.INVALID_REQUEST, "300014", "a field is wrong", evidence("denied"));
    }

    static Verdict badTime() {
        return new Verdict.Denied(RejectReason.CLOCK_SKEW, "100011", "time outside the window", evidence("denied"));
    }

    public static Verdict resting() {
        return new Verdict.Resting(evidence("status"));
    }

    public static Verdict missing() {
        return new Verdict.Missing(evidence("status-missing"));
    }

    public static Verdict silence() {
        return new Verdict.Unclear(evidence("no-reply"));
    }

    public static Verdict notSent() {
        return new Verdict.NotSent(evidence("not-sent"));
    }
}
