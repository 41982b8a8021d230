package io.ordergateway.core.order;

/** Why this gateway did not send a cancel. Every one of them is safe to retry. */
public enum RefusalReason {
    /** A field of the wish is wrong; the refusal names it. */
    INVALID,
    /** The deadline passed before anything was sent. */
    DEADLINE,
    /** No socket session is ready and REST cannot be reached. */
    NO_PATH,
    /** A named bound of the gateway is reached. */
    OVERLOADED,
    /** It cannot be sent before its deadline within the venue's limits; the refusal says when it could be. */
    BUDGET,
    /** The outcome log cannot write, and what is not recorded is not begun. */
    UNRECORDED,
    /** The gateway is closing or closed. */
    SHUTTING_DOWN
}
