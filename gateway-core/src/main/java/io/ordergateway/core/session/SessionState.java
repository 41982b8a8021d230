package io.ordergateway.core.session;

/**
 * Where a session stands; {@code docs/sessions.md} of this module draws it.
 *
 * <pre>
 *             Start              Opened            LoginAccepted            Subscribed         Retire
 *   STOPPED --------&gt; CONNECTING -------&gt; LOGGING_IN -------------&gt; SUBSCRIBING ----------&gt; READY -------&gt; DRAINING
 *                      ^     |                |   |                     |                   |               |
 *                      |     | Lost, overdue  |   | LoginRefused        | Lost, refused,    | Lost, silent  | Drained, Lost,
 *                 due  |     v                v   v                     v overdue           v               v overdue
 *                     WAITING &lt;---------------+  BARRED    WAITING &lt;----+-------------------+            STOPPED
 *
 *   any state -- Stop --&gt; STOPPED        any state but READY and DRAINING -- Retire --&gt; STOPPED
 * </pre>
 */
public enum SessionState {
    /** Not started, or stopped for good. */
    STOPPED,
    /** TCP, TLS and the WebSocket handshake are under way. */
    CONNECTING,
    /** The login was sent; nothing else has been. */
    LOGGING_IN,
    /** Logged in; the order channel is not confirmed yet. */
    SUBSCRIBING,
    /** Logged in <em>and</em> subscribed: the only state in which cancels are sent. */
    READY,
    /** Another session took over; replies and pushes are still taken in, nothing is sent. */
    DRAINING,
    /** Between two connections. */
    WAITING,
    /** The venue refused our credentials. Trying again would only look like an attack; an operator must look. */
    BARRED
}
