package io.ordergateway.ws.wire.ascendex;

import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.VenueFrame;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an AscendEX message proves (6, 7). An allowlist: a code that does not stand here proves nothing, and codes with
 * two meanings are read together with their text.
 */
final class AscendexEvidence {
    private static final Set<String> BAD_REQUEST = Set.of(
            "100001", "100003", "100004", "100005", "100006", "100008", "100010", "100012", "100013", "150001",
            "300008", "300009", "300012", "300020", "300021", "404");

    private static final Set<String> NOT_AUTHORIZED =
            Set.of("2100", "200001", "200003", "200004", "200005", "200006", "200013", "200014", "200015");

    private static final String CLOCK = "100011";

    private static final Map<String, OrderStatus> STATUS = Map.ofEntries(
            Map.entry("new", OrderStatus.OPEN),
            Map.entry("pendingnew", OrderStatus.OPEN),
            Map.entry("ready", OrderStatus.OPEN),
            Map.entry("partiallyfilled", OrderStatus.OPEN),
            Map.entry("filled", OrderStatus.FILLED),
            Map.entry("canceled", OrderStatus.CANCELED),
            Map.entry("cancelled", OrderStatus.CANCELED),
            Map.entry("rejected", OrderStatus.REJECTED),
            Map.entry("reject", OrderStatus.REJECTED),
            Map.entry("expired", OrderStatus.EXPIRED));

    private AscendexEvidence() {}

    /** The venue's word for an order's status; a word that is not listed is {@link OrderStatus#UNKNOWN}. */
    static OrderStatus status(String word) {
        return STATUS.getOrDefault(word.toLowerCase(Locale.ROOT), OrderStatus.UNKNOWN);
    }

    /** What a refused cancel proves. */
    static Verdict refused(VenueFrame.Refusal refusal, Evidence evidence) {
        String code = refusal.code();
        String text = refusal.text().toLowerCase(Locale.ROOT);
        if (saysGone(refusal)) {
            return new Verdict.Gone(evidence);
        }
        if (code.equals("300019") && text.contains("duplicated")) {
            return new Verdict.Acknowledged(evidence); // a cancel of this order is under way already
        }
        RejectReason reason = definite(code, text);
        return reason != null
                ? new Verdict.Denied(reason, code, refusal.text(), evidence)
                : new Verdict.Unclear(evidence);
    }

    /** Whether a code says that key, signature or account will not do, however often they are shown. */
    static boolean isAuthorization(String code) {
        return NOT_AUTHORIZED.contains(code);
    }

    /** "Not open any more": codes 300006 and 300019 say so only with these words; 60060 is the old number for it. */
    static boolean saysGone(VenueFrame.Refusal refusal) {
        String code = refusal.code();
        String text = refusal.text().toLowerCase(Locale.ROOT);
        return (code.equals("300006") && text.contains("already filled or cancel"))
                || (code.equals("300019") && text.contains("non-open order"))
                || code.equals("60060");
    }

    private static @Nullable RejectReason definite(String code, String text) {
        boolean badId = code.equals("300006")
                && (text.contains("invalid client order id") || text.contains("client order id too long"));
        if (badId || BAD_REQUEST.contains(code)) {
            return RejectReason.INVALID_REQUEST;
        }
        if (isAuthorization(code)) {
            return RejectReason.NOT_AUTHORIZED;
        }
        return code.equals(CLOCK) ? RejectReason.CLOCK_SKEW : null;
    }

    /** What a cancel-reject event proves: never anything about how the order ended. */
    static Verdict cancelRejected(String why, Evidence evidence) {
        return switch (why) {
            case "NoOpenForCancel", "TooLateToCancel" -> new Verdict.Gone(evidence);
            case "DupCancelCoid" -> new Verdict.Acknowledged(evidence);
            default -> new Verdict.Unclear(evidence);
        };
    }

    /** What an order's status proves. */
    static Verdict of(String word, @Nullable BigDecimal filled, Evidence evidence) {
        OrderStatus status = status(word);
        if (status.isFinal()) {
            return new Verdict.Ended(status, filled, evidence);
        }
        return status == OrderStatus.OPEN ? new Verdict.Resting(evidence) : new Verdict.Unclear(evidence);
    }
}
