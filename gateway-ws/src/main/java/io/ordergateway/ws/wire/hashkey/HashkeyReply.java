package io.ordergateway.ws.wire.hashkey;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.ws.wire.VenueJson;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer (3.2).
 *
 * @param json its body, or {@code null} if nothing can be read out of it
 */
record HashkeyReply(int httpStatus, String body, @Nullable JsonNode json) {
    /** Codes that say that there is no error; which one depends on the endpoint. */
    private static final Set<String> SUCCESS = Set.of("", "0000", "0", "200");

    private static final int DIGITS = 4;

    /** What is left of 0211 when it is written as a number. */
    private static final Pattern SHORT = Pattern.compile("[0-9]{1,3}");

    /**
     * Reads a body. A page of who stands before the venue, or a failure of the venue, says nothing about what was done with the
     * request, whatever its body says: such a body counts as unreadable. So does one that is not JSON, or half of it.
     */
    static HashkeyReply of(int httpStatus, String body) {
        boolean mayHaveBeenDone = httpStatus == 403 || httpStatus == 418 || httpStatus == 429 || httpStatus >= 500;
        return new HashkeyReply(httpStatus, body, mayHaveBeenDone ? null : VenueJson.read(body));
    }

    /** The code of the error that the answer is, as text however it was written; {@code null} if it is none. */
    @Nullable
    String errorCode() {
        if (json == null || !json.isObject()) {
            return null;
        }
        String code = VenueJson.text(json, "code");
        if (SUCCESS.contains(code)) {
            return null;
        }
        return SHORT.matcher(code).matches() ? "0".repeat(DIGITS - code.length()) + code : code;
    }

    /** The venue's words about an error. */
    String text() {
        return json == null ? "" : VenueJson.text(json, "msg", "message");
    }

    /** Whether this is no error; what else it says is to be read out of {@link #json}. */
    boolean isSuccess() {
        return json != null && httpStatus == 200 && errorCode() == null;
    }

    /** What came with a success, otherwise nothing. */
    JsonNode data() {
        return json != null && isSuccess() ? json : VenueJson.orMissing(null);
    }

    /** For operators: the error, or what came instead of an answer. */
    String words() {
        String code = errorCode();
        return "HTTP " + httpStatus + ": "
                + (code == null ? "no answer that one can read" : (code + " " + text()).strip());
    }

    Evidence evidence(String rule, Instant at) {
        return new Evidence(PathKind.REST, rule, "HTTP " + httpStatus + " " + body, at);
    }
}
