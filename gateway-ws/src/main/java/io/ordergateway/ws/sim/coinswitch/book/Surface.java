package io.ordergateway.ws.sim.coinswitch.book;

/** Section 1: the two sides of the API that are simulated. Which states are an order's end differs (section 6). */
public enum Surface {
    SPOT(Status.OPEN, Status.PARTIALLY_EXECUTED),
    /** A working futures order that is partly filled is still RAISED: PARTIALLY_EXECUTED is an end here. */
    FUTURES(Status.RAISED, Status.RAISED);

    private final Status fresh;
    private final Status partlyFilled;

    Surface(Status fresh, Status partlyFilled) {
        this.fresh = fresh;
        this.partlyFilled = partlyFilled;
    }

    /** Section 6, in the venue's spelling. */
    public enum Status {
        OPEN,
        RAISED,
        PARTIALLY_EXECUTED,
        EXECUTED,
        CANCELLED,
        EXPIRED,
        DISCARDED,
        CANCELLATION_RAISED,
        EXPIRATION_RAISED
    }

    /** What a working order is called, unfilled or partly filled. */
    Status working(boolean partly) {
        return partly ? partlyFilled : fresh;
    }

    /** Whether an order in this state works and is on its way nowhere. */
    boolean works(Status status) {
        return status == fresh || status == partlyFilled;
    }

    /** Whether nothing can happen any more to an order in this state. */
    public boolean ends(Status status) {
        return switch (status) {
            case EXECUTED, CANCELLED, EXPIRED -> true;
            case PARTIALLY_EXECUTED -> this == FUTURES;
            case DISCARDED -> this == SPOT;
            default -> false;
        };
    }
}
