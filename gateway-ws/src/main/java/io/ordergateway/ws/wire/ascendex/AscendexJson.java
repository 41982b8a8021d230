package io.ordergateway.ws.wire.ascendex;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ordergateway.ws.wire.VenueFrame;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How AscendEX writes JSON: numbers as strings or numbers, fields under several names, {@code NULL_VAL} for nothing. */
final class AscendexJson {
    /** What a matching engine says when it turns a cancel down (3.7, 7). */
    private static final Set<String> CANCEL_REJECTS = Set.of("noopenforcancel", "toolatetocancel", "dupcancelcoid");

    private static final Set<String> TAKEN = Set.of("ack", "accept", "done");

    private static final String NOTHING = "NULL_VAL";
    private static final int MAX_DEPTH = 32;

    // The years 2001 to 2286: thirteen digits.
    private static final long MIN_MILLIS = 1_000_000_000_000L;
    private static final long MAX_MILLIS = 9_999_999_999_999L;

    static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION) // UTF-8 and nothing else
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private AscendexJson() {}

    /** Reads a text, or {@code null} if it is not one JSON value. */
    static @Nullable JsonNode read(String text) {
        try {
            return present(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Reads UTF-8, or {@code null} if it is not one JSON value. */
    static @Nullable JsonNode read(byte[] utf8, int from, int to) {
        try {
            return present(MAPPER.readTree(utf8, from, to - from));
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable JsonNode present(@Nullable JsonNode json) {
        return json == null || json.isMissingNode() ? null : json;
    }

    /** The first of these fields that holds something, as text; empty if none does. */
    static String text(JsonNode json, String... names) {
        for (String name : names) {
            JsonNode value = json.get(name);
            if (value != null
                    && value.isValueNode()
                    && !value.isNull()
                    && !value.asText().isEmpty()) {
                return value.asText();
            }
        }
        return "";
    }

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

    /** A moment in milliseconds; 0 if there is none, or one that would not be of our times, such as seconds (3.2). */
    static long millis(JsonNode json, String name) {
        try {
            long millis = Long.parseLong(text(json, name));
            return millis >= MIN_MILLIS && millis <= MAX_MILLIS ? millis : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    static @Nullable BigDecimal decimal(JsonNode json, String... names) {
        String text = text(json, names);
        try {
            return text.isEmpty() ? null : new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
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
