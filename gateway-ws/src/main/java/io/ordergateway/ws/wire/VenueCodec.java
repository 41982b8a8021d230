package io.ordergateway.ws.wire;

import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A venue's socket dialect. Time comes in as an argument. Ids, symbols and the numbers of requests were checked before they
 * come here: nothing is escaped.
 *
 * <p>A codec remembers how the venue writes, which never changes what it answers, and belongs to its account's loop.
 */
public interface VenueCodec {
    /**
     * The path of the socket's URL, to be asked for at each connect.
     *
     * @throws IllegalStateException if the venue has not said yet who the account is
     */
    String socketPath();

    /** How long a venue that answers the handshake like this wants no other, or {@code null} if it does not say so. */
    @Nullable
    Duration stayAway(VenueRest.Reply handshake);

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

    /**
     * Reads nothing but an ordinary acknowledgement, and that without parsing or allocating: one that says, in the very bytes
     * of an earlier one that was {@linkplain #decode decoded}, that a request was taken.
     *
     * @return the id of the request, one of ours; -1 if the message is anything else, or must be decoded to tell
     */
    long ackedRequest(byte[] utf8, int from, int to);

    /**
     * What the message given to {@link #ackedRequest} last is evidence of, while its bytes are still there: that the venue
     * took the cancel of this order.
     *
     * @return {@code null} if it names another order or symbol; the message must be decoded then
     */
    @Nullable
    Evidence ackEvidence(OrderRef order, Instant at);

    /** Reads a message. Never throws: what cannot be read is {@link VenueFrame.Unreadable}. */
    VenueFrame decode(byte[] utf8, int from, int to);

    /** Whether a refusal says that the session is not, or no longer, logged in. */
    boolean saysLoggedOut(VenueFrame.Refusal refusal);

    /** What a reply proves. */
    Verdict judge(VenueFrame.CancelReply reply, Instant at);

    /** What a push proves. */
    Verdict judge(VenueFrame.OrderUpdate update, Instant at);
}
