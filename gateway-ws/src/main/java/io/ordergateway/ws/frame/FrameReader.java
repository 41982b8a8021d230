package io.ordergateway.ws.frame;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of the bytes of one connection, however they are cut; what becomes of them is for the subclass. Judges as
 * Netty's client does: masked frames, reserved bits and opcodes, lengths that are not minimal, fragmented or long control
 * frames, and fragments out of order break the protocol (RFC 6455 5.1 to 5.5); text must be UTF-8 (8.1), looked at
 * frame by frame; a message has a largest size, and the frame that would pass it is turned down by its header. After a
 * violation or a close frame nothing more is read.
 *
 * <p>Between reads it keeps of an unfinished frame or message what came of it, and nothing else. Belongs to the channel's event
 * loop, where it must be made.
 */
abstract class FrameReader {
    private static final int INCOMPLETE = -1;
    private static final byte[] NO_BYTES = {};

    private static final int RESERVED_BITS = 0x70;
    private static final int OPCODE = 0x0F;
    private static final int MAX_CONTROL_BYTES = 125;
    private static final int LENGTH_16 = 126;

    private final int maxMessageBytes;
    private final FrameWorkspace workspace = FrameWorkspace.here();

    /** A header or control frame that is not all there. */
    private byte @Nullable [] stash;

    /** What came of a message that is not all there; of a binary one only its length is known. */
    private byte @Nullable [] message;

    private int length;
    private boolean fragmented;
    private boolean binary;
    private int utf8 = Utf8.COMPLETE;

    /** Of the frame that is being added to the message: where it begins, what is still to come, and whether it is the last. */
    private int frameStart;

    private int missing;
    private boolean last;

    private boolean ended;

    FrameReader(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    /** A text message, valid during the call. */
    protected abstract void text(byte[] utf8, int from, int to);

    /** A binary message of this length, whose bytes were not kept. */
    protected abstract void binary(int length);

    /** A ping (5.5.2), valid during the call. */
    protected abstract void ping(byte[] data, int from, int to);

    /** A close frame (5.5.1); {@link CloseCode#NONE} if it had no body. */
    protected abstract void close(int code, String reason);

    /** Takes all there is in a buffer, which stays the caller's. */
    final void read(ByteBuf in) {
        byte[] work = workspace.takeIncoming();
        boolean unharmed = false;
        try {
            while (in.isReadable() && !ended) {
                int kept = unstash(work);
                int end = kept + Math.min(in.readableBytes(), work.length - kept);
                in.readBytes(work, kept, end - kept);
                frames(work, end);
            }
            unharmed = true;
        } finally {
            workspace.giveBack(work);
            if (!unharmed || ended) {
                end();
            }
        }
        in.skipBytes(in.readableBytes());
    }

    /** Reads nothing more and holds nothing. */
    final void end() {
        ended = true;
        stash = null;
        message = null;
    }

    private int unstash(byte[] work) {
        byte[] kept = stash;
        if (kept == null) {
            return 0;
        }
        stash = null;
        System.arraycopy(kept, 0, work, 0, kept.length);
        return kept.length;
    }

    private void frames(byte[] in, int end) {
        int at = missing > 0 ? payload(in, 0, end) : 0;
        while (at < end && !ended) {
            int next = frame(in, at, end);
            if (next == INCOMPLETE) {
                stash = Arrays.copyOfRange(in, at, end);
                return;
            }
            at = next;
        }
    }

    /** Reads one frame, or what there is of its payload; the place after it, or that more of it is needed first. */
    private int frame(byte[] in, int at, int end) {
        if (end - at < 2) {
            return INCOMPLETE;
        }
        int first = in[at];
        int size = in[at + 1];
        if ((first & RESERVED_BITS) != 0) {
            throw violation("reserved bits without an extension"); // (5.2)
        }
        if (size < 0) {
            throw violation("a masked frame from a server"); // (5.1)
        }
        int opcode = first & OPCODE;
        boolean fin = first < 0;
        if (opcode >= Opcode.CLOSE) {
            return control(opcode, fin, size, in, at, end);
        }
        checkOrder(opcode);
        int start = at + 2;
        if (size >= LENGTH_16) {
            start += size == LENGTH_16 ? Short.BYTES : Long.BYTES;
            if (end < start) {
                return INCOMPLETE;
            }
        }
        int count = count(size, in, at + 2);
        if (fin && opcode == Opcode.TEXT && count <= end - start) {
            whole(in, start, start + count);
            return start + count;
        }
        binary = opcode == Opcode.CONTINUATION ? binary : opcode == Opcode.BINARY;
        last = fin;
        frameStart = length;
        missing = count;
        return payload(in, start, end);
    }

    private void checkOrder(int opcode) {
        if (opcode > Opcode.BINARY) {
            throw violation("reserved opcode " + opcode); // (5.2)
        }
        if (fragmented != (opcode == Opcode.CONTINUATION)) { // (5.4)
            throw violation(fragmented ? "a new message within a message" : "a continuation of nothing");
        }
    }

    /** The length of a data frame's payload (5.2). */
    private int count(int size, byte[] in, int at) {
        long count = size;
        if (size >= LENGTH_16) {
            int bytes = size == LENGTH_16 ? Short.BYTES : Long.BYTES;
            count = 0;
            for (int i = at; i < at + bytes; i++) {
                count = (count << Byte.SIZE) | (in[i] & 0xFF);
            }
            if (count < (size == LENGTH_16 ? LENGTH_16 : 1 << Short.SIZE)) {
                throw violation("a length of " + count + " that is negative or not minimal");
            }
        }
        if (count > maxMessageBytes - length) {
            throw new FrameViolation(CloseCode.TOO_BIG, "a message of more than " + maxMessageBytes + " bytes");
        }
        return (int) count;
    }

    /** The usual case: a message that is there as a whole, handed out from where it is. */
    private void whole(byte[] in, int from, int to) {
        if (!Utf8.isText(in, from, to)) {
            throw badText();
        }
        text(in, from, to);
    }

    /** Adds to the message what there is of a frame's payload; the place after it. */
    private int payload(byte[] in, int at, int end) {
        int count = Math.min(missing, end - at);
        if (!binary && count > 0) {
            System.arraycopy(in, at, roomFor(count), length, count);
        }
        length += count;
        missing -= count;
        if (missing == 0) {
            frameEnded();
        }
        return at + count;
    }

    /** At first as large as the frame says, later by doubling; but what was only announced costs no more than one read. */
    private byte[] roomFor(int count) {
        byte[] room = message;
        int needed = length + count;
        if (room == null) {
            room = new byte[Math.max(needed, Math.min(length + missing, FrameWorkspace.READ_BYTES))];
        } else if (room.length < needed) {
            room = Arrays.copyOf(room, Math.max(needed, Math.min(2 * room.length, maxMessageBytes)));
        }
        message = room;
        return room;
    }

    private void frameEnded() {
        byte[] bytes = message == null ? NO_BYTES : message;
        if (!binary) {
            utf8 = Utf8.after(utf8, bytes, frameStart, length);
            if (utf8 == Utf8.BROKEN || (last && utf8 != Utf8.COMPLETE)) {
                throw badText();
            }
        }
        fragmented = !last;
        if (last) {
            int whole = length;
            message = null;
            length = 0;
            if (binary) {
                binary(whole);
            } else {
                text(bytes, 0, whole);
            }
        }
    }

    /** A control frame, which may stand between the fragments of a message (5.5). */
    private int control(int opcode, boolean fin, int count, byte[] in, int at, int end) {
        if (!fin || count > MAX_CONTROL_BYTES) {
            throw violation("a fragmented or long control frame"); // (5.5)
        }
        if (opcode > Opcode.PONG) {
            throw violation("reserved opcode " + opcode); // (5.2)
        }
        if (opcode == Opcode.CLOSE && count == 1) {
            throw violation("a close frame with half a code"); // (5.5.1)
        }
        int from = at + 2;
        int to = from + count;
        if (to > end) {
            return INCOMPLETE;
        }
        if (opcode == Opcode.CLOSE) {
            close(in, from, to);
        } else if (opcode == Opcode.PING) {
            ping(in, from, to);
        }
        return to; // nobody asked for a pong (5.5.3)
    }

    private void close(byte[] in, int from, int to) {
        ended = true;
        if (from == to) {
            close(CloseCode.NONE, "");
            return;
        }
        int code = (in[from] & 0xFF) << Byte.SIZE | (in[from + 1] & 0xFF);
        if (!CloseCode.maySend(code)) {
            throw violation("close code " + code); // (7.4.2)
        }
        if (Utf8.after(Utf8.COMPLETE, in, from + 2, to) == Utf8.BROKEN) { // as Netty: it may end within a character
            throw badText();
        }
        close(code, new String(in, from + 2, to - from - 2, StandardCharsets.UTF_8));
    }

    private static FrameViolation violation(String what) {
        return new FrameViolation(CloseCode.PROTOCOL_ERROR, what);
    }

    private static FrameViolation badText() {
        return new FrameViolation(CloseCode.BAD_TEXT, "text that is not UTF-8");
    }
}
