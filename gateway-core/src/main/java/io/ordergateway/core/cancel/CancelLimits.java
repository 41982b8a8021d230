package io.ordergateway.core.cancel;

import io.ordergateway.core.session.Backoff;
import java.time.Duration;

/**
 * The named bounds of one account's cancels.
 *
 * @param maxPending cancels that are accepted and not ended; the next is refused
 * @param answersKept ended cancels whose answer is remembered for a repeated id, oldest forgotten first
 * @param maxAttempts frames and requests for one order until another cancel asks for it
 * @param maxQueries status queries under way at once
 * @param confirmAfter how long after an acknowledgement the order channel may stay silent before the status is asked
 * @param askAgain the wait between two status queries for one order
 * @param requestWindow how long after a request was sent the venue may still carry it out
 */
public record CancelLimits(
        int maxPending,
        int answersKept,
        int maxAttempts,
        int maxQueries,
        Duration confirmAfter,
        Backoff askAgain,
        Duration requestWindow) {

    /** The request window is AscendEX's documented 30 s (dossier 4.2, {@code time}). */
    public static final CancelLimits DEFAULT = new CancelLimits(
            8_192,
            65_536,
            4,
            16,
            Duration.ofMillis(250),
            new Backoff(Duration.ofMillis(125), Duration.ofSeconds(30)),
            Duration.ofSeconds(30));

    /** The same bounds with another window. */
    public CancelLimits requestWindow(Duration window) {
        return new CancelLimits(maxPending, answersKept, maxAttempts, maxQueries, confirmAfter, askAgain, window);
    }

    /** The same bounds with another number of pending cancels. */
    public CancelLimits maxPending(int most) {
        return new CancelLimits(most, answersKept, maxAttempts, maxQueries, confirmAfter, askAgain, requestWindow);
    }
}
