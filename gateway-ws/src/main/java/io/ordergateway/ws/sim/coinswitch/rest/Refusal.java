package io.ordergateway.ws.sim.coinswitch.rest;

import io.ordergateway.ws.sim.coinswitch.book.Order;

/** A request that did not pass, with a status and a message; there are no codes (sections 3.3 and 7). */
final class Refusal extends RuntimeException {
    static final int BUSINESS = 400;

    private static final long serialVersionUID = 1L;
    private static final int VALIDATION = 422;

    final int status;

    Refusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /** Section 7. */
    static Refusal missing(String field) {
        return new Refusal(VALIDATION, "Input " + field + " is missing");
    }

    /** Section 7: the sample does not say where the field's name goes. */
    static Refusal invalid(String field) {
        return new Refusal(VALIDATION, "The value you provided for the field " + field + " is not valid");
    }

    static Refusal business(String text) {
        return new Refusal(BUSINESS, text);
    }

    /** Section 13, row 13: text and status are documented nowhere. */
    static Refusal unknownOrder(int status) {
        return new Refusal(status, "Order not found");
    }

    /** Section 3.2 says when a cancel cannot be done, and not how that is said. */
    static Refusal notCancelable(int status, Order order) {
        return new Refusal(status, "Order cannot be cancelled in status " + order.status());
    }

    /** Section 3.2: just placed. */
    static Refusal notAcknowledged() {
        return new Refusal(BUSINESS, "Order is not yet acknowledged by the exchange");
    }
}
