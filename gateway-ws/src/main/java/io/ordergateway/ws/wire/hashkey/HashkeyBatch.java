package io.ordergateway.ws.wire.hashkey;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.VenueJson;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reply to a cancel by ids (4). It lists those that failed; those it does not name were accepted, and no more than
 * that.
 */
final class HashkeyBatch {
    private HashkeyBatch() {}

    static List<Optional<Verdict>> judge(List<OrderRef> orders, HashkeyReply reply, Instant at) {
        Evidence evidence = reply.evidence("rest-batch", at);
        String code = reply.errorCode();
        if (code != null) {
            return each(orders, ofWhole(code, reply.text(), evidence));
        }
        Map<String, String> failed = failed(reply.data());
        if (failed == null) {
            return each(orders, Optional.of(new Verdict.Unclear(evidence)));
        }
        return orders.stream()
                .map(order -> Optional.of(ofOne(failed.get(order.orderId()), evidence)))
                .toList();
    }

    /** The codes of those that failed, by order id; {@code null} if the list cannot be read, or is not there. */
    private static @Nullable Map<String, String> failed(JsonNode data) {
        JsonNode result = data.path("result");
        if (result.isNull()) {
            return Map.of();
        }
        if (!result.isArray()) {
            return null;
        }
        Map<String, String> codes = new HashMap<>();
        for (JsonNode entry : result) {
            String orderId = VenueJson.text(entry, "orderId");
            if (orderId.isEmpty()) {
                return null; // it may be any of them
            }
            codes.put(orderId, VenueJson.text(entry, "code"));
        }
        return codes;
    }

    private static Verdict ofOne(@Nullable String code, Evidence evidence) {
        return code == null ? new Verdict.Acknowledged(evidence) : HashkeyEvidence.refused(code, "", evidence);
    }

    /** Credentials and clock are everyone's. Another definite no does not say whose it is: each is to be asked alone. */
    private static Optional<Verdict> ofWhole(String code, String text, Evidence evidence) {
        RejectReason reason = HashkeyEvidence.definite(code, text);
        boolean everyones = reason == RejectReason.NOT_AUTHORIZED || reason == RejectReason.CLOCK_SKEW;
        Verdict verdict = HashkeyEvidence.refused(code, text, evidence);
        return everyones || verdict instanceof Verdict.Unclear ? Optional.of(verdict) : Optional.empty();
    }

    private static List<Optional<Verdict>> each(List<OrderRef> orders, Optional<Verdict> verdict) {
        return Collections.nCopies(orders.size(), verdict);
    }
}
