package io.ordergateway.core.cancel;

import io.ordergateway.core.session.Backoff;
import java.time.Duration;

/**
 * The named bounds of one account's cancels.
 *
 * @param maxPending cancels that are accepted and not ended; the next is refused
 * @param answersKept ended cancels whose answer is remembered for a repeated id, oldest forgotten first
 * @param maxAttempts frames and requests for one order until another cancel asks for it
 * @param requestWindow how long after a request was sent the venue may still carry it out
 * @param doubt how the venue is asked
 * @param hedged whether a cancel whose reply is late is sent a second time on another path
 * @param recordBeforeSend whether nothing of a cancel leaves before its acceptance is written; a whole scope is then canceled
 *     order by order, since one frame cannot wait for each
 */
public record CancelLimits(
        int maxPending,
        int answersKept,
        int maxAttempts,
        Duration requestWindow,
        Doubt doubt,
        boolean hedged,
        boolean recordBeforeSend) {

    /**
     * How the status of orders in doubt is asked.
     *
     * @param maxQueries questions under way at once
     * @param confirmAfter how long after an acknowledgement the order channel may stay silent before the status is asked
     * @param askAgain the wait between two questions about one order
     */
    public record Doubt(int maxQueries, Duration confirmAfter, Backoff askAgain) {
        /** How long an order may be in doubt in the ordinary course of things: what lasts longer is counted for operators. */
        public static final Duration LASTING = Duration.ofSeconds(5);
    }

    /** The request window is AscendEX's documented 30 s (dossier 4.2, {@code time}). */
    public static final CancelLimits DEFAULT = new CancelLimits(
            8_192,
            65_536,
            4,
            Duration.ofSeconds(30),
            new Doubt(16, Duration.ofMillis(250), new Backoff(Duration.ofMillis(125), Duration.ofSeconds(30))),
            false,
            false);

    /** The same bounds with another window. */
    public CancelLimits requestWindow(Duration window) {
        return new CancelLimits(maxPending, answersKept, maxAttempts, window, doubt, hedged, recordBeforeSend);
    }

    /** The same bounds with another number of pending cancels. */
    public CancelLimits maxPending(int most) {
        return new CancelLimits(most, answersKept, maxAttempts, requestWindow, doubt, hedged, recordBeforeSend);
    }

    /** The same bounds, with late cancels sent a second time or not. */
    public CancelLimits hedged(boolean secondPath) {
        return new CancelLimits(
                maxPending, answersKept, maxAttempts, requestWindow, doubt, secondPath, recordBeforeSend);
    }

    /** The same bounds, with cancels that wait for their record or not. */
    public CancelLimits recordBeforeSend(boolean wait) {
        return new CancelLimits(maxPending, answersKept, maxAttempts, requestWindow, doubt, hedged, wait);
    }
}
