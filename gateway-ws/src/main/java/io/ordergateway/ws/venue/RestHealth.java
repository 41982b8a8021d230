package io.ordergateway.ws.venue;

import io.ordergateway.core.route.PathBreaker;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.timing.Now;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether the venue's HTTP answers. Cancels and questions have a breaker each, since they meet different endpoints; being
 * asked to stay away holds for both. Owned by the account's thread, but for {@link #trouble}.
 */
public final class RestHealth {
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_STAY_AWAY = Duration.ofHours(1);
    private static final Trouble NONE = new Trouble("", 0);

    private final PathBreaker cancels = new PathBreaker(new Backoff(SHORTEST_PAUSE, LONGEST_PAUSE));
    private final PathBreaker queries = new PathBreaker(new Backoff(SHORTEST_PAUSE, LONGEST_PAUSE));
    private volatile Trouble trouble = NONE;

    /** What is said of it, and until when by the forward clock. */
    private record Trouble(String why, long until) {}

    /** A breaker's pause that outlasts the replies of before. */
    static Backoff pauseAfter(Duration replyTimeout) {
        Duration floor = replyTimeout.compareTo(SHORTEST_PAUSE) > 0 ? replyTimeout : SHORTEST_PAUSE;
        return new Backoff(floor, floor.compareTo(LONGEST_PAUSE) > 0 ? floor : LONGEST_PAUSE);
    }

    /**
     * How long a status asks us to stay away, or {@code null} if it does not.
     *
     * @param retryAfter the header of that name, in seconds
     * @param otherwise if there is no such header
     */
    static @Nullable Duration stayAway(int status, @Nullable String retryAfter, Duration otherwise) {
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

    PathBreaker cancels() {
        return cancels;
    }

    PathBreaker queries() {
        return queries;
    }

    /** Why HTTP is left alone, in one line; empty if it is not. Any thread. */
    public String trouble() {
        Trouble now = trouble;
        long left = now.until - System.nanoTime();
        return now.why.isEmpty() || left <= 0
                ? ""
                : "REST is left alone for " + (left / 1_000_000_000L + 1) + " s more: " + now.why;
    }

    /** A reply came, of any kind. */
    void replied(PathBreaker of, RestClient.Reply reply, Now now) {
        if (askedAway(reply, now)) {
            return;
        }
        if (reply.status() >= SERVER_ERROR) {
            failed(of, said(reply), now);
        } else {
            of.answered();
            trouble = cancels.isOpen() || queries.isOpen() ? trouble : NONE;
        }
    }

    /** Takes notice of a reply that asks to be left alone, whatever was asked; false if it does not. */
    boolean askedAway(RestClient.Reply reply, Now now) {
        Duration away = stayAway(reply.status(), reply.retryAfter(), SHORTEST_PAUSE);
        if (away == null) {
            return false;
        }
        cancels.leaveAlone(away, now.nanos());
        queries.leaveAlone(away, now.nanos());
        tell(said(reply), now);
        return true;
    }

    /** No reply came, or there was no connection, or the venue failed. */
    void failed(PathBreaker of, String why, Now now) {
        of.failed(now.nanos());
        tell(why, now);
    }

    private static String said(RestClient.Reply reply) {
        return "the venue answered HTTP " + reply.status();
    }

    private void tell(String why, Now now) {
        trouble = new Trouble(why, now.nanos() + Math.max(pause(cancels, now), pause(queries, now)));
    }

    private static long pause(PathBreaker breaker, Now now) {
        return breaker.isOpen() ? Math.max(0, breaker.tryAt() - now.nanos()) : 0;
    }
}
