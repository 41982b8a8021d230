package io.ordergateway.ws.sim.fault;

/**
 * One way for the venue to treat a request to cancel one order. A fault that means nothing on the path that draws it
 * leaves the request alone. "Executed" means the book was asked to cancel; "push" means the message on the order
 * channel.
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
    /** Executed at once; reply and push come after {@link SimFaults#lateBy}. */
    LATE(true, true),
    /** Socket: executed; the reply comes twice. */
    DUPLICATE(true, false),
    /** Socket: executed; a reply to an id and an order nobody asked for comes before the right one. */
    FOREIGN_ID(true, false),
    /** Acknowledged, but the order is filled instead of canceled. */
    LIE(true, true),
    /** Socket: executed; the reply is the flat order object without an id (section 4.3, F). */
    FLAT_ACK(true, false),
    /** Not executed; refused with code 300006 as if the client's id were bad (section 4.3, E). */
    ERR(true, true),
    /** Socket: not executed; the reply says {@code Ack} around the error code 300006 (section 4.3, C). */
    ERR_SAYS_ACK(true, false),
    /** Socket: executed; the reply is in the older dialect (section 4.3, A). */
    V1_ACK(true, false),
    /** Socket: executed; a text frame that is not JSON comes before the reply. */
    GARBAGE(true, false),
    /** Socket: executed; a binary frame comes before the reply. */
    BINARY(true, false),
    /** Socket: executed; no push; the first half of the reply's bytes, then the connection is closed. */
    HALF_FRAME(true, false),
    /** Socket: executed; a text frame of 2 MiB comes before the reply. */
    HUGE(true, false),
    /** REST: not executed; status 502 with an HTML page (section 5.1). */
    HTTP_502(false, true),
    /** REST: executed and pushed; status 502 with an HTML page. */
    HTTP_502_AFTER(false, true),
    /** REST: not executed; status 429 with an HTML page (section 5.1). */
    HTTP_429(false, true),
    /** REST: not executed; the connection stays open and is never answered. */
    HANG(false, true);

    private final boolean onSocket;
    private final boolean onRest;

    SimFault(boolean onSocket, boolean onRest) {
        this.onSocket = onSocket;
        this.onRest = onRest;
    }

    public SimFault onSocket() {
        return onSocket ? this : NONE;
    }

    public SimFault onRest() {
        return onRest ? this : NONE;
    }
}
