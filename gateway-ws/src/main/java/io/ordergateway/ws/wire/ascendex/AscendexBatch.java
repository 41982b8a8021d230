package io.ordergateway.ws.wire.ascendex;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.VenueFrame;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reply to a batch of cancels (5.3, 5.4.4). The venue takes a batch as a whole or not at all: one bad item turns
 * all of them down.
 */
final class AscendexBatch {
    /** "Look at the items", and, on an item, "another one is to blame". */
    private static final String INVALID_BATCH = "300013";

    private AscendexBatch() {}

    static List<Optional<Verdict>> judge(List<OrderRef> orders, AscendexReply reply, Instant at) {
        Evidence evidence = reply.evidence("rest-batch", at);
        JsonNode json = reply.json();
        if (json == null) {
            return each(orders, new Verdict.Unclear(evidence));
        }
        JsonNode items = items(json);
        VenueFrame.Refusal refusal = AscendexReply.refusal(json);
        if (refusal == null && hasNoError(items)) {
            boolean taken = reply.isSuccess() && orders.stream().allMatch(order -> find(order, items) != null);
            return each(orders, taken ? new Verdict.Acknowledged(evidence) : new Verdict.Unclear(evidence));
        }
        if (refusal == null || refusal.code().equals(INVALID_BATCH) || !hasNoError(items)) {
            return orders.stream()
                    .map(order -> ofItem(find(order, items), evidence))
                    .toList();
        }
        return ofWhole(orders, refusal, evidence);
    }

    /** Under {@code info} on v1, under {@code orders} on v2; in a failure both have them under {@code info} at the top. */
    private static JsonNode items(JsonNode json) {
        JsonNode top = json.path("info");
        if (top.isArray()) {
            return top;
        }
        JsonNode data = json.path("data");
        return data.path("orders").isArray() ? data.path("orders") : data.path("info");
    }

    private static boolean hasNoError(JsonNode items) {
        for (JsonNode item : items) {
            if (AscendexJson.refusal(item) != null) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable JsonNode find(OrderRef order, JsonNode items) {
        for (JsonNode item : items) {
            if (AscendexJson.text(item, "orderId").equals(order.orderId())) {
                return item;
            }
        }
        return null;
    }

    /**
     * Of a batch that was turned down. What is not blamed is innocent, and so is a cancel that the venue already had: that it
     * took this one cannot be said.
     */
    private static Optional<Verdict> ofItem(@Nullable JsonNode item, Evidence evidence) {
        VenueFrame.Refusal refusal = item == null ? null : AscendexJson.refusal(item);
        if (refusal == null || refusal.code().equals(INVALID_BATCH)) {
            return Optional.empty();
        }
        Verdict verdict = AscendexEvidence.refused(refusal, evidence);
        return verdict instanceof Verdict.Acknowledged ? Optional.empty() : Optional.of(verdict);
    }

    /** Credentials and clock are everyone's; what else a definite no is about, it does not say, so each is asked alone. */
    private static List<Optional<Verdict>> ofWhole(
            List<OrderRef> orders, VenueFrame.Refusal refusal, Evidence evidence) {
        RejectReason reason = AscendexEvidence.definite(refusal);
        if (reason == RejectReason.NOT_AUTHORIZED || reason == RejectReason.CLOCK_SKEW) {
            return each(orders, AscendexEvidence.refused(refusal, evidence));
        }
        boolean definite = !(AscendexEvidence.refused(refusal, evidence) instanceof Verdict.Unclear);
        return Collections.nCopies(
                orders.size(), definite ? Optional.empty() : Optional.of(new Verdict.Unclear(evidence)));
    }

    private static List<Optional<Verdict>> each(List<OrderRef> orders, Verdict verdict) {
        return Collections.nCopies(orders.size(), Optional.of(verdict));
    }
}
