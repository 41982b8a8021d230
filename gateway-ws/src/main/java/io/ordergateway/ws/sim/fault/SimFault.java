package io.ordergateway.ws.sim.fault;

/**
 * One way for the venue to treat a request to cancel one order, or a batch; of a batch, only what can be done to the
 * request as a whole: pages, silence, cuts and a late reply. A fault that means nothing on the path that draws it
 * leaves the request alone. "Executed" means the book was asked to cancel; "push" means the message on the order
 * channel. Letters are the shapes of section 4.3. The faults that begin with {@code GONE} choose what is said of an
 * order that is not open any more, and leave other requests alone.
 */
public enum SimFault {
    /** No fault: in a script, lets one request through. */
    NONE(true, true),
    /** Socket: not executed, no reply, no push. */
    SILENT(true, false),
    /** Executed; neither reply nor push. */
    MUTE(true, true),
    /** Executed and acknowledged; no push. */
    NO_PUSH(true, true),
    /** Not executed; the connection is reset. Requests that came behind it in the same packet are lost too. */
    CUT_BEFORE(true, true),
    /** Executed; no push; the connection is reset in place of the reply. */
    CUT_AFTER(true, true),
    /** Socket: not executed; the venue says {@code disconnected} and closes (section 3.2). */
    DISCONNECTED(true, false),
    /** Executed at once; reply and push come after {@link SimFaults#lateBy}. */
    LATE(true, true),
    /** Executed; the push comes before the reply. */
    PUSH_FIRST(true, true),
    /** Executed and pushed at once; the reply comes after {@link SimFaults#lateBy}. */
    REPLY_LATE(true, true),
    /** Executed and acknowledged at once; the push comes after {@link SimFaults#lateBy}. */
    PUSH_LATE(true, true),
    /** Socket: executed; the reply comes twice. */
    DUPLICATE(true, false),
    /** Socket: executed; behind the reply comes an error frame for the same id (section 11, row 21). */
    ERROR_AFTER_ACK(true, false),
    /** Socket: executed; a reply to an id and an order nobody asked for comes before the right one. */
    FOREIGN_ID(true, false),
    /** Socket: executed; the reply has no id, but names the order (section 4.3, D, first revision). */
    ACK_WITHOUT_ID(true, false),
    /** Acknowledged, but the order is filled instead of canceled. */
    LIE(true, true),
    /** The order is filled an instant before the cancel comes. */
    FILL_FIRST(true, true),
    /** Half of what is left is filled an instant before the cancel comes, which then takes the rest. */
    PART_FILL_FIRST(true, true),
    /** The venue throws the order out an instant before the cancel comes. */
    REJECT_FIRST(true, true),
    /** Socket: executed; the reply is the flat order object without an id (F). */
    FLAT_ACK(true, false),
    /** Not executed; refused with code 300006 as if the client's id were bad, in the session's dialect. */
    ERR(true, true),
    /** Socket: not executed; the same refusal as B. */
    V1_ERR(true, false),
    /** Socket: not executed; the same refusal as E. */
    V2_ERR(true, false),
    /** Socket: not executed; the same refusal as E of the first draft, which names neither id nor symbol. */
    ERR_WITHOUT_ID(true, false),
    /** Socket: not executed; the reply says {@code Ack} around the error code 300006 (C). */
    ERR_SAYS_ACK(true, false),
    /** Socket: not executed; the same without {@code m}, as the first draft of v2 had it. */
    ERR_SAYS_ACK_WITHOUT_M(true, false),
    /** Socket: not executed; the generic error frame, with the request's id (G). */
    ERROR_FRAME(true, false),
    /** Socket: not executed; the generic error frame without an id (G). */
    ERROR_FRAME_WITHOUT_ID(true, false),
    /** Socket: executed; the reply is A. */
    V1_ACK(true, false),
    /** Socket: executed; the reply is D. */
    V2_ACK(true, false),
    /** Socket: executed; a text frame that is not JSON comes before the reply. */
    GARBAGE(true, false),
    /** Socket: executed; a binary frame comes before the reply. */
    BINARY(true, false),
    /** Socket: executed; no push; the first half of the reply's bytes, then the connection is closed. */
    HALF_FRAME(true, false),
    /** Socket: executed; a text frame of 2 MiB comes before the reply. */
    HUGE(true, false),
    /** REST: not executed; status 403 with an HTML page (section 5.1). */
    HTTP_403(false, true),
    /** REST: not executed; status 502 with an HTML page (section 5.1). */
    HTTP_502(false, true),
    /** REST: executed and pushed; status 502 with an HTML page. */
    HTTP_502_AFTER(false, true),
    /** REST: not executed; status 524 with an HTML page (section 5.1). */
    HTTP_524(false, true),
    /** REST: executed and pushed; status 524 with an HTML page. */
    HTTP_524_AFTER(false, true),
    /** REST: not executed; status 429 with an HTML page (section 5.1). */
    HTTP_429(false, true),
    /** REST: not executed; status 429 with an HTML page and {@code Retry-After}. */
    HTTP_429_RETRY_AFTER(false, true),
    /** REST: executed and pushed; status 200 with an HTML page. */
    HTML_AFTER(false, true),
    /** REST: executed and pushed; the first half of the reply's bytes, then the connection is closed. */
    HALF_ANSWER(false, true),
    /** REST: not executed; the connection stays open and is never answered. */
    HANG(false, true),
    /** Executed; refused with 300019 "Duplicated order cancel request.", as if an earlier cancel were on its way. */
    DUPLICATE_300019(true, true),
    /** An order that is gone: 300006 "The order is already filled or canceled." */
    GONE_300006(true, true),
    /** An order that is gone: 300019 "Trying to cancel non-open order", which REST says anyway. */
    GONE_300019(true, true),
    /** An order that is gone: 60060 of the time before Pro. */
    GONE_60060(true, true),
    /** REST: an order that is gone: code 0 around a nested {@code Err} (section 5.3). */
    GONE_NESTED(false, true),
    /** REST: an order that is gone: an error with empty fields (section 5.4.2). */
    GONE_EMPTY(false, true),
    /** An order that is gone: acknowledged, then a push turns the cancel down, which the socket does anyway. */
    GONE_PUSH(true, true),
    /** The same, with the push under the id of the cancel request and the target in {@code origOrderId} (3.6). */
    GONE_PUSH_BY_REQUEST(true, true);

    private final boolean onSocket;
    private final boolean onRest;

    SimFault(boolean onSocket, boolean onRest) {
        this.onSocket = onSocket;
        this.onRest = onRest;
    }

    /** Itself, or {@link #NONE} when it means nothing there. */
    public SimFault onSocket() {
        return onSocket ? this : NONE;
    }

    /** Itself, or {@link #NONE} when it means nothing there. */
    public SimFault onRest() {
        return onRest ? this : NONE;
    }
}
