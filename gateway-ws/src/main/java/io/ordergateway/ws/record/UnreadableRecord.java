package io.ordergateway.ws.record;

import io.ordergateway.core.order.IdRules;

/** A text that is not a record of an outcome, or one of a version that this build does not know. Says what is wrong. */
public final class UnreadableRecord extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableRecord(String text) {
        super(text);
    }

    static UnreadableRecord field(String name, String value, String wanted) {
        return new UnreadableRecord(name + " is " + IdRules.quotable(value) + "; " + wanted);
    }

    static UnreadableRecord missing(String name, String wanted) {
        return new UnreadableRecord(name + " is missing; " + wanted);
    }
}
