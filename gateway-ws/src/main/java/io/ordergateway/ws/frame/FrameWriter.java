package io.ordergateway.ws.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the frames of one connection, as a client: each masked by a mask of its own (RFC 6455 5.3), none fragmented. Frames
 * wait in one buffer until {@link #flush}; between flushes nothing is held. A write that fails is an exception in the channel's
 * pipeline. Belongs to the channel's event loop, where it must be made.
 */
public final class FrameWriter {
    /** What waits in the batch at most; a full batch is handed to the channel, and a larger frame is a batch of its own. */
    public static final int BATCH_BYTES = 1 << 16;

    /** What a batch begins with at least. */
    private static final int FIRST_BATCH_BYTES = 1 << 10;

    /** The body of a control frame (5.5). */
    private static final int MAX_CONTROL_BYTES = 125;

    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Channel channel;
    private final FrameWorkspace workspace = FrameWorkspace.here();
    private @Nullable ByteBuf batch;
    private int expected = FIRST_BATCH_BYTES;
    private boolean handedOver;
    private boolean closed;

    /** Frames for this channel, whose WebSocket handshake is complete. */
    public FrameWriter(Channel channel) {
        this.channel = channel;
    }

    /** Adds a message to the batch. The bytes are copied; they must be UTF-8, which is not checked. */
    public void text(byte[] utf8, int from, int length) {
        Objects.checkFromIndexSize(from, length, utf8.length);
        if (closed) {
            refuse();
        } else {
            frame(Opcode.TEXT, utf8, from, length);
        }
    }

    /**
     * Hands the batch to the channel, and all that the channel was handed to the operating system.
     *
     * @return whether there was anything
     */
    public boolean flush() {
        handOver();
        boolean any = handedOver;
        handedOver = false;
        if (any) {
            channel.flush();
        }
        return any;
    }

    /** Whether the channel would still be writable with the batch in it. */
    public boolean isWritable() {
        return waiting() < channel.bytesBeforeUnwritable();
    }

    /** Adds the answer to a ping (5.5.3). */
    void pong(byte[] data, int from, int to) {
        frame(Opcode.PONG, data, from, to - from);
    }

    /**
     * Sends what waits and then the last frame of all (5.5.1).
     *
     * @param code {@link CloseCode#NONE} for a frame without a body
     * @param reason ASCII, of which as much is sent as fits
     * @return what becomes of them
     */
    ChannelFuture close(int code, String reason) {
        byte[] body = code == CloseCode.NONE ? new byte[0] : closeBody(code, reason);
        frame(Opcode.CLOSE, body, 0, body.length);
        closed = true;
        ByteBuf last = Objects.requireNonNull(batch);
        batch = null;
        return channel.writeAndFlush(last);
    }

    private static byte[] closeBody(int code, String reason) {
        String text = reason.substring(0, Math.min(reason.length(), MAX_CONTROL_BYTES - Short.BYTES));
        byte[] words = text.getBytes(StandardCharsets.US_ASCII);
        byte[] body = new byte[Short.BYTES + words.length];
        body[0] = (byte) (code >> 8);
        body[1] = (byte) code;
        System.arraycopy(words, 0, body, Short.BYTES, words.length);
        return body;
    }

    /** The connection is gone, and what waits with it. */
    void release() {
        closed = true;
        if (batch != null) {
            batch.release();
            batch = null;
        }
    }

    /** After a close frame nothing may follow (5.5.1); told as Netty tells of any write that fails. */
    private void refuse() {
        if (channel.isRegistered()) {
            channel.pipeline().fireExceptionCaught(new ClosedChannelException());
        }
    }

    private int waiting() {
        return batch == null ? 0 : batch.readableBytes();
    }

    private void handOver() {
        if (batch != null) {
            expected = Math.min(BATCH_BYTES, Math.max(FIRST_BATCH_BYTES, batch.readableBytes()));
            channel.write(batch, channel.voidPromise());
            batch = null;
            handedOver = true;
        }
    }

    /** A batch that has room for so many bytes. */
    private ByteBuf room(int bytes) {
        if (waiting() + bytes > BATCH_BYTES) {
            handOver();
        }
        ByteBuf current = batch;
        if (current == null) {
            current = channel.alloc().ioBuffer(Math.max(expected, bytes), Math.max(BATCH_BYTES, bytes));
            batch = current;
        }
        return current;
    }

    private void frame(int opcode, byte[] payload, int from, int length) {
        byte[] work = workspace.outgoing();
        int mask = workspace.masks().next();
        int header = header(work, opcode, length, mask);
        ByteBuf out = room(header + length);
        int done = Math.min(length, FrameWorkspace.MASKED_BYTES);
        mask(mask, payload, from, work, header, done);
        out.writeBytes(work, 0, header + done);
        while (done < length) {
            int part = Math.min(length - done, FrameWorkspace.MASKED_BYTES);
            mask(mask, payload, from + done, work, 0, part);
            out.writeBytes(work, 0, part);
            done += part;
        }
    }

    /** Writes the header (5.2) and returns its length. */
    private static int header(byte[] to, int opcode, int length, int mask) {
        to[0] = (byte) (FINAL | opcode);
        int at = 2;
        if (length < LENGTH_16) {
            to[1] = (byte) (MASKED | length);
        } else if (length <= 0xFFFF) {
            to[1] = (byte) (MASKED | LENGTH_16);
            to[at++] = (byte) (length >> 8);
            to[at++] = (byte) length;
        } else {
            to[1] = (byte) (MASKED | LENGTH_64);
            INTS.set(to, at, 0);
            INTS.set(to, at + Integer.BYTES, Integer.reverseBytes(length));
            at += Long.BYTES;
        }
        INTS.set(to, at, mask);
        return at + Integer.BYTES;
    }

    /** Transforms a payload from its first byte on (5.3), eight bytes at a time. */
    private static void mask(int mask, byte[] payload, int from, byte[] to, int at, int length) {
        long twice = ((mask & 0xFFFF_FFFFL) << Integer.SIZE) | (mask & 0xFFFF_FFFFL);
        int done = 0;
        for (; done <= length - Long.BYTES; done += Long.BYTES) {
            LONGS.set(to, at + done, (long) LONGS.get(payload, from + done) ^ twice);
        }
        for (; done < length; done++) {
            to[at + done] = (byte) (payload[from + done] ^ (mask >>> (Byte.SIZE * (done & 3))));
        }
    }
}
