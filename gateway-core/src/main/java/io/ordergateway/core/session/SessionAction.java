package io.ordergateway.core.session;

/** What the outside must do now. Actions are carried out in the order given. */
public sealed interface SessionAction {
    /** Open a connection and report under this epoch. */
    record Open(long epoch) implements SessionAction {}

    /** Send the login. */
    record SendLogin() implements SessionAction {}

    /** Subscribe the order channel. */
    record SendSubscribe() implements SessionAction {}

    /** Send the venue's own ping. */
    record SendPing() implements SessionAction {}

    /** Ask for something harmless whose answer is data. */
    record SendProbe() implements SessionAction {}

    /** Answer the venue's ping. */
    record SendPong() implements SessionAction {}

    /** Cancels may be sent from now on; orders in doubt are worth a question. */
    record AnnounceReady() implements SessionAction {}

    /** Nothing more can be expected of this connection: hand over everything in flight. */
    record ReleaseInFlight(String why) implements SessionAction {}

    /** Close the connection of this epoch, if it is still there. */
    record Close(long epoch, String why) implements SessionAction {}
}
