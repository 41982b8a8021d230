package io.ordergateway.it.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Where a client's cancels have their ids. A client writes all alike, so that one look at the first tells it of the others. */
final class CancelLayout {
    static final CancelLayout NONE = new CancelLayout("", 0, 0, 0, 0, 0, 0);

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    final int idAt;
    final int idLength;
    final int orderAt;
    final int orderLength;
    final int symbolAt;
    final int symbolLength;
    private final byte[] first;
    private final long beforeOrder;
    private final long beforeSymbol;

    private CancelLayout(
            String text, int idAt, int idLength, int orderAt, int orderLength, int symbolAt, int symbolLength) {
        this.first = text.getBytes(StandardCharsets.ISO_8859_1);
        this.idAt = idAt;
        this.idLength = idLength;
        this.orderAt = orderAt;
        this.orderLength = orderLength;
        this.symbolAt = symbolAt;
        this.symbolLength = symbolLength;
        this.beforeOrder = orderAt < 8 ? 0 : (long) LONG.get(first, orderAt - 8);
        this.beforeSymbol = symbolAt < 8 ? 0 : (long) LONG.get(first, symbolAt - 8);
    }

    static CancelLayout of(String text) {
        int id = at(text, "id");
        int order = at(text, "orderId");
        int symbol = at(text, "symbol");
        return new CancelLayout(
                text,
                id,
                text.indexOf('"', id) - id,
                order,
                text.indexOf('"', order) - order,
                symbol,
                text.indexOf('"', symbol) - symbol);
    }

    /** Whether this message is laid out the same way: everything before its ids is the same, and they end in the same places. */
    boolean fits(byte[] in, int begin, int length) {
        return length == first.length
                && length > 0
                && Arrays.equals(in, begin, begin + idAt, first, 0, idAt)
                && (long) LONG.get(in, begin + orderAt - 8) == beforeOrder
                && (long) LONG.get(in, begin + symbolAt - 8) == beforeSymbol
                && in[begin + idAt + idLength] == '"'
                && in[begin + orderAt + orderLength] == '"'
                && in[begin + symbolAt + symbolLength] == '"';
    }

    static String member(String json, String name) {
        int at = at(json, name);
        return at < 0 ? "" : json.substring(at, json.indexOf('"', at));
    }

    /** Where the text of the first member of this name begins, or -1. */
    private static int at(String json, String name) {
        String before = "\"" + name + "\":\"";
        int found = json.indexOf(before);
        return found < 0 ? -1 : found + before.length();
    }
}
