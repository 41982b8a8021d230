package io.ordergateway.ws.frame;

/** The stream breaks the protocol, and the connection must be failed (RFC 6455 7.1.7). */
final class FrameViolation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int closeCode;

    FrameViolation(int closeCode, String message) {
        super(message);
        this.closeCode = closeCode;
    }

    /** What to tell the peer (7.4.1). */
    int closeCode() {
        return closeCode;
    }
}
