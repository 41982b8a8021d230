package io.ordergateway.ws.wire.ascendex;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.RequestIds;
import io.ordergateway.ws.wire.VenueCodec;
import io.ordergateway.ws.wire.VenueFrame;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The futures v2 stream of AscendEX (3, 4). */
public final class AscendexCodec implements VenueCodec {
    /** Order ids are opaque strings of up to 32 characters (8.2); symbols look like {@code BTC-PERP} or {@code BTC/USDT}. */
    public static final IdRules RULES = new IdRules(32, "-_", 32, "-/_.");

    private static final String LOGIN_ID = "gwlogin01";
    private static final String SUBSCRIBE_ID = "gworders1";

    private final Credentials credentials;
    private final int accountGroup;

    /**
     * Speaks for one account.
     *
     * @param accountGroup the number in every private path (1.3); 0 is legal
     */
    public AscendexCodec(Credentials credentials, int accountGroup) {
        this.credentials = credentials;
        this.accountGroup = accountGroup;
    }

    @Override
    public String socketPath() {
        return "/" + accountGroup + "/api/pro/v2/stream";
    }

    @Override
    public IdRules rules() {
        return RULES;
    }

    @Override
    public String login(long timeMillis) {
        return AscendexJson.MAPPER
                .createObjectNode()
                .put("op", "auth")
                .put("id", LOGIN_ID)
                .put("t", timeMillis)
                .put("key", credentials.key())
                .put("sig", credentials.signer().sign(timeMillis + "+v2/stream"))
                .toString();
    }

    @Override
    public String subscribeOrders() {
        return "{\"op\":\"sub\",\"id\":\"" + SUBSCRIBE_ID + "\",\"ch\":\"futures-order\"}";
    }

    @Override
    public String ping() {
        return "{\"op\":\"ping\"}";
    }

    @Override
    public String pong() {
        return "{\"op\":\"pong\"}";
    }

    /** The id stands at both places where the venue has been seen to read it (4.2). Nothing here needs escaping: see RULES. */
    @Override
    public String cancel(long requestId, OrderRef order, long timeMillis) {
        String id = RequestIds.format(requestId);
        return "{\"op\":\"req\",\"action\":\"cancel-order\",\"ac\":\"futures\",\"id\":\"" + id
                + "\",\"args\":{\"time\":" + timeMillis + ",\"id\":\"" + id + "\",\"orderId\":\"" + order.orderId()
                + "\",\"symbol\":\"" + order.symbol() + "\"}}";
    }

    /** The decoder rules of 4.4, in their order. */
    @Override
    public VenueFrame decode(String text) {
        JsonNode json = AscendexJson.read(text);
        if (json == null) {
            return new VenueFrame.Unreadable("not JSON");
        }
        if (json.isArray()) {
            return new VenueFrame.Other("snapshot");
        }
        if (!json.isObject()) {
            return new VenueFrame.Unreadable("JSON, but not an object");
        }
        String kind = AscendexJson.text(json, "m", "op");
        VenueFrame control = control(kind, json);
        if (control != null) {
            return control;
        }
        if (json.has("action")) {
            return actionReply(json, text);
        }
        if (kind.equals("futures-order")) {
            return orderUpdate(json, text);
        }
        if (kind.equals("order") && json.path("data").isObject()) {
            return orderUpdate(json.get("data"), text);
        }
        if (kind.isEmpty() && isFlatOrder(json)) {
            return new VenueFrame.CancelReply(
                    "", AscendexJson.text(json, "orderId"), AscendexJson.textOrNull(json, "symbol"), null, text);
        }
        return new VenueFrame.Other(kind.isEmpty() ? "unnamed" : kind);
    }

    private static @Nullable VenueFrame control(String kind, JsonNode json) {
        return switch (kind) {
            case "connected" -> new VenueFrame.Greeting();
            case "auth" -> loginReply(json);
            case "sub" -> subscribeReply(json);
            case "ping" -> new VenueFrame.Ping();
            case "pong" -> new VenueFrame.Pong();
            case "disconnected" -> new VenueFrame.Goodbye(AscendexJson.text(json, "info", "reason", "code"));
            case "error" -> error(json);
            case "unsub" -> new VenueFrame.Other(kind);
            default -> null;
        };
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

    private static String words(VenueFrame.@Nullable Refusal refusal) {
        return refusal == null ? "" : (refusal.code() + " " + refusal.text()).trim();
    }

    /** Shape G: an error frame names only the id of what it is about (3.3). */
    private static VenueFrame error(JsonNode json) {
        String id = AscendexJson.text(json, "id");
        VenueFrame.Refusal named = AscendexJson.refusal(json);
        VenueFrame.Refusal refusal = named != null ? named : new VenueFrame.Refusal("", "an error without a word");
        if (id.equals(LOGIN_ID)) {
            return loginRefused(refusal);
        }
        if (id.equals(SUBSCRIBE_ID)) {
            return new VenueFrame.SubscribeReply(false, words(refusal));
        }
        return new VenueFrame.CancelReply(id, null, null, refusal, json.toString());
    }

    /** Shapes A to E. Replies to other actions than ours are told apart by their id, which is not one of ours. */
    private static VenueFrame actionReply(JsonNode json, String text) {
        String action = AscendexJson.text(json, "action");
        if (!action.equalsIgnoreCase("cancel-order")) {
            return new VenueFrame.Other(action);
        }
        JsonNode info = json.path("info");
        String id = AscendexJson.text(json, "id");
        return new VenueFrame.CancelReply(
                id.isEmpty() ? AscendexJson.text(info, "id") : id,
                AscendexJson.textOrNull(info, "orderId"),
                AscendexJson.textOrNull(info, "symbol"),
                AscendexJson.refusal(json),
                text);
    }

    /** Shape F: the order as it was known when the cancel was taken. Its status is neither failure nor proof. */
    private static boolean isFlatOrder(JsonNode json) {
        return json.has("orderId") && json.has("seqNum") && json.has("status") && json.has("orderQty");
    }

    private static VenueFrame orderUpdate(JsonNode event, String text) {
        String orderId = AscendexJson.text(event, "origOrderId", "orderId");
        return new VenueFrame.OrderUpdate(
                orderId,
                AscendexJson.text(event, "st"),
                AscendexJson.cancelReject(event),
                AscendexJson.decimal(event, "cfq"),
                text);
    }

    @Override
    public Verdict judge(VenueFrame.CancelReply reply, Instant at) {
        VenueFrame.Refusal refusal = reply.refusal();
        if (refusal == null) {
            return new Verdict.Acknowledged(new Evidence(PathKind.SOCKET, "cancel-ack", reply.raw(), at));
        }
        return AscendexEvidence.refused(refusal, new Evidence(PathKind.SOCKET, "cancel-error", reply.raw(), at));
    }

    @Override
    public Verdict judge(VenueFrame.OrderUpdate update, Instant at) {
        if (update.cancelReject() != null) {
            Evidence evidence = new Evidence(PathKind.SOCKET, "cancel-reject-push", update.raw(), at);
            return AscendexEvidence.cancelRejected(update.cancelReject(), evidence);
        }
        return AscendexEvidence.of(
                update.status(), update.filled(), new Evidence(PathKind.SOCKET, "order-push", update.raw(), at));
    }
}
