package io.ordergateway.ws.wire;

import java.math.BigDecimal;
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

    /** The venue asks whether we live. */
    record Ping() implements VenueFrame {}

    /** The venue lives. */
    record Pong() implements VenueFrame {}

    /** The venue says goodbye. */
    record Goodbye(String text) implements VenueFrame {}

    /**
     * A reply to a cancel, or an error that may be one.
     *
     * @param requestId the echo of our id, empty if there is none
     * @param orderId the order it names, if it names one
     * @param symbol the symbol it names, if it names one
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
     * @param orderId the order meant, also where the message carries the id of a cancel request
     * @param status the venue's word for the order's status
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

    /** Something sound that is of no concern here. */
    record Other(String kind) implements VenueFrame {}

    /** Something that is not a message. */
    record Unreadable(String why) implements VenueFrame {}
}
