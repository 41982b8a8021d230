package io.ordergateway.ws.wire.coinswitch;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.ws.wire.VenueJson;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer.
 *
 * @param json its body if that is an object, otherwise {@code null}: a page instead of an answer, or half of one
 */
record CoinswitchReply(
        int httpStatus, String body, @Nullable JsonNode json) {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    /** Statuses by which the venue turns a request down for what it asks (3.3, 7). */
    private static final Set<Integer> TURNED_DOWN = Set.of(400, 404, 409, 422);

    static CoinswitchReply of(int httpStatus, String body) {
        JsonNode json = VenueJson.read(body);
        return new CoinswitchReply(httpStatus, body, json != null && json.isObject() ? json : null);
    }

    /** Whether this is a success with no error in it. */
    boolean isSuccess() {
        return httpStatus == OK && json != null && !saysError(json) && !saysError(json.path("data"));
    }

    /** Whether key, signature or clock did not do: the venue says so of all three alike (7). */
    boolean isUnauthorized() {
        return httpStatus == UNAUTHORIZED && json != null;
    }

    /** Whether the venue itself turned the request down. What stands in its way may say the same, but not in JSON. */
    boolean isTurnedDown() {
        return TURNED_DOWN.contains(httpStatus) && json != null;
    }

    /**
     * Whether the venue has no such order, in so many words. Nobody recorded which words it uses, and a wrong path is "not
     * found" too (3.3, 7), so they must name the order.
     */
    boolean saysNoSuchOrder() {
        String words = words().toLowerCase(Locale.ROOT);
        return isTurnedDown()
                && words.contains("order")
                && (words.contains("not found") || words.contains("not exist") || words.contains("no such"));
    }

    /** What came with a success. */
    JsonNode data() {
        return VenueJson.orMissing(json).path("data");
    }

    /** The order that came with a success, at either depth (5, 13.8); {@code null} if none did. */
    @Nullable
    CoinswitchOrder order() {
        JsonNode nested = data().path("order");
        return isSuccess() ? CoinswitchOrder.of(nested.isObject() ? nested : data()) : null;
    }

    /** The venue's words; empty if it has none. */
    String words() {
        return json == null ? "" : VenueJson.text(json, "message", "msg", "error");
    }

    Evidence evidence(String rule, Instant at) {
        return new Evidence(PathKind.REST, rule, "HTTP " + httpStatus + " " + body, at);
    }

    /** Whether an error stands in an answer that would otherwise pass for a success (3.3). */
    private static boolean saysError(JsonNode json) {
        JsonNode error = json.path("error");
        boolean nothing = error.isMissingNode() || error.isNull() || (error.isBoolean() && !error.booleanValue());
        return !nothing && !(error.isTextual() && error.asText().isEmpty());
    }
}
