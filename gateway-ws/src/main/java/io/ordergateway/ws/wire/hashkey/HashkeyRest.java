package io.ordergateway.ws.wire.hashkey;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.Introduction;
import io.ordergateway.ws.wire.VenueJson;
import io.ordergateway.ws.wire.VenueRest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The REST of HashKey (3, 4, 5), spot and futures. Belongs to the account's thread. Of futures, orders that wait for a trigger
 * are of another type, which no caller can name: they are neither canceled nor listed here. A cancel of one ends as not
 * processed, once the venue shows that it rests on.
 */
public final class HashkeyRest implements VenueRest {
    /**
     * Order ids are digits, 20 at most today (5), and opaque here. Client order ids have up to 255 characters on spot, of a set
     * that only the futures document names (10).
     */
    public static final IdRules RULES = new IdRules(32, "", 32, "-_").clientOrderIds(255, "-_.:/");

    private final HashkeyAccount account;
    private final HashkeyMarket market;

    /** Speaks for this account, on its site. */
    public HashkeyRest(HashkeyAccount account) {
        this.account = account;
        this.market = account.market();
    }

    // ---- what we send ----

    @Override
    public int maxBatch() {
        return market.maxBatch();
    }

    @Override
    public Request cancel(long requestId, OrderRef order, long timeMillis) {
        return signed("DELETE", "order", market.cancel(order), timeMillis);
    }

    /** By the venue's ids only (4). */
    @Override
    public Request cancelBatch(List<Numbered> items, long timeMillis) {
        if (items.isEmpty() || items.size() > maxBatch()) {
            throw new IllegalArgumentException("a batch holds 1 to " + maxBatch() + " cancels, not " + items.size());
        }
        String ids = items.stream()
                .map(item -> HashkeyAccount.escaped(item.order().orderId()))
                .collect(Collectors.joining(","));
        return signed("DELETE", "cancelOrderByIds", "ids=" + ids, timeMillis);
    }

    @Override
    public boolean cancelsAll(@Nullable String symbol) {
        return market.cancelAll(account.site(), symbol) != null;
    }

    @Override
    public Request cancelAll(long requestId, @Nullable String symbol, long timeMillis) {
        String resource = market.cancelAll(account.site(), symbol);
        if (resource == null) {
            throw new IllegalArgumentException("HashKey " + account.site() + " has no request that cancels all of "
                    + market + (symbol == null ? "" : " " + symbol));
        }
        String query = symbol == null ? "limit=200" : "symbol=" + HashkeyAccount.escaped(symbol);
        return signed("DELETE", resource, query, timeMillis);
    }

    @Override
    public Request status(OrderRef order, long timeMillis) {
        return signed("GET", "order", HashkeyMarket.status(order), timeMillis);
    }

    /** The query of one order need not find one that ended; the history has those of the last 90 days (7, 13.11). */
    @Override
    public @Nullable Request history(OrderRef order, long timeMillis) {
        String query = market.history(account.site(), order);
        return query == null ? null : signed("GET", "tradeOrders", query, timeMillis);
    }

    @Override
    public boolean listsOpenOrders() {
        return market.listsOpenOrders();
    }

    @Override
    public Request openOrders(@Nullable String symbol, long timeMillis) {
        return signed("GET", "openOrders", market.openOrders(account.site(), symbol, null), timeMillis);
    }

    /** A full page may go on, from its oldest order: the venue answers with smaller ids (5). */
    @Override
    public Optional<Request> nextOpenOrders(@Nullable String symbol, int httpStatus, String body, long timeMillis) {
        Optional<List<CancelAll.OpenOrder>> page = readOpenOrders(httpStatus, body);
        if (page.isEmpty() || page.get().size() < market.page()) {
            return Optional.empty();
        }
        String oldest = HashkeyOpenOrders.oldest(page.get());
        return Optional.of(signed("GET", "openOrders", market.openOrders(account.site(), symbol, oldest), timeMillis));
    }

    @Override
    public Request venueTime(long timeMillis) {
        return new Request("GET", "/api/v1/time", Map.of(), "");
    }

    @Override
    public Request introduction(long timeMillis) {
        return account.check("/api/v1/account/checkApiKey", timeMillis);
    }

    private Request signed(String method, String resource, String query, long timeMillis) {
        return account.signed(method, market.path(resource), query, timeMillis);
    }

    // ---- what the answers prove ----

    /**
     * A success is an acknowledgement whatever status the order in it shows: most documents show {@code NEW}, one
     * {@code CANCELED}, and what it is a snapshot of is not documented (3.1).
     */
    @Override
    public Verdict judgeCancel(int httpStatus, String body, Instant at) {
        HashkeyReply reply = HashkeyReply.of(httpStatus, body);
        Evidence evidence = reply.evidence("rest-cancel", at);
        String code = reply.errorCode();
        if (code != null) {
            return HashkeyEvidence.refused(code, reply.text(), evidence);
        }
        boolean taken = !VenueJson.text(reply.data(), "orderId").isEmpty();
        return taken ? new Verdict.Acknowledged(evidence) : new Verdict.Unclear(evidence);
    }

    /** Each endpoint has another word for "taken" (4). */
    @Override
    public Verdict judgeCancelAll(int httpStatus, String body, Instant at) {
        HashkeyReply reply = HashkeyReply.of(httpStatus, body);
        Evidence evidence = reply.evidence("rest-cancel-all", at);
        String code = reply.errorCode();
        if (code != null) {
            return HashkeyEvidence.refused(code, reply.text(), evidence);
        }
        JsonNode data = reply.data();
        boolean taken = VenueJson.text(data, "success").equals("true")
                || VenueJson.text(data, "code").equals("0000");
        return taken ? new Verdict.Acknowledged(evidence) : new Verdict.Unclear(evidence);
    }

    @Override
    public List<Optional<Verdict>> judgeBatch(List<OrderRef> orders, int httpStatus, String body, Instant at) {
        return HashkeyBatch.judge(orders, HashkeyReply.of(httpStatus, body), at);
    }

    @Override
    public Verdict judgeStatus(OrderRef order, int httpStatus, String body, Instant at) {
        HashkeyReply reply = HashkeyReply.of(httpStatus, body);
        Evidence evidence = reply.evidence("status-query", at);
        String code = reply.errorCode();
        if (code != null) {
            boolean none = HashkeyEvidence.saysNoSuchOrder(code);
            return none ? new Verdict.Missing(evidence) : new Verdict.Unclear(evidence);
        }
        JsonNode found = reply.data();
        if (found.isArray()) {
            JsonNode listed = listed(found, order);
            if (listed == null) {
                return new Verdict.Missing(evidence);
            }
            found = listed;
        }
        if (!isOf(order, found)) {
            return new Verdict.Unclear(evidence);
        }
        return HashkeyEvidence.of(
                VenueJson.text(found, "status"), VenueJson.quantity(found, "executedQty", "executedBaseQty"), evidence);
    }

    /** The order in a page of the history. */
    private static @Nullable JsonNode listed(JsonNode page, OrderRef order) {
        for (JsonNode entry : page) {
            if (isOf(order, entry)) {
                return entry;
            }
        }
        return null;
    }

    private static boolean isOf(OrderRef order, JsonNode found) {
        return VenueJson.text(found, order.isByClientId() ? "clientOrderId" : "orderId")
                .equals(order.id());
    }

    @Override
    public @Nullable OrderRef otherName(OrderRef order, String body) {
        JsonNode data = HashkeyReply.of(200, body).data();
        JsonNode found = data.isArray() ? listed(data, order) : data;
        if (found == null) {
            return null;
        }
        String id = VenueJson.text(found, order.isByClientId() ? "orderId" : "clientOrderId");
        if (id.isEmpty()) {
            return null;
        }
        return order.isByClientId() ? new OrderRef(id, order.symbol()) : OrderRef.byClientId(id, order.symbol());
    }

    // ---- what else the answers say ----

    @Override
    public Optional<List<CancelAll.OpenOrder>> readOpenOrders(int httpStatus, String body) {
        return Optional.ofNullable(
                HashkeyOpenOrders.read(HashkeyReply.of(httpStatus, body).data()));
    }

    @Override
    public OptionalLong readVenueTime(int httpStatus, String body) {
        long millis = VenueJson.millis(HashkeyReply.of(httpStatus, body).data(), "serverTime");
        return millis > 0 ? OptionalLong.of(millis) : OptionalLong.empty();
    }

    /**
     * What a good key is answered with is not documented, so anything that is JSON and no error will do. A key that is not
     * known may have come in the wrong header: it is asked about once more in the other (13.1).
     */
    @Override
    public Introduction readIntroduction(int httpStatus, String body) {
        HashkeyReply reply = HashkeyReply.of(httpStatus, body);
        if (reply.isSuccess()) {
            account.known();
            return new Introduction.Known(0, "", true);
        }
        String code = reply.errorCode();
        if (code == null || !HashkeyEvidence.isAuthorization(code, reply.text())) {
            return new Introduction.Unclear(reply.words());
        }
        return HashkeyEvidence.saysKeyUnknown(code) && account.tryOtherHeader()
                ? new Introduction.Unclear(reply.words() + "; asking once more with the key in another header")
                : new Introduction.Refused((code + " " + reply.text()).strip());
    }
}
