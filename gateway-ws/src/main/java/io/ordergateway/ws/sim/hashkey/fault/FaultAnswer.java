package io.ordergateway.ws.sim.hashkey.fault;

/**
 * What a client hears instead of the true answer.
 *
 * @param status the HTTP status, where there is one
 * @param text the code of an error, the title of a page, or the {@code status} that the body shows
 */
public record FaultAnswer(Kind kind, int status, String text) {

    /** How it differs. */
    public enum Kind {
        /** Not at all. */
        TRUE,
        /** Nothing comes, and the connection stays open. */
        SILENCE,
        /** The connection is reset. */
        CUT,
        /** The true answer's first half, then the connection is closed. */
        HALF,
        /** The true answer, as late as the script of faults says. */
        LATE,
        /** A page of HTML. */
        PAGE,
        /** The same, under a JSON content type. */
        PAGE_AS_JSON,
        /** A page of HTML, with a {@code Retry-After} of one second. */
        PAGE_WITH_HINT,
        /** An error with this code. */
        ERROR,
        /** An error with this code if the order is not open any more, otherwise the true answer. */
        ERROR_IF_GONE,
        /** The answer of an accepted cancel also if the order is not open any more. */
        ACCEPTED_IF_GONE,
        /** The true answer, but with this {@code status}. */
        SAYS
    }

    static FaultAnswer plain(Kind kind) {
        return new FaultAnswer(kind, 0, "");
    }

    static FaultAnswer page(int status, String title) {
        return new FaultAnswer(Kind.PAGE, status, title);
    }

    static FaultAnswer error(String code) {
        return new FaultAnswer(Kind.ERROR, 400, code);
    }

    static FaultAnswer gone(String code) {
        return new FaultAnswer(Kind.ERROR_IF_GONE, 400, code);
    }

    static FaultAnswer says(String orderStatus) {
        return new FaultAnswer(Kind.SAYS, 200, orderStatus);
    }
}
