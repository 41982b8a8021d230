package io.ordergateway.ws.wire;

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

    private RequestIds() {}

    /** Where to begin counting: anywhere, so that the echo of another life's request is not taken for one of ours. */
    public static long first() {
        return ThreadLocalRandom.current().nextLong(BOUND / 2);
    }

    /** A number's twelve digits. */
    public static String format(long id) {
        if (id < 0 || id >= BOUND) {
            throw new IllegalArgumentException("request id must be from 0 up to " + BOUND + ", is " + id);
        }
        String digits = Long.toString(id, Character.MAX_RADIX);
        return "0".repeat(LENGTH - digits.length()) + digits;
    }

    /** The number behind an echo; empty if it cannot be one of ours. */
    public static OptionalLong parse(String echo) {
        if (echo.length() != LENGTH) {
            return OptionalLong.empty();
        }
        long id = 0;
        for (int i = 0; i < LENGTH; i++) {
            char c = echo.charAt(i);
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'z' ? c - 'a' + 10 : -1;
            if (digit < 0) {
                return OptionalLong.empty();
            }
            id = id * Character.MAX_RADIX + digit;
        }
        return OptionalLong.of(id);
    }
}
