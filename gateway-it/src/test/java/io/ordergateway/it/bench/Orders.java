package io.ordergateway.it.bench;

import java.util.concurrent.atomic.AtomicInteger;

/** Orders to cancel. Their ids look like the venue's, are all of one length, and are numbered. */
final class Orders {
    static final String SYMBOL = "BTC-PERP";

    private static final String HEAD = "s177bab1b474U";
    private static final String TAIL = "bbtcpKiOR";
    private static final int DIGITS = 10;
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Orders() {}

    /** The number of the first of so many orders that nobody had before. */
    static int take(int count) {
        return NEXT.getAndAdd(count);
    }

    static String id(int number) {
        String digits = Integer.toString(number);
        return HEAD + "0".repeat(DIGITS - digits.length()) + digits + TAIL;
    }

    /** The number in an order's id, and nonsense in what is none. */
    static int number(String id) {
        int number = 0;
        for (int i = HEAD.length(); i < HEAD.length() + DIGITS && i < id.length(); i++) {
            number = number * 10 + id.charAt(i) - '0';
        }
        return number;
    }
}
