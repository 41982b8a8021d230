package io.ordergateway.ws.sim.hashkey.book;

/** Section 6.2, those that happen here. */
public enum CancelReason {
    /** The order was not canceled. */
    NONE(""),
    USER("USER_CANCEL"),
    /** What was left of an order that may not rest. */
    RISK_LIMIT("RISKLIMIT_CANCEL");

    private final String wireName;

    CancelReason(String wireName) {
        this.wireName = wireName;
    }

    /** The venue's spelling, empty for none. */
    public String wireName() {
        return wireName;
    }
}
