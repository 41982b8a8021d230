package io.ordergateway.core.outcome;

/**
 * A subscriber who had seen the newest outcome fell too far behind the live stream. Nothing is lost: whoever subscribes
 * from {@link #resumeFrom()} reads on where it stopped, as history.
 */
public final class SubscriberTooSlow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long resumeFrom;

    /**
     * Made by a log.
     *
     * @param resumeFrom the position of the first outcome that the subscriber has not seen
     * @param newest the position of the newest there is
     * @param bound how far behind a subscriber may be
     */
    public SubscriberTooSlow(long resumeFrom, long newest, int bound) {
        super("the subscriber is " + (newest - resumeFrom + 1) + " outcomes behind, more than " + bound
                + ": subscribe again from position " + resumeFrom);
        this.resumeFrom = resumeFrom;
    }

    /** The position of the first outcome that was not seen. */
    public long resumeFrom() {
        return resumeFrom;
    }
}
