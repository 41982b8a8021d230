package io.ordergateway.ws.sim.shape;

/** A request that did not pass, with one of the codes of section 7. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The code of a request of another time. */
    public static final int STALE = 100011;

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
        return new Refusal(STALE, "INVALID_TIMESTAMP", "Request time is more than 30 s away from server time");
    }

    public static Refusal invalid(String text) {
        return new Refusal(100004, "INVALID_REQUEST_DATA", text);
    }

    /** Section 5.3: the same order canceled again within a short time. */
    public static Refusal duplicateCancel() {
        return new Refusal(300019, "", "Duplicated order cancel request.");
    }

    /** Section 5.3, as a batch says it. */
    public static Refusal gone() {
        return new Refusal(300006, "INVALID_ORDER_ID", "The order is already filled or canceled.");
    }

    /** Section 7, of the time before Pro. */
    public static Refusal goneBeforePro() {
        return new Refusal(60060, "", "The order is already filled or canceled");
    }

    /** Section 5.4.2: an error with nothing in its fields. */
    public static Refusal wordless() {
        return new Refusal(300006, "", "");
    }

    /** Section 5.3: the batch as a whole. */
    public static Refusal badBatch() {
        return new Refusal(
                300013, "INVALID_BATCH_ORDER", "Batch Order failed, please check each order info for detail.");
    }

    /** Section 5.3: a sound order in a batch that failed. */
    public static Refusal innocentInBatch() {
        return new Refusal(300013, "INVALID_BATCH_ORDER", "Some invalid order in this batch.");
    }

    /** Section 8.3: the engine's word for an id that is taken. */
    public static Refusal duplicateOrder() {
        return new Refusal(300006, "INVALID_ORDER_ID", "DupNewCoid");
    }
}
