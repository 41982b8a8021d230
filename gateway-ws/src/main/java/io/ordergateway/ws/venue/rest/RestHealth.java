package io.ordergateway.ws.venue.rest;

import io.ordergateway.core.route.PathBreaker;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.timing.Now;
import io.ordergateway.ws.venue.Pauses;
import java.time.Duration;

/**
 * Whether the venue's HTTP answers. Cancels and questions have a breaker each, since they meet different endpoints; being
 * asked to stay away holds for both. Owned by the account's thread, but for {@link #trouble}.
 */
public final class RestHealth {
    private static final int SERVER_ERROR = 500;
    private static final Trouble NONE = new Trouble("", 0);

    private final PathBreaker cancels = new PathBreaker(new Backoff(Pauses.SHORTEST, Pauses.LONGEST));
    private final PathBreaker queries = new PathBreaker(new Backoff(Pauses.SHORTEST, Pauses.LONGEST));
    private volatile Trouble trouble = NONE;

    /** What is said of it, and until when by the forward clock. */
    private record Trouble(String why, long until) {}

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
        Duration away = Pauses.stayAway(reply.status(), reply.retryAfter(), Pauses.SHORTEST);
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
