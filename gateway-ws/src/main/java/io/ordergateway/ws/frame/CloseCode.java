package io.ordergateway.ws.frame;

/** Why a connection ends, in numbers (RFC 6455 7.4). */
final class CloseCode {
    static final int NORMAL = 1000;
    static final int PROTOCOL_ERROR = 1002;

    /** What a close frame without a body means; it is never sent (7.4.1). */
    static final int NONE = 1005;

    static final int BAD_TEXT = 1007;
    static final int TOO_BIG = 1009;

    private CloseCode() {}

    /** Whether a peer may send it: those that are defined and not reserved, and the free ranges (7.4.2) with what lies beyond. */
    static boolean maySend(int code) {
        return (code >= NORMAL && code <= 1003) || (code >= BAD_TEXT && code <= 1014) || code >= 3000;
    }
}
