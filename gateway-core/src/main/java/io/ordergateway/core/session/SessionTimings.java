package io.ordergateway.core.session;

import java.time.Duration;

/**
 * The patience of a session.
 *
 * @param establish from opening a connection to being ready; a connection that stood longer than this was no failure
 * @param ping how often we ping a venue that we have nothing else to say to
 * @param silence how long without any frame until a ready connection counts as dead
 * @param idle how long without data until the venue is asked for some, to learn whether more than its heartbeat works; a
 *     connection that owes that answer for {@code establish} counts as dead
 * @param rotate how old a connection may grow until another takes its place; the moment is jittered
 * @param drain how long a connection that was replaced may wait for replies
 * @param reconnect the wait between two connections
 */
public record SessionTimings(
        Duration establish,
        Duration ping,
        Duration silence,
        Duration idle,
        Duration rotate,
        Duration drain,
        Backoff reconnect) {
    /**
     * AscendEX: ping every 15 s, dead after two missed pongs (dossier 3.2); reconnects at least 5 s apart, since the
     * venue bans reconnect storms (dossier 9). A session's lifetime is documented nowhere; a connection is replaced twice
     * a day so that a lifetime, if there is one, is not met in the middle of a burst.
     */
    public static final SessionTimings DEFAULT = new SessionTimings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(35),
            Duration.ofSeconds(60),
            Duration.ofHours(12),
            Duration.ofSeconds(30),
            new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1)));

    /** The same patience with another heartbeat. */
    public SessionTimings beating(Duration everyPing, Duration longestSilence) {
        return new SessionTimings(establish, everyPing, longestSilence, idle, rotate, drain, reconnect);
    }

    /** The same patience with another wait between connections. */
    public SessionTimings reconnecting(Backoff backoff) {
        return new SessionTimings(establish, ping, silence, idle, rotate, drain, backoff);
    }

    /** The same patience with another age at which a connection is replaced. */
    public SessionTimings rotating(Duration age) {
        return new SessionTimings(establish, ping, silence, idle, age, drain, reconnect);
    }

    /** The same patience with a venue that shows no data. */
    public SessionTimings idling(Duration withoutData) {
        return new SessionTimings(establish, ping, silence, withoutData, rotate, drain, reconnect);
    }
}
