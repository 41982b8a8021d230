package io.ordergateway.ws.wire;

import io.ordergateway.core.order.Evidence;
import io.ordergateway.core.order.OrderRef;
import io.ordergateway.core.order.PathKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** One way in which acknowledgements are written: bytes that are always the same, and between them the parts that vary. */
final class AckShape implements Evidence.Form {
    /** How a moment is written: thirteen digits of milliseconds, the years 2001 to 2286. */
    static final int MILLIS_DIGITS = 13;

    /** The longest order id or symbol, twice what any venue here has. */
    static final int MAX_NAME = 64;

    /** What varies. */
    enum Part {
        /** The echo of our id; where there are several, it is the same in all. */
        REQUEST_ID,
        /** The id of the order. */
        ORDER_ID,
        /** The symbol. */
        SYMBOL,
        /** A moment. */
        MILLIS
    }

    /** The parts of the message that was compared last; names are kept as where they begin and end. */
    static final class Found {
        long requestId;
        long millis;
        int orderFrom;
        int orderTo;
        int symbolFrom;
        int symbolTo;
    }

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final String rule;
    private final byte[][] literals;
    private final Part[] parts;

    /**
     * @param literals what stands before each part, and what follows the last; all of it ASCII
     */
    AckShape(String rule, byte[][] literals, Part[] parts) {
        this.rule = rule;
        this.literals = literals;
        this.parts = parts;
    }

    // ---- comparing ----

    /** Whether a message is of this shape; what is found is good only if it is. */
    boolean fits(byte[] utf8, int from, int to, Found found) {
        found.requestId = -1;
        int at = from;
        for (int i = 0; i < parts.length; i++) {
            at = literal(literals[i], utf8, at, to);
            at = at < 0 ? -1 : part(parts[i], utf8, at, to, found);
            if (at < 0) {
                return false;
            }
        }
        return literal(literals[parts.length], utf8, at, to) == to;
    }

    /** Where a literal that stands here ends, or -1 if it does not stand here. */
    private static int literal(byte[] literal, byte[] utf8, int at, int to) {
        int end = at + literal.length;
        return end <= to && Arrays.equals(utf8, at, end, literal, 0, literal.length) ? end : -1;
    }

    /** Where a part that stands here ends, or -1 if none does. What follows it is the next literal's to check. */
    private static int part(Part part, byte[] utf8, int at, int to, Found found) {
        return switch (part) {
            case REQUEST_ID -> requestId(utf8, at, to, found);
            case MILLIS -> millis(utf8, at, to, found);
            case ORDER_ID -> {
                found.orderFrom = at;
                found.orderTo = endOfName(utf8, at, to);
                yield found.orderTo;
            }
            case SYMBOL -> {
                found.symbolFrom = at;
                found.symbolTo = endOfName(utf8, at, to);
                yield found.symbolTo;
            }
        };
    }

    private static int requestId(byte[] utf8, int at, int to, Found found) {
        int end = at + RequestIds.LENGTH;
        long id = end <= to ? RequestIds.parse(utf8, at, end) : -1;
        if (id < 0 || (found.requestId >= 0 && found.requestId != id)) {
            return -1;
        }
        found.requestId = id;
        return end;
    }

    /** JSON knows no leading zeros. */
    private static int millis(byte[] utf8, int at, int to, Found found) {
        int end = at + MILLIS_DIGITS;
        if (end > to || utf8[at] == '0') {
            return -1;
        }
        long millis = 0;
        for (int i = at; i < end; i++) {
            int digit = utf8[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            millis = millis * 10 + digit;
        }
        found.millis = millis;
        return end;
    }

    private static int endOfName(byte[] utf8, int at, int to) {
        int bound = Math.min(to, at + MAX_NAME + 1);
        int end = at;
        while (end + Long.BYTES <= bound && arePlain((long) EIGHT.get(utf8, end))) {
            end += Long.BYTES;
        }
        while (end < bound && isPlain(utf8[end])) {
            end++;
        }
        return end > at && end < bound && utf8[end] == '"' ? end : -1;
    }

    /** Whether a byte of a JSON text stands for itself: no quote, no escape, no control, no part of a longer character. */
    static boolean isPlain(byte b) {
        return b > '"' && b != '\\';
    }

    /** The same of eight at once: the highest bit of a byte is left set by what it should not be. */
    private static boolean arePlain(long bytes) {
        long backslash = bytes ^ ONES * '\\';
        long bad = bytes | (bytes - ONES * ('"' + 1)) | (backslash - ONES);
        return (bad & HIGH_BITS) == 0;
    }

    // ---- the words ----

    @Override
    public PathKind path() {
        return PathKind.SOCKET;
    }

    @Override
    public String rule() {
        return rule;
    }

    @Override
    public String message(OrderRef order, long requestId, long millis) {
        TextBuffer text = new TextBuffer();
        for (int i = 0; i < parts.length; i++) {
            text.append(literals[i]);
            switch (parts[i]) {
                case REQUEST_ID -> text.appendRequestId(requestId);
                case ORDER_ID -> text.append(order.orderId());
                case SYMBOL -> text.append(order.symbol());
                case MILLIS -> text.append(millis);
            }
        }
        return text.append(literals[parts.length]).toString();
    }
}
