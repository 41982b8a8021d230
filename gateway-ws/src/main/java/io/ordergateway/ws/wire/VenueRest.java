package io.ordergateway.ws.wire;

import io.ordergateway.core.order.CancelAll;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A venue's HTTP dialect. Pure: time comes in as an argument, and ids and symbols were checked before they come here. All
 * requests but {@link #introduction} and {@link #venueTime} throw an {@link IllegalStateException} while the venue has not
 * said who the account is.
 */
public interface VenueRest {
    /**
     * A request, signed unless it is public.
     *
     * @param path with its query, from the slash on
     * @param headers all that the venue needs
     * @param body empty for none
     */
    record Request(String method, String path, Map<String, String> headers, String body) {
        /** Without headers and query: a signature is good for a while, and so is a key. */
        @Override
        public String toString() {
            int query = path.indexOf('?');
            return method + " " + (query < 0 ? path : path.substring(0, query));
        }
    }

    /**
     * What came back.
     *
     * @param retryAfter the header of that name, or {@code null}
     */
    record Reply(int status, String body, @Nullable String retryAfter) {
        /** The longest that a venue is left alone because it said so, whatever it says. */
        public static final Duration LONGEST_PAUSE = Duration.ofHours(1);

        /** How long the header asks to wait, in seconds; something else if there is none that one can read, or 0. */
        public Duration pause(Duration otherwise) {
            try {
                Duration asked =
                        retryAfter == null ? otherwise : Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
                if (asked.isNegative() || asked.isZero()) {
                    return otherwise;
                }
                return asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
            } catch (NumberFormatException e) {
                return otherwise; // it may be a date, which nobody has seen a venue send
            }
        }
    }

    /**
     * One cancel of a batch.
     *
     * @param requestId its number among our requests
     */
    record Numbered(long requestId, OrderRef order) {}

    /** How many cancels a batch may hold. */
    int maxBatch();

    Request cancel(long requestId, OrderRef order, long timeMillis);

    /**
     * Several cancels in one request.
     *
     * @param items 1 to {@link #maxBatch()}, each named by the venue's own id
     */
    Request cancelBatch(List<Numbered> items, long timeMillis);

    /**
     * Whether one request can cancel whatever the venue has open.
     *
     * @param symbol of this symbol, or {@code null} for all
     */
    default boolean cancelsAll(@Nullable String symbol) {
        return true;
    }

    /**
     * Cancels whatever the venue has open.
     *
     * @param symbol the one symbol meant, or {@code null} for all; of what {@link #cancelsAll} says it can
     */
    Request cancelAll(long requestId, @Nullable String symbol, long timeMillis);

    Request status(OrderRef order, long timeMillis);

    /**
     * Asks for an order of which the answer to {@link #status} says that there is none, where the venue keeps those that ended.
     * The answer is judged as that to {@code status} is.
     *
     * @return {@code null} if it has no such place, or does not find an order there by this name
     */
    default @Nullable Request history(OrderRef order, long timeMillis) {
        return null;
    }

    /** Whether the venue can be asked for what it has open. */
    default boolean listsOpenOrders() {
        return true;
    }

    /**
     * Asks for what the venue has open; only where {@link #listsOpenOrders} says that it can be.
     *
     * @param symbol the one symbol meant, or {@code null} for all
     */
    Request openOrders(@Nullable String symbol, long timeMillis);

    /**
     * Asks for what stands behind a page of open orders.
     *
     * @param symbol as it was asked for
     * @param httpStatus of the answer that brought the page
     * @param body of the answer that brought the page
     * @return empty if that was the last page, or none that one can trust
     */
    default Optional<Request> nextOpenOrders(@Nullable String symbol, int httpStatus, String body, long timeMillis) {
        return Optional.empty();
    }

    /** Asks for the time on the venue's clock. Public. */
    Request venueTime(long timeMillis);

    /** Asks who these credentials are. */
    Request introduction(long timeMillis);

    /** What the reply to a cancel proves. */
    Verdict judgeCancel(int httpStatus, String body, Instant at);

    /** What the reply to a cancel of all proves: that the venue took it, never that nothing is open. */
    Verdict judgeCancelAll(int httpStatus, String body, Instant at);

    /**
     * What the reply to a batch proves of each of its orders, in their order. Empty means that this cancel was not carried
     * out because of another one: send it alone.
     */
    List<Optional<Verdict>> judgeBatch(List<OrderRef> orders, int httpStatus, String body, Instant at);

    /** What the reply to a status query proves of this order. */
    Verdict judgeStatus(OrderRef order, int httpStatus, String body, Instant at);

    /**
     * How else the answer to a status query names this order: by its client order id, if it was asked for by the venue's id,
     * or the other way round. {@code null} if it does not, as where a venue cancels by its own ids only.
     *
     * @param body of an answer that proves the order's end
     */
    default @Nullable OrderRef otherName(OrderRef order, String body) {
        return null;
    }

    /**
     * What the venue has open, complete for what was asked but for {@linkplain #nextOpenOrders what stands behind it}; empty
     * if the answer is none that one can trust.
     */
    Optional<List<CancelAll.OpenOrder>> readOpenOrders(int httpStatus, String body);

    /** The time on the venue's clock, in milliseconds; empty if the answer does not say. */
    OptionalLong readVenueTime(int httpStatus, String body);

    /** Who the venue says we are. Whoever holds the account must be told of it: nothing is kept here. */
    Introduction readIntroduction(int httpStatus, String body);
}
