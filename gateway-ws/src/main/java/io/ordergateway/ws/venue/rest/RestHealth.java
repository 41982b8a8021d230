package io.ordergateway.ws.venue.rest;

import io.ordergateway.core.route.PathBreaker;
import io.ordergateway.core.session.Backoff;
import io.ordergateway.core.timing.Now;
import io.ordergateway.ws.kit.LeaveAlone;
import io.ordergateway.ws.kit.VenueDialect;
import io.ordergateway.ws.kit.VenueDialect.Asked;
import io.ordergateway.ws.venue.Pauses;
import io.ordergateway.ws.wire.VenueRest;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the venue's HTTP answers. Cancels and questions have a breaker each, since they meet different endpoints; what a
 * reply asks for is the venue's own affair. Owned by the account's thread, but for {@link #trouble} and {@link #isAlarming}.
 */
public final class RestHealth {
    private static final int SERVER_ERROR = 500;
    private static final Trouble NONE = new Trouble("", 0, false);
    private static final Logger log = LoggerFactory.getLogger(RestHealth.class);

    private final String label;
    private final VenueDialect dialect;
    private final PathBreaker cancels = new PathBreaker(new Backoff(Pauses.SHORTEST, Pauses.LONGEST));
    private final PathBreaker questions = new PathBreaker(new Backoff(Pauses.SHORTEST, Pauses.LONGEST));
    private volatile Trouble trouble = NONE;

    /**
     * The health of a venue that was not heard of yet.
     *
     * @param label how log lines call it: {@code venue|account}
     * @param dialect says which replies ask to be left alone
     */
    public RestHealth(String label, VenueDialect dialect) {
        this.label = label;
        this.dialect = dialect;
    }

    /** What is said of it, and until when by the forward clock. */
    private record Trouble(String why, long until, boolean alarming) {}

    PathBreaker breaker(Asked asked) {
        return asked == Asked.CANCEL ? cancels : questions;
    }

    /** Why HTTP is left alone, in one line; empty if it is not. Any thread. */
    public String trouble() {
        Trouble now = trouble;
        long left = now.until - System.nanoTime();
        return now.why.isEmpty() || left <= 0
                ? ""
                : "REST is left alone for " + (left / 1_000_000_000L + 1) + " s more: " + now.why;
    }

    /** Whether the venue has shut us out, so that somebody must see to it. Any thread. */
    public boolean isAlarming() {
        return trouble.alarming && !trouble().isEmpty();
    }

    /** A reply came, of any kind. */
    void replied(Asked asked, VenueRest.Reply reply, Now now) {
        if (askedAway(asked, reply, now)) {
            return;
        }
        if (reply.status() >= SERVER_ERROR) {
            failed(asked, said(reply), now);
        } else {
            breaker(asked).answered();
            trouble = cancels.isOpen() || questions.isOpen() ? trouble : NONE;
        }
    }

    /** Takes notice of a reply that asks to be left alone; false if it does not. */
    boolean askedAway(Asked asked, VenueRest.Reply reply, Now now) {
        LeaveAlone wish = dialect.leaveAlone(reply, asked);
        if (wish == null) {
            return false;
        }
        leaveAlone(cancels, wish.cancels(), now);
        leaveAlone(questions, wish.questions(), now);
        if (wish.alarm()) {
            log.error("[{}] {}: it has shut us out; nothing is sent for {}", label, said(reply), wish.cancels());
        }
        tell(said(reply), wish.alarm(), now);
        return true;
    }

    /** No reply came, or there was no connection, or the venue failed. */
    void failed(Asked asked, String why, Now now) {
        breaker(asked).failed(now.nanos());
        tell(why, false, now);
    }

    private static void leaveAlone(PathBreaker breaker, Duration time, Now now) {
        if (!time.isZero()) {
            breaker.leaveAlone(time, now.nanos());
        }
    }

    private static String said(VenueRest.Reply reply) {
        return "the venue answered HTTP " + reply.status();
    }

    private void tell(String why, boolean alarming, Now now) {
        trouble = new Trouble(why, now.nanos() + Math.max(pause(cancels, now), pause(questions, now)), alarming);
    }

    private static long pause(PathBreaker breaker, Now now) {
        return breaker.isOpen() ? Math.max(0, breaker.tryAt() - now.nanos()) : 0;
    }
}
