package io.ordergateway.core.session;

import java.time.Duration;

/**
 * Something that happened to a session. Events of a connection carry its epoch, so that the last words of an old
 * connection cannot disturb a new one.
 */
public sealed interface SessionEvent {
    /** Begin. */
    record Start() implements SessionEvent {}

    /** End for good. */
    record Stop() implements SessionEvent {}

    /** Time has passed; whatever is due is done. */
    record Tick() implements SessionEvent {}

    /** Another session took over: no more cancels, and the end once everything in flight is settled. */
    record Retire() implements SessionEvent {}

    /** Nothing is in flight any more. */
    record Drained() implements SessionEvent {}

    /**
     * The venue turned one of the account's connections away for a while. Holds for the whole account, since a ban is
     * the address's.
     *
     * @param time how long no connection may be tried
     */
    record StayAway(String why, Duration time) implements SessionEvent {}

    /** An event of one physical connection. */
    sealed interface OfConnection extends SessionEvent {
        long epoch();
    }

    /** The WebSocket handshake is done. */
    record Opened(long epoch) implements OfConnection {}

    /** The login was accepted. */
    record LoginAccepted(long epoch) implements OfConnection {}

    /** The login was refused for good: trying again with the same credentials is pointless. */
    record LoginRefused(long epoch, String text) implements OfConnection {}

    /** The order channel is subscribed. */
    record Subscribed(long epoch) implements OfConnection {}

    /** The subscription was refused, in the venue's words. */
    record SubscribeRefused(long epoch, String text) implements OfConnection {}

    /** Any frame arrived: the other side lives. Says nothing about whether it still works. */
    record Heard(long epoch) implements OfConnection {}

    /** A reply or a push arrived: the venue's application works, not only its heartbeat. */
    record HeardData(long epoch) implements OfConnection {}

    /** The venue asks whether we live. */
    record Pinged(long epoch) implements OfConnection {}

    /** The venue says how many unanswered pings it will bear. */
    record HealthPoints(long epoch, int points) implements OfConnection {}

    /** The connection could not be opened, broke, or was closed by the venue. */
    record Lost(long epoch, String cause) implements OfConnection {}
}
