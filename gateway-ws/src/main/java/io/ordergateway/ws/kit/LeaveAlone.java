package io.ordergateway.ws.kit;

import java.time.Duration;

/**
 * A venue's wish to be left alone over HTTP.
 *
 * @param cancels how long no cancel is sent; zero if cancels are not meant
 * @param questions how long nothing is asked; zero if questions are not meant
 * @param alarm whether somebody must see to it: the venue has shut us out
 */
public record LeaveAlone(Duration cancels, Duration questions, boolean alarm) {
    /** Of everything, for so long. */
    public static LeaveAlone all(Duration time) {
        return new LeaveAlone(time, time, false);
    }

    /** Of what was asked, for so long. */
    public static LeaveAlone of(VenueDialect.Asked asked, Duration time) {
        return asked == VenueDialect.Asked.CANCEL
                ? new LeaveAlone(time, Duration.ZERO, false)
                : new LeaveAlone(Duration.ZERO, time, false);
    }

    /** Of everything, for so long, and somebody must know. */
    public static LeaveAlone shutOut(Duration time) {
        return new LeaveAlone(time, time, true);
    }
}
