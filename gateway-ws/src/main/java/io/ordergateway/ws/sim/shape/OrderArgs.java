package io.ordergateway.ws.sim.shape;

import com.fasterxml.jackson.databind.JsonNode;
import io.ordergateway.ws.sim.book.SimBook;
import io.ordergateway.ws.sim.book.SimOrder;
import io.ordergateway.ws.sim.door.SimAuth;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads and checks what a request wants, the same for both paths: the sanity check in front of the book. */
public final class OrderArgs {
    /** Section 8.1. */
    private static final Pattern CLIENT_ID = Pattern.compile("\\w[\\w\\-]*\\w");

    private static final int MAX_ID_LENGTH = 32;

    private final JsonNode args;
    private final long now;

    public OrderArgs(JsonNode args, long now) {
        this.args = args;
        this.now = now;
    }

    /**
     * A wish to cancel.
     *
     * @param id the client's id of this request, empty when it gave none
     * @param requestId the venue's own id of this request (section 8.2)
     * @param time what stands in the request for it
     */
    public record Cancel(String id, String orderId, String symbol, String requestId, long time) {}

    /** A wish to place, with the id the order is to have. */
    public record Place(String id, String orderId, String symbol, String side, BigDecimal qty, BigDecimal price) {}

    /**
     * Section 4.2. The order id is opaque, but never longer than 32 characters.
     *
     * @param source {@code a} for REST, {@code s} for a socket
     */
    public Cancel cancel(char source, SimBook book, boolean resolvesClientIds) {
        long time = checkTime();
        String id = clientId();
        String symbol = symbol();
        String orderId = target(book, resolvesClientIds);
        if (orderId.length() > MAX_ID_LENGTH) {
            throw Refusal.longId(orderId);
        }
        return new Cancel(id, orderId, symbol, book.newOrderId(source, time, id, "cancel", symbol), time);
    }

    /** Section 11, row 44. */
    private String target(SimBook book, boolean resolvesClientIds) {
        if (resolvesClientIds && text(args, "orderId").isEmpty()) {
            return book.byClientId(clientId()).map(SimOrder::orderId).orElseThrow(Refusal::notOpen);
        }
        return required("orderId");
    }

    /** Sections 4.1 and 5.2; limit orders only, for the book matches nothing. */
    public Place place(char source, SimBook book) {
        long time = checkTime();
        String id = clientId();
        String symbol = symbol();
        String side = required("side").toLowerCase(Locale.ROOT);
        if (!side.equals("buy") && !side.equals("sell")) {
            throw new Refusal(300003, "INVALID_SIDE", "Invalid side: " + side);
        }
        if (!"limit".equals(required("orderType").toLowerCase(Locale.ROOT))) {
            throw new Refusal(300005, "INVALID_TYPE", "Only limit orders are taken here");
        }
        BigDecimal qty = positive("orderQty", new Refusal(300002, "INVALID_QTY", "Invalid order quantity"));
        String priceKey = args.hasNonNull("orderPrice") ? "orderPrice" : "price";
        BigDecimal price = positive(priceKey, new Refusal(300001, "INVALID_PRICE", "Invalid order price"));
        return new Place(id, book.newOrderId(source, time, id, side, symbol), symbol, side, qty, price);
    }

    /** Puts a checked order in the book; one whose id is taken is refused with the engine's word for it (section 8.3). */
    public static SimOrder rest(Place place, SimBook book) {
        if (book.isFull()) {
            throw new Refusal(300009, "TRADING_VIOLATION", "Too many open orders");
        }
        return book.place(place.orderId(), place.symbol(), place.side(), place.qty(), place.price())
                .orElseThrow(Refusal::duplicateOrder);
    }

    /** The member as text, empty when it is missing or null. */
    public static String text(JsonNode object, String member) {
        return object.hasNonNull(member) ? object.get(member).asText() : "";
    }

    private String clientId() {
        String id = text(args, "id");
        if (id.length() > MAX_ID_LENGTH) {
            throw Refusal.longId(id);
        }
        if (!id.isEmpty() && !CLIENT_ID.matcher(id).matches()) {
            throw Refusal.badId(id);
        }
        return id;
    }

    private String symbol() {
        String symbol = text(args, "symbol");
        if (symbol.isEmpty()) {
            throw new Refusal(300012, "INVALID_PRODUCT", "Invalid Product Symbol");
        }
        return symbol;
    }

    private String required(String member) {
        String value = text(args, member);
        if (value.isEmpty()) {
            throw Refusal.invalid("Missing required parameter: " + member);
        }
        return value;
    }

    /** Section 11, row 51: a request of another time is refused aloud. A number or a string. */
    private long checkTime() {
        String time = required("time");
        long millis;
        try {
            millis = Long.parseLong(time);
        } catch (NumberFormatException e) {
            throw Refusal.invalid("Invalid parameter: time");
        }
        if (!SimAuth.isCurrent(millis, now)) {
            throw Refusal.stale();
        }
        return millis;
    }

    private BigDecimal positive(String member, Refusal otherwise) {
        try {
            return Optional.of(new BigDecimal(required(member)))
                    .filter(number -> number.signum() > 0)
                    .orElseThrow(() -> otherwise);
        } catch (NumberFormatException e) {
            throw otherwise;
        }
    }
}
