package io.ordergateway.ws.sim.hashkey.door;

import io.ordergateway.ws.sim.hashkey.book.OrderStatus;

/** Section 0: the three sites that share one design. */
public enum Site {
    /** HashKey Exchange, Hong Kong. */
    HK("X-HK-APIKEY"),
    /** The Emirates, whose documents are the newest. */
    MENA("X-APIKEY"),
    /** HashKey Global, which ccxt talks to. */
    GLB("X-HK-APIKEY");

    private final String keyHeader;

    Site(String keyHeader) {
        this.keyHeader = keyHeader;
    }

    /** Section 13.1: the header that carries the access key. */
    public String keyHeader() {
        return keyHeader;
    }

    /** The header that the other documents name. */
    public String otherKeyHeader() {
        return this == MENA ? HK.keyHeader : MENA.keyHeader;
    }

    /** Section 3.3: whether futures are at {@code /api/v1/futures}; elsewhere they are at {@code /api/v2/futures}. */
    public boolean hasFuturesV1() {
        return this == GLB;
    }

    /**
     * What a cancel of an order that has ended is refused with. No document says it (section 13.11): here the newer sites use
     * the code that only newer documents have, and the global site says how the order ended.
     */
    public String goneCode(OrderStatus end) {
        if (this != GLB) {
            return "0212";
        }
        return switch (end) {
            case FILLED -> "-1139";
            case CANCELED -> "-1142";
            case PARTIALLY_CANCELED -> "-1138";
            default -> "-1143";
        };
    }
}
