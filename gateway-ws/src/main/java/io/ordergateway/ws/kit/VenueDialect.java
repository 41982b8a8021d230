package io.ordergateway.ws.kit;

import io.ordergateway.core.order.CancelOrder;
import io.ordergateway.core.order.IdRules;
import io.ordergateway.ws.wire.Introduction;
import io.ordergateway.ws.wire.OrderStreamCodec;
import io.ordergateway.ws.wire.VenueCodec;
import io.ordergateway.ws.wire.VenueRest;
import org.jspecify.annotations.Nullable;

/** How one account speaks with its venue. Pure, as its parts are: no channel, no clock. Belongs to the account's thread. */
public interface VenueDialect {
    VenueRest rest();

    /** What sessions that send cancels speak, or {@code null} if the venue takes none. */
    @Nullable
    VenueCodec sessions();

    /** What its stream of orders speaks, or {@code null} if it has none for such accounts, or tells of orders on sessions. */
    @Nullable
    OrderStreamCodec orders();

    /** Which ids the venue can mean. */
    IdRules ids();

    /**
     * The id that the venue gives to an order placed like this, or {@code null} if that cannot be told.
     */
    @Nullable
    String orderId(CancelOrder.Placement placement);

    /**
     * Whether private requests can be made before the venue has said who the account is. What it says is asked for all the
     * same, since that tells early of credentials that will not do. May change with each try to learn it.
     */
    boolean needsNoIntroduction();

    /**
     * Takes in what the venue said of the account.
     *
     * @return what is odd about it, in one line for operators, or {@code null}
     */
    @Nullable
    String learn(Introduction.Known said);

    /**
     * How long a venue that replies like this wants to be left alone, or {@code null} if it asks nothing of the kind. That is
     * heeded as it stands; asked again right afterwards, for 2 s at least, then for 4 s, and so on up to a minute.
     *
     * @param asked what it is the reply to
     */
    @Nullable
    LeaveAlone leaveAlone(VenueRest.Reply reply, Asked asked);

    /** What a request was for, as far as venues make a difference when they ask to be left alone. */
    enum Asked {
        CANCEL,
        QUESTION
    }
}
