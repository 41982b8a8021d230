package io.ordergateway.ws.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Whether bytes are UTF-8 (RFC 3629), also where a text is cut in the middle of a character (RFC 6455 8.1).
 *
 * <p>The state between two bytes says how many more belong to the character, and between which two values the next one must
 * lie: {@code count << 16 | lowest << 8 | highest}. A limit other than 80 to BF keeps out overlong forms, surrogates, and what is
 * beyond 10FFFF.
 */
final class Utf8 {
    /** Between two characters. */
    static final int COMPLETE = 0;

    /** No UTF-8, whatever follows. */
    static final int BROKEN = -1;

    private static final int ONE_MORE = 0x1_80BF;
    private static final int TWO_MORE = 0x2_80BF;
    private static final int TWO_MORE_AFTER_E0 = 0x2_A0BF;
    private static final int TWO_MORE_AFTER_ED = 0x2_809F;
    private static final int THREE_MORE = 0x3_80BF;
    private static final int THREE_MORE_AFTER_F0 = 0x3_90BF;
    private static final int THREE_MORE_AFTER_F4 = 0x3_808F;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

    private Utf8() {}

    /** Whether this is a whole text. */
    static boolean isText(byte[] bytes, int from, int to) {
        return after(COMPLETE, bytes, from, to) == COMPLETE;
    }

    /** The state after these bytes, for a text whose state before them was this. */
    static int after(int state, byte[] bytes, int from, int to) {
        int now = state;
        int at = from;
        while (at < to && now != BROKEN) {
            if (now == COMPLETE) {
                at = pastAscii(bytes, at, to);
            }
            if (at < to) {
                now = after(now, bytes[at++] & 0xFF);
            }
        }
        return now;
    }

    /** The first byte that is not ASCII, at the latest {@code to}. */
    private static int pastAscii(byte[] bytes, int from, int to) {
        int at = from;
        while (at <= to - Long.BYTES && ((long) LONGS.get(bytes, at) & NOT_ASCII) == 0) {
            at += Long.BYTES;
        }
        while (at < to && bytes[at] >= 0) {
            at++;
        }
        return at;
    }

    private static int after(int state, int next) {
        if (state == COMPLETE) {
            return first(next);
        }
        int lowest = (state >> 8) & 0xFF;
        int highest = state & 0xFF;
        if (next < lowest || next > highest) {
            return BROKEN;
        }
        return switch (state >> 16) {
            case 3 -> TWO_MORE;
            case 2 -> ONE_MORE;
            default -> COMPLETE;
        };
    }

    /** The state after the first byte of a character (RFC 3629 section 4). */
    private static int first(int lead) {
        if (lead < 0x80) {
            return COMPLETE;
        }
        if (lead < 0xC2 || lead > 0xF4) {
            return BROKEN;
        }
        if (lead < 0xE0) {
            return ONE_MORE;
        }
        return switch (lead) {
            case 0xE0 -> TWO_MORE_AFTER_E0;
            case 0xED -> TWO_MORE_AFTER_ED;
            case 0xF0 -> THREE_MORE_AFTER_F0;
            case 0xF4 -> THREE_MORE_AFTER_F4;
            default -> lead < 0xF0 ? TWO_MORE : THREE_MORE;
        };
    }
}
