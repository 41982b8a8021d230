package io.ordergateway.ws.api.client;

import java.util.Locale;

/** What a client may be allowed to do. */
public enum Action {
    /** Cancel orders, one, many or all. */
    CANCEL,
    /** Read outcomes, and what became of an order. */
    WATCH,
    /** Arm a dead-man lease. */
    ARM,
    /** Throw the kill switch, and release it. */
    KILL,
    /** See sessions, budgets and metrics. */
    OPERATE;

    /** As it stands in a file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
