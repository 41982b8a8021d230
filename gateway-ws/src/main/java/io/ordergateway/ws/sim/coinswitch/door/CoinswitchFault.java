package io.ordergateway.ws.sim.coinswitch.door;

import io.ordergateway.ws.sim.coinswitch.book.CancelEnd;
import io.ordergateway.ws.sim.coinswitch.book.Surface;

/**
 * One way for the venue to treat a request to cancel one order, or all of a symbol; of the latter, only what can be done
 * to the request as a whole: refusals, pages, silence, cuts and a late reply. A fault that means nothing where it is
 * drawn leaves the request alone. "Executed" means that the book was asked to cancel; "pushed" means told of on the
 * stream, which spot has and futures have not. The faults that begin with {@code GONE} choose the status that an order
 * brings which cannot be canceled, or is unknown, and leave other requests alone.
 */
public enum CoinswitchFault {
    /** No fault: in a script, lets one request through. */
    NONE,
    /** Not executed; the connection stays open and is never answered. */
    SILENT,
    /** Executed; neither answered nor pushed. */
    MUTE,
    /** Executed and pushed at once; the reply comes late. */
    LATE,
    /** Not executed; the connection is reset. */
    CUT_BEFORE,
    /** Executed, not pushed; the connection is reset in place of the reply. */
    CUT_AFTER,
    /** Executed; the first half of the reply's bytes, then the connection is closed. */
    HALF_ANSWER,
    /** Not executed; 401 "Invalid Access", as if the key had been revoked. */
    HTTP_401,
    /** Not executed; 403 with an HTML page, as of a proxy that bans. */
    HTTP_403,
    /** Not executed; 429, and nothing said about when. */
    HTTP_429,
    /** Not executed; 429 with {@code Retry-After}. */
    HTTP_429_RETRY_AFTER,
    /** Not executed; 500 with a message. */
    HTTP_500,
    /** Executed; 500 with a message. */
    HTTP_500_AFTER,
    /** Not executed; 502 with an HTML page. */
    HTTP_502,
    /** Executed; 502 with an HTML page. */
    HTTP_502_AFTER,
    /** Not executed; 200 with an HTML page. */
    HTML,
    /** Executed; 200 with an HTML page. */
    HTML_AFTER,
    /** Not executed; 200 with an {@code error} in it (section 3.3). */
    ERROR_IN_200,
    /** Not executed; refused as an order that the exchange has not acknowledged yet (section 3.2). */
    NOT_ACKNOWLEDGED,
    /** Not executed; refused as if there were no such order. */
    UNKNOWN_ORDER,
    /** The order is filled an instant before the cancel comes. */
    FILL_FIRST,
    /** Half of what is left is filled an instant before the cancel comes, which then takes the rest. */
    PART_FILL_FIRST,
    /** The order expires an instant before the cancel comes. */
    EXPIRE_FIRST,
    /** The cancel is raised, and the order filled before it is done. */
    FILLED_MEANWHILE,
    /** The cancel is raised, half of what is left filled, and the rest canceled. */
    PARTLY_FILLED_MEANWHILE,
    /** The cancel is raised and never done. */
    NEVER_ENDS,
    /** An order that is gone: 404. */
    GONE_404,
    /** An order that is gone: 409. */
    GONE_409,
    /** An order that is gone: 422. */
    GONE_422,
    /** Spot: executed; the stream says nothing of this order from now on. */
    PUSH_DROPPED,
    /** Spot: executed; the stream says everything of this order twice from now on. */
    PUSH_TWICE,
    /** Spot: executed; the stream says EXECUTED of this order from now on, or CANCELLED if it was executed. */
    PUSH_LIES;

    /** Itself, or {@link #NONE} when it means nothing there. */
    public CoinswitchFault on(Surface surface) {
        return switch (this) {
            case PUSH_DROPPED, PUSH_TWICE, PUSH_LIES -> surface == Surface.SPOT ? this : NONE;
            default -> this;
        };
    }

    /** Itself, or {@link #NONE} when it is about one order. */
    public CoinswitchFault onAll() {
        return switch (this) {
            case NONE,
                    SILENT,
                    MUTE,
                    LATE,
                    CUT_BEFORE,
                    CUT_AFTER,
                    HALF_ANSWER,
                    HTTP_401,
                    HTTP_403,
                    HTTP_429,
                    HTTP_429_RETRY_AFTER,
                    HTTP_500,
                    HTTP_500_AFTER,
                    HTTP_502,
                    HTTP_502_AFTER,
                    HTML,
                    HTML_AFTER,
                    ERROR_IN_200 -> this;
            default -> NONE;
        };
    }

    /** How the cancel ends that is made under this fault. */
    public CancelEnd end() {
        return switch (this) {
            case FILLED_MEANWHILE -> CancelEnd.EXECUTED;
            case PARTLY_FILLED_MEANWHILE -> CancelEnd.PARTLY_EXECUTED;
            case NEVER_ENDS -> CancelEnd.NEVER;
            default -> CancelEnd.CANCELLED;
        };
    }
}
