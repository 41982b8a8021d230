package io.ordergateway.ws.wire.coinswitch;

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
import org.jspecify.annotations.Nullable;

/**
 * The REST of CoinSwitch (3, 4, 5). Asked for its open orders, the venue names those of the last 7 days (5): an older one is
 * not found by it.
 */
public final class CoinswitchRest implements VenueRest {
    /** Order ids are UUIDs; symbols look like {@code BTCUSDT} or {@code BTC/INR}. A client order id cancels nothing (10). */
    public static final IdRules RULES = new IdRules(64, "-_", 32, "/-_");

    private final CoinswitchAccount account;
    private final CoinswitchSurface surface;
    private final CoinswitchEvidence evidence;

    /** Whether the venue said its time when it was last asked: if so, a key that is refused is not refused for our clock. */
    private boolean timeKnown;

    /** Speaks for this account, on its surface. */
    public CoinswitchRest(CoinswitchAccount account) {
        this.account = account;
        this.surface = account.surface();
        this.evidence = new CoinswitchEvidence(surface);
    }

    // ---- what we send ----

    /** There is no cancel of several (4). */
    @Override
    public int maxBatch() {
        return 1;
    }

    @Override
    public Request cancel(long requestId, OrderRef order, long timeMillis) {
        return account.signed(surface.cancel(order.orderId()), timeMillis);
    }

    @Override
    public Request cancelBatch(List<Numbered> items, long timeMillis) {
        if (items.size() != 1) {
            throw new IllegalArgumentException("a batch holds 1 cancel, not " + items.size());
        }
        return cancel(items.get(0).requestId(), items.get(0).order(), timeMillis);
    }

    @Override
    public boolean cancelsAll(@Nullable String symbol) {
        return surface.cancelsAll();
    }

    @Override
    public Request cancelAll(long requestId, @Nullable String symbol, long timeMillis) {
        return account.signed(surface.cancelAll(symbol), timeMillis);
    }

    @Override
    public Request status(OrderRef order, long timeMillis) {
        return account.signed(surface.status(order.orderId()), timeMillis);
    }

    @Override
    public Request openOrders(@Nullable String symbol, long timeMillis) {
        return account.signed(surface.openOrders(symbol, 0), timeMillis);
    }

    @Override
    public Optional<Request> nextOpenOrders(@Nullable String symbol, int httpStatus, String body, long timeMillis) {
        CoinswitchOpenOrders page = page(httpStatus, body);
        return page == null || page.next() == 0
                ? Optional.empty()
                : Optional.of(account.signed(surface.openOrders(symbol, page.next()), timeMillis));
    }

    @Override
    public Request venueTime(long timeMillis) {
        return new Request("GET", CoinswitchSurface.BASE + "time", Map.of(), "");
    }

    @Override
    public Request introduction(long timeMillis) {
        return account.signed(
                new CoinswitchSurface.Call("GET", CoinswitchSurface.BASE + "validate/keys", ""), timeMillis);
    }

    // ---- what the answers prove ----

    @Override
    public Verdict judgeCancel(int httpStatus, String body, Instant at) {
        CoinswitchReply reply = CoinswitchReply.of(httpStatus, body);
        Evidence message = reply.evidence("rest-cancel", at);
        return reply.isSuccess()
                ? evidence.ofCancel(reply.order(), message)
                : CoinswitchEvidence.turnedDown(reply, message);
    }

    /** The ids that come with it were sent for cancellation; each of them ends by itself (4). */
    @Override
    public Verdict judgeCancelAll(int httpStatus, String body, Instant at) {
        CoinswitchReply reply = CoinswitchReply.of(httpStatus, body);
        Evidence message = reply.evidence("rest-cancel-all", at);
        if (reply.isUnauthorized()) {
            return CoinswitchEvidence.unauthorized(reply, message);
        }
        boolean taken = reply.isSuccess() && reply.data().path("orders_ids").isArray();
        return taken ? new Verdict.Acknowledged(message) : new Verdict.Unclear(message);
    }

    @Override
    public List<Optional<Verdict>> judgeBatch(List<OrderRef> orders, int httpStatus, String body, Instant at) {
        return List.of(Optional.of(judgeCancel(httpStatus, body, at)));
    }

    @Override
    public Verdict judgeStatus(OrderRef order, int httpStatus, String body, Instant at) {
        CoinswitchReply reply = CoinswitchReply.of(httpStatus, body);
        Evidence message = reply.evidence("status-query", at);
        if (reply.saysNoSuchOrder()) {
            return new Verdict.Missing(message);
        }
        CoinswitchOrder found = reply.order();
        return found != null && found.orderId().equals(order.orderId())
                ? evidence.of(found, message)
                : new Verdict.Unclear(message);
    }

    // ---- what else the answers say ----

    @Override
    public Optional<List<CancelAll.OpenOrder>> readOpenOrders(int httpStatus, String body) {
        return Optional.ofNullable(page(httpStatus, body)).map(CoinswitchOpenOrders::orders);
    }

    private @Nullable CoinswitchOpenOrders page(int httpStatus, String body) {
        return CoinswitchOpenOrders.read(CoinswitchReply.of(httpStatus, body), surface);
    }

    /** At the top or under {@code data} (13.9). */
    @Override
    public OptionalLong readVenueTime(int httpStatus, String body) {
        CoinswitchReply reply = CoinswitchReply.of(httpStatus, body);
        JsonNode json = reply.json();
        JsonNode holder = json == null || json.has("serverTime") ? json : json.path("data");
        long millis = reply.isSuccess() && holder != null ? VenueJson.millis(holder, "serverTime") : 0;
        timeKnown = millis > 0;
        return timeKnown ? OptionalLong.of(millis) : OptionalLong.empty();
    }

    /** A 401 may be the clock's fault, unless the venue's time was asked just before. */
    @Override
    public Introduction readIntroduction(int httpStatus, String body) {
        CoinswitchReply reply = CoinswitchReply.of(httpStatus, body);
        String words = "HTTP " + httpStatus + ": " + reply.words();
        if (reply.isUnauthorized() && timeKnown) {
            return new Introduction.Refused(words);
        }
        boolean valid = reply.isSuccess() && reply.words().equalsIgnoreCase("Valid Access");
        return valid ? new Introduction.Known(0, "", true) : new Introduction.Unclear(words);
    }
}
