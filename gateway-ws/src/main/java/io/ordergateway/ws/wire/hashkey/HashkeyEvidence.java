package io.ordergateway.ws.wire.hashkey;

import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Verdict;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a HashKey message proves (6, 7). An allowlist: a code or a word that does not stand here proves nothing, and a code
 * with two meanings is read together with its text.
 */
final class HashkeyEvidence {
    /** Not open any more, or never there: how it ended must be asked. */
    private static final Set<String> GONE = Set.of("0211", "0212", "-1138", "-1139", "-1142", "-1143");

    private static final Set<String> BAD_REQUEST = Set.of("0201", "-1004", "-1020", "-1102", "-1123", "-1130", "-1145");

    private static final Set<String> NOT_AUTHORIZED =
            Set.of("0002", "0102", "0103", "0104", "0202", "-1002", "-1005", "-1186", "-3117");

    /** The key itself is not known, as it would be if it came in the wrong header (13.1). */
    private static final Set<String> KEY_UNKNOWN = Set.of("0102", "-1002");

    /** A pause cures these; the request was not carried out, but another one may have been (13.4). */
    private static final Set<String> RATE_LIMITED = Set.of("0003", "-1015", "-3145");

    /** The venue does not know, or cannot serve now; so do codes that stand nowhere here. */
    private static final Set<String> UNKNOWN =
            Set.of("-1000", "-1001", "-1006", "-1007", "-1024", "-1101", "-1144", "-1147", "-1150", "-2001", "-2011");

    private static final String FIELD_OR_SIGNATURE = "0001";
    private static final String CLOCK = "-1021";

    /** The venue, asked for an order, has none (7); 0212 may be said of one that ended. */
    private static final Set<String> NO_SUCH_ORDER = Set.of("0211", "-1143");

    private static final Map<String, OrderStatus> STATUS = Map.ofEntries(
            Map.entry("PENDING_NEW", OrderStatus.OPEN),
            Map.entry("PENDING", OrderStatus.OPEN),
            Map.entry("NEW", OrderStatus.OPEN),
            Map.entry("PARTIALLY_FILLED", OrderStatus.OPEN),
            Map.entry("PENDING_CANCEL", OrderStatus.OPEN),
            Map.entry("FILLED", OrderStatus.FILLED),
            Map.entry("CANCELED", OrderStatus.CANCELED),
            Map.entry("PARTIALLY_CANCELED", OrderStatus.CANCELED),
            Map.entry("REJECTED", OrderStatus.REJECTED),
            Map.entry("ORDER_NEW", OrderStatus.OPEN),
            Map.entry("ORDER_FILLED", OrderStatus.FILLED),
            Map.entry("ORDER_CANCELED", OrderStatus.CANCELED),
            Map.entry("ORDER_REJECTED", OrderStatus.REJECTED),
            Map.entry("ORDER_FAILED", OrderStatus.REJECTED),
            Map.entry("ORDER_NOT_EFFECTIVE", OrderStatus.EXPIRED));

    private HashkeyEvidence() {}

    /** What a refused cancel proves. */
    static Verdict refused(String code, String text, Evidence evidence) {
        if (GONE.contains(code)) {
            return new Verdict.Gone(evidence);
        }
        RejectReason reason = definite(code, text);
        return reason != null ? new Verdict.Denied(reason, code, text, evidence) : new Verdict.Unclear(evidence);
    }

    /** A definite no, or {@code null} if it is none. */
    static @Nullable RejectReason definite(String code, String text) {
        if (isAuthorization(code, text)) {
            return RejectReason.NOT_AUTHORIZED;
        }
        if (code.equals(CLOCK)) {
            return RejectReason.CLOCK_SKEW;
        }
        return code.equals(FIELD_OR_SIGNATURE) || BAD_REQUEST.contains(code) ? RejectReason.INVALID_REQUEST : null;
    }

    /** Whether key, signature or account will not do. Of 0001 only the text tells whether it speaks of the signature (13.6). */
    static boolean isAuthorization(String code, String text) {
        boolean signature = text.toLowerCase(Locale.ROOT).contains("signature");
        return NOT_AUTHORIZED.contains(code) || (code.equals(FIELD_OR_SIGNATURE) && signature);
    }

    static boolean saysKeyUnknown(String code) {
        return KEY_UNKNOWN.contains(code);
    }

    static boolean isRateLimit(String code) {
        return RATE_LIMITED.contains(code);
    }

    static boolean saysClock(String code) {
        return code.equals(CLOCK);
    }

    /** Whether the venue itself does not know what became of the request, or cannot serve it now (7). */
    static boolean saysNothing(String code) {
        return UNKNOWN.contains(code);
    }

    static boolean saysNoSuchOrder(String code) {
        return NO_SUCH_ORDER.contains(code);
    }

    /** What an order's status proves; a word that is not known is not final (6). */
    static Verdict of(String word, @Nullable BigDecimal filled, Evidence evidence) {
        OrderStatus status = STATUS.getOrDefault(word, OrderStatus.UNKNOWN);
        if (status.isFinal()) {
            return new Verdict.Ended(status, filled, evidence);
        }
        return status == OrderStatus.OPEN ? new Verdict.Resting(evidence) : new Verdict.Unclear(evidence);
    }
}
