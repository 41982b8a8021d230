package io.ordergateway.ws.venue;

import io.ordergateway.core.session.Backoff;
import java.time.Duration;

/** How long a path that fails is left alone between tries. */
public final class Pauses {
    public static final Duration SHORTEST = Duration.ofSeconds(1);
    public static final Duration LONGEST = Duration.ofMinutes(1);

    private Pauses() {}

    /** A breaker's pause that outlasts the replies of before. */
    static Backoff after(Duration replyTimeout) {
        Duration floor = replyTimeout.compareTo(SHORTEST) > 0 ? replyTimeout : SHORTEST;
        return new Backoff(floor, floor.compareTo(LONGEST) > 0 ? floor : LONGEST);
    }
}
