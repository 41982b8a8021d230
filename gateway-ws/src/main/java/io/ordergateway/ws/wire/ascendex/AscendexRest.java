package io.ordergateway.ws.wire.ascendex;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.RequestIds;
import io.ordergateway.ws.wire.VenueFrame;
import io.ordergateway.ws.wire.VenueRest;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The futures v2 REST of AscendEX (5). */
public final class AscendexRest implements VenueRest {
    private static final String ORDER = "v2/futures/order";
    private static final String STATUS = "v2/futures/order/status";

    private final Credentials credentials;
    private final int accountGroup;

    /**
     * Speaks for one account.
     *
     * @param accountGroup the number in every private path (1.3); 0 is legal
     */
    public AscendexRest(Credentials credentials, int accountGroup) {
        this.credentials = credentials;
        this.accountGroup = accountGroup;
    }

    @Override
    public Request cancel(long requestId, OrderRef order, long timeMillis) {
        String body = "{\"id\":\"" + RequestIds.format(requestId) + "\",\"orderId\":\"" + order.orderId()
                + "\",\"symbol\":\"" + order.symbol() + "\",\"time\":" + timeMillis + "}";
        return signed("DELETE", ORDER, "", body, timeMillis);
    }

    @Override
    public Request status(OrderRef order, long timeMillis) {
        return signed("GET", STATUS, "?orderId=" + order.orderId(), "", timeMillis);
    }

    /** Only time and path are signed: neither the query nor the body (2.1). */
    private Request signed(String method, String apiPath, String query, String body, long timeMillis) {
        Map<String, String> headers = Map.of(
                "x-auth-key", credentials.key(),
                "x-auth-timestamp", Long.toString(timeMillis),
                "x-auth-signature", credentials.signer().sign(timeMillis + "+" + apiPath),
                "Content-Type", "application/json");
        return new Request(method, "/" + accountGroup + "/api/pro/" + apiPath + query, headers, body);
    }

    /**
     * A page of the venue's gatekeeper, or a failure of the venue, says nothing about what was done with the request
     * (5.1). A success is an acknowledgement whatever status the order in it shows: captures show {@code New}.
     */
    @Override
    public Verdict judgeCancel(int httpStatus, String body, Instant at) {
        JsonNode json = AscendexJson.read(body);
        Evidence evidence = evidence("rest-cancel", httpStatus, body, at);
        if (json == null || mayHaveBeenDone(httpStatus)) {
            return new Verdict.Unclear(evidence);
        }
        VenueFrame.Refusal refusal = refusal(json);
        if (refusal != null) {
            return AscendexEvidence.refused(refusal, evidence);
        }
        boolean taken = httpStatus == 200
                && AscendexJson.saysSuccess(json)
                && json.path("data").isObject();
        return taken ? new Verdict.Acknowledged(evidence) : new Verdict.Unclear(evidence);
    }

    private static boolean mayHaveBeenDone(int httpStatus) {
        return httpStatus == 403 || httpStatus == 429 || httpStatus >= 500;
    }

    /** How the venue says that it has no such order, nobody recorded (5.3): nothing where the order would be, or an error. */
    @Override
    public Verdict judgeStatus(OrderRef order, int httpStatus, String body, Instant at) {
        JsonNode json = AscendexJson.read(body);
        Evidence evidence = evidence("status-query", httpStatus, body, at);
        if (json == null || httpStatus != 200) {
            return new Verdict.Unclear(evidence);
        }
        VenueFrame.Refusal refusal = refusal(json);
        if (refusal != null) {
            return saysUnknown(refusal) ? new Verdict.Missing(evidence) : new Verdict.Unclear(evidence);
        }
        JsonNode data = json.path("data");
        boolean nothing = data.isNull() || data.isMissingNode() || (data.isContainerNode() && data.isEmpty());
        if (AscendexJson.saysSuccess(json) && nothing) {
            return new Verdict.Missing(evidence);
        }
        JsonNode found = data.isArray() ? find(order, data) : data;
        if (!AscendexJson.saysSuccess(json)
                || !AscendexJson.text(found, "orderId").equals(order.orderId())) {
            return new Verdict.Unclear(evidence);
        }
        return AscendexEvidence.of(
                AscendexJson.text(found, "status"), AscendexJson.decimal(found, "cumFilledQty"), evidence);
    }

    /** An id the venue cannot place; "already filled or canceled" would mean that it knows the order well. */
    private static boolean saysUnknown(VenueFrame.Refusal refusal) {
        return refusal.code().equals("300006") && !AscendexEvidence.saysGone(refusal);
    }

    /** An error at the top, or nested under {@code code: 0} as early documents had it. */
    private static VenueFrame.@Nullable Refusal refusal(JsonNode json) {
        VenueFrame.Refusal top = AscendexJson.refusal(json);
        return top != null ? top : AscendexJson.refusal(json.path("data"));
    }

    /** One id asked for may come back alone or in a list (11, 26). */
    private static JsonNode find(OrderRef order, JsonNode list) {
        for (JsonNode candidate : list) {
            if (AscendexJson.text(candidate, "orderId").equals(order.orderId())) {
                return candidate;
            }
        }
        return list.path(0);
    }

    private static Evidence evidence(String rule, int httpStatus, String body, Instant at) {
        return new Evidence(PathKind.REST, rule, "HTTP " + httpStatus + " " + body, at);
    }
}
