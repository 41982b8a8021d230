package io.ordergateway.core.route;

/** What venues tell apart when they count requests over HTTP. */
public enum RequestClass {
    /** A cancel of one order. */
    CANCEL,
    /** A cancel of several orders by their ids. */
    CANCEL_BATCH,
    /** A cancel of whatever is open, of an account or a symbol. */
    CANCEL_ALL,
    /** A question about one order. */
    STATUS,
    /** A question for the list of open orders. */
    OPEN_ORDERS,
    /** The question for the venue's time, for which no key is needed. */
    TIME,
    /** Whatever else is asked, such as who we are. */
    OTHER
}
