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

    /** Without 100009 and 200002, which another login or a pause may cure. */
    private static final Set<String> NOT_AUTHORIZED = Set.of(
            "2100", "200001", "200003", "200004", "200005", "200006", "200007", "200008", "200009", "200010", "200011",
            "200012", "200013", "200014", "200015");

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
        return STATUS.getOrDefault(lower(word), OrderStatus.UNKNOWN);
    }

    /** What a refused cancel proves. */
    static Verdict refused(VenueFrame.Refusal refusal, Evidence evidence) {
        if (saysGone(refusal)) {
            return new Verdict.Gone(evidence);
        }
        if (saysDuplicate(refusal)) {
            return new Verdict.Acknowledged(evidence); // a cancel of this order is under way already
        }
        RejectReason reason = definite(refusal);
        return reason != null
                ? new Verdict.Denied(reason, refusal.code(), refusal.text(), evidence)
                : new Verdict.Unclear(evidence);
    }

    /** Whether a code says that key, signature or account will not do, however often they are shown. */
    static boolean isAuthorization(String code) {
        return NOT_AUTHORIZED.contains(code);
    }

    /**
     * "Not open any more" (7): codes 300006 and 300019 say so only with these words, 60060 is the old number for it, and a
     * matching engine says it in one word.
     */
    static boolean saysGone(VenueFrame.Refusal refusal) {
        String code = refusal.code();
        String text = lower(refusal.text());
        return (code.equals("300006") && text.contains("already filled or cancel"))
                || (code.equals("300019") && text.contains("non-open order"))
                || code.equals("60060")
                || isWord(text, "noopenforcancel")
                || isWord(text, "toolatetocancel");
    }

    private static boolean saysDuplicate(VenueFrame.Refusal refusal) {
        String text = lower(refusal.text());
        return (refusal.code().equals("300019") && text.contains("duplicated")) || isWord(text, "dupcancelcoid");
    }

    /** The whole text, since within it may stand an id that only looks like the word. */
    private static boolean isWord(String text, String word) {
        return text.equals(word) || text.equals(word + ".");
    }

    /** A definite no, or {@code null} if it is none. */
    static @Nullable RejectReason definite(VenueFrame.Refusal refusal) {
        String code = refusal.code();
        String text = lower(refusal.text());
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

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
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
