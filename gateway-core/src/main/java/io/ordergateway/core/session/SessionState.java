package io.ordergateway.core.session;

/**
 * Where a session stands.
 *
 * <pre>
 *             Start              Opened            LoginAccepted            Subscribed
 *   STOPPED --------&gt; CONNECTING -------&gt; LOGGING_IN -------------&gt; SUBSCRIBING ----------&gt; READY
 *                      ^     |                |   |                     |                   |
 *                      |     | Lost, overdue  |   | LoginRefused        | Lost, refused,    | Lost, silent
 *                 due  |     v                v   v                     v overdue           v
 *                     WAITING &lt;---------------+  BARRED    WAITING &lt;----+-------------------+
 *
 *   any state -- Stop --&gt; STOPPED
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
    /** Between two connections. */
    WAITING,
    /** The venue refused our credentials. Trying again would only look like an attack; an operator must look. */
    BARRED
}
