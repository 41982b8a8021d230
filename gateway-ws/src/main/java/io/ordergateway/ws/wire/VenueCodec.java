package io.ordergateway.ws.wire;

import io.ordergateway.core.order.IdRules;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.Verdict;
import java.time.Instant;

/** A venue's socket dialect. Pure: time comes in as an argument. */
public interface VenueCodec {
    /** The path of the socket's URL. */
    String socketPath();

    /** Which ids the venue can mean; {@link #cancel} is given no others. */
    IdRules rules();

    String login(long timeMillis);

    String subscribeOrders();

    String ping();

    String pong();

    String cancel(long requestId, OrderRef order, long timeMillis);

    /** Reads a message. Never throws: what cannot be read is {@link VenueFrame.Unreadable}. */
    VenueFrame decode(String text);

    /** What a reply proves. */
    Verdict judge(VenueFrame.CancelReply reply, Instant at);

    /** What a push proves. */
    Verdict judge(VenueFrame.OrderUpdate update, Instant at);
}
