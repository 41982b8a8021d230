package io.ordergateway.ws.wire;

import io.ordergateway.core.order.CancelAll;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One message from a venue, in words that are the same for every venue. What it proves is the evidence table's to say. */
public sealed interface VenueFrame {
    /** The venue's first words on a connection. */
    record Greeting() implements VenueFrame {}

    /**
     * The answer to our login.
     *
     * @param accepted whether we are logged in
     * @param forGood if we are not: whether these credentials will never do
     * @param text the venue's words if we are not
     */
    record LoginReply(boolean accepted, boolean forGood, String text) implements VenueFrame {}

    /**
     * The answer to our subscription of the order channel.
     *
     * @param accepted whether pushes will come
     * @param text the venue's words if they will not
     */
    record SubscribeReply(boolean accepted, String text) implements VenueFrame {}

    /**
     * The venue asks whether we live.
     *
     * @param healthPoints how many such questions it will still ask in vain, -1 if it does not say
     */
    record Ping(int healthPoints) implements VenueFrame {}

    /**
     * The venue lives.
     *
     * @param venueMillis the time on its clock, 0 if it does not say or not in milliseconds
     * @param healthPoints as in {@link Ping}
     */
    record Pong(long venueMillis, int healthPoints) implements VenueFrame {}

    /** The venue says goodbye. */
    record Goodbye(String text) implements VenueFrame {}

    /**
     * A reply to a cancel, of one order or of all, or an error that may be one. A refused request for the open orders is one
     * as well: a request id tells requests apart, whatever they were for.
     *
     * @param requestId the echo of our id, empty if there is none
     * @param orderId the order it names, if it names one
     * @param symbol the symbol it names, if it is about one order and names one
     * @param refusal the venue's error, or {@code null} if it took the request
     * @param raw the message as it came
     */
    record CancelReply(
            String requestId,
            @Nullable String orderId,
            @Nullable String symbol,
            @Nullable Refusal refusal,
            String raw) implements VenueFrame {}

    /**
     * An error in the venue's words.
     *
     * @param code its number, empty if it gave none
     * @param text reason and detail
     */
    record Refusal(String code, String text) {}

    /**
     * The order channel speaks of an order.
     *
     * @param orderId the order meant. If a cancel was refused, and the venue named nothing else, it may be the id of
     *     the cancel request instead, which nobody looks up: the order's status is asked soon after
     * @param status the venue's word for the order's status; if a cancel was refused, it says nothing about the order
     * @param cancelReject why a cancel of it was refused, or {@code null} if the message is about the order itself
     * @param filled the quantity filled so far, if the message says
     * @param raw the message as it came
     */
    record OrderUpdate(
            String orderId,
            String status,
            @Nullable String cancelReject,
            @Nullable BigDecimal filled,
            String raw) implements VenueFrame {}

    /**
     * What the venue has open, complete for what was asked.
     *
     * @param requestId the echo of our id, empty if there is none
     */
    record OpenOrders(String requestId, List<CancelAll.OpenOrder> orders) implements VenueFrame {}

    /** Something of no concern here that shows the venue's application at work: a reply to our probe, another push. */
    record Data(String kind) implements VenueFrame {}

    /** Something sound that shows nothing. */
    record Other(String kind) implements VenueFrame {}

    /** Something that is not a message. */
    record Unreadable(String why) implements VenueFrame {}
}
