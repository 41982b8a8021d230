package io.ordergateway.core.outcome;

/** A subscriber asked for outcomes that are no longer kept. */
public final class OutcomesLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long wanted;
    private final long oldest;

    /**
     * Made by a log.
     *
     * @param wanted the position the subscriber needed
     * @param oldest the oldest position that can be had
     */
    public OutcomesLost(long wanted, long oldest) {
        super("outcome " + wanted + " is no longer kept; the oldest is " + oldest
                + ": subscribe from there and treat what lies between as unknown");
        this.wanted = wanted;
        this.oldest = oldest;
    }

    /** The position the subscriber needed. */
    public long wanted() {
        return wanted;
    }

    /** The oldest position that can be had. */
    public long oldest() {
        return oldest;
    }
}
