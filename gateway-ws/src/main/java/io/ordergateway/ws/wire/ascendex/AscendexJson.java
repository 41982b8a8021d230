package io.ordergateway.ws.wire.ascendex;

import static io.ordergateway.ws.wire.VenueJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.wire.VenueFrame;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What AscendEX says in JSON: errors in many shapes, and {@code NULL_VAL} for nothing. */
final class AscendexJson {
    /** What a matching engine says when it turns a cancel down (3.7, 7). */
    private static final Set<String> CANCEL_REJECTS = Set.of("noopenforcancel", "toolatetocancel", "dupcancelcoid");

    private static final Set<String> TAKEN = Set.of("ack", "accept", "done");

    private static final String NOTHING = "NULL_VAL";

    private AscendexJson() {}

    static @Nullable String textOrNull(JsonNode json, String... names) {
        String text = text(json, names);
        return text.isEmpty() ? null : text;
    }

    /** A small number that says "unsaid" if it is none. */
    static int number(JsonNode json, String name, int unsaid) {
        try {
            return Integer.parseInt(text(json, name));
        } catch (NumberFormatException e) {
            return unsaid;
        }
    }

    /** The error in a reply of any shape, or {@code null} if there is none: {@code status: "Ack"} alone proves nothing. */
    static VenueFrame.@Nullable Refusal refusal(JsonNode reply) {
        JsonNode info = reply.path("info");
        String code = errorCode(reply);
        if (code.isEmpty()) {
            code = errorCode(info);
        }
        String reason = text(info, "reason");
        String detail = text(info, "errorMsg", "message");
        if (reason.isEmpty()) {
            reason = text(reply, "reason");
        }
        if (detail.isEmpty()) {
            detail = info.isTextual() ? info.asText() : text(reply, "message", "err", "text");
        }
        boolean failed = !code.isEmpty()
                || !reason.isEmpty()
                || !detail.isEmpty()
                || text(reply, "status").equalsIgnoreCase("err");
        return failed ? new VenueFrame.Refusal(code, join(reason, detail)) : null;
    }

    /** The error that an order carries, of the cancel that it comes in reply to (5.2), or {@code null}. */
    static VenueFrame.@Nullable Refusal orderError(JsonNode order) {
        String error = text(order, "errorCode");
        return error.isEmpty() || error.equals(NOTHING) ? null : new VenueFrame.Refusal("", error);
    }

    /** Whether a reply says in so many words that it is a success; numbers may be strings. */
    static boolean saysSuccess(JsonNode reply) {
        return text(reply, "code").equals("0");
    }

    /** Whether a reply to an action says that it was taken: by its code, or in the words of v1 (5.2). */
    static boolean saysTaken(JsonNode reply) {
        return saysSuccess(reply) || TAKEN.contains(text(reply, "status").toLowerCase(Locale.ROOT));
    }

    private static String errorCode(JsonNode json) {
        String code = text(json, "code");
        return code.equals("0") ? "" : code;
    }

    private static String join(String reason, String detail) {
        return reason.isEmpty() || detail.isEmpty() ? reason + detail : reason + ": " + detail;
    }

    /** Why a cancel was refused, if an order event is about that and not about the order (3.6, 3.7). */
    static @Nullable String cancelReject(JsonNode event) {
        String error = text(event, "err");
        if (error.equalsIgnoreCase("OrderCancelReject")) {
            String cause = text(event, "text");
            return cause.isEmpty() ? error : cause;
        }
        if (CANCEL_REJECTS.contains(error.toLowerCase(Locale.ROOT))) {
            return error;
        }
        boolean noOrder = text(event, "ot").equals(NOTHING) || text(event, "sd").equals(NOTHING);
        return noOrder ? error : null;
    }
}
