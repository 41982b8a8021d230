package io.ordergateway.ws.sim.coinswitch.door;

import java.time.Duration;

/**
 * How the venue behaves where the dossier knows more than one way (section 13), or none.
 *
 * @param nestsOrder whether the status of a futures order is in {@code data.order} instead of {@code data} (row 8)
 * @param wrapsTime whether the time is in {@code data} (row 9)
 * @param repeatsAtCursor whether an order made at {@code to_time} itself is listed, so that a page begins with the
 *     order that ended the page before (section 5 does not say)
 * @param unknownStatus what an order that nobody knows is answered with (row 13)
 * @param spotExpiry when a spot order expires that does not say (section 5)
 */
public record Habits(
        boolean nestsOrder, boolean wrapsTime, boolean repeatsAtCursor, int unknownStatus, Duration spotExpiry) {
    public Habits {
        if (unknownStatus < 400 || unknownStatus > 499) {
            throw new IllegalArgumentException("unknownStatus must be 400 to 499, is " + unknownStatus);
        }
        if (spotExpiry.isZero() || spotExpiry.isNegative()) {
            throw new IllegalArgumentException("spotExpiry must be more than zero, is " + spotExpiry);
        }
    }

    /** What one client reads, or the plainest; 400 for an unknown order, since 404 is a wrong path; 90 seconds. */
    public static Habits documented() {
        return new Habits(true, false, true, 400, Duration.ofSeconds(90));
    }

    public Habits withoutNesting() {
        return new Habits(false, wrapsTime, repeatsAtCursor, unknownStatus, spotExpiry);
    }

    public Habits wrappingTime() {
        return new Habits(nestsOrder, true, repeatsAtCursor, unknownStatus, spotExpiry);
    }

    public Habits notRepeatingAtCursor() {
        return new Habits(nestsOrder, wrapsTime, false, unknownStatus, spotExpiry);
    }

    public Habits answeringUnknown(int status) {
        return new Habits(nestsOrder, wrapsTime, repeatsAtCursor, status, spotExpiry);
    }

    public Habits expiringSpotAfter(Duration expiry) {
        return new Habits(nestsOrder, wrapsTime, repeatsAtCursor, unknownStatus, expiry);
    }
}
