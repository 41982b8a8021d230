package io.ordergateway.ws.sim.hashkey.door;

/** What the venue does where the dossier knows more than one way, or none (section 13). Without them it is the usual way. */
public enum HashKeyHabit {
    /** Row 1: the access key comes in the header that the other documents name. */
    OTHER_KEY_HEADER,
    /** Row 6: a wrong signature is 0002, as ccxt has it, instead of 0001. */
    SIGNATURE_0002,
    /** Section 3.2: codes below zero are numbers instead of strings. */
    NUMERIC_CODES,
    /** Row 4: a limit is said with status 400 and code 0003 instead of status 429. */
    LIMITS_ARE_400,
    /** Row 11: a limit is said with {@code Retry-After}. */
    RETRY_AFTER,
    /** Section 6: an order whose cancel is on its way is {@code PENDING_CANCEL}, and the stream says so. */
    PENDING_CANCEL,
    /** Row 11: an ended order is not found by the query of one order any more, only in the history. */
    FORGETS_ENDED,
    /** Row 8: the reply says {@code listenkey}. */
    LOWER_CASE_LISTENKEY,
    /** Row 7: two JSON pings without an answer close a stream. */
    CLOSES_AFTER_TWO_PINGS,
    /** Section 11: a listen key stays good when another is made. Without it the earlier one hears nothing any more. */
    KEEPS_OLD_KEYS,
    /** Row 9: an event is an object instead of an array of one. */
    SINGLE_EVENTS,
    /** Section 9: the array's first element has an empty {@code e}, the order as it was; the event is the second. */
    EMPTY_EVENT_FIRST
}
