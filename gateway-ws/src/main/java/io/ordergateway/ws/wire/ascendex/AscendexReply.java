package io.ordergateway.ws.wire.ascendex;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.ws.wire.VenueFrame;
import io.ordergateway.ws.wire.VenueJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer (5.1).
 *
 * @param json its body, or {@code null} if nothing can be read out of it
 */
record AscendexReply(int httpStatus, String body, @Nullable JsonNode json) {
    /**
     * Reads a body. A page of the venue's gatekeeper, or a failure of the venue, says nothing about what was done with the
     * request, whatever its body says: such a body counts as unreadable.
     */
    static AscendexReply of(int httpStatus, String body) {
        boolean mayHaveBeenDone = httpStatus == 403 || httpStatus == 429 || httpStatus >= 500;
        return new AscendexReply(httpStatus, body, mayHaveBeenDone ? null : VenueJson.read(body));
    }

    /** An error at the top, or nested under {@code code: 0} as early documents had it (5.3); {@code null} if there is none. */
    VenueFrame.@Nullable Refusal refusal() {
        if (json == null) {
            return null;
        }
        VenueFrame.Refusal top = AscendexJson.refusal(json);
        return top != null ? top : AscendexJson.refusal(json.path("data"));
    }

    /** Whether this is a success in so many words, with no error anywhere in it. */
    boolean isSuccess() {
        return json != null && httpStatus == 200 && AscendexJson.saysSuccess(json) && refusal() == null;
    }

    /** What came with a success. */
    JsonNode data() {
        return VenueJson.orMissing(json).path("data");
    }

    Evidence evidence(String rule, Instant at) {
        return new Evidence(PathKind.REST, rule, "HTTP " + httpStatus + " " + body, at);
    }
}
