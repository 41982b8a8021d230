package io.ordergateway.ws.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where a message is written before it is sent: bytes that are used again for the next one, so that writing allocates
 * nothing. Takes ASCII and nothing else. Not thread-safe; an account's loop owns it.
 */
public final class TextBuffer {
    /** Many times the longest message there is to send. */
    public static final int MAX_LENGTH = 1 << 16;

    private static final int FIRST_CAPACITY = 512;
    private static final int MAX_DECIMALS = 19;
    private static final int MAX_ASCII = 127;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    /** Forgets what was written. */
    public TextBuffer clear() {
        length = 0;
        return this;
    }

    /** What was written, from index 0 to {@link #length()}; good until something else is written. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Writes bytes as they are. */
    public TextBuffer append(byte[] ascii) {
        return append(ascii, ascii.length);
    }

    /** Writes what another buffer holds. */
    public TextBuffer append(TextBuffer other) {
        return append(other.bytes, other.length);
    }

    private TextBuffer append(byte[] ascii, int size) {
        reserve(size);
        System.arraycopy(ascii, 0, bytes, length, size);
        length += size;
        return this;
    }

    /**
     * Writes a text.
     *
     * @throws IllegalArgumentException if it is not ASCII; nothing of it counts as written then. Ids and symbols were checked
     *     when a cancel was admitted, so this is where a hole in those checks would show
     */
    public TextBuffer append(String ascii) {
        int size = ascii.length();
        reserve(size);
        byte[] to = bytes;
        int at = length;
        int seen = 0;
        for (int i = 0; i < size; i++) {
            char c = ascii.charAt(i);
            seen |= c;
            to[at + i] = (byte) c;
        }
        if (seen > MAX_ASCII) {
            throw new IllegalArgumentException(
                    "only ASCII can be sent here, and this text is not: " + ascii.replaceAll("[^\\x20-\\x7e]", "?"));
        }
        length = at + size;
        return this;
    }

    /** Writes a number in decimals. */
    public TextBuffer append(long number) {
        if (number < 0) {
            return append(Long.toString(number));
        }
        reserve(MAX_DECIMALS);
        int end = length + decimals(number);
        long rest = number;
        int at = end;
        for (; at - length >= 2; rest /= 100) {
            int pair = (int) (rest % 100);
            bytes[--at] = (byte) ('0' + pair % 10);
            bytes[--at] = (byte) ('0' + pair / 10);
        }
        if (at > length) {
            bytes[length] = (byte) ('0' + rest);
        }
        length = end;
        return this;
    }

    /** How many digits it takes, counted without a division: they are what costs here. */
    private static int decimals(long number) {
        int digits = 1;
        long bound = 10;
        while (number >= bound && digits < MAX_DECIMALS) {
            bound *= 10;
            digits++;
        }
        return digits;
    }

    /** Writes a request id, as {@link RequestIds} has it. */
    public TextBuffer appendRequestId(long id) {
        reserve(RequestIds.LENGTH);
        RequestIds.write(id, bytes, length);
        length += RequestIds.LENGTH;
        return this;
    }

    private void reserve(int more) {
        int needed = length + more;
        if (needed <= bytes.length) {
            return;
        }
        if (needed > MAX_LENGTH) {
            throw new IllegalStateException("a message of more than " + MAX_LENGTH + " bytes is none of ours");
        }
        bytes = Arrays.copyOf(bytes, Math.min(MAX_LENGTH, Math.max(needed, 2 * bytes.length)));
    }

    /** What was written. */
    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.US_ASCII);
    }
}
