package io.ordergateway.ws.wire.ascendex;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.Introduction;
import io.ordergateway.ws.wire.RequestIds;
import io.ordergateway.ws.wire.VenueFrame;
import io.ordergateway.ws.wire.VenueJson;
import io.ordergateway.ws.wire.VenueRest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The REST of AscendEX (5). */
public final class AscendexRest implements VenueRest {
    /** Stated for futures, and for placing on cash; taken for all (11, 41). */
    private static final int MAX_BATCH = 10;

    private final AscendexAccount account;
    private final AscendexDialect dialect;

    /** Speaks for this account, in its dialect. */
    public AscendexRest(AscendexAccount account) {
        this.account = account;
        this.dialect = account.dialect();
    }

    // ---- what we send ----

    @Override
    public int maxBatch() {
        return MAX_BATCH;
    }

    @Override
    public Request cancel(long requestId, OrderRef order, long timeMillis) {
        return aboutOrders("DELETE", "order", "", item(requestId, order, timeMillis), timeMillis);
    }

    @Override
    public Request cancelBatch(List<Numbered> items, long timeMillis) {
        if (items.isEmpty() || items.size() > MAX_BATCH) {
            throw new IllegalArgumentException("a batch holds 1 to " + MAX_BATCH + " cancels, not " + items.size());
        }
        String body = items.stream()
                .map(item -> item(item.requestId(), item.order(), timeMillis))
                .collect(Collectors.joining(",", "{\"orders\":[", "]}"));
        return aboutOrders("DELETE", "order/batch", "", body, timeMillis);
    }

    private static String item(long requestId, OrderRef order, long timeMillis) {
        return "{\"id\":\"" + RequestIds.format(requestId) + "\",\"orderId\":\"" + order.orderId() + "\",\"symbol\":\""
                + order.symbol() + "\",\"time\":" + timeMillis + "}";
    }

    @Override
    public Request cancelAll(long requestId, @Nullable String symbol, long timeMillis) {
        String body = "{\"id\":\"" + RequestIds.format(requestId) + "\"" + AscendexDialect.member("symbol", symbol)
                + ",\"time\":" + timeMillis + "}";
        return aboutOrders("DELETE", "order/all", "", body, timeMillis);
    }

    @Override
    public Request status(OrderRef order, long timeMillis) {
        return aboutOrders("GET", "order/status", "?orderId=" + order.orderId(), "", timeMillis);
    }

    @Override
    public Request openOrders(@Nullable String symbol, long timeMillis) {
        String query = symbol == null ? "" : "?symbol=" + URLEncoder.encode(symbol, StandardCharsets.UTF_8);
        return aboutOrders("GET", "order/open", query, "", timeMillis);
    }

    @Override
    public Request venueTime(long timeMillis) {
        return new Request("GET", "/api/pro/v1/exchange-info?requestTime=" + timeMillis, Map.of(), "");
    }

    @Override
    public Request introduction(long timeMillis) {
        return signed("GET", dialect.introductionPath(), dialect.introductionApiPath(), "", timeMillis);
    }

    private Request aboutOrders(String method, String resource, String query, String body, long timeMillis) {
        String path = "/" + account.group() + dialect.path(resource) + query;
        return signed(method, path, dialect.apiPath(resource), body, timeMillis);
    }

    /** Only time and path are signed: neither the query nor the body (2.1). */
    private Request signed(String method, String path, String apiPath, String body, long timeMillis) {
        Credentials credentials = account.credentials();
        Map<String, String> headers = Map.of(
                "x-auth-key", credentials.key(),
                "x-auth-timestamp", Long.toString(timeMillis),
                "x-auth-signature", credentials.signer().sign(timeMillis, apiPath),
                "Content-Type", "application/json");
        return new Request(method, path, headers, body);
    }

    // ---- what the answers prove ----

    /** A success is an acknowledgement whatever status the order in it shows: captures show {@code New} (5.4.2). */
    @Override
    public Verdict judgeCancel(int httpStatus, String body, Instant at) {
        AscendexReply reply = AscendexReply.of(httpStatus, body);
        Evidence evidence = reply.evidence("rest-cancel", at);
        JsonNode order = reply.data().path(reply.data().has("order") ? "order" : "info");
        VenueFrame.Refusal refusal = reply.isSuccess() ? AscendexJson.orderError(order) : reply.refusal();
        if (refusal != null) {
            return AscendexEvidence.refused(refusal, evidence);
        }
        boolean taken = reply.isSuccess() && !VenueJson.text(order, "orderId").isEmpty();
        return taken ? new Verdict.Acknowledged(evidence) : new Verdict.Unclear(evidence);
    }

    /** Only code and status count: the rest differs with every document and capture (11, 32). */
    @Override
    public Verdict judgeCancelAll(int httpStatus, String body, Instant at) {
        AscendexReply reply = AscendexReply.of(httpStatus, body);
        Evidence evidence = reply.evidence("rest-cancel-all", at);
        VenueFrame.Refusal refusal = reply.refusal();
        if (refusal != null) {
            return AscendexEvidence.refused(refusal, evidence);
        }
        return reply.isSuccess() ? new Verdict.Acknowledged(evidence) : new Verdict.Unclear(evidence);
    }

    @Override
    public List<Optional<Verdict>> judgeBatch(List<OrderRef> orders, int httpStatus, String body, Instant at) {
        return AscendexBatch.judge(orders, AscendexReply.of(httpStatus, body), at);
    }

    /** How the venue says that it has no such order, nobody recorded (5.3): nothing where the order would be, or an error. */
    @Override
    public Verdict judgeStatus(OrderRef order, int httpStatus, String body, Instant at) {
        AscendexReply reply = AscendexReply.of(httpStatus, body);
        Evidence evidence = reply.evidence("status-query", at);
        if (reply.json() == null || httpStatus != 200) {
            return new Verdict.Unclear(evidence);
        }
        VenueFrame.Refusal refusal = reply.refusal();
        if (refusal != null) {
            return saysUnknown(refusal) ? new Verdict.Missing(evidence) : new Verdict.Unclear(evidence);
        }
        JsonNode data = reply.data();
        boolean nothing = data.isNull() || data.isMissingNode() || (data.isContainerNode() && data.isEmpty());
        if (reply.isSuccess() && nothing) {
            return new Verdict.Missing(evidence);
        }
        JsonNode found = data.isArray() ? find(order, data) : data;
        if (!reply.isSuccess() || !VenueJson.text(found, "orderId").equals(order.orderId())) {
            return new Verdict.Unclear(evidence);
        }
        return AscendexEvidence.of(
                VenueJson.text(found, "status"), VenueJson.quantity(found, "cumFilledQty"), evidence);
    }

    /** An id the venue cannot place; "already filled or canceled" would mean that it knows the order well. */
    private static boolean saysUnknown(VenueFrame.Refusal refusal) {
        return refusal.code().equals("300006") && !AscendexEvidence.saysGone(refusal);
    }

    /** One id asked for may come back alone or in a list (11, 26). */
    private static JsonNode find(OrderRef order, JsonNode list) {
        for (JsonNode candidate : list) {
            if (VenueJson.text(candidate, "orderId").equals(order.orderId())) {
                return candidate;
            }
        }
        return list.path(0);
    }

    // ---- what else the answers say ----

    @Override
    public Optional<List<CancelAll.OpenOrder>> readOpenOrders(int httpStatus, String body) {
        AscendexReply reply = AscendexReply.of(httpStatus, body);
        return reply.isSuccess() ? Optional.ofNullable(AscendexOpenOrders.read(reply.data())) : Optional.empty();
    }

    @Override
    public OptionalLong readVenueTime(int httpStatus, String body) {
        AscendexReply reply = AscendexReply.of(httpStatus, body);
        long millis = reply.isSuccess() ? VenueJson.millis(reply.data(), "requestReceiveAt") : 0;
        return millis > 0 ? OptionalLong.of(millis) : OptionalLong.empty();
    }

    /** Credentials are refused by the code in the body, since nobody recorded with which HTTP status (11, 48). */
    @Override
    public Introduction readIntroduction(int httpStatus, String body) {
        AscendexReply reply = AscendexReply.of(httpStatus, body);
        VenueFrame.Refusal refusal = reply.refusal();
        if (refusal != null && AscendexEvidence.isAuthorization(refusal.code())) {
            return new Introduction.Refused(AscendexDecoder.words(refusal));
        }
        int group = reply.isSuccess() ? AscendexJson.number(reply.data(), "accountGroup", -1) : -1;
        if (group < 0) {
            String what = refusal != null ? AscendexDecoder.words(refusal) : "an answer without an account group";
            return new Introduction.Unclear("HTTP " + httpStatus + ": " + what);
        }
        boolean mayTrade = !VenueJson.text(reply.data(), "tradePermission").equalsIgnoreCase("false");
        return new Introduction.Known(group, VenueJson.text(reply.data(), "userUID"), mayTrade);
    }
}
