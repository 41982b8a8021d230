package io.ordergateway.ws.wire;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A venue's socket dialect. Pure: time comes in as an argument. Ids, symbols and the numbers of requests were checked before
 * they come here: nothing is escaped.
 */
public interface VenueCodec {
    /**
     * The path of the socket's URL, to be asked for at each connect.
     *
     * @throws IllegalStateException if the venue has not said yet who the account is
     */
    String socketPath();

    /** Which ids the venue can mean; no other method here is given any others. */
    IdRules rules();

    /**
     * The id that the venue gives to an order placed like this, or {@code null} if that cannot be told. Requests to cancel
     * get ids by the same rule, and some messages name a cancel by it.
     */
    @Nullable
    String orderId(CancelOrder.Placement placement);

    String login(long timeMillis);

    String subscribeOrders();

    String ping();

    String pong();

    /**
     * A harmless request, for the open orders of the account. A reply to it shows that the venue's application works, and
     * not only its front: it is decoded to {@link VenueFrame.Data}.
     */
    String probe();

    /** Writes, behind what the buffer holds already, the frame that cancels one order. */
    void cancel(TextBuffer out, long requestId, OrderRef order, long timeMillis);

    /**
     * Cancels whatever the venue has open.
     *
     * @param symbol the one symbol meant, or {@code null} for all
     */
    String cancelAll(long requestId, @Nullable String symbol, long timeMillis);

    /**
     * Asks for what the venue has open; {@link VenueFrame.OpenOrders} is the reply.
     *
     * @param symbol the one symbol meant, or {@code null} for all
     */
    String openOrders(long requestId, @Nullable String symbol);

    /** Reads a message. Never throws: what cannot be read is {@link VenueFrame.Unreadable}. */
    VenueFrame decode(String text);

    /** Whether a refusal says that the session is not, or no longer, logged in. */
    boolean saysLoggedOut(VenueFrame.Refusal refusal);

    /** What a reply proves. */
    Verdict judge(VenueFrame.CancelReply reply, Instant at);

    /** What a push proves. */
    Verdict judge(VenueFrame.OrderUpdate update, Instant at);
}
