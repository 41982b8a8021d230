package io.ordergateway.core.order;

import org.jspecify.annotations.Nullable;

/**
 * Which ids a venue can mean. What it would refuse never leaves the house.
 *
 * @param maxOrderId the longest order id
 * @param orderIdMarks characters allowed in an order id besides letters and digits
 * @param maxSymbol the longest symbol
 * @param symbolMarks characters allowed in a symbol besides letters and digits
 * @param clientOrderIds which client order ids it cancels by, or {@code null} if it cancels by its own ids only
 */
public record IdRules(
        int maxOrderId,
        String orderIdMarks,
        int maxSymbol,
        String symbolMarks,
        @Nullable ClientOrderIds clientOrderIds) {
    private static final int MAX_QUOTED = 64;

    // Every character of every id is looked at: in the lower half of ASCII digits are good, in the upper half letters.
    private static final long DIGITS = bits('0', '9');
    private static final long LETTERS = bits('A', 'Z') | bits('a', 'z');

    /**
     * Which client order ids a venue cancels by.
     *
     * @param max the longest
     * @param marks characters allowed besides letters and digits
     */
    public record ClientOrderIds(int max, String marks) {}

    /** The rules of a venue that cancels by its own ids only. */
    public IdRules(int maxOrderId, String orderIdMarks, int maxSymbol, String symbolMarks) {
        this(maxOrderId, orderIdMarks, maxSymbol, symbolMarks, null);
    }

    /** The same rules, of a venue that cancels by client order ids too. */
    public IdRules clientOrderIds(int max, String marks) {
        return new IdRules(maxOrderId, orderIdMarks, maxSymbol, symbolMarks, new ClientOrderIds(max, marks));
    }

    /** What is wrong with a cancel id, or {@code null} if nothing is. */
    public static @Nullable String faultInCancelId(@Nullable String value) {
        return fault("cancelId", value, CancelId.MAX_LENGTH, "._:-");
    }

    /** What is wrong with an order id, or {@code null} if nothing is. */
    public @Nullable String faultInOrderId(@Nullable String value) {
        return fault("orderId", value, maxOrderId, orderIdMarks);
    }

    /** What is wrong with a client order id, or {@code null} if nothing is. */
    public @Nullable String faultInClientOrderId(@Nullable String value) {
        if (clientOrderIds == null) {
            return "clientOrderId is \"" + quotable(value)
                    + "\", but the account's venue does not cancel by client order"
                    + " ids; write the venue's own order id, as orderId";
        }
        return fault("clientOrderId", value, clientOrderIds.max, clientOrderIds.marks);
    }

    /** What is wrong with a symbol, or {@code null} if nothing is. */
    public @Nullable String faultInSymbol(@Nullable String value) {
        return fault("symbol", value, maxSymbol, symbolMarks);
    }

    /** What is wrong with the tag of a strategy, or {@code null} if nothing is. */
    public static @Nullable String faultInStrategy(@Nullable String value) {
        return fault("strategy", value, CancelAll.MAX_STRATEGY, "");
    }

    private static @Nullable String fault(String field, @Nullable String value, int max, String marks) {
        if (value == null || value.isEmpty()) {
            return field + " is " + (value == null ? "null" : "empty") + wanted(max, marks);
        }
        if (value.length() > max) {
            return field + " \"" + quotable(value) + "\" has " + value.length() + " characters" + wanted(max, marks);
        }
        for (int i = 0; i < value.length(); i++) {
            if (!allowed(value.charAt(i), marks)) {
                return field + " \"" + quotable(value) + "\" has a character that is not allowed at position " + (i + 1)
                        + wanted(max, marks);
            }
        }
        return null;
    }

    private static String wanted(int max, String marks) {
        String all = "1 to " + max + " characters out of A-Z a-z 0-9 " + String.join(" ", marks.split(""));
        return "; write " + all.strip();
    }

    private static boolean allowed(char c, String marks) {
        long known = c < Long.SIZE ? DIGITS : LETTERS;
        return (c < 2 * Long.SIZE && (known >>> c & 1) != 0) || marks.indexOf(c) >= 0;
    }

    /** The characters of a range, as bits at their places among the 64 that they belong to. */
    private static long bits(char first, char last) {
        long bits = 0;
        for (char c = first; c <= last; c++) {
            bits |= 1L << c;
        }
        return bits;
    }

    /** A bad value as it may stand in a message: short, on one line, and nothing that a terminal would obey. */
    public static String quotable(@Nullable String value) {
        if (value == null) {
            return "null";
        }
        String line = value.replaceAll("[^\\x20-\\x7e]", "?");
        return line.length() > MAX_QUOTED ? line.substring(0, MAX_QUOTED) + "…" : line;
    }
}
