package io.ordergateway.core.session;

import java.time.Duration;

/**
 * The patience of a session.
 *
 * @param establish from opening a connection to being ready
 * @param ping how often we ping a venue that we have nothing else to say to
 * @param silence how long without any frame until a ready connection counts as dead
 * @param reconnect the wait between two connections
 */
public record SessionTimings(Duration establish, Duration ping, Duration silence, Backoff reconnect) {
    /**
     * AscendEX: ping every 15 s, dead after two missed pongs (dossier 3.2); reconnects at least 5 s apart, since the
     * venue bans reconnect storms (dossier 9).
     */
    public static final SessionTimings DEFAULT = new SessionTimings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(35),
            new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1)));

    /** The same patience with another wait between connections. */
    public SessionTimings reconnecting(Backoff backoff) {
        return new SessionTimings(establish, ping, silence, backoff);
    }
}
