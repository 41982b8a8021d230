package io.ordergateway.ws.sim.shape;

/** A request that did not pass, with one of the codes of section 7. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public final int code;
    public final String reason;

    public Refusal(int code, String reason, String message) {
        super(message, null, false, false);
        this.code = code;
        this.reason = reason;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    public static Refusal badId(String id) {
        return new Refusal(300006, "INVALID_ORDER_ID", "Invalid Client Order Id: " + id);
    }

    public static Refusal longId(String id) {
        return new Refusal(300006, "INVALID_ORDER_ID", "Client Order Id too Long: " + id);
    }

    /** Section 5.3; the reason that goes with this code is documented nowhere, so none is sent. */
    public static Refusal notOpen() {
        return new Refusal(300019, "", "Trying to cancel non-open order");
    }

    public static Refusal stale() {
        return new Refusal(100011, "INVALID_TIMESTAMP", "Request time is more than 30 s away from server time");
    }

    public static Refusal invalid(String text) {
        return new Refusal(100004, "INVALID_REQUEST_DATA", text);
    }
}
