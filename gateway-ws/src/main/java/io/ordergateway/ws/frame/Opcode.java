package io.ordergateway.ws.frame;

/** What a frame is, its low four bits (RFC 6455 5.2). */
final class Opcode {
    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;

    /** The first of the control frames: they have the high bit set (5.5). */
    static final int CLOSE = 0x8;

    static final int PING = 0x9;
    static final int PONG = 0xA;

    private Opcode() {}
}
