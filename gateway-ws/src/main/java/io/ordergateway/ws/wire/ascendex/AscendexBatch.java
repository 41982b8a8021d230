package io.ordergateway.ws.wire.ascendex;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.VenueFrame;
import io.ordergateway.ws.wire.VenueJson;
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
            return each(orders, Optional.of(new Verdict.Unclear(evidence)));
        }
        JsonNode items = items(json);
        VenueFrame.Refusal refusal = reply.refusal();
        if (refusal != null && refusal.code().equals(INVALID_BATCH)) {
            return byItem(orders, items, Optional.empty(), evidence);
        }
        if (refusal != null && !refusal.code().isEmpty()) {
            return each(orders, ofWhole(refusal, evidence));
        }
        boolean taken =
                reply.isSuccess() && hasNoError(items) && orders.stream().allMatch(order -> find(order, items) != null);
        return taken
                ? each(orders, Optional.of(new Verdict.Acknowledged(evidence)))
                : byItem(orders, items, Optional.of(new Verdict.Unclear(evidence)), evidence);
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
            if (VenueJson.text(item, "orderId").equals(order.orderId())) {
                return item;
            }
        }
        return null;
    }

    /**
     * What the items say of a batch that was not taken as a whole.
     *
     * @param unblamed what to say of a cancel that its item does not speak of, or not against
     */
    private static List<Optional<Verdict>> byItem(
            List<OrderRef> orders, JsonNode items, Optional<Verdict> unblamed, Evidence evidence) {
        return orders.stream()
                .map(order -> ofItem(find(order, items), unblamed, evidence))
                .toList();
    }

    private static Optional<Verdict> ofItem(@Nullable JsonNode item, Optional<Verdict> unblamed, Evidence evidence) {
        VenueFrame.Refusal refusal = item == null ? null : AscendexJson.refusal(item);
        if (refusal == null) {
            return unblamed;
        }
        if (refusal.code().equals(INVALID_BATCH)) {
            return Optional.empty();
        }
        Verdict verdict = AscendexEvidence.refused(refusal, evidence);
        // "Under way already" would be an acknowledgement, but of a batch that was not taken.
        return verdict instanceof Verdict.Acknowledged ? unblamed : Optional.of(verdict);
    }

    /** Credentials and clock are everyone's. Another definite no does not say whose it is: each is to be asked alone. */
    private static Optional<Verdict> ofWhole(VenueFrame.Refusal refusal, Evidence evidence) {
        Verdict verdict = AscendexEvidence.refused(refusal, evidence);
        RejectReason reason = AscendexEvidence.definite(refusal);
        boolean everyones = reason == RejectReason.NOT_AUTHORIZED || reason == RejectReason.CLOCK_SKEW;
        return everyones || verdict instanceof Verdict.Unclear ? Optional.of(verdict) : Optional.empty();
    }

    private static List<Optional<Verdict>> each(List<OrderRef> orders, Optional<Verdict> verdict) {
        return Collections.nCopies(orders.size(), verdict);
    }
}
