package io.ordergateway.ws.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Request ids as they travel: {@value #LENGTH} digits of base 36. Within every documented rule for AscendEX ids (dossier
 * 8.1: 9 to 32 letters and digits), and always of the same length, so that an echo can be told from anything else.
 */
public final class RequestIds {
    public static final int LENGTH = 12;

    /** The first number that no longer fits. */
    public static final long BOUND = 4_738_381_338_321_616_896L; // 36^12

    /** Two digits at once: half the divisions. */
    private static final int PAIR = Character.MAX_RADIX * Character.MAX_RADIX;

    private static final byte[] PAIRS = pairs();

    /** By byte: what it counts as a digit, -1 if it is none. */
    private static final byte[] DIGITS = digits();

    private RequestIds() {}

    private static byte[] pairs() {
        byte[] pairs = new byte[2 * PAIR];
        for (int i = 0; i < PAIR; i++) {
            pairs[2 * i] = (byte) Character.forDigit(i / Character.MAX_RADIX, Character.MAX_RADIX);
            pairs[2 * i + 1] = (byte) Character.forDigit(i % Character.MAX_RADIX, Character.MAX_RADIX);
        }
        return pairs;
    }

    /** Where to begin counting: anywhere, so that the echo of another life's request is not taken for one of ours. */
    public static long first() {
        return ThreadLocalRandom.current().nextLong(BOUND / 2);
    }

    /** A number's twelve digits. */
    public static String format(long id) {
        byte[] digits = new byte[LENGTH];
        write(id, digits, 0);
        return new String(digits, StandardCharsets.US_ASCII);
    }

    /** Writes a number's twelve digits from this index on. */
    public static void write(long id, byte[] to, int at) {
        if (id < 0 || id >= BOUND) {
            throw new IllegalArgumentException("request id must be from 0 up to " + BOUND + ", is " + id);
        }
        long rest = id;
        for (int pair = at + LENGTH - 2; pair >= at; pair -= 2) {
            int digits = (int) (rest % PAIR) * 2;
            to[pair] = PAIRS[digits];
            to[pair + 1] = PAIRS[digits + 1];
            rest /= PAIR;
        }
    }

    /** The number behind an echo; empty if it cannot be one of ours. */
    public static OptionalLong parse(String echo) {
        if (echo.length() != LENGTH) {
            return OptionalLong.empty();
        }
        long id = 0;
        for (int i = 0; i < LENGTH; i++) {
            int digit = digit(echo.charAt(i));
            if (digit < 0) {
                return OptionalLong.empty();
            }
            id = id * Character.MAX_RADIX + digit;
        }
        return OptionalLong.of(id);
    }

    /** The number behind an echo in bytes, without making a text of it; -1 if it cannot be one of ours. */
    public static long parse(byte[] ascii, int from, int to) {
        if (to - from != LENGTH) {
            return -1;
        }
        long id = 0;
        int wrong = 0;
        for (int i = from; i < to; i++) {
            int digit = DIGITS[ascii[i] & 0xff];
            wrong |= digit;
            id = id * Character.MAX_RADIX + digit;
        }
        return wrong < 0 ? -1 : id;
    }

    /** What a lower-case digit counts; -1 for anything else. */
    private static int digit(int c) {
        return c < DIGITS.length ? DIGITS[c] : -1;
    }

    private static byte[] digits() {
        byte[] digits = new byte[256];
        Arrays.fill(digits, (byte) -1);
        for (int i = 0; i < Character.MAX_RADIX; i++) {
            digits[Character.forDigit(i, Character.MAX_RADIX)] = (byte) i;
        }
        return digits;
    }
}
