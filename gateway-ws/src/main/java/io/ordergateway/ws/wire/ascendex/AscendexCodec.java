package io.ordergateway.ws.wire.ascendex;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import io.ordergateway.core.order.Verdict;
import io.ordergateway.ws.wire.AckShapes;
import io.ordergateway.ws.wire.Credentials;
import io.ordergateway.ws.wire.RequestIds;
import io.ordergateway.ws.wire.TextBuffer;
import io.ordergateway.ws.wire.VenueCodec;
import io.ordergateway.ws.wire.VenueFrame;
import io.ordergateway.ws.wire.VenueRest;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The streams of AscendEX (3, 4). */
public final class AscendexCodec implements VenueCodec {
    /** Order ids are opaque strings of up to 32 characters (8.2); symbols look like {@code BTC-PERP} or {@code BTC/USDT}. */
    public static final IdRules RULES = new IdRules(32, "-_", 32, "-/_.");

    /** How long an address is banned if the venue does not say (9.1). */
    static final Duration BAN = Duration.ofMinutes(15);

    private static final String ACK = "cancel-ack";

    /** Shapes A and D (4.3). */
    private static final AckShapes.Places ACK_PLACES =
            new AckShapes.Places(ACK, Set.of("/id", "/info/id"), "/info/orderId", "/info/symbol");

    private final AckShapes acks = new AckShapes(ACK_PLACES);
    private final AscendexAccount account;
    private final AscendexDialect dialect;
    private final AscendexCancel cancel;

    /** Speaks for this account, in its dialect. */
    public AscendexCodec(AscendexAccount account) {
        this.account = account;
        this.dialect = account.dialect();
        this.cancel = dialect.cancel();
    }

    @Override
    public String socketPath() {
        return "/" + account.group() + dialect.streamPath();
    }

    /** Both statuses were seen to mean a ban (9.1, 10). */
    @Override
    public @Nullable Duration stayAway(VenueRest.Reply handshake) {
        return AscendexKit.asksForPeace(handshake) ? handshake.pause(BAN) : null;
    }

    @Override
    public String login(long timeMillis) {
        Credentials credentials = account.credentials();
        return JsonNodeFactory.instance
                .objectNode()
                .put("op", "auth")
                .put("id", AscendexDecoder.LOGIN_ID)
                .put("t", timeMillis)
                .put("key", credentials.key())
                .put("sig", credentials.signer().sign(timeMillis, dialect.streamApiPath()))
                .toString();
    }

    @Override
    public String subscribeOrders() {
        return "{\"op\":\"sub\",\"id\":\"" + AscendexDecoder.SUBSCRIBE_ID + "\",\"ch\":\"" + dialect.orderChannel()
                + "\"}";
    }

    @Override
    public String ping() {
        return "{\"op\":\"ping\"}";
    }

    @Override
    public String pong() {
        return "{\"op\":\"pong\"}";
    }

    @Override
    public String probe() {
        return dialect.openOrders(AscendexDecoder.PROBE_ID, null);
    }

    @Override
    public void cancel(TextBuffer out, long requestId, OrderRef order, long timeMillis) {
        cancel.write(out, requestId, order, timeMillis);
    }

    @Override
    public String cancelAll(long requestId, @Nullable String symbol, long timeMillis) {
        return dialect.cancelAll(RequestIds.format(requestId), symbol, timeMillis);
    }

    @Override
    public String openOrders(long requestId, @Nullable String symbol) {
        return dialect.openOrders(RequestIds.format(requestId), symbol);
    }

    @Override
    public long ackedRequest(byte[] utf8, int from, int to) {
        return acks.requestId(utf8, from, to);
    }

    @Override
    public @Nullable Evidence ackEvidence(OrderRef order, Instant at) {
        return acks.evidence(order, at);
    }

    @Override
    public VenueFrame decode(byte[] utf8, int from, int to) {
        VenueFrame frame = AscendexDecoder.decode(utf8, from, to);
        if (frame instanceof VenueFrame.CancelReply reply) {
            acks.learn(reply, utf8, from, to);
        }
        return frame;
    }

    /** Of all codes about authorization the one that another login cures (7). */
    @Override
    public boolean saysLoggedOut(VenueFrame.Refusal refusal) {
        return refusal.code().equals("100009");
    }

    @Override
    public Verdict judge(VenueFrame.CancelReply reply, Instant at) {
        VenueFrame.Refusal refusal = reply.refusal();
        if (refusal == null) {
            return new Verdict.Acknowledged(new Evidence(PathKind.SOCKET, ACK, reply.raw(), at));
        }
        return AscendexEvidence.refused(refusal, new Evidence(PathKind.SOCKET, "cancel-error", reply.raw(), at));
    }

    /** An event about a cancel never says how the order ended (3.7). */
    @Override
    public Verdict judge(VenueFrame.OrderUpdate update, Instant at) {
        if (update.cancelReject() != null) {
            Evidence evidence = new Evidence(PathKind.SOCKET, "cancel-reject-push", update.raw(), at);
            return AscendexEvidence.refused(new VenueFrame.Refusal("", update.cancelReject()), evidence);
        }
        return AscendexEvidence.of(
                update.status(), update.filled(), new Evidence(PathKind.SOCKET, "order-push", update.raw(), at));
    }
}
