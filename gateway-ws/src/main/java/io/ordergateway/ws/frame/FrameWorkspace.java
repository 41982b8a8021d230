package io.ordergateway.ws.frame;

import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/** What the connections of one event loop share, so that a connection at rest holds none of it. */
final class FrameWorkspace {
    /** How much of what came is looked at in one go: as much as Netty reads at once. */
    static final int READ_BYTES = 1 << 16;

    /** How much of a payload is masked in one go; whole longs, so that each part begins with the mask's first byte. */
    static final int MASKED_BYTES = 1 << 13;

    /** Two bytes, a length of eight and a mask (RFC 6455 5.2). */
    static final int MAX_HEADER_BYTES = 14;

    private static final FastThreadLocal<FrameWorkspace> HERE = new FastThreadLocal<>() {
        @Override
        protected FrameWorkspace initialValue() {
            return new FrameWorkspace();
        }
    };

    private final MaskSource masks = new MaskSource();
    private final byte[] outgoing = new byte[MAX_HEADER_BYTES + MASKED_BYTES];
    private byte @Nullable [] incoming;

    private FrameWorkspace() {}

    /** That of this thread. */
    static FrameWorkspace here() {
        return HERE.get();
    }

    MaskSource masks() {
        return masks;
    }

    /** For one frame that is being written. */
    byte[] outgoing() {
        return outgoing;
    }

    /** For one read. Should what was read cause another read before it is given back, that one gets an array of its own. */
    byte[] takeIncoming() {
        byte[] taken = incoming;
        incoming = null;
        return taken != null ? taken : new byte[READ_BYTES];
    }

    void giveBack(byte[] taken) {
        incoming = taken;
    }
}
