package io.ordergateway.it.contract;

import io.ordergateway.core.order.OrderStatus;
import io.ordergateway.ws.app.AccountConfig;
import java.time.Duration;
import java.util.List;

/**
 * A simulated venue and the account by which a gateway cancels there on one kind of path. The contract knows nothing else
 * of a venue, so that it is written once.
 */
interface VenueSide extends AutoCloseable {
    /** The account, impatient enough for a test. */
    AccountConfig account();

    /** The same account with a key that the venue takes no more. */
    AccountConfig expired();

    String symbol();

    /** A resting order of the account; its id. */
    String place();

    /** An id such as the venue gives, of an order that it never had. */
    String nobodys();

    /** The order is filled. */
    void fill(String orderId);

    /** Somebody else cancels the order. */
    void cancelElsewhere(String orderId);

    /** How the order stands in the venue's own book; {@code UNKNOWN} if it has no such order. */
    OrderStatus inBook(String orderId);

    /** What the next cancel meets; what was there before is over. */
    void meet(Trouble trouble);

    /** Whether the venue then wants to be left alone for longer than a test can wait. */
    boolean staysAway(Trouble trouble);

    /** How far ahead of the true time the venue's clock is from now on; behind when negative. */
    void skew(Duration ahead);

    /** How many requests to cancel have come in so far, by whichever path. */
    long cancels();

    /** What came in beyond the venue's own limits, in words; nothing if they were kept. */
    List<String> excesses();

    @Override
    void close();
}
