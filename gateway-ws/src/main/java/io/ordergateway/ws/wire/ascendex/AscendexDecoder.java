package io.ordergateway.ws.wire.ascendex;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.RejectReason;
import io.ordergateway.ws.wire.RequestIds;
import io.ordergateway.ws.wire.VenueFrame;
import io.ordergateway.ws.wire.VenueJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the messages of every generation alike, by the decoder rules of 4.4. */
final class AscendexDecoder {
    static final String LOGIN_ID = "gwlogin01";
    static final String SUBSCRIBE_ID = "gworders1";
    static final String PROBE_ID = "gwprobe01";

    private static final Set<String> OPEN_ORDERS = Set.of("open-order", "futures-open-orders");
    private static final VenueFrame.Refusal WORDLESS = new VenueFrame.Refusal("", "an error without a word");

    private AscendexDecoder() {}

    static VenueFrame decode(byte[] utf8, int from, int to) {
        JsonNode json = VenueJson.read(utf8, from, to);
        if (json == null) {
            return new VenueFrame.Unreadable("not JSON");
        }
        if (json.isArray()) {
            return openOrders("", json); // shape I
        }
        if (!json.isObject()) {
            return new VenueFrame.Unreadable("JSON, but not an object");
        }
        Supplier<String> raw = () -> new String(utf8, from, to - from, StandardCharsets.UTF_8);
        String kind = VenueJson.text(json, "m", "op");
        VenueFrame control = control(kind, json, raw);
        if (control != null) {
            return control;
        }
        if (OPEN_ORDERS.contains(kind)) {
            return openOrdersReply(json, raw);
        }
        // On v1, replies and pushes are both named "order": only a reply has an action (3.5).
        if (json.has("action")) {
            return actionReply(json, raw);
        }
        if (kind.equals("futures-order")) {
            return orderUpdate(json, raw);
        }
        if (kind.equals("order") && json.path("data").isObject()) {
            return orderUpdate(json.get("data"), raw);
        }
        if (kind.isEmpty() && isFlatOrder(json)) {
            return flatReply(json, raw);
        }
        return json.has("m") ? new VenueFrame.Data(kind) : new VenueFrame.Other(kind.isEmpty() ? "unnamed" : kind);
    }

    private static @Nullable VenueFrame control(String kind, JsonNode json, Supplier<String> raw) {
        return switch (kind) {
            case "connected" -> new VenueFrame.Greeting();
            case "auth" -> loginReply(json);
            case "sub" -> subscribeReply(json);
            case "ping" -> new VenueFrame.Ping(healthPoints(json));
            case "pong" -> new VenueFrame.Pong(VenueJson.millis(json, "ts"), healthPoints(json));
            case "disconnected" -> new VenueFrame.Goodbye(VenueJson.text(json, "info", "reason", "code"));
            case "error" -> error(json, raw);
            case "unsub" -> new VenueFrame.Other(kind);
            default -> null;
        };
    }

    private static int healthPoints(JsonNode json) {
        return AscendexJson.number(json, "hp", -1);
    }

    private static VenueFrame loginReply(JsonNode json) {
        VenueFrame.Refusal refusal = AscendexJson.refusal(json);
        return refusal != null
                ? loginRefused(refusal)
                : new VenueFrame.LoginReply(AscendexJson.saysSuccess(json), false, "");
    }

    private static VenueFrame loginRefused(VenueFrame.Refusal refusal) {
        return new VenueFrame.LoginReply(false, AscendexEvidence.isAuthorization(refusal.code()), words(refusal));
    }

    private static VenueFrame subscribeReply(JsonNode json) {
        VenueFrame.Refusal refusal = AscendexJson.refusal(json);
        return new VenueFrame.SubscribeReply(refusal == null, words(refusal));
    }

    static String words(VenueFrame.@Nullable Refusal refusal) {
        return refusal == null ? "" : (refusal.code() + " " + refusal.text()).trim();
    }

    /** Shape G: an error frame names only the id of what it is about (3.3). */
    private static VenueFrame error(JsonNode json, Supplier<String> raw) {
        VenueFrame.Refusal named = AscendexJson.refusal(json);
        VenueFrame.Refusal refusal = named != null ? named : WORDLESS;
        String id = VenueJson.text(json, "id");
        return switch (id) {
            case LOGIN_ID -> loginRefused(refusal);
            case SUBSCRIBE_ID -> new VenueFrame.SubscribeReply(false, words(refusal));
            case PROBE_ID -> probeRefused(refusal);
            default -> new VenueFrame.CancelReply(id, null, null, refusal, raw.get());
        };
    }

    /** An application that finds fault with the probe is at work; one that fails, or does not know us, is of no use. */
    private static VenueFrame probeRefused(VenueFrame.Refusal refusal) {
        return AscendexEvidence.definite(refusal) == RejectReason.INVALID_REQUEST
                ? new VenueFrame.Data("probe")
                : new VenueFrame.Other("probe");
    }

    /** The reply of v1 has no code (4.6). */
    private static VenueFrame openOrdersReply(JsonNode json, Supplier<String> raw) {
        String id = VenueJson.text(json, "id");
        VenueFrame.Refusal refusal = AscendexJson.refusal(json);
        if (id.equals(PROBE_ID)) {
            return refusal == null ? new VenueFrame.Data("probe") : probeRefused(refusal);
        }
        return refusal == null
                ? openOrders(id, json.path("data"))
                : new VenueFrame.CancelReply(id, null, null, refusal, raw.get());
    }

    private static VenueFrame openOrders(String id, JsonNode data) {
        List<CancelAll.OpenOrder> orders = AscendexOpenOrders.read(data);
        return orders == null
                ? new VenueFrame.Unreadable("a list of open orders that cannot be trusted")
                : new VenueFrame.OpenOrders(id, orders);
    }

    /** Shapes A to E, told apart from replies to what others asked by their id. */
    private static VenueFrame actionReply(JsonNode json, Supplier<String> raw) {
        String action = VenueJson.text(json, "action").toLowerCase(Locale.ROOT);
        JsonNode info = json.path("info");
        return switch (action) {
            case "cancel-order" ->
                new VenueFrame.CancelReply(
                        requestId(json),
                        AscendexJson.textOrNull(info, "orderId"),
                        AscendexJson.textOrNull(info, "symbol"),
                        refusal(json),
                        raw.get());
            // What it names is not an order of its own, and must not be taken for the reply to a cancel of one.
            case "cancel-all" -> new VenueFrame.CancelReply(requestId(json), null, null, refusal(json), raw.get());
            default -> new VenueFrame.Data(action);
        };
    }

    /** A reply that says neither yes nor no is not a yes. */
    private static VenueFrame.@Nullable Refusal refusal(JsonNode reply) {
        VenueFrame.Refusal refusal = AscendexJson.refusal(reply);
        return refusal != null || AscendexJson.saysTaken(reply)
                ? refusal
                : new VenueFrame.Refusal("", "neither taken nor refused");
    }

    /** At the top (v2) or within (v1); of two that differ the one that can be ours (4.4). */
    private static String requestId(JsonNode reply) {
        String top = VenueJson.text(reply, "id");
        String within = VenueJson.text(reply.path("info"), "id");
        boolean topIsOurs = RequestIds.parse(top).isPresent();
        return top.isEmpty() || (!topIsOurs && RequestIds.parse(within).isPresent()) ? within : top;
    }

    private static boolean isFlatOrder(JsonNode json) {
        return json.has("orderId") && json.has("seqNum") && json.has("status") && json.has("orderQty");
    }

    /** Shape F: the order as it was known when the cancel was taken. Its status is neither failure nor proof. */
    private static VenueFrame flatReply(JsonNode order, Supplier<String> raw) {
        return new VenueFrame.CancelReply(
                "",
                AscendexJson.textOrNull(order, "orderId"),
                AscendexJson.textOrNull(order, "symbol"),
                AscendexJson.orderError(order),
                raw.get());
    }

    /** Of an event about a cancel, nothing is read but which one and why (3.7). */
    private static VenueFrame orderUpdate(JsonNode event, Supplier<String> raw) {
        String status = VenueJson.text(event, "st");
        String cancelReject = AscendexJson.cancelReject(event);
        return cancelReject == null
                ? new VenueFrame.OrderUpdate(
                        VenueJson.text(event, "orderId"), status, null, VenueJson.quantity(event, "cfq"), raw.get())
                : new VenueFrame.OrderUpdate(
                        VenueJson.text(event, "origOrderId", "orderId"), status, cancelReject, null, raw.get());
    }
}
