package io.ordergateway.ws.sim.hashkey.door;

import java.util.Map;

/** A request that did not pass, with one of the codes of section 7. The texts are free: no document has them. */
public final class Refusal extends RuntimeException {
    /** Section 7: required field missing or invalid; by default also a wrong signature. */
    public static final String MISSING = "0001";

    public static final String WRONG_SIGNATURE = "0002";
    public static final String LIMIT = "0003";
    public static final String BAD_KEY = "0102";
    public static final String NO_SYMBOL = "0201";
    public static final String NOT_FOUND = "0211";
    public static final String UNAUTHORIZED = "-1002";
    public static final String STALE = "-1021";
    public static final String ILLEGAL = "-1130";
    public static final String BAD_CLIENT_ID = "-1123";
    public static final String DUPLICATE_CLIENT_ID = "-1141";

    private static final long serialVersionUID = 1L;
    private static final int BAD_REQUEST = 400;
    private static final Map<String, String> TEXTS = Map.ofEntries(
            Map.entry(MISSING, "Required field missing or invalid"),
            Map.entry(WRONG_SIGNATURE, "Incorrect signature"),
            Map.entry(LIMIT, "Rate limit exceeded"),
            Map.entry(BAD_KEY, "Invalid API key"),
            Map.entry("0103", "API key expired"),
            Map.entry(NO_SYMBOL, "Instrument not found"),
            Map.entry("0202", "IP is not in the whitelist"),
            Map.entry(NOT_FOUND, "Order not found"),
            Map.entry("0212", "Order already completed or does not exist"),
            Map.entry("-1000", "An unknown error occurred while processing the request"),
            Map.entry("-1001", "Internal error"),
            Map.entry(UNAUTHORIZED, "Unauthorized operation"),
            Map.entry("-1006", "Execution status unknown"),
            Map.entry("-1007", "Timeout waiting for response from backend server; status unknown"),
            Map.entry("-1015", "Too many orders"),
            Map.entry(STALE, "Timestamp for this request is outside of the recvWindow"),
            Map.entry("-1024", "Duplicate request"),
            Map.entry(BAD_CLIENT_ID, "Invalid client order id"),
            Map.entry(ILLEGAL, "Invalid parameter"),
            Map.entry("-1138", "Order has been partially canceled"),
            Map.entry("-1139", "Order has been filled"),
            Map.entry(DUPLICATE_CLIENT_ID, "Duplicate client order id"),
            Map.entry("-1142", "Order has been canceled"),
            Map.entry("-1143", "Order not found on order book"),
            Map.entry("-1144", "Order has been locked"),
            Map.entry("-1145", "This order type does not support cancellation"),
            Map.entry("-1147", "Order cancel timeout"),
            Map.entry("-1150", "Cancel order failed"),
            Map.entry("-2001", "The platform is offline"),
            Map.entry("-2011", "Cancel rejected"),
            Map.entry("-3145", "Submitting too frequently"));

    /** As it is written on the wire. */
    public final String code;

    public final int status;

    private Refusal(int status, String code, String text) {
        super(text, null, false, false);
        this.code = code;
        this.status = status;
    }

    /** With status 400, like every documented error (section 7). */
    public static Refusal of(String code) {
        return of(code, TEXTS.getOrDefault(code, "Refused"));
    }

    public static Refusal of(String code, String text) {
        return new Refusal(BAD_REQUEST, code, text);
    }

    public static Refusal missing(String name) {
        return of(MISSING, "Required field '" + name + "' missing or invalid");
    }

    public static Refusal illegal(String name) {
        return of(ILLEGAL, "Invalid parameter '" + name + "'");
    }

    public Refusal withStatus(int newStatus) {
        return new Refusal(newStatus, code, text());
    }

    public String text() {
        return String.valueOf(getMessage());
    }
}
