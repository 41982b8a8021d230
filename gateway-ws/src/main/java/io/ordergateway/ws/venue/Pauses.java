package io.ordergateway.ws.venue;

import io.ordergateway.core.session.Backoff;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a venue is left alone: between tries of our own, and when it asks for it. */
public final class Pauses {
    public static final Duration SHORTEST = Duration.ofSeconds(1);
    public static final Duration LONGEST = Duration.ofMinutes(1);

    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration LONGEST_STAY_AWAY = Duration.ofHours(1);

    private Pauses() {}

    /** A breaker's pause that outlasts the replies of before. */
    static Backoff after(Duration replyTimeout) {
        Duration floor = replyTimeout.compareTo(SHORTEST) > 0 ? replyTimeout : SHORTEST;
        return new Backoff(floor, floor.compareTo(LONGEST) > 0 ? floor : LONGEST);
    }

    /**
     * How long a status asks us to stay away, or {@code null} if it does not.
     *
     * @param retryAfter the header of that name, in seconds
     * @param otherwise if there is no such header
     */
    public static @Nullable Duration stayAway(int status, @Nullable String retryAfter, Duration otherwise) {
        if (status != TOO_MANY_REQUESTS && status != FORBIDDEN) {
            return null;
        }
        try {
            Duration asked = retryAfter == null ? otherwise : Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
            if (asked.isNegative()) {
                return otherwise;
            }
            return asked.compareTo(LONGEST_STAY_AWAY) < 0 ? asked : LONGEST_STAY_AWAY;
        } catch (NumberFormatException e) {
            return otherwise; // it may be a date, which nobody has seen this venue send
        }
    }
}
